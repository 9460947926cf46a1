"""What is public already: by whom it was told, when, and what no release excuses."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from compliance.finding import Severity
from compliance.ports import Release
from compliance.public_record import Record
from compliance.text import Span
from tests.support import NOON, checker, reading

LINK = "https://helianthe.example/presse/annuels"
RESULTS = Release(
    link=LINK,
    at=datetime(2026, 11, 10, 7, 30, tzinfo=UTC),
    title="Résultats annuels 2026",
    text="La marge opérationnelle atteint 6,2 %. Les commandes s'élèvent à 1,06 milliard d'euros.",
)
RECORD = Record([RESULTS], house=("Hélianthe",))


def stated(text: str, words: str, *, record: Record = RECORD, now: datetime = NOON) -> bool:
    start = text.index(words)
    return record.stating(reading(text, now=now), Span(start, start + len(words))) is not None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Notre marge passe à 6.2%", "6.2%"),
        ("🎉 Six virgule deux pour cent de marge opérationnelle !", "Six virgule deux pour cent"),
        ("On a pris 1 060 M€ de commandes", "1 060 M€ de commandes"),
        ("On a pris 1 060 M€ de commandes", "commandes"),
        ("Nos deux équipes ont fait une marge de 6,2 % en 2026", "marge de 6,2 %"),
    ],
)
def test_a_figure_told_for_the_same_thing_is_public_in_any_spelling(text: str, words: str) -> None:
    assert stated(text, words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Notre marge s'envole", "marge s'envole"),  # no figure
        ("Notre marge passe à 6,3 %", "6,3 %"),  # another figure
        ("Le turnover d'Hélianthe est de 6,2 %", "6,2 %"),  # of another thing
        ("La marge sera de 6,2 % en 2026", "6,2 %"),  # the time to come
        ("Une marge de 6,2 % en 2031", "6,2 %"),  # another year
        ("Marge de 6,2 %, et 300 départs", "6,2 %"),  # one of two
        ("Des résultats 2026 qui feront du bruit", "résultats 2026"),  # a year is no figure
        ("Le rachat arrive, avec 1,06 Md€ de commandes", "rachat arrive"),
    ],
)
def test_what_a_release_did_not_say_is_not_public(text: str, words: str) -> None:
    assert not stated(text, words)


def test_a_release_counts_from_its_moment_on() -> None:
    text, before = "Notre marge passe à 6,2 %", RESULTS.at - timedelta(seconds=1)
    assert not stated(text, "6,2 %", now=before)
    assert stated(text, "6,2 %", now=RESULTS.at)
    assert list(RECORD.naming(["marge"], before)) == []


def test_the_oldest_release_is_the_one_linked_to() -> None:
    later = Release(f"{LINK}/2", RESULTS.at + timedelta(days=1), "", RESULTS.text)
    text = "Marge : 6,2 %"
    found = Record([later, RESULTS]).stating(reading(text), Span(0, len(text)))
    assert found == RESULTS


def test_a_name_is_told_where_it_stands_whole() -> None:
    assert [release.link for release, _ in RECORD.naming(["MARGE opérationnelle"], NOON)] == [LINK]
    assert list(RECORD.naming(["comma", "Zéphyr"], NOON)) == []


CHARTER = """
id: acme
public_record: [press]
articles:
  - id: market
    category: {category}
    severity: serious
    title: {{fr: Le marché}}
    text: {{fr: Le même jour pour tous.}}
    rules: [{{id: a, kind: pattern, patterns: ['marge[^!]*'], message: {{fr: "Pas encore."}}}}]
"""


@pytest.mark.parametrize("category", ["regulated", "confidentiality"])
def test_a_finding_whose_figure_is_public_is_a_suggestion_with_the_link(category: str) -> None:
    judge = checker(CHARTER.format(category=category), public_record=RECORD)
    told, other = (
        judge.findings(reading(text).post, now=NOON)
        for text in ("Une marge de 6,2 % !", "Une marge de 7 % !")
    )
    assert [(f.severity, LINK in f.message) for f in told] == [(Severity.SUGGESTION, True)]
    assert [(f.severity, f.message) for f in other] == [(Severity.SERIOUS, "Pas encore.")]


def test_no_other_category_is_lowered() -> None:
    judge = checker(CHARTER.format(category="claims"), public_record=RECORD)
    [finding] = judge.findings(reading("Une marge de 6,2 % !").post, now=NOON)
    assert finding.severity == Severity.SERIOUS
