"""`balise charter`: from a fact sheet to a charter that is tested, sealed and replayed."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from compliance.settings import settings
from tests.e2e.cli.conftest import Balise

FACTS = """\
name: Acmé Énergies
aliases: [Acmé]
languages: [fr, en]
culture: On se tutoie, on se trompe, on raconte.
level: guide
referent: {role: responsable communication, contact: ambassadeurs@acme.example}
regulated: [listed-company]
confidential:
  - {term: Projet Zéphyr, kind: code-name, aliases: [Zéphyr], until: null, why: "acquisition"}
"""


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    path = tmp_path / "company.yaml"
    path.write_text(FACTS, "utf-8")
    return path


def test_a_fact_sheet_becomes_a_charter_that_finds_its_secret(
    balise: Balise, facts: Path, tmp_path: Path
) -> None:
    charter = tmp_path / "acme.yaml"
    made = balise("charter", "new", "--from", str(facts), "--output", str(charter))
    assert made.status == 0, made.err
    text = charter.read_text("utf-8")
    for line in ("id: acme-energies", "  - listed-company", "address: tu"):
        assert line in text
    ran = balise(
        "check",
        "--charter",
        str(charter),
        "--format",
        "json",
        stdin="On avance sur le projet Z3phyr",
    )
    found = [f for f in json.loads(ran.out)["findings"] if f["category"] == "confidentiality"]
    assert [f["text"].lower() for f in found] == ["projet z3phyr"]


def test_a_charter_is_never_written_over_unasked(
    balise: Balise, facts: Path, tmp_path: Path
) -> None:
    charter = tmp_path / "acme.yaml"
    charter.write_text("mine", "utf-8")
    ran = balise("charter", "new", "--from", str(facts), "--output", str(charter))
    assert (ran.status, charter.read_text("utf-8")) == (2, "mine")
    assert "--force" in ran.err


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("name: Acmé Énergies\n", ""), "company.yaml:1:1: name: missing"),
        (("level: guide", "level: soft"), "company.yaml:5:1: level: "),
        (("until: null", "until: soon"), "company.yaml:9:"),
        (("aliases: [Acmé]", "alias: [Acmé]"), "company.yaml:2:1: unknown key 'alias'"),
    ],
)
def test_a_wrong_fact_sheet_is_told_where(
    balise: Balise, facts: Path, change: tuple[str, str], said: str
) -> None:
    facts.write_text(FACTS.replace(*change), "utf-8")
    ran = balise("charter", "new", "--from", str(facts))
    assert ran.status == 2
    assert said in ran.err


def test_a_charter_is_shown_as_people_read_it_and_never_its_secrets(
    balise: Balise, facts: Path, tmp_path: Path
) -> None:
    charter = tmp_path / "acme.yaml"
    balise("charter", "new", "--from", str(facts), "--output", str(charter))
    ran = balise("charter", "show", str(charter), "--explain")
    assert "base.yaml:" in ran.out
    assert "phyr" not in ran.out


def test_an_overlay_is_told_from_what_it_is_laid_on(balise: Balise) -> None:
    ran = balise("charter", "show", "strict", "--overlay", "finance", "--explain")
    assert "- level: strict.yaml:" in ran.out
    assert "- article: finance.yaml:" in ran.out
    assert "- title (fr, en, de, es, it, nl, pt): base.yaml:" in ran.out


def test_a_difference_is_readable_long_words_sentence_by_sentence(
    balise: Balise, tmp_path: Path
) -> None:
    old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
    text = "Dites ce que vous savez, tout simplement. Une source suffit."
    article = "articles: [{id: claims, title: {fr: P}, text: {fr: 'TEXT'}}]\n"
    old.write_text("id: a\n" + article.replace("TEXT", text), "utf-8")
    new.write_text("id: a\n" + article.replace("TEXT", text + " Merci à vous."), "utf-8")
    ran = balise("charter", "diff", str(old), str(new), "--overlay", "crisis")
    assert "~ articles.claims.text.fr:\n    + Merci à vous.\n" in ran.out
    assert re.search(r"^\d+ more, 0 less, \d+ said otherwise$", ran.out, re.MULTILINE)


def test_the_dial_is_told_for_past_posts(balise: Balise, tmp_path: Path) -> None:
    posts = tmp_path / "posts.jsonl"
    posts.write_text('{"id": "1", "text": "Nous sommes n°1, sans aucun risque !"}\n', "utf-8")
    ran = balise(
        "charter", "replay", "strict", "--against", "trust", "--input", str(posts), "--levels"
    )
    rows = [line.split() for line in ran.out.splitlines()]
    assert ["level", "findings", "clear", "advised", "second", "looks"] in rows
    assert [row[0] for row in rows if row and row[0] in {"trust", "guide", "review"}]


@pytest.mark.parametrize("name", ["trust", "guide", "review", "strict"])
def test_the_ready_made_charters_pass_lint(balise: Balise, name: str) -> None:
    ran = balise("charter", "lint", name)
    assert ran.status == 0
    assert "forbids" not in ran.out


def test_a_failing_example_is_told_and_is_the_status(balise: Balise, tmp_path: Path) -> None:
    charter = tmp_path / "a.yaml"
    charter.write_text(
        "id: a\nlanguages: [fr]\narticles:\n"
        "  - id: claims\n    title: {fr: P}\n    text: {fr: T.}\n"
        "    rules: [{id: r, kind: terms, terms: [n°1]}]\n"
        "    examples: {ok: [Nous sommes n°1], ko: [Nous sommes ⟦n°1⟧]}\n",
        "utf-8",
    )
    ran = balise("charter", "test", str(charter))
    assert ran.status == 1
    assert "should leave it alone: rule 'r' finds «n°1»" in ran.out
    assert "1 examples passed, 1 failed" in ran.out


def test_a_sealed_list_finds_its_terms_and_needs_its_key(
    balise: Balise, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    terms, sealed, charter = (tmp_path / n for n in ("t.csv", "t.sealed", "c.yaml"))
    terms.write_text("term,aliases,kind\nProjet Zéphyr,Zéphyr,code-name\n", "utf-8")
    assert balise("charter", "seal", str(terms), "--output", str(sealed)).status == 2
    monkeypatch.setenv("BALISE_TERM_KEY", "0123456789abcdef0123456789abcdef")
    settings.cache_clear()
    assert balise("charter", "seal", str(terms), "--output", str(sealed)).status == 0
    assert b"phyr" not in sealed.read_bytes()
    charter.write_text(f"id: c\nextends: [guide]\nterm_lists: ['{sealed}']\n", "utf-8")
    ran = balise("check", "--charter", str(charter), "--format", "json", stdin="Vive Z é p h y r !")
    found = [f["text"] for f in json.loads(ran.out)["findings"]]
    assert "Z é p h y r" in found


def test_a_replay_tells_what_would_change(balise: Balise, tmp_path: Path) -> None:
    posts = tmp_path / "posts.jsonl"
    posts.write_text(
        '{"id": "1", "text": "Nous sommes n°1, sans aucun risque !"}\n'
        '{"id": "2", "text": "Bonjour à tous"}\n',
        "utf-8",
    )
    ran = balise("charter", "replay", "strict", "--against", "trust", "--input", str(posts))
    assert ran.status == 0
    assert "2 posts, 1 judged otherwise" in ran.out
    assert "advise" in ran.out
    assert "review" in ran.out
