"""The lexicon of ordinary words."""

from __future__ import annotations

import pytest

from compliance.matching.lexicon import codewords, is_ordinary, ordinary


@pytest.mark.parametrize("word", ["maison", "meeting", "boussole", "chrysalides", "rapidement"])
def test_words_of_everyday_are_ordinary(word: str) -> None:
    assert is_ordinary(word)


@pytest.mark.parametrize("word", ["lambreval", "sarvonie", "orsanne", "pharre", "", "4"])
def test_invented_and_misspelt_words_are_not(word: str) -> None:
    assert not is_ordinary(word)


def test_words_are_folded() -> None:
    assert all(word.isascii() and word.islower() for word in ordinary() if word.isalpha())
    assert codewords() <= ordinary()
