"""Lists of terms: what is read, and what is said of a bad line, by file, line and column."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from compliance.charter import Term
from compliance.confidential.lists import Joined, TermFile, digest_of
from compliance.errors import CharterError, CharterErrors

Write = Callable[..., TermFile]
HEAD = "term,aliases,kind,until,why,context\n"


@pytest.fixture
def listed(tmp_path: Path) -> Write:
    def write(content: str, encoding: str = "utf-8") -> TermFile:
        path = tmp_path / "terms.csv"
        path.write_bytes(content.encode(encoding))
        return TermFile(path)

    return write


def test_a_line_is_a_term_with_all_its_columns(listed: Write) -> None:
    content = HEAD + 'Projet Atlas,PJ-Atlas; Atlas 2,code-name,2027-03-01,"rachat, secret",fusion\n'
    (term,) = listed(content).checked()
    assert term == Term(
        term="Projet Atlas",
        aliases=("PJ-Atlas", "Atlas 2"),
        kind="code-name",
        until=date(2027, 3, 1),
        why="rachat, secret",
        context=("fusion",),
    )


def test_a_spreadsheets_semicolons_and_byte_order_mark_are_read(listed: Write) -> None:
    (term,) = listed("\ufeffterm;kind\r\nBanque Morvane;client-nda\r\n").checked()
    assert (term.term, term.kind) == ("Banque Morvane", "client-nda")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("term,alias\nA,B\n", "terms.csv:1:6: unknown column in the first line; did you mean"),
        ("name\nAtlas\n", "terms.csv:1:1: unknown column"),
        ("kind,why\nx,y\n", "terms.csv:1:1: no column 'term'"),
        ("", "terms.csv:1:1: unknown column"),
        (HEAD + "Atlas,,x,demain,,\n", "terms.csv:2:10: 'until' cannot be read; write a date as"),
        (HEAD + "Atlas,,x,,,,trop\n", "terms.csv:2:"),
        (HEAD + ",,x\n", "terms.csv:2:1: a line without a term"),
        (HEAD + "Atlas,At|PJ\n", "terms.csv:2:9: '|' in 'aliases'; put ; between"),
        (HEAD + 'Atlas,"oups\n', "terms.csv:2:7: a quotation mark that is not closed"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(listed: Write, content: str, said: str) -> None:
    with pytest.raises(CharterError, match=r"terms\.csv") as error:
        listed(content).checked()
    assert said in str(error.value)


def test_every_bad_line_is_said_at_once(listed: Write) -> None:
    with pytest.raises(CharterErrors) as error:
        listed(HEAD + "A,,,hier\nB\nC,,,jamais\n").checked()
    assert [e.place.line for e in error.value.errors if e.place] == [2, 4]


def test_no_error_repeats_a_term(listed: Write) -> None:
    with pytest.raises(CharterError) as error:
        listed(HEAD + "Projet Zéphyrine,,x,demain,,\n").checked()
    assert "Zéphyrine" not in str(error.value)


def test_a_file_in_another_encoding_is_refused(listed: Write) -> None:
    with pytest.raises(CharterError, match="save the file as UTF-8"):
        listed("term\nÉtoile\n", "latin-1").checked()


def test_lists_are_joined_without_copying(listed: Write) -> None:
    inline = (Term(term="Nacelle"),)
    both = Joined([inline, listed("term\nAtlas\nPhare\n")])
    assert [term.term for term in both] == ["Nacelle", "Atlas", "Phare"]
    assert digest_of(both) != digest_of(Joined([inline]))
