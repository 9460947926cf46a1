"""How good and bad the words of a post are: counts over public polarity lists, as ids.

The heads see single words and learn of each what their rows show; what a list says of ten thousand
words is a count. A word after a negation counts the other way; faces and hearts count as words.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int32]

SIZE = 64
# Words before a polar one that turn it round, and how far back they reach.
_TURNS = (
    "pas jamais aucun aucune rien sans ni not never no none nothing without dont doesnt didnt "
    "isnt arent wasnt wont cant cannot couldnt wouldnt havent shouldnt t nicht kein keine "
    "keinen keiner niet geen non nessun nessuna nunca ningun nao sin senza sem nie "
)
NEGATIONS = frozenset(_TURNS.split())
REACH = 3
# A negated word says the opposite, but less of it: «not good» is milder than «bad».
TURNED = -0.6
SMILE = 0.6
# From how much on, in sums of the lists' values (0 to 1 a word).
SUMS = (0.2, 0.5, 0.9, 1.5, 2.5)
# The same of the balance over the root of the words.
SHARES = (0.05, 0.12, 0.25, 0.4)
_WORD = re.compile(r"[^\W_]+")
# What a face begins with stands first in the pattern, which makes it quick to look for.
_HAPPY = "😀😃😄😁😆😊🙂😍🥰😘❤♥💕💖💗💙💚💛💜🧡💞💓👍👏🙌💪🎉🎊🥳✨⭐🤩😎🤗☺🥹🫶🙏😋✅🏆🤍🖤😇"
_GOOD = re.compile(
    rf"[{_HAPPY}:;=<^](?:(?<=[{_HAPPY}])"
    r"|(?<!\w.)(?:(?<=[:;=])[-o']?[)dp]|(?<=<)3|(?<=\^)\^)(?!\w))"
)
_SAD = "😡😠🤬😤😢😭😞😔😟😩😫😖😣🙁☹😕😒🙄👎💔😨😰😱🤮🤢🤦💩😪😓😥❌🖕"
_BAD = re.compile(
    rf"[{_SAD}:>-](?:(?<=[{_SAD}])"
    r"|(?<!\w.)(?:(?<=:)(?:[-']?[(\[/|]|'\()|(?<=>)_<|(?<=-)_-)(?!\w))"
)


@dataclass(frozen=True, slots=True)
class Words:
    """starting: by first word, the entries that begin with it and their values, longest first."""

    version: str
    starting: Mapping[str, Sequence[tuple[list[str], float]]]


@dataclass(frozen=True, slots=True)
class Tone:
    """Sums of what is good and bad in a post, and the sign of its last polar word."""

    good: float
    bad: float
    last: int
    words: int


@cache
def words() -> Words:
    """The shipped list, read once."""
    file = resources.files("compliance.models") / "lexicon" / "polarity.txt.gz"
    text = gzip.decompress(file.read_bytes()).decode()
    starting: dict[str, list[tuple[list[str], float]]] = {}
    for line in text.splitlines():
        entry, value = line.split("\t")
        parts = entry.split()
        starting.setdefault(parts[0], []).append((parts, float(value)))
    for entries in starting.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return Words(hashlib.sha256(text.encode()).hexdigest()[:8], starting)


def tone(folded: str) -> Tone:
    starting, found = words().starting, _WORD.findall(folded)
    sums, last, end = [0.0, 0.0], 0, 0
    for at in [at for at, word in enumerate(found) if word in starting]:
        for entry, value in starting[found[at]] if at >= end else ():
            if len(entry) == 1 or found[at : at + len(entry)] == entry:
                if not NEGATIONS.isdisjoint(found[max(at - REACH, 0) : at]):
                    value *= TURNED
                last = 1 if value > 0 else -1
                sums[value < 0] += abs(value)
                end = at + len(entry)
                break
    good = sums[0] + SMILE * len(_GOOD.findall(folded))
    bad = sums[1] + SMILE * len(_BAD.findall(folded))
    return Tone(good, bad, last, len(found))


def ids(folded: str) -> Ids:
    """What the sums reach, step by step, under SIZE; distinct."""
    said = tone(folded)
    balance = said.good - said.bad
    share = balance / max(said.words, 1) ** 0.5
    steps = (
        (said.good, SUMS),
        (said.bad, SUMS),
        (balance, SUMS),
        (-balance, SUMS),
        (share, SHARES),
        (-share, SHARES),
        (said.last, (1,)),
        (-said.last, (1,)),
        (not said.good, (1,)),
        (not said.bad, (1,)),
        (not (said.good or said.bad), (1,)),
        (bool(said.good and said.bad), (1,)),
    )
    reached, start = [], 0
    for value, edges in steps:
        reached += [start + place for place, edge in enumerate(edges) if value >= edge]
        start += len(edges)
    return np.array(reached, np.int32)
