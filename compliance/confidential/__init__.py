"""Confidential terms: found in whatever spelling, told from plain words by what is near."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compliance.charter import Organisation, Term
from compliance.confidential.index import Index
from compliance.confidential.table import built
from compliance.confidential.walk import Walker
from compliance.ports import TermIndex


def open_index(terms: Sequence[Term], *, organisation: Organisation) -> TermIndex:
    """An index of `terms` and their aliases, ready to read posts of `organisation`."""
    return Index(terms, Walker(built(_names(terms))), organisation=organisation)


def _names(terms: Sequence[Term]) -> Iterator[tuple[int, str, str]]:
    for at, term in enumerate(terms):
        for name in term.names:
            yield at, term.kind, name


__all__ = ["open_index"]
