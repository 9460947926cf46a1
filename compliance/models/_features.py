"""What the embedded models see of a post: hashed words, character n-grams and cues, in numpy.

One post is folded once and turned into arrays of code points; every n-gram is a difference of two
prefix hashes, so a post costs a few dozen array operations whatever its words are. The hashes are
plain 64-bit arithmetic: the same on every machine, and the same today and tomorrow.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from compliance.fold import fold
from compliance.post import Post
from compliance.text import Text

Ids = NDArray[np.int32]
Hashes = NDArray[np.uint64]

BITS = 20
SIZE = 1 << BITS
# Characters read of a post; the rest of a longer one is not judged by these models.
LIMIT = 20_000
CHARACTER_LENGTHS = (3, 4, 5)
_SIGNS = 0x3000
_BASE = 0x9E3779B97F4A7C15
_MIX = np.uint64(0xD6E8FEB86659FD93)
_SHIFT = np.uint64(32)
_DOWN = np.uint64(64 - BITS)
_SECOND, _THIRD = np.uint64(0xA0761D6478BD642F), np.uint64(0xE7037ED1A0B428DB)
_ZERO, _SPACE = 48, 32


@dataclass(frozen=True, slots=True)
class Features:
    """Of one post.

    ids: where each n-gram falls in the table of `SIZE`, repeats included, shape (n,).
    places: where each begins in the padded folded text, -1 for what is not in it, shape (n,).
    """

    text: Text
    ids: Ids
    places: Ids

    def typed_places(self) -> Ids:
        """`places` in the text as typed; what is not in the text stays -1."""
        # `_codes` puts a space before the text.
        folded = self.places - 1
        if self.text.origin is None:
            return folded
        origin = np.asarray(self.text.origin, np.int32)
        return np.where(folded < 0, -1, origin[np.clip(folded, 0, len(origin) - 1)])


def features(post: Post) -> Features:
    text = fold(post.text[:LIMIT])
    codes = _codes(text.folded)
    prefix = _prefix(codes)
    starts, ends = _tokens(codes)
    words = _span_hashes(prefix, starts, ends)
    parts = [*_word_parts(words, starts), *_character_parts(codes, prefix)]
    parts.append((_extras(post, text), None))
    ids = np.concatenate([part for part, _ in parts])
    places = np.concatenate(
        [np.full(len(part), -1, np.int32) if at is None else at for part, at in parts]
    )
    return Features(text, ids, places)


def _word_parts(words: Hashes, starts: Ids) -> list[tuple[Ids, Ids]]:
    pairs = words[:-1] * _SECOND + words[1:]
    skips = words[:-2] * _THIRD + words[2:]
    triples = pairs[:-1] * _SECOND + words[2:]
    return [
        (_ids(words, 1), starts),
        (_ids(pairs, 2), starts[:-1]),
        (_ids(skips, 3), starts[:-2]),
        (_ids(triples, 4), starts[:-2]),
    ]


def _character_parts(codes: Ids, prefix: Hashes) -> list[tuple[Ids, Ids]]:
    parts = []
    for length in CHARACTER_LENGTHS:
        starts = np.arange(max(len(codes) - length + 1, 0), dtype=np.int32)
        parts.append((_ids(_span_hashes(prefix, starts, starts + length), 10 + length), starts))
    return parts


def _extras(post: Post, text: Text) -> Ids:
    """Channel, role and the look of the post as ids of their own."""
    names = [f"channel:{post.channel}", *cues(text.typed)]
    ids = [_name_id(name) for name in names]
    if not post.author:
        return np.array(ids, np.int32)
    codes = _codes(fold(post.author[:300]).folded)
    prefix = _prefix(codes)
    starts, ends = _tokens(codes)
    words = _span_hashes(prefix, starts, ends)
    grams = np.arange(max(len(codes) - 4, 0), dtype=np.int32)
    return np.concatenate(
        [
            np.array(ids, np.int32),
            _ids(words, 21),
            _ids(words[:-1] * _SECOND + words[1:], 22),
            _ids(_span_hashes(prefix, grams, grams + 5), 23),
        ]
    )


def cues(typed: str) -> list[str]:
    """The look of a post: length, capitals, signs, hashtags, mentions, links, line breaks."""
    letters = sum(map(str.isalpha, typed)) or 1
    capitals = sum(map(str.isupper, typed))
    counts = {
        "length": len(typed) // 40,
        "capitals": 40 * capitals // letters,
        "!": typed.count("!"),
        "?": typed.count("?"),
        "#": typed.count("#"),
        "@": typed.count("@"),
        "«": typed.count("«") + typed.count('"') + typed.count("“"),
        "…": typed.count("…") + typed.count("..."),
        "line": typed.count("\n"),
        "link": typed.count("http"),
        "%": typed.count("%") + typed.count("€"),
        "digit": sum(map(str.isdigit, typed)),
        "emoji": sum(sign > "\u2190" for sign in typed),
    }
    return [f"{name}:{min(count.bit_length(), 6)}" for name, count in counts.items()]


def _codes(folded: str) -> Ids:
    """Code points with digits alike and every white space a space, a space before and after."""
    padded = f" {folded} ".encode("utf-32-le", "surrogatepass")
    return _kinds()[1][np.minimum(np.frombuffer(padded, np.int32), 0x10FFFF)]


@cache
def _kinds() -> tuple[NDArray[np.bool_], Ids]:
    """By code point: whether it is a letter or digit; what it counts as."""
    plain = np.arange(0x110000, dtype=np.int32)
    letters = np.zeros(_SIGNS, np.bool_)
    for code in range(_SIGNS):
        sign = chr(code)
        letters[code] = sign.isalnum()
        if sign.isdigit():
            plain[code] = _ZERO
        elif sign.isspace():
            plain[code] = _SPACE
    return letters, plain


def _tokens(codes: Ids) -> tuple[Ids, Ids]:
    """Start and end of each word and of each other sign, shape (tokens,)."""
    letter = (codes < _SIGNS) & _kinds()[0][np.minimum(codes, _SIGNS - 1)]
    solid = codes != _SPACE
    begins = solid.copy()
    begins[1:] &= ~(letter[1:] & letter[:-1])
    starts = np.flatnonzero(begins).astype(np.int32)
    stops = solid.copy()
    stops[:-1] &= ~(letter[:-1] & letter[1:])
    return starts, (np.flatnonzero(stops) + 1).astype(np.int32)


@cache
def _powers() -> tuple[Hashes, Hashes]:
    """Powers of the base modulo 2^64, and their inverses."""
    # Folding may lengthen a text (ligatures): twice the limit is never passed by `features`.
    count = 4 * LIMIT
    inverse = pow(_BASE, -1, 1 << 64)
    up = np.full(count, _BASE, np.uint64)
    down = np.full(count, inverse, np.uint64)
    up[0] = down[0] = 1
    return np.multiply.accumulate(up), np.multiply.accumulate(down)


def _prefix(codes: Ids) -> Hashes:
    prefix = np.zeros(len(codes) + 1, np.uint64)
    np.cumsum(codes.astype(np.uint64) * _powers()[0][: len(codes)], out=prefix[1:])
    return prefix


def _span_hashes(prefix: Hashes, starts: Ids, ends: Ids) -> Hashes:
    """A hash of each stretch of text that does not depend on where it stands."""
    return _mixed((prefix[ends] - prefix[starts]) * _powers()[1][starts])


def _mixed(hashes: Hashes) -> Hashes:
    hashes = (hashes ^ (hashes >> _SHIFT)) * _MIX
    return hashes ^ (hashes >> _SHIFT)


def _ids(hashes: Hashes, space: int) -> Ids:
    """Places in the table; `space` keeps words, pairs and letters from meaning each other."""
    seed = np.uint64((space * _BASE) & 0xFFFFFFFFFFFFFFFF)
    return (_mixed(hashes ^ seed) >> _DOWN).astype(np.int32)


@cache
def _name_id(name: str) -> int:
    codes = _codes(name)
    whole = _span_hashes(_prefix(codes), np.zeros(1, np.int32), np.array([len(codes)], np.int32))
    return int(_ids(whole, 30)[0])
