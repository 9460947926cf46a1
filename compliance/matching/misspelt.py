"""How likely letters are to be written as a word of their own, and as a slip for another word.

The first is a model of five letters over the words of `lexicon`, so that a name nobody listed
counts as a word where it reads like one («Delevingne», but not «Mrcosrt»). Together they tell a
typo from a word that is near a name by chance: Shannon's noisy channel, as Kernighan, Church and
Gale (1990) judge spelling corrections.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache, lru_cache
from itertools import pairwise
from math import inf, log
from pathlib import Path
from typing import NamedTuple

import numpy as np

from compliance.matching.lexicon import is_ordinary

LETTERS = Path(__file__).parent / "letters.npz"  # by tests/fixtures/make_letters.py
STEP = 1 / 8  # of a natural logarithm: what one in the file stands for
ORDINARY, SHORT = log(2e-5), log(1e-3)  # a word of everyday, at least; one of up to three letters
OTHER = log(1 / 30)  # a sign that is no letter, and a letter of what reads like no word
RANDOM = log(1e-3)  # a word of so many letters that reads like none: initials, tickers, links

ROWS = ("azertyuiop", "qsdfghjklm", "wxcvbn"), ("qwertyuiop", "asdfghjkl", "zxcvbnm")
# One slip in four is each of: left out, put in, put for another, swapped.
FOUR = log(4)
SAME_AGAIN, NEXT_KEY, ANY_OTHER = log(4), log(10), log(52)


class Letters(NamedTuple):
    """Runs of signs as numbers to the base 27, 0 for a word's edge; shares in `STEP`s of minus
    their logarithms.

    four: how often each fourth sign follows three, shape (27^4,). runs: of five signs, in order;
    five: how often the last of each follows. left: what is left for other signs after each four.
    """

    four: memoryview
    left: memoryview
    runs: memoryview
    five: memoryview


@cache
def _letters() -> Letters:
    with np.load(LETTERS, allow_pickle=False) as kept:
        runs = np.cumsum(kept["gaps"], dtype=np.uint32)
        return Letters(kept["four"].data, kept["left"].data, runs.data, kept["five"].data)


@lru_cache(maxsize=20_000)
def written(word: str) -> float:
    """The logarithm of how often folded `word`, or one that reads like it, stands in a text."""
    four, left, runs, five = _letters()
    before, steps, others = 0, 0, 0
    for sign in (*word, ""):
        code = ord(sign) - 96 if "a" <= sign <= "z" else 0
        run = before * 27 + code
        if code or not sign:
            at = bisect_left(runs, run)
            found = at < len(runs) and runs[at] == run
            steps += five[at] if found else left[before] + four[run % 27**4]
        else:
            others += 1
        before = run % 27**4
    reads = others * OTHER - steps * STEP
    if is_ordinary(word):
        return max(reads, SHORT if len(word) < 4 else ORDINARY)
    return max(reads, RANDOM + len(word) * OTHER)


@lru_cache(maxsize=20_000)
def slipped(typed: str, meant: str) -> float:
    """The logarithm of how often `meant` comes out as `typed`: the likeliest slips that do it."""
    first, end = 0, 0
    shorter = min(len(typed), len(meant))
    while first < shorter and typed[first] == meant[first]:
        first += 1
    while end < shorter - first and typed[-1 - end] == meant[-1 - end]:
        end += 1
    first, end = max(0, first - 1), max(0, end - 1)  # what is beside tells a letter typed twice
    place = log(max(1, len(meant))) + FOUR
    return -_cheapest(typed[first : len(typed) - end], meant[first : len(meant) - end], place)


def _cheapest(typed: str, meant: str, place: float) -> float:
    """The cost of the slips from `meant` to `typed`; place: of a slip wherever it is."""
    rows = [[0.0]]
    for at in range(1, len(typed) + 1):
        rows[0].append(rows[0][-1] + place + _added(typed, at, ""))
    for row, letter in enumerate(meant, 1):
        above, line = rows[-1], [rows[-1][0] + place]
        for at, sign in enumerate(typed, 1):
            best = min(
                above[at - 1] + (0.0 if sign == letter else place + _put_for(sign, letter)),
                above[at] + place,
                line[at - 1] + place + _added(typed, at, letter),
            )
            if row > 1 and at > 1 and sign != letter:
                best = min(best, _swapped(rows, typed, meant, row, at, place))
            line.append(best)
        rows.append(line)
    return rows[-1][-1]


def _swapped(
    rows: list[list[float]], typed: str, meant: str, row: int, at: int, place: float
) -> float:
    """The cost where the last letters are swapped, one between them left out or put in."""
    one, two = meant[row - 2 : row], typed[at - 2 : at]
    best = inf
    if one == two[::-1]:
        best = rows[row - 2][at - 2]
    if row > 2 and meant[row - 3] + meant[row - 1] == two[::-1]:
        best = min(best, rows[row - 3][at - 2] + place)
    if at > 2 and typed[at - 3] + typed[at - 1] == one[::-1]:
        best = min(best, rows[row - 2][at - 3] + place + ANY_OTHER)
    return best + place


def _added(typed: str, at: int, letter: str) -> float:
    again = typed[at - 1] in (letter, typed[at - 2 : at - 1])
    return SAME_AGAIN if again else ANY_OTHER


def _put_for(sign: str, letter: str) -> float:
    return NEXT_KEY if (sign, letter) in _beside() else ANY_OTHER


@cache
def _beside() -> frozenset[tuple[str, str]]:
    """Pairs of letters that touch on a French or an English keyboard, both ways round."""
    found = set[tuple[str, str]]()
    for rows in ROWS:
        found.update(pair for row in rows for pair in pairwise(row))
        for upper, lower in pairwise(rows):
            for at, letter in enumerate(upper):
                found.update((letter, below) for below in lower[max(0, at - 1) : at + 2])
    return frozenset(found | {(b, a) for a, b in found})
