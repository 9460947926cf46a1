"""Ordinary words: what is no typo of a secret, and what a code name may be by chance.

Words of French and English first, then German, Spanish, Italian, Dutch and Portuguese, folded.
Where they come from: tests/fixtures/make_lexicon.py and NOTICE.
"""

from __future__ import annotations

import gzip
from functools import cache, lru_cache
from pathlib import Path

HERE = Path(__file__).parent
# Endings that leave an ordinary word ordinary.
ENDINGS = ("s", "es", "ment", "ly")


@cache
def ordinary() -> frozenset[str]:
    """Folded words of everyday, read once a process."""
    words = gzip.decompress((HERE / "lexicon.txt.gz").read_bytes()).decode().split("\n")
    return codewords().union(words)


@cache
def codewords() -> frozenset[str]:
    """Folded ordinary words that houses like to take as code names."""
    return frozenset(" ".join(codeword_lines()).split())


def codeword_lines() -> list[str]:
    """The same by sort, one line each: winds, sky, sea, beasts, plants, stones, places, gods…"""
    lines = (HERE / "codewords.txt").read_text("utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


@lru_cache(maxsize=50_000)
def is_ordinary(word: str) -> bool:
    """Whether folded `word`, or what it inflects, is a word of everyday."""
    words = ordinary()
    if word in words:
        return True
    return word.endswith(ENDINGS) and any(
        word.endswith(end) and len(word) > len(end) + 3 and word[: -len(end)] in words
        for end in ENDINGS
    )
