"""Words and phrases, found whole in folded text with one automaton.

A phrase stands where it begins and ends with its words: «art» is not in «party». It is seen across
a line break, with hyphens for spaces, and glued as a hashtag: «zéro risque» is in #ZéroRisque.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from ahocorasick_rs import AhoCorasick

from compliance.fold import folded
from compliance.text import Span, Text

ANY_ENDING = "*"
SPACES = re.compile(r"\s+")
UNIT = re.compile(r"(?<=\d) ?(?=[%€$£])")
NUMBER = re.compile(r"(?<=\bn)[°o] ?(?=\d)")  # n°1, n° 1, nº1 (whose sign folds to o)


@dataclass(frozen=True, slots=True)
class Match:
    """The phrase of that index, in the order they were given, stands at `span`."""

    span: Span
    phrase: int


class Phrases:
    """Phrases by index; a `*` at the end of one stands for any ending («licenci*»).

    keys: words of which one stands in every folded text that holds a phrase.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        spelled: dict[str, int] = {}
        for index, phrase in enumerate(phrases):
            for spelling in spellings(phrase):
                spelled.setdefault(spelling, index)
        self._phrase = tuple(spelled.values())
        self._open = tuple(spelling.endswith(ANY_ENDING) for spelling in spelled)
        self.keys = tuple(spelling.removesuffix(ANY_ENDING) for spelling in spelled)

    @cached_property
    def _automaton(self) -> AhoCorasick:
        # Built by the first post that wakes the rule: most rules of a charter sleep long.
        return AhoCorasick(self.keys)

    def matches(self, text: Text) -> Iterator[Match]:
        """By start, the longest where several overlap."""
        last = 0
        for start, end, phrase in sorted(self._whole(text.folded), key=_leftmost_longest):
            if start >= last:
                last = end
                yield Match(text.span(start, end), phrase)

    def spans(self, text: Text) -> Iterator[Span]:
        return (match.span for match in self.matches(text))

    def near(self, span: Span, text: Text, *, reach: int) -> bool:
        """Whether a phrase stands within `reach` code points of `span`, or over it."""
        return any(gap(span, other) <= reach for other in self.spans(text))

    def _whole(self, haystack: str) -> Iterator[tuple[int, int, int]]:
        """Start and end in `haystack`, and index, of each phrase that stands whole."""
        one_line = haystack.replace("\n", " ")
        for at, start, end in self._automaton.find_matches_as_indexes(one_line, overlapping=True):
            if self._open[at]:
                end = _word_end(haystack, end)
            if not (_inside_word(haystack, start) or _inside_word(haystack, end)):
                yield start, end, self._phrase[at]


def gap(one: Span, other: Span) -> int:
    """Code points between two spans; 0 where they touch or overlap."""
    return max(one.start - other.end, other.start - one.end, 0)


def spellings(phrase: str) -> tuple[str, ...]:
    """The folded ways to write `phrase`: «100 %» and «100%», «tout-risque» and «#toutrisque»."""
    plain = folded(phrase)
    if plain.isalpha():
        return (plain,)
    plain = SPACES.sub(" ", plain).strip()
    apart = plain.replace("-", " ")
    ways = [plain, apart, apart.replace(" ", "-"), UNIT.sub(" ", plain), UNIT.sub("", plain)]
    ways += [NUMBER.sub(sign, plain) for sign in ("°", "° ", "o", "o ")]
    if " " in apart and "#" not in apart:
        ways.append("#" + re.sub(r"[\s']", "", apart))
    return tuple(dict.fromkeys(way for way in ways if way.removesuffix(ANY_ENDING)))


def _leftmost_longest(found: tuple[int, int, int]) -> tuple[int, int]:
    return found[0], -found[1]


def _inside_word(text: str, at: int) -> bool:
    """Whether `at` stands between two letters or digits."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _word_end(text: str, at: int) -> int:
    while at < len(text) and text[at].isalnum():
        at += 1
    return at
