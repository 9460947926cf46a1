"""Confidential terms: found in whatever spelling, told from plain words by what is near."""

from __future__ import annotations

from collections.abc import Sequence

from compliance.charter import Organisation, Term
from compliance.confidential.exact import ExactTerms
from compliance.ports import TermIndex


def open_index(terms: Sequence[Term], *, organisation: Organisation) -> TermIndex:
    """An index of `terms` and their aliases, ready to read posts of `organisation`."""
    return ExactTerms(terms)


__all__ = ["open_index"]
