"""Words that no match of a pattern does without: where none stands, its rule sleeps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from compliance.fold import folded

MIN_KEY = 3  # letters and digits; a shorter key wakes its rule on nearly every post
MOST = 32  # strings that parts put end to end may be
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
# A sign that few posts hold tells as much as letters do: «#1», «★», «{».
RARE = re.compile(r"[^\w\s',.-]")
ESCAPED = re.compile(r"\\[^\w\s]")  # a sign meant as such
LISTED = re.compile(r"\[([^\^\]\[\\-]{1,8})\]")  # a class of a few signs, one by one
OPTIONAL = re.compile(r"[?*]|\{0")
REPEATED = re.compile(r"[+{]")
SPECIAL = tuple("\\.^$|()?*+[]{}")

ENDS = ("", "|", ")")
EDGE = r"\b"  # takes no room between what stands before and after

Keys = tuple[str, ...]  # of which one must stand
Door = tuple[Keys, ...]  # of each of which one must stand, the one that opens it least often first


@lru_cache(maxsize=8_192)
def doors(pattern: str) -> tuple[Door, ...] | None:
    """What folded strings stand in all that `pattern` matches, by its alternatives.

    None where nothing is sure. `pattern` is one that RE2 compiles.
    """
    if pattern.count("(") > MAX_GROUPS:
        return None
    each = [part.door for part in _Reader(PIECE.findall(pattern)).alternatives()]
    return tuple(each) if all(each) else None


def doors_of(patterns: Iterable[str]) -> tuple[Door, ...] | None:
    """The doors of any of `patterns`; None where one of them may match anything."""
    each = [doors(pattern) for pattern in patterns]
    return tuple(door for found in each for door in found or ()) if all(each) else None


def required(pattern: str) -> Keys | None:
    """Folded strings of which one stands in all that `pattern` matches; None where none is sure."""
    return _leading(doors(pattern) or ())


def one_of(keys: Keys | None) -> tuple[Door, ...] | None:
    """The door that any of `keys` opens; None for none."""
    return keys if keys is None else ((keys,),)


def _leading(each: Sequence[Door]) -> Keys | None:
    """Of which one stands whatever alternative matches; None where one of them is not sure."""
    keys = tuple(dict.fromkeys(key for door in each for key in (door[0] if door else ())))
    return keys if each and all(each) else None


class _Part(NamedTuple):
    """What an alternative needs, and all that it matches, where that is but a few strings."""

    needed: Sequence[Keys]
    exact: Keys | None

    @property
    def door(self) -> Door:
        return _worthy(self.needed)


def _exactly(each: Sequence[_Part]) -> Keys | None:
    """All that one of the alternatives matches, where that is but a few strings."""
    exact = dict.fromkeys(string for part in each for string in part.exact or ())
    return tuple(exact) if all(part.exact for part in each) and len(exact) <= MOST else None


def _worthy(needed: Sequence[Keys]) -> Door:
    """Those of which every key is long enough to be rare, the best first."""
    worth = [(_worth(keys), keys) for keys in dict.fromkeys(map(_shortest, needed))]
    kept = [each for each in worth if each[0][0] >= MIN_KEY]
    return tuple(keys for _, keys in sorted(kept, reverse=True))


def _shortest(keys: Keys) -> Keys:
    """Without those that hold another: it stands wherever they do."""
    if len(keys) == 1:
        return keys
    return tuple([key for key in keys if not any(k in key for k in keys if k != key)])


class _Reader:
    """Reads the pieces of a pattern from left to right."""

    def __init__(self, pieces: list[str]) -> None:
        self._pieces = pieces
        self._at = 0

    def alternatives(self) -> list[_Part]:
        """Each of the alternatives up to the closing bracket, or the end."""
        each = [self._sequence()]
        while self._peek() == "|":
            self._next()
            each.append(self._sequence())
        self._next()
        return each

    def _sequence(self) -> _Part:
        """All parts of a sequence must stand: those worth looking for, the best first."""
        if self._peek(1) in ENDS and _is_literal(self._peek()):  # a word among others, as most are
            _, word = self._read(self._next())
            return _Part([word] if word else [], word)
        needed: list[Keys] = []
        run: Keys = ("",)  # what the last parts match, put end to end in all ways
        whole = True  # the run is all of the sequence
        while self._peek() not in ENDS:
            piece = self._next()
            if piece == EDGE:
                self._skip_repetition()
                continue
            inner, options = self._read(piece)
            after = self._peek()
            optional, once = bool(OPTIONAL.match(after)), not REPEATED.match(after)
            if options and after[:1] == "?":
                options, optional = ("", *options), False
            if optional:
                inner, options = (), None
            if options is not None and (once or not inner) and len(run) * len(options) <= MOST:
                run = tuple(dict.fromkeys([first + last for first in run for last in options]))
                if once:
                    self._skip_repetition()
                    continue
                options = None
            needed.append(run)
            run, whole = ("",), False
            if options is not None and once:
                run = options
            else:
                needed += inner
            self._skip_repetition()
        return _Part([*needed, run], run if whole else None)

    def _read(self, piece: str) -> tuple[Door, Keys | None]:
        """What a piece needs, and all that it matches where that is but a few strings."""
        if _is_literal(piece):
            return (), (folded(piece.removeprefix("\\")),)
        if listed := LISTED.fullmatch(piece):
            return (), tuple(dict.fromkeys(map(folded, listed[1])))
        if not piece.startswith("(") or piece.endswith(")"):
            return (), None
        each = self.alternatives()
        if exact := _exactly(each):
            return (exact,), exact
        if len(each) == 1:
            return tuple(each[0].needed), None
        keys = _leading([part.door for part in each])
        return (keys,) if keys else (), None

    def _peek(self, further: int = 0) -> str:
        at = self._at + further
        return self._pieces[at] if at < len(self._pieces) else ""

    def _next(self) -> str:
        piece = self._peek()
        self._at += 1
        return piece

    def _skip_repetition(self) -> None:
        while self._peek()[:1] in ("?", "*", "+", "{") and self._peek():
            self._next()


def _is_literal(piece: str) -> bool:
    return not piece.startswith(SPECIAL) or bool(ESCAPED.fullmatch(piece))


def _worth(keys: Keys) -> tuple[int, int]:
    """By the letters of the shortest key, which wakes the rule most often; then the fewest."""
    return min(map(_letters, keys)), -len(keys)


def _letters(key: str) -> int:
    return len(LETTER.findall(key)) + MIN_KEY * len(RARE.findall(key))


class Gate:
    """Which of several a text may wake, by one automaton over what each needs.

    needed: for each, the doors by which it may be woken; None where it always wakes.
    """

    def __init__(self, needed: Sequence[Sequence[Sequence[Keys]] | None]) -> None:
        self._always = [index for index, each in enumerate(needed) if each is None]
        self._keys: dict[str, int] = {}
        # By the key that may open them: who is woken, and what else must stand.
        self._behind: list[list[tuple[int, tuple[frozenset[int], ...]]]] = []
        for index, each in enumerate(needed):
            for first, *others in each or ():
                beside = tuple(frozenset(map(self._number, keys)) for keys in others)
                for key in first:
                    self._behind[self._number(key)].append((index, beside))

    def _number(self, key: str) -> int:
        key = key.replace("\n", " ")
        if key not in self._keys:
            self._keys[key] = len(self._keys)
            self._behind.append([])
        return self._keys[key]

    @cached_property
    def _automaton(self) -> AhoCorasick:
        return AhoCorasick(list(self._keys))

    def woken(self, haystack: str) -> list[int]:
        """Indices, ascending; `haystack` is folded, and a line break in it a space (`Phrases`)."""
        one_line = haystack.replace("\n", " ")
        found = self._automaton.find_matches_as_indexes(one_line, overlapping=True)
        if not found:
            return self._always
        seen = {match[0] for match in found}
        woken = set(self._always)
        for key in seen:
            for index, beside in self._behind[key]:
                if index not in woken and not any(map(seen.isdisjoint, beside)):
                    woken.add(index)
        return sorted(woken)
