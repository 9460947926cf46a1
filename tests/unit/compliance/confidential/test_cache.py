"""The cache of an index: what is opened finds what was built."""

from __future__ import annotations

from pathlib import Path

import pytest

import compliance.confidential as confidential
from compliance.charter import Organisation, Term
from compliance.confidential import Joined, TermFile, open_index
from compliance.errors import CharterErrors
from compliance.fold import fold

TERMS = (Term(term="Projet Zéphyrine"), Term(term="Lambreval", aliases=("412 M€",)))


@pytest.fixture(autouse=True)
def keep_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confidential, "WORTH_KEEPING", 1)


def spans(cache: Path | None, typed: str) -> list[str]:
    index = open_index(TERMS, organisation=Organisation(), cache=cache)
    return [typed[hit.span.start : hit.span.end] for hit in index.find(fold(typed))]


def test_an_opened_index_finds_what_the_built_one_found(tmp_path: Path) -> None:
    typed = "Le projet Zephyrine, Lambrevol et 412 millions d'euros"
    first, second = spans(tmp_path, typed), spans(tmp_path, typed)
    assert first == second == spans(None, typed)
    assert first == ["projet Zephyrine", "Lambrevol", "412 millions d'euros"]


def test_only_one_private_folder_is_left(tmp_path: Path) -> None:
    spans(tmp_path, "")
    (folder,) = tmp_path.iterdir()
    assert folder.stat().st_mode & 0o077 == 0


def test_a_wrong_list_is_said_in_full_when_it_is_built(tmp_path: Path) -> None:
    path = tmp_path / "terms.csv"
    path.write_text("term,until\nA,hier\nB,demain\n", "utf-8")
    with pytest.raises(CharterErrors, match=r"terms\.csv:3:3"):
        open_index(Joined([TERMS, TermFile(path)]), organisation=Organisation())
