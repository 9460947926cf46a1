"""Length as channels count it: hard cases, innocent first."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from compliance.rules.length import KIND, WEIGHTS, Count, Length
from compliance.text import WHOLE
from tests.support import found, hits, reading


@pytest.mark.parametrize(
    ("count", "text", "length"),
    [
        ("codepoints", "é🎉👨‍👩‍👧", 7),
        ("codepoints", "", 0),
        ("utf16", "é🎉", 3),
        ("x", "é🎉👨‍👩‍👧", 5),
        ("x", "日本", 4),
        ("x", "https://example.com/" + "a" * 100, 23),
        ("x", "voir example.com.", 5 + 23 + 1),
        ("x", "e\u0301", 1),
        ("x", "« oui »…", 9),
    ],
)
def test_each_channel_counts_in_its_own_way(count: Count, text: str, length: int) -> None:
    assert sum(WEIGHTS[count](reading(text).text)) == length


def test_a_post_of_just_the_limit_fits() -> None:
    assert hits(KIND, "🎉" * 10, max=10) == []
    assert hits(KIND, "🎉" * 5, max=10, count="utf16") == []


def test_what_does_not_fit_is_flagged() -> None:
    [hit] = hits(KIND, "🎉" * 12, max=10)
    assert (hit.span.start, hit.span.end) == (10, 12)
    assert hit.fills == {"length": "12", "max": "10", "over": "2"}


def test_the_limit_of_the_channel_is_kept() -> None:
    text = "é" * 280 + "!!"
    assert found(KIND, text, per_channel=True, post={"channel": "X"}) == ["!!"]
    assert found(KIND, text, per_channel=True, post={"channel": "linkedin"}) == []
    assert found(KIND, text, per_channel=True) == []


def test_too_short_concerns_the_whole_post() -> None:
    [hit] = hits(KIND, "Court", min=10)
    assert (hit.span, hit.variant) == (WHOLE, "too-short")


def test_a_rule_that_checks_nothing_is_refused() -> None:
    with pytest.raises(ValidationError):
        Length()
