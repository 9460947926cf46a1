"""Words that no match of a pattern does without: where none stands, its rule sleeps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache

from ahocorasick_rs import AhoCorasick

from compliance.fold import folded

MIN_KEY = 3  # letters and digits; a shorter key wakes its rule on nearly every post
MAX_GROUPS = 300  # beyond, nesting could exhaust the stack

# Letters that are not repeated, the opening of a group, an escape, a class, a repetition, one sign.
PIECE = re.compile(
    r"(?:[A-Za-z0-9 '](?![?*+{]))+"
    r"|\(\?[\w-]*[:)]|\(\?P?<\w+>"
    r"|\\[pPx]\{[^}]*\}|\\x[0-9A-Fa-f]{2}|\\[0-7]{1,3}|\\[pP].|\\."
    r"|\[\^?\]?(?:\\.|\[:\^?\w+:\]|[^\]\\])*+\]|\{\d[\d,]*\}|.",
    re.DOTALL,
)
LETTER = re.compile(r"[^\W_]")
OPTIONAL = re.compile(r"[?*]|\{0")
REPEATED = re.compile(r"[+{]")
SPECIAL = tuple("\\.^$|()?*+[]{}")

Keys = tuple[str, ...]


@lru_cache(maxsize=8_192)
def required(pattern: str) -> Keys | None:
    """Folded strings of which one stands in all that `pattern` matches; None where none is sure.

    `pattern` is one that RE2 compiles.
    """
    if pattern.count("(") > MAX_GROUPS:
        return None
    return _Reader(PIECE.findall(pattern)).alternatives()


class _Reader:
    """Reads the pieces of a pattern from left to right."""

    def __init__(self, pieces: list[str]) -> None:
        self._pieces = pieces
        self._at = 0

    def alternatives(self) -> Keys | None:
        """What one of the alternatives up to the closing bracket, or the end, needs."""
        each = [self._sequence()]
        while self._peek() == "|":
            self._next()
            each.append(self._sequence())
        self._next()
        keys = [key for keys in each for key in keys or ()]
        return tuple(dict.fromkeys(keys)) if all(each) else None

    def _sequence(self) -> Keys | None:
        """The best of what a sequence needs: all of its parts must stand, so any one will do."""
        needed: list[Keys] = []
        run = ""
        while self._peek() not in ("", "|", ")"):
            piece = self._next()
            if _is_literal(piece) and not OPTIONAL.match(self._peek()):
                run += folded(piece)
                if not REPEATED.match(self._peek()):
                    continue
            elif piece.startswith("(") and not piece.endswith(")"):
                inner = self.alternatives()
                if inner and not OPTIONAL.match(self._peek()):
                    needed.append(inner)
            needed.append((run,))
            run = ""
            self._skip_repetition()
        needed.append((run,))
        worth, best = max((_worth(keys), keys) for keys in needed)
        return best if worth[0] >= MIN_KEY else None

    def _peek(self) -> str:
        return self._pieces[self._at] if self._at < len(self._pieces) else ""

    def _next(self) -> str:
        piece = self._peek()
        self._at += 1
        return piece

    def _skip_repetition(self) -> None:
        while self._peek()[:1] in ("?", "*", "+", "{") and self._peek():
            self._next()


def _is_literal(piece: str) -> bool:
    return not piece.startswith(SPECIAL)


def _worth(keys: Keys) -> tuple[int, int]:
    """By the letters of the shortest key, which wakes the rule most often; then the fewest."""
    return min(len(LETTER.findall(key)) for key in keys), -len(keys)


class Gate:
    """Which of several a text may wake, by one automaton over what each needs.

    needed: for each, the folded keys of which one must stand; None where it always wakes.
    """

    def __init__(self, needed: Sequence[Keys | None]) -> None:
        self._always = [index for index, keys in enumerate(needed) if keys is None]
        self._owners: dict[str, list[int]] = {}
        for index, keys in enumerate(needed):
            for key in keys or ():
                self._owners.setdefault(key, []).append(index)
        self._lists = list(self._owners.values())

    @cached_property
    def _automaton(self) -> AhoCorasick:
        return AhoCorasick(list(self._owners))

    def woken(self, haystack: str) -> list[int]:
        """Indices, ascending; `haystack` is folded."""
        found = self._automaton.find_matches_as_indexes(haystack, overlapping=True)
        if not found:
            return self._always
        woken = {index for match in found for index in self._lists[match[0]]}
        return sorted(woken.union(self._always))
