"""Title and sentence case."""

from __future__ import annotations

import pytest

from compliance.styles.casing import SentenceCase, TitleCase


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("the way to go", "The Way To Go"),
        ("introduction to widgets", "Introduction to Widgets"),
        ("a tale of two cities", "A Tale of Two Cities"),
        ("step-by-step guide", "Step-by-Step Guide"),
        ("what is it for", "What Is It For"),
        ("the iOS app", "The iOS App"),
    ],
)
def test_ap_titles_keep_short_words_small_inside(given: str, expected: str) -> None:
    assert TitleCase(("iOS",), "", chicago=False).of(given) == expected


def test_chicago_keeps_every_preposition_small() -> None:
    assert TitleCase((), "", chicago=True).of("life after the flood") == "Life after the Flood"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("An Important Heading", "An important heading"),
        ("Azure And The Cloud", "Azure and the cloud"),
        ("Warning: Do This", "Warning: Do this"),
        ("1. First Things", "1. First things"),
    ],
)
def test_sentences_have_one_capital(given: str, expected: str) -> None:
    assert SentenceCase(("Azure",), "", (":",)).of(given) == expected


def test_a_prefix_is_left_alone() -> None:
    assert SentenceCase((), r"^[a-z]\.\s", ()).of("a. An Example") == "a. An example"
