"""Terms as listed, after folding, on word boundaries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from compliance.charter import Term
from compliance.fold import folded
from compliance.ports import TermHit
from compliance.text import Text


class ExactTerms:
    """Finds the names of `terms` where they stand as whole words, the longest first."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._owners = {folded(name): term for term in terms for name in term.names}
        names = sorted(self._owners, key=len, reverse=True)
        self._names = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")

    def find(self, text: Text) -> Iterator[TermHit]:
        if not self._owners:
            return
        for match in self._names.finditer(text.folded):
            span = text.span(match.start(), match.end())
            yield TermHit(span, self._owners[match[0]], disguise="", confidence=0.9)
