"""A table of letters and words of seven languages: the fast path, a few microseconds a word.

A linear model over the runs of one to five letters of each word and the word itself, trained by
`python -m compliance.models.language.train` from texts whose licence allows it. It adds up by word,
so that a word seen before costs one look-up. What looks like none of its languages is OTHER.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
WORD = re.compile(r"[^\W\d_]+")
DRAWN_OUT = re.compile(r"(.)\1{2,}")
LONGEST_GRAM = 5
LONGEST_WORD = 40
REMEMBERED = 20_000  # words, about 10 MB
OTHER = "other"


def words(text: str) -> list[str]:
    """The words that are judged: lower case, «trooop» as «troop»."""
    return [_judged(word) for word in WORD.findall(text.lower())]


def _judged(word: str) -> str:
    return DRAWN_OUT.sub(_twice, word)[:LONGEST_WORD]


def _twice(drawn_out: re.Match[str]) -> str:
    return drawn_out[1] * 2


def grams(word: str) -> list[str]:
    """Runs of one to five letters of ` word `, its edges as spaces, and all of it where longer."""
    edged = f" {word} "
    runs = [edged[i : i + n] for n in range(1, LONGEST_GRAM + 1) for i in range(len(edged) - n + 1)]
    return [*runs, edged] if len(edged) > LONGEST_GRAM else runs


class Table:
    """labels: the languages in the order of the columns, OTHER among them."""

    def __init__(
        self, rows: Mapping[str, int], weights: Floats, intercept: Floats, labels: tuple[str, ...]
    ) -> None:
        self.labels = labels
        self._rows, self._weights, self._bases = rows, weights, intercept.tolist()
        # Few numbers a word: as Python's own they add up quicker than as arrays.
        self._nothing = (0.0,) * (1 + len(labels))
        self._weighed = lru_cache(REMEMBERED)(self._weigh)

    def shares(self, text: str) -> Mapping[str, float]:
        """How likely each label is; they add up to 1."""
        weighed = map(self._weighed, WORD.findall(text.lower()))
        seen, *totals = map(sum, zip(self._nothing, *weighed, strict=True))
        scale = 1 / math.sqrt(max(seen, 1))
        logits = [base + scale * total for base, total in zip(self._bases, totals, strict=True)]
        highest = max(logits)
        powers = [math.exp(logit - highest) for logit in logits]
        whole = sum(powers)
        return {label: each / whole for label, each in zip(self.labels, powers, strict=True)}

    def _weigh(self, word: str) -> tuple[float, ...]:
        """How many of the runs of `word` are known, then the sum of their weights by label."""
        known = [row for row in map(self._rows.get, grams(_judged(word))) if row is not None]
        return (len(known), *self._weights[known].sum(axis=0).tolist())


@cache
def shipped() -> Table:
    """The table in this package, read once a process."""
    file = resources.files("compliance.models.language").joinpath("words.npz")
    with np.load(BytesIO(file.read_bytes())) as saved:
        rows = {gram: i for i, gram in enumerate(str(saved["grams"]).split("\n"))}
        weights = saved["weights"].astype(np.float32) * saved["scale"]
        return Table(rows, weights, saved["intercept"], tuple(str(saved["labels"]).split()))
