"""Amounts as people write them: «1,06 Md€», «1 060 millions d'euros» and "€1.06bn" are one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from compliance.matching import numbers
from compliance.text import Span, Text

TOKEN = re.compile(r"[^\W\d_]+|\d+|[%€$£]")
# What may stand between the groups of a number, and between the words of one.
SEPARATORS = frozenset({" ", ".", ",", "'"})
JOINTS = frozenset({" ", "-"})
MOST_GROUPS = 6
MOST_WORDS = 12
LONGEST_GROUP = 18  # digits; a longer run is no amount that anybody says
SIGNS = {"€": "€", "$": "$", "£": "£", "euro": "€", "euros": "€", "eur": "€"} | dict.fromkeys(
    ("dollar", "dollars", "usd"), "$"
)
SCALES = (
    dict.fromkeys(numbers.BILLIONS, 9) | dict.fromkeys(numbers.MILLIONS, 6) | {"k": 3, "keur": 3}
)
# «12 m» are metres unless money stands beside them.
NEEDS_MONEY = frozenset({"m", "k"})
IN_EUROS = frozenset({"meur", "keur"})
PERCENT = frozenset({"%", "pourcent", "percent", "pct", "prozent", "procent"})
OF = frozenset({"d", "de", "of"})

Key = tuple[Decimal, str]


@dataclass(frozen=True, slots=True)
class Amount:
    """span: as typed. keys: (value, unit) of each way to read it: "1,060" is 1.06 or 1060.

    unit: `%`, `€`, `$`, `£`, or "" for a bare number.
    """

    span: Span
    keys: frozenset[Key]

    @property
    def bare(self) -> bool:
        return all(unit == "" for _, unit in self.keys)


def amounts(text: Text) -> list[Amount]:
    """By start, never overlapping."""
    return list(_amounts(text))


def _amounts(text: Text) -> Iterator[Amount]:
    tokens = list(TOKEN.finditer(text.folded))
    words = [token[0] for token in tokens]
    gaps = [text.folded[one.end() : other.start()] for one, other in pairwise(tokens)]
    at = 0
    while at < len(tokens):
        values, end = _values(words, gaps, at)
        if not values:
            at += 1
            continue
        before = words[at - 1] if at and gaps[at - 1] in ("", " ") else ""
        scale, unit, end = _unit(words, gaps, end, SIGNS.get(before, ""))
        keys = frozenset(((value * scale).normalize(), unit) for value in values)
        yield Amount(text.span(tokens[at].start(), tokens[end - 1].end()), keys)
        at = end


def _values(words: Sequence[str], gaps: Sequence[str], at: int) -> tuple[list[Decimal], int]:
    """The numbers that may be meant from `at` on, and where the longest reading ends."""
    word = words[at]
    if word in numbers.WORDS:
        end = at + 1
        while end < len(words) and end - at < MOST_WORDS and gaps[end - 1] in JOINTS:
            end += 1
        said = numbers.spelled(words[at:end], 0)
        return ([Decimal(said[0])], at + said[1]) if said else ([], at)
    if not _is_group(word):
        return [], at
    end = at + 1
    while end < len(words) and end - at < MOST_GROUPS and gaps[end - 1] in SEPARATORS:
        if not _is_group(words[end]):
            break
        end += 1
    read = [(word, 1), *numbers.grouped(words[at:end], gaps[at : end - 1])]
    most = max(used for _, used in read)
    return [Decimal(value) for value, used in read if used == most], at + most


def _is_group(word: str) -> bool:
    return word.isdecimal() and len(word) <= LONGEST_GROUP


def _unit(
    words: Sequence[str], gaps: Sequence[str], at: int, money: str
) -> tuple[Decimal, str, int]:
    """What follows a number that ends before `at`: its scale, its unit, and where they end.

    money: the currency that stands before the number; "" for none.
    """
    following = _following(words, gaps, at)
    if not following:
        return Decimal(1), money, at
    first = following[0]
    if first in PERCENT:
        return Decimal(1), "%", at + 1
    if following[:2] in (["pour", "cent"], ["per", "cent"]):
        return Decimal(1), "%", at + 2
    if first in SIGNS:
        return Decimal(1), SIGNS[first], at + 1
    if first not in SCALES:
        return Decimal(1), money, at
    scale = Decimal(10) ** SCALES[first]
    if first in IN_EUROS:
        return scale, "€", at + 1
    after = 2 if following[1:2] and following[1] in OF else 1
    if following[after : after + 1] and following[after] in SIGNS:
        return scale, SIGNS[following[after]], at + after + 1
    return (Decimal(1), "", at) if first in NEEDS_MONEY and not money else (scale, money, at + 1)


def _following(words: Sequence[str], gaps: Sequence[str], at: int) -> list[str]:
    """The words from `at` on that nothing but a space or an apostrophe parts, three at most."""
    end = at
    while end < min(len(words), at + 3) and gaps[end - 1] in ("", " ", "'"):
        end += 1
    return list(words[at:end])
