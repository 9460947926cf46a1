"""How often something may or must stand: hard cases, innocent first."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import ValidationError

from compliance.rules.occurrence import KIND, Occurrence
from compliance.text import WHOLE
from tests.support import found, hits


@pytest.mark.parametrize(
    ("text", "emoji"),
    [
        ("famille 👨‍👩‍👧‍👦 unie", 1),
        ("teint 👋🏽👋🏿", 2),
        ("pays 🇫🇷🇧🇪", 2),
        ("touches 1️⃣#️⃣", 2),
        ("coeur ❤️ et soleil ☀", 2),
        ("aucun : 1 # * © ™ é → €", 0),
    ],
)
def test_an_emoji_of_several_code_points_counts_once(text: str, emoji: int) -> None:
    assert hits(KIND, text, of="emoji", max=max(emoji, 0)) == []
    if emoji:
        assert len(hits(KIND, text, of="emoji", max=emoji - 1)) == 1


def test_the_flood_is_flagged_and_not_what_stands_alone() -> None:
    text = "Bravo 👏 à tous 🔥🔥 🔥🚀 !"
    [hit] = hits(KIND, text, of="emoji", max=3)
    assert text[hit.span.start : hit.span.end] == "🔥🔥 🔥🚀"
    assert hit.suggestions == ("🔥🚀",)
    assert hit.fills == {"count": "5", "max": "3"}


def test_scattered_signs_are_flagged_from_the_first_too_many() -> None:
    assert found(KIND, "Ah ! Oh ! Hi ! Ho !", of="exclamations", max=2) == ["! Ho !"]
    [hit] = hits(KIND, "🎉 #a puis #b puis #c enfin", of="hashtags", max=1)
    assert hit.suggestions == ("b puis c",)


@given(
    pieces=st.lists(
        st.sampled_from(["🎉", "👩🏽‍🔬", "!", "#a", "#b2", " ", "oui", "\n"]), max_size=25
    ),
    of=st.sampled_from(["emoji", "exclamations", "hashtags"]),
    most=st.integers(0, 4),
)
@example(pieces=["#a", "🎉", "#a", " ", "#a", "#a"], of="hashtags", most=1)
def test_one_flood_is_flagged_and_its_suggestion_clears_it(
    pieces: list[str], of: str, most: int
) -> None:
    text = "".join(pieces)
    found_once = hits(KIND, text, of=of, max=most)
    assert len(found_once) <= 1
    for hit in found_once:
        mended = text[: hit.span.start] + hit.suggestions[0] + text[hit.span.end :]
        assert hits(KIND, mended, of=of, max=most) == []


def test_too_few_concern_the_whole_post() -> None:
    [hit] = hits(KIND, "court", of="words", min=2)
    assert (hit.span, hit.variant) == (WHOLE, "too-few")


def test_words_and_patterns_are_counted_too() -> None:
    assert found(KIND, "hop et Hop et hop", terms=["hop"], max=2) == ["hop"]
    assert found(KIND, "1 a 2 b 3", patterns=[r"\d"], max=2) == ["3"]


@pytest.mark.parametrize(
    "params",
    [{"max": 1}, {"of": "emoji"}, {"of": "emoji", "terms": ["a"], "max": 1}, {"of": "x", "max": 1}],
)
def test_what_is_counted_and_how_many_must_be_said(params: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Occurrence.model_validate(params)
