"""Which words of a post are names: a model that weighs them would judge persons and houses.

A name is a word with a capital that ordinary text does not write small. Where such words abound
(German, a headline, a list) nothing tells a name, and none is seen. Where somebody comes from,
what they believe and whom they love is hidden like a name, with a capital or without.
"""

from __future__ import annotations

import gzip
import hashlib
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from compliance.text import Text

Ids = NDArray[np.int32]
Flags = NDArray[np.bool_]

# Over this share of the words, and over so many, a capital says nothing.
ABOUND = 0.2
FEW = 4


@cache
def common() -> frozenset[str]:
    """Folded words that ordinary text writes small; written by `compliance.models.train`."""
    packed = (resources.files("compliance.models") / "lexicon" / "common.txt.gz").read_bytes()
    return frozenset(gzip.decompress(packed).decode().split())


@cache
def origins() -> frozenset[str]:
    """Folded words for where people come from and for what they are, in every gender and number."""
    listed = (resources.files("compliance.models") / "lexicon" / "origins.txt").read_text("utf-8")
    lines = (line for line in listed.splitlines() if not line.startswith("#"))
    stems = [stem for line in lines for stem in line.split()]
    doubled = [f"{stem}n" for stem in stems if stem.endswith("en")]  # algérien, algérienne
    return frozenset(f"{stem}{end}" for stem in (*stems, *doubled) for end in ("", "s", "e", "es"))


def vocabulary() -> str:
    """Eight hexadecimal digits of both lists: weights are good for one vocabulary."""
    content = "\n".join([*sorted(common()), "", *sorted(origins())])
    return hashlib.sha256(content.encode()).hexdigest()[:8]


def names(text: Text, starts: Ids, ends: Ids) -> Flags:
    """Which of the words `[start, end)` of the padded folded text are names, shape (words,)."""
    capital = _capitals(text)
    first = capital[starts]
    second = capital[np.minimum(starts + 1, len(capital) - 1)]
    maybe = first & ~second & (ends - starts > 1)
    places = zip(starts.tolist(), ends.tolist(), strict=True)
    words = [text.folded[start - 1 : end - 1] for start, end in places]
    known = common()
    for at in np.flatnonzero(maybe).tolist():
        maybe[at] = words[at] not in known
    if np.count_nonzero(maybe) > max(ABOUND * len(starts), FEW):
        maybe[:] = False
    there = origins()
    if not there.isdisjoint(words):  # few posts say where somebody comes from
        maybe |= np.fromiter((word in there for word in words), np.bool_, len(words))
    return maybe


def _capitals(text: Text) -> Flags:
    """By place in the padded folded text, whether a capital stood there, shape (length,)."""
    codes = np.frombuffer(text.typed.encode("utf-32-le", "surrogatepass"), np.uint32)
    typed = (codes < len(_upper())) & _upper()[np.minimum(codes, len(_upper()) - 1)]
    if text.origin is not None:
        typed = typed[np.asarray(text.origin, np.int64)[:-1]]
    return np.concatenate([[False], typed, [False]])


@cache
def _upper() -> Flags:
    """Of the Latin code points, which are capitals."""
    return np.array([chr(code).isupper() for code in range(0x250)])
