"""Text as typed, its folded form, and the map between them. Knows no rule."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

SURROGATES = re.compile("[\ud800-\udfff]")
WORD = re.compile(r"\w+(?:[’'\-]\w+)*")
# A sentence ends at . ! ? … before a space, or at a line break. Not so in «M. Untel», «n. 4».
# Only the first of a run of signs is tried and nothing given back: a flood of «!» costs little.
# The sign stands first in the pattern, which makes it quick to look for.
SENTENCE_END = re.compile(
    r"[.!?…\n](?:(?<=\n)\n*+"
    r"|(?<![.!?…].)(?:(?<!\b[A-Za-z].)(?<!\bMme.)(?<!\bMr.)|(?=[.!?…]))"
    r"[.!?…]*+[»”\")\]]*+(?=\s))"
)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open `[start, end)` in code points of the text as typed; `[0, 0)` is the whole post."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


WHOLE = Span(0, 0)


@dataclass(frozen=True, eq=False)
class Text:
    """A post's words in two forms.

    typed: as the author wrote it.
    folded: case, accents, width, look-alikes and invisible signs brought together (`fold.fold`).
    origin: `origin[i]` is the index in `typed` of what became `folded[i]`; one longer than it.
        None where the two forms are as long as each other and line up one to one.
    """

    typed: str
    folded: str
    origin: Sequence[int] | None = None

    def __len__(self) -> int:
        return len(self.typed)

    def __getitem__(self, span: Span) -> str:
        return self.typed[span.start : span.end]

    def span(self, start: int, end: int) -> Span:
        """The span as typed of `folded[start:end]`; signs folded away at its end stay outside."""
        if self.origin is None or end <= start:
            return Span(start, end) if self.origin is None else WHOLE
        return Span(self.origin[start], self.origin[end - 1] + 1)

    @cached_property
    def readable(self) -> str:
        """`typed` with lone surrogates replaced, same length: what can be encoded as UTF-8."""
        return SURROGATES.sub("\ufffd", self.typed)

    @cached_property
    def words(self) -> tuple[Span, ...]:
        return tuple(Span(m.start(), m.end()) for m in WORD.finditer(self.typed))

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Spans of the sentences, in order, without the white space around them."""
        return tuple(_sentences(self.typed))

    def sentence_at(self, position: int) -> Span:
        """The sentence that holds `position`, or the last one before it."""
        at = bisect_right(self.sentences, position, key=lambda sentence: sentence.start) - 1
        return self.sentences[max(at, 0)] if self.sentences else WHOLE


def _sentences(typed: str) -> Iterator[Span]:
    start = 0
    for end in [*(m.end() for m in SENTENCE_END.finditer(typed)), len(typed)]:
        piece = typed[start:end]
        stripped = piece.strip()
        if stripped:
            first = start + len(piece) - len(piece.lstrip())
            yield Span(first, first + len(stripped))
        start = end


def utf16_length(text: str) -> int:
    """Length in UTF-16 code units, as JavaScript counts."""
    return len(text) + sum(c > "\uffff" for c in text)


def to_utf16(text: str, position: int) -> int:
    """The UTF-16 offset of the code point at `position`."""
    return utf16_length(text[:position])


def from_utf16(text: str, offset: int) -> int:
    """The code point at UTF-16 `offset`; an offset inside a pair gives the pair's start."""
    units = 0
    for position, sign in enumerate(text):
        units += 2 if sign > "\uffff" else 1
        if units > offset:
            return position
    return len(text)
