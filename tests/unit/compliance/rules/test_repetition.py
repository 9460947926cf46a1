"""The same word twice running: hard cases, innocent first."""

from __future__ import annotations

import pytest

from compliance.rules.repetition import KIND
from tests.support import found, hits


@pytest.mark.parametrize(
    "text",
    [
        "Nous nous voyons, vous vous levez, très très tôt",
        "Il y a. A demain",
        "oui, oui, encore, encore",
        "10 10 2026",
        "porte-porte, d'un un",
        "le l'eau",
        "y y",
        "hâte hâte hâte",
        "Voilà voilà, bip bip",
        "",
    ],
)
def test_doubling_on_purpose_is_left_alone(text: str) -> None:
    assert found(KIND, text) == []


def test_a_word_written_twice_is_flagged_whole() -> None:
    text = "🎉 Sur le le\ntoit, Pour POUR voir été Été"
    assert found(KIND, text) == ["le le", "Pour POUR", "été Été"]
    assert [hit.suggestions for hit in hits(KIND, text)] == [("le",), ("Pour",), ("été",)]


def test_only_the_words_asked_for_are_watched() -> None:
    assert found(KIND, "le le très très", words=["très"]) == ["très très"]
    assert found(KIND, "urgent urgent urgent", words=["urgent"]) == ["urgent urgent urgent"]
    assert found(KIND, "le le", allowed=["Le"]) == []
