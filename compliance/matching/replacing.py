"""Words that replace others: with their capitals, and only where French elision lets them stand."""

from __future__ import annotations

import re
from collections.abc import Iterable

from compliance.fold import folded
from compliance.text import Span, Text

ELIDED = re.compile(r"\b(?:[cdjlmnst]|qu|lorsqu|puisqu|quoiqu|jusqu)'$")
FULL = re.compile(r"\b(?:ce|de|je|la|le|me|ne|se|te|que|lorsque|puisque|quoique) $")
VOWEL = re.compile(r"\s*[aeiouy]")
# Before a mute h both are heard in part; a suggestion that begins so is kept.
MUTE_H = re.compile(r"\s*h")
LOOK_BACK = 12


def offered(replacements: Iterable[str], span: Span, text: Text, language: str) -> tuple[str, ...]:
    """Those that may stand at `span` as they are, with the capitals of the words there.

    In French, «d'» asks for a vowel after it and «de» for a consonant.
    """
    words = text[span]
    return tuple(
        like(one, words) for one in replacements if language != "fr" or _fits(one, span, text)
    )


def _fits(words: str, span: Span, text: Text) -> bool:
    before = folded(text.typed[max(span.start - LOOK_BACK, 0) : span.start])
    plain = folded(words)
    if not plain or MUTE_H.match(plain):
        return True
    return not (FULL if VOWEL.match(plain) else ELIDED).search(before)


def like(words: str, model: str) -> str:
    """`words` with the capitals of `model`: ALL of them, the First one, or as they are."""
    letters = [c for c in model if c.isalpha()]
    if len(letters) > 1 and all(c.isupper() for c in letters) and any(c.islower() for c in words):
        return words.upper()
    if letters and letters[0].isupper() and words[:1].islower():
        return words[0].upper() + words[1:]
    return words
