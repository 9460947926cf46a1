"""What an ordinary word that makes a code name is in the other language, French or English."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "translations.txt"


@cache
def _translations() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for line in FILE.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            french, *english = line.split()
            for word in english:
                found.setdefault(french, []).append(word)
                found.setdefault(word, []).append(french)
    return {word: tuple(others) for word, others in found.items()}


def translated(word: str) -> tuple[str, ...]:
    """Folded words that say in the other language what folded `word` says; none for most words."""
    return _translations().get(word, ())
