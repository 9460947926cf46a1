"""Several indexes read as one: inline terms, lists in files, sealed lists."""

from __future__ import annotations

from collections.abc import Sequence

from compliance.ports import TermHit, TermIndex
from compliance.text import Text


class Together:
    """Hits of all of `indexes` by start; on the same words the surest speaks, then the longest."""

    def __init__(self, indexes: Sequence[TermIndex]) -> None:
        self._indexes = indexes

    def find(self, text: Text) -> list[TermHit]:
        found = [hit for index in self._indexes for hit in index.find(text)]
        kept: list[TermHit] = []
        for hit in sorted(found, key=lambda h: (-h.confidence, -len(h.span), h.span)):
            if not any(hit.span.overlaps(other.span) for other in kept):
                kept.append(hit)
        return sorted(kept, key=lambda hit: hit.span)
