"""Blocks of a text, as Vale cuts it: the words of each, its scope, and where its signs stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from compliance.styles.patterns import Haystack
from compliance.styles.sentences import sentences
from compliance.text import WHOLE, Span

INSERTED = -1  # the origin of a sign that the source does not have
MAX_KNOWN = 64
PARAGRAPH = re.compile(r".*?\n\n|.+", re.DOTALL)


@dataclass(frozen=True)
class Block:
    """scope: its sections, «text.heading.h2.md» as (text, heading, h2, md).

    origin: where each sign of `text` stands in the source, INSERTED where it does not.
    muted: checks and styles that comments in the text turned off, «off» for all.
    """

    text: str
    scope: tuple[str, ...]
    origin: Sequence[int]
    muted: frozenset[str] = frozenset()

    @cached_property
    def haystack(self) -> Haystack:
        return Haystack(self.text)

    def span(self, start: int, end: int) -> Span:
        """Where `text[start:end]` stands in the source; the whole where nothing of it does."""
        kept = [at for at in self.origin[start:end] if at != INSERTED]
        return Span(kept[0], kept[-1] + 1) if kept else WHOLE

    def part(self, start: int, end: int, kind: str) -> Block:
        return Block(self.text[start:end], (kind, *self.scope), self.origin[start:end], self.muted)


@dataclass(frozen=True)
class Document:
    """What is checked: blocks in order, then the prose as a whole, then the source as it is.

    counts: how many headings, list items, … by scope without «text.», for metrics.
    """

    blocks: tuple[Block, ...]
    summary: Block
    raw: Block
    counts: Mapping[str, int] = field(default_factory=dict)


def cut(block: Block, *, paragraphs: bool, sentences: bool) -> Iterator[Block]:
    """The block's paragraphs and sentences where asked for, then the block itself."""
    if paragraphs:
        for match in PARAGRAPH.finditer(block.text):
            yield block.part(match.start(), match.end(), "paragraph")
    if sentences:
        for start, end in _sentences(block.text):
            yield block.part(start, end, "sentence")
    yield block


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    return sentences(text)


# Scopes ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Part:
    """One term of a scope: the sections a block must have, or must not."""

    sections: frozenset[str]
    negated: bool

    def admits(self, block: frozenset[str]) -> bool:
        has = self.sections <= block
        if self.negated:
            return not has and not block & {"raw", "summary"}
        return has


class Scope:
    """A rule's scope: alternatives, each of terms joined by «&», «~» negates."""

    def __init__(self, alternatives: Sequence[str]) -> None:
        self._alternatives = [_parts(alternative) for alternative in alternatives]
        self._known: dict[tuple[str, ...], bool] = {}

    def admits(self, scope: tuple[str, ...]) -> bool:
        known = self._known.get(scope)
        if known is None:
            known = self._admits(scope)
            if len(self._known) < MAX_KNOWN:  # front matter may name any number of scopes
                self._known[scope] = known
        return known

    def _admits(self, scope: tuple[str, ...]) -> bool:
        block = frozenset(scope)
        return any(
            all(part.admits(block) for part in parts)
            for parts in self._alternatives
            # A sentence is part of a block that other scopes see whole.
            if scope[0] != "sentence" or _asks_for(parts, "sentence")
        )

    def asks_for(self, section: str) -> bool:
        return any(_asks_for(parts, section) for parts in self._alternatives)


def _parts(alternative: str) -> tuple[Part, ...]:
    terms = (term.strip() for term in alternative.split("&"))
    return tuple(
        Part(frozenset(term.removeprefix("~").strip().split(".")), term.startswith("~"))
        for term in terms
    )


def _asks_for(parts: Sequence[Part], section: str) -> bool:
    return any(not part.negated and section in part.sections for part in parts)
