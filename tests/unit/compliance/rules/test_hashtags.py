"""Hashtags: hard cases, innocent first."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from compliance.rules.hashtags import KIND, Hashtags
from tests.support import found, hits


@pytest.mark.parametrize("text", ["le n#1", "C# et F#", "&#233;", "site/#ancre", "# titre", "#1"])
def test_what_is_no_hashtag_does_not_count(text: str) -> None:
    assert found(KIND, text, max=0) == []


def test_accents_and_digits_belong_to_a_hashtag() -> None:
    assert found(KIND, "🎉 #Été2026, #100pour100", max=0) == ["#Été2026, #100pour100"]


def test_the_flood_keeps_its_first_ones() -> None:
    text = "Ravi #un de #deux #trois #quatre"
    [hit] = hits(KIND, text, max=3)
    assert text[hit.span.start : hit.span.end] == "#deux #trois #quatre"
    assert hit.suggestions == ("#deux #trois",)
    assert hit.fills == {"count": "4", "max": "3"}


def test_the_limit_of_the_channel_is_kept() -> None:
    text = "#a1 #b2 #c3"
    assert found(KIND, text, per_channel=True, post={"channel": "X"}) == [text]
    assert found(KIND, text, per_channel=True, post={"channel": "linkedin"}) == []
    assert found(KIND, text, per_channel=True) == []


def test_allowed_and_forbidden_are_compared_without_accents_and_capitals() -> None:
    assert found(KIND, "#Helianthe #Autre", allowed=["#Hélianthe"]) == ["#Autre"]
    assert found(KIND, "#Été #autre", forbidden=["ete"]) == ["#Été"]


def test_one_of_the_required_is_enough() -> None:
    assert hits(KIND, "Belle journée #pub", required=["#ad", "#pub"]) == []
    assert [h.variant for h in hits(KIND, "Belle journée", required=["#ad"])] == ["missing"]


def test_a_rule_that_checks_nothing_is_refused() -> None:
    with pytest.raises(ValidationError):
        Hashtags()
