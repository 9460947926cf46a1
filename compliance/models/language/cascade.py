"""The table of words first; where it hesitates, an arbiter is heard too.

Four tweets in five need no arbiter, and those that do are right more often by both than by either.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Protocol

from compliance.models.language.words import Table
from compliance.post import UNSURE, Language

ALONE = 0.95  # from what share on the table decides alone
WEIGHT = 0.5  # of the table against the arbiter, in logarithms
LEAST = 1e-6  # a share below which nothing changes
# A text is none of the charter's where the arbiter gives them less than the first, and the table
# all others more than the second.
FOREIGN_BELOW, FOREIGN_ABOVE = 0.05, 0.3
LATIN, OTHER = re.compile("[A-Za-zÀ-ÖØ-öø-ɏ]"), re.compile(r"[^\W\d_A-Za-zÀ-ÖØ-öø-ɏ]")


class Arbiter(Protocol):
    def shares(self, text: str) -> Mapping[str, float]:
        """How likely each of the charter's languages is among all that it knows."""


class Cascade:
    """A table and its arbiter, which is loaded at the first hesitation."""

    def __init__(
        self, table: Table, languages: Sequence[str], arbiter: Callable[[], Arbiter]
    ) -> None:
        self._table = table
        self._languages = tuple(languages)
        self._load = arbiter

    @cached_property
    def _arbiter(self) -> Arbiter:
        return self._load()

    def detect(self, text: str) -> Language:
        # Of letters that it has never seen the table says nothing, and the arbiter anything.
        others = 0 if text.isascii() else len(OTHER.findall(text))
        if others and others > len(LATIN.findall(text)):
            return UNSURE
        shares = self._table.shares(text)
        best = max(shares, key=shares.__getitem__)
        if shares[best] < ALONE:
            return self._arbitrated(text, shares)
        return Language(label=best, score=shares[best]) if best in self._languages else UNSURE

    def _arbitrated(self, text: str, shares: Mapping[str, float]) -> Language:
        heard = self._arbiter.shares(text)
        total = sum(heard.values())
        ours = {code: shares[code] + LEAST for code in self._languages}
        if not total or (total < FOREIGN_BELOW and 1 - sum(ours.values()) > FOREIGN_ABOVE):
            return UNSURE
        both = {
            code: math.log(heard.get(code, 0.0) / total + LEAST)
            + WEIGHT * math.log(share / sum(ours.values()))
            for code, share in ours.items()
        }
        best = max(both, key=both.__getitem__)
        score = 1 / sum(math.exp(each - both[best]) for each in both.values())
        return Language(label=best, score=min(score, 1.0))
