"""Capitals: words given those of the words they replace."""

from __future__ import annotations


def like(words: str, model: str) -> str:
    """`words` with the capitals of `model`: ALL of them, the First one, or as they are."""
    letters = [c for c in model if c.isalpha()]
    if len(letters) > 1 and all(c.isupper() for c in letters) and any(c.islower() for c in words):
        return words.upper()
    if letters and letters[0].isupper() and words[:1].islower():
        return words[0].upper() + words[1:]
    return words
