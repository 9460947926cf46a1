"""Shape, then proof, then the words around: what most recognizers are made of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, Literal

import re2

from compliance.finding import Hit
from compliance.fold import folded
from compliance.ports import MarkedExample
from compliance.text import Span, Text

# What may be offered for an identifier or a secret: to take it out.
DELETED = ("",)
A_SITE = re.compile(r"(?i)(?:www\.|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,12}/)")
Form = Literal["folded", "typed"]

# Room for the automaton of a shape: RE2 starts over when it is full, and stays linear.
MEMORY = 32 << 20


class Pattern:
    """A linear-time regular expression in RE2 syntax, compiled when it is first used.

    Most posts wake no recognizer, and some shapes take a tenth of a second to compile.
    """

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern

    @cached_property
    def _compiled(self) -> Any:
        options = re2.Options()
        options.max_mem = MEMORY
        options.log_errors = False  # a message of RE2's could hold a post's words
        return re2.compile(self._pattern, options)

    def finditer(self, words: str) -> Iterator[Any]:
        found: Iterator[Any] = self._compiled.finditer(words)
        return found

    def search(self, words: str) -> Any:
        return self._compiled.search(words)


def anything(value: str) -> bool:
    """The shape is proof enough."""
    return True


class PatternRecognizer:
    """Finds what has a shape, passes a proof, and stands among the right words.

    shape: RE2 syntax; flagged is the first of its groups that took part, or the whole.
    form: which form of the text the shape is written for. Folded text is in lower case and
        without accents, its quotes, dashes and spaces are plain.
    look: a cheaper shape that holds wherever `shape` does, for the first look over a post.
    proof: called with what is flagged, `separators` taken out.
    near: words one of which must stand within `reach` signs, in the folded text around, where what
        is flagged reads `\\0`. unless: words that excuse it, in the same place.
    """

    def __init__(
        self,
        shape: str,
        *,
        category: str,
        examples: tuple[MarkedExample, ...],
        form: Form = "folded",
        look: str | None = None,
        proof: Callable[[str], bool] = anything,
        separators: str = "",
        near: str | None = None,
        unless: str | None = None,
        reach: int = 60,
    ) -> None:
        self.category, self.examples, self.form, self.look = category, examples, form, look or shape
        self._shape, self._proof, self._reach = Pattern(shape), proof, reach
        self._drop = str.maketrans("", "", separators)
        self._near = Pattern(near) if near else None
        self._unless = Pattern(unless) if unless else None

    def find(self, text: Text) -> Iterator[Hit]:
        words = text.folded if self.form == "folded" else text.readable
        for match in self._shape.finditer(words):
            start, end = flagged(match)
            if self._proof(words[start:end].translate(self._drop)) and self._fits(
                words, start, end
            ):
                span = text.span(start, end) if self.form == "folded" else Span(start, end)
                yield Hit(span, suggestions=DELETED)

    def _fits(self, words: str, start: int, end: int) -> bool:
        if in_a_link(words, start):
            return False
        if self._near is None and self._unless is None:
            return True
        around = surroundings(words, start, end, self._reach)
        if self._unless is not None and self._unless.search(around):
            return False
        return self._near is None or bool(self._near.search(around))


def in_a_link(words: str, start: int) -> bool:
    """Whether `start` stands inside a web address, where digits mean nothing."""
    before = words[max(start - 200, 0) : start]
    token = "" if not before or before[-1].isspace() else before.split()[-1]
    return "://" in token or A_SITE.match(token) is not None


def apart(spans: Iterable[Span], taken: Sequence[Span]) -> Iterator[Span]:
    """Those of `spans` that overlap none of `taken`, which are in order and apart themselves."""
    starts = [span.start for span in taken]
    for span in spans:
        before = bisect_left(starts, span.end)
        if before == 0 or not taken[before - 1].overlaps(span):
            yield span


def flagged(match: Any) -> tuple[int, int]:
    """Where the first group that took part stands, or the whole match."""
    for group in range(1, match.re.groups + 1):
        start, end = match.span(group)
        if start >= 0:
            return start, end
    whole: tuple[int, int] = match.span()
    return whole


def surroundings(words: str, start: int, end: int, reach: int) -> str:
    """The folded words around `[start, end)`, which itself reads `\\0`."""
    before, after = words[max(start - reach, 0) : start], words[end : end + reach]
    return f"{folded(before)}\0{folded(after)}"
