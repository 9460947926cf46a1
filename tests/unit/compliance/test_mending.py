"""The smallest edit that clears the findings, tried before it is offered."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from compliance.mending import Edit, applied, mended
from compliance.post import Post
from tests.support import checker

NOW = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)
CHARTER = """\
id: acme
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
"""


@pytest.mark.parametrize(
    ("post", "better"),
    [
        ("Nous sommes n°1 !", "Nous sommes parmi les premiers !"),
        ("C'est sans aucun risque, promis.", "C'est, promis."),
        ("n°1 et sans aucun risque", "parmi les premiers et"),
        ("Bonjour. Il ne tombe jamais en panne. Merci.", "Bonjour. Il ne tombe. Merci."),
    ],
)
def test_every_finding_is_cleared_by_as_little_as_possible(post: str, better: str) -> None:
    acme = checker(CHARTER)
    draft = Post(id="1", text=post)
    mend = mended(acme, draft, acme.check(draft, now=NOW).findings, now=NOW)
    assert (mend.text, mend.left) == (better, ())


def test_a_suggestion_that_brings_the_finding_back_is_not_taken() -> None:
    acme = checker(CHARTER)
    draft = Post(id="1", text="n°1")
    mend = mended(acme, draft, acme.check(draft, now=NOW).findings, now=NOW)
    assert mend.edits == (Edit(0, 3, "parmi les premiers"),)


@pytest.mark.parametrize(
    ("text", "edit", "left"),
    [
        ("a b c", Edit(2, 3, ""), "a c"),
        ("a b.", Edit(2, 3, ""), "a."),
        ("b c", Edit(0, 1, ""), "c"),
        ("a b\nc", Edit(2, 3, ""), "a\nc"),
        ("a b", Edit(2, 3, "d"), "a d"),
    ],
)
def test_deletions_leave_no_doubled_blanks(text: str, edit: Edit, left: str) -> None:
    assert applied(text, [edit]) == left
