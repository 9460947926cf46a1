"""Words that no match of a pattern does without: where none stands, its rule sleeps."""

from __future__ import annotations

import re

from compliance.fold import folded

MIN_KEY = 3  # letters and digits; a shorter key wakes its rule on nearly every post
MAX_GROUPS = 300  # beyond, nesting could exhaust the stack

# The opening of a group, an escape, a class, a repetition, or one sign.
PIECE = re.compile(
    r"\(\?[\w-]*[:)]|\(\?P?<\w+>"
    r"|\\[pPx]\{[^}]*\}|\\x[0-9A-Fa-f]{2}|\\[0-7]{1,3}|\\[pP].|\\."
    r"|\[\^?\]?(?:\\.|\[:\^?\w+:\]|[^\]\\])*+\]|\{\d[\d,]*\}|.",
    re.DOTALL,
)
OPTIONAL = re.compile(r"[?*]|\{0")
REPEATED = re.compile(r"[+{]")
SPECIAL = frozenset(".^$|()?*+[]{}")

Keys = tuple[str, ...]


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
        best = max(needed, key=_worth)
        return best if _worth(best)[0] >= MIN_KEY else None

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
    return len(piece) == 1 and piece not in SPECIAL


def _worth(keys: Keys) -> tuple[int, int]:
    """By the letters of the shortest key, which wakes the rule most often; then the fewest."""
    return min(sum(c.isalnum() for c in key) for key in keys), -len(keys)
