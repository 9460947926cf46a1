"""The smallest edit that clears the findings, tried before it is offered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import pytest

from compliance.mending import TRIES, Edit, applied, composed, deletion, mended
from compliance.pipeline import Checker
from compliance.post import Post
from compliance.report import Report
from tests.support import checker

NOW = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)
CHARTER = """\
id: acme
organisation: {name: Acme}
articles:
  - id: claims
    title: {fr: Promesses}
    text: {fr: Dites ce que vous pouvez prouver.}
    rules:
      - id: first
        kind: terms
        terms: [n°1]
        suggestions: {fr: [n°1 du quartier, parmi les premiers]}
      - {id: risk, kind: terms, terms: [sans aucun risque]}
      - {id: whole, kind: pattern, patterns: ['jamais .* panne']}
  - id: respect
    title: {fr: Respect}
    text: {fr: Racontez le fait.}
    severity: serious
    rules:
      - {id: insult, kind: terms, terms: [imbéciles, buse]}
      - {id: blow, kind: substitution, swap: {imbécile fini: imbécile}}
      - {id: classifier, kind: classifier, label: respect, severity: caution}
  - id: outside
    category: transparency
    title: {fr: Dire d'où l'on parle}
    text: {fr: Dites le lien.}
    rules:
      - {id: client, kind: terms, terms: [passée par hasard], unless: [je travaille], reach: 2000}
  - id: late
    category: disconnect
    title: {fr: Heures calmes}
    text: {fr: Rien ne presse.}
    rules:
      - {id: quiet, kind: schedule, start: "20:00", end: "07:00", weekends: false}
"""


@pytest.fixture(scope="module")
def acme() -> Checker:
    return checker(CHARTER)


def mend_of(
    acme: Checker, text: str, *, posted_at: datetime | None = None
) -> tuple[str, list[str]]:
    draft = Post(id="1", text=text, posted_at=posted_at)
    findings = acme.check(draft, now=NOW).findings
    mend = mended(acme, draft, findings, now=NOW)
    assert applied(text, mend.edits) == mend.text
    return mend.text, [finding.rule for finding in mend.left]


@pytest.mark.parametrize(
    ("post", "better"),
    [
        ("Nous sommes n°1 !", "Nous sommes parmi les premiers !"),
        ("On part sans aucun risque, promis juré.", "On part, promis juré."),
        ("On est n°1 et l'on part sans aucun risque", "On est parmi les premiers et l'on part"),
        (
            "Bonjour à toute l'équipe. Il ne tombe jamais en panne. Merci !",
            "Bonjour à toute l'équipe. Merci !",
        ),
        ("Belle journée, bande d'imbéciles, et à demain !", "Belle journée, et à demain !"),
        (
            "Belle journée au salon, imbéciles\u202f! À demain.",
            "Belle journée au salon\u202f! À demain.",
        ),
        ("Belle photo (prise par une buse) du salon de Lyon.", "Belle photo du salon de Lyon."),
        ("Buse que tu es, sois prudent sur la route.", "Sois prudent sur la route."),
    ],
)
def test_every_finding_is_cleared_by_as_little_as_possible(
    acme: Checker, post: str, better: str
) -> None:
    assert mend_of(acme, post) == (better, [])


def test_who_speaks_is_said_once_at_the_end(acme: Checker) -> None:
    text, left = mend_of(
        acme, "Je suis passée par hasard et je dis bravo. Passée par hasard, je reviendrai."
    )
    assert text.endswith("je reviendrai.\n\nJe précise\u00a0: je travaille chez Acme.")
    assert left == []


def test_more_than_half_of_a_draft_is_never_taken_out(acme: Checker) -> None:
    assert mend_of(acme, "Quelle bande d'imbéciles.") == ("Quelle bande d'imbéciles.", ["insult"])


def test_a_finding_that_another_rule_takes_over_is_eased_where_it_is_milder(acme: Checker) -> None:
    # «Imbécile» alone is for the classifier, at `caution`; its clause is over half of it.
    text, left = mend_of(acme, "Quel imbécile fini, ce train.")
    assert (text, left) == ("Quel imbécile, ce train.", ["classifier"])


def test_nothing_is_taken_out_for_the_hour(acme: Checker) -> None:
    late = datetime(2026, 11, 20, 21, 0, tzinfo=UTC)
    assert mend_of(acme, "Bonsoir à tous.", posted_at=late) == ("Bonsoir à tous.", ["quiet"])


def test_a_suggestion_that_brings_the_finding_back_is_not_taken(acme: Checker) -> None:
    draft = Post(id="1", text="n°1")
    mend = mended(acme, draft, acme.check(draft, now=NOW).findings, now=NOW)
    assert mend.edits == (Edit(0, 3, "parmi les premiers"),)


class Counting:
    """A checker that counts how often it is asked."""

    def __init__(self, inner: Checker) -> None:
        self._inner, self.asked = inner, 0
        self.charter = inner.charter

    has_slow_models = False

    def check_thoroughly(self, posts: Sequence[Post], *, now: datetime) -> Iterator[Report]:
        return (self.check(post, now=now) for post in posts)

    def check(self, post: Post, *, now: datetime) -> Report:
        self.asked += 1
        return self._inner.check(post, now=now)


def test_a_search_is_bounded(acme: Checker) -> None:
    counting = Counting(acme)
    draft = Post(id="1", text="Quelle buse, et n°1 avec ça. " * 90)
    mended(counting, draft, acme.check(draft, now=NOW).findings, now=NOW)
    assert counting.asked <= TRIES


@pytest.mark.parametrize(
    ("text", "words", "left"),
    [
        ("a b c", "b", "a c"),
        ("a b.", "b", "a."),
        ("b c", "b", "c"),
        ("a b\nc", "b", "a\nc"),
        ("a b\u202f!", "b", "a\u202f!"),
        ("a b : c", "b", "a : c"),
        ("a, b : c", ", b ", "a : c"),
        ("B, c.", "B", "C."),
        ("Un. B deux.", "B", "Un. Deux."),
        ("Un. B, et deux.", "B,", "Un. Deux."),
        ("Un\n\nDeux.\n\nTrois", "Deux.", "Un\n\nTrois"),
        ("Un.\n\nDeux.", "Deux.", "Un."),
        ("b", "b", ""),
    ],
)
def test_a_deletion_leaves_blanks_signs_and_capitals_right(
    text: str, words: str, left: str
) -> None:
    start = text.index(words)
    assert applied(text, [deletion(text, start, start + len(words))]) == left


@pytest.mark.parametrize(
    ("edits", "change", "expected"),
    [
        ((), Edit(1, 2, "X"), (Edit(1, 2, "X"),)),
        ((Edit(0, 1, "long"),), Edit(6, 7, "X"), (Edit(0, 1, "long"), Edit(3, 4, "X"))),
        ((Edit(4, 5, ""),), Edit(0, 1, "X"), (Edit(0, 1, "X"), Edit(4, 5, ""))),
        ((Edit(2, 3, "abc"),), Edit(3, 4, "X"), (Edit(2, 3, "aXc"),)),
        ((Edit(1, 2, "a"), Edit(4, 5, "b")), Edit(0, 6, "X"), (Edit(0, 6, "X"),)),
    ],
)
def test_edits_made_after_each_other_are_told_of_the_draft_as_typed(
    edits: tuple[Edit, ...], change: Edit, expected: tuple[Edit, ...]
) -> None:
    draft = "0123456789"
    current = applied(draft, edits)
    assert composed(edits, change, current) == expected
    assert applied(draft, expected) == applied(current, [change])
