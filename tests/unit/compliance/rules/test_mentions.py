"""Mentions: hard cases, innocent first."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from compliance.rules.mentions import KIND, Mentions
from tests.support import found, hits


@pytest.mark.parametrize("text", ["a@example.com", "5 @ 3", "git@host:x", "https://x.example/@a"])
def test_what_is_no_mention_does_not_count(text: str) -> None:
    assert found(KIND, text, max=0) == []


def test_the_sign_that_ends_a_sentence_is_no_part_of_an_account() -> None:
    assert found(KIND, "🎉 Merci @lise.obscura. Et @noe!", allowed=["rien"]) == [
        "@lise.obscura",
        "@noe",
    ]


def test_too_many_are_flagged_once() -> None:
    [hit] = hits(KIND, "@a1 @b2 @c3 et @d4", max=2)
    assert (hit.span.start, hit.span.end, hit.fills) == (0, 11, {"count": "4", "max": "2"})


def test_forbidden_accounts_are_found_in_any_case() -> None:
    assert found(KIND, "merci @VOLTABRISE", forbidden=["Voltabrise"]) == ["@VOLTABRISE"]


def test_a_rule_that_checks_nothing_is_refused() -> None:
    with pytest.raises(ValidationError):
        Mentions()
