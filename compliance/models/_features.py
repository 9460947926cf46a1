"""What the embedded models see of a post: hashed words and letters, concepts, role, channel, look.

One post is folded once and turned into arrays of code points; every n-gram is a difference of two
prefix hashes, so a post costs a few dozen array operations whatever its words are. The hashes are
plain 64-bit arithmetic: the same on every machine, and the same today and tomorrow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from compliance.fold import fold
from compliance.inclusive import plainly
from compliance.models import _concepts, _names, _polarity
from compliance.post import Post
from compliance.text import Span, Text

Ids = NDArray[np.int32]
Hashes = NDArray[np.uint64]
Flags = NDArray[np.bool_]

BITS = 20
# Ids under HASHED are places of n-grams, those under POLAR concepts, the others polarity.
HASHED = 1 << BITS
POLAR = HASHED + _concepts.SIZE
SIZE = POLAR + _polarity.SIZE
# Characters read of a post; the rest of a longer one is not judged by these models.
LIMIT = 20_000
CHARACTER_LENGTHS = (3, 4, 5)
# Ids have no sentence where they stand for the whole post.
NOWHERE = -1
_SIGNS = 0x3000
_BASE = 0x9E3779B97F4A7C15
_MIX = np.uint64(0xD6E8FEB86659FD93)
_SHIFT = np.uint64(32)
_DOWN = np.uint64(64 - BITS)
_SECOND, _THIRD = np.uint64(0xA0761D6478BD642F), np.uint64(0xE7037ED1A0B428DB)
_ZERO, _SPACE = 48, 32
_LATIN, _PICTURES = 0x250, 0x2190
_SMALL, _CAPITAL, _DIGIT, _EMOJI = range(1, 5)
_NAME = 0xE000  # for private use: no text means anything by it
_NONE = np.zeros(0, np.int32)


@dataclass(frozen=True, slots=True)
class Features:
    """Of one post.

    sentences: spans in the text as typed, those of its first LIMIT characters.
    ids: of everything seen, repeats included, under SIZE, shape (n,).
    where: index of the sentence in which each begins, NOWHERE for channel, role and look.
    """

    sentences: Sequence[Span]
    ids: Ids
    where: Ids


@cache
def vocabulary() -> str:
    """The version of all lists that features depend on; weights are good for one."""
    return f"{_concepts.lexicon().version}-{_names.vocabulary()}-{_polarity.words().version}"


def features(post: Post) -> Features:
    text = plainly(fold(post.text[:LIMIT]))
    # Folding lengthens a few signs up to eighteen times: what counts is what there is to read.
    folded = text.folded[: 2 * LIMIT]
    codes = _codes(folded)
    words = _tokens(codes)
    named = _names.names(text, *words)
    sentence_of = _sentence_of(text, len(codes))
    about, begins = _about(folded, words[0][named], words[1][named], len(codes))
    role, roles = _role(post.author or "")
    concepts, placed = _concepts.ids(about, sentence_of[begins], role)
    grams, at = _grams(codes, words, named)
    polarity = POLAR + _polarity.ids(folded)
    ids = np.concatenate([grams, HASHED + concepts, _look(post, text.typed), roles, polarity])
    places = np.append(begins, -1)[placed]
    where = np.full(len(ids), NOWHERE, np.int32)
    where[: len(at)] = sentence_of[at]
    where[len(at) : len(at) + len(places)] = np.where(places < 0, NOWHERE, sentence_of[places])
    return Features(text.sentences, ids, where)


def _inside(starts: Ids, ends: Ids, length: int) -> NDArray[np.bool_]:
    """Which places lie in one of the stretches `[start, end)`, shape (length,)."""
    steps = np.zeros(length + 1, np.int32)
    steps[starts] += 1
    steps[ends] -= 1
    return np.cumsum(steps[:-1]) > 0


def _about(folded: str, starts: Ids, ends: Ids, length: int) -> tuple[Ids, Ids]:
    """Concepts and where they begin, in order; a name is one of its own, whatever it spells."""
    lexicon = _concepts.lexicon()
    about, begins = lexicon.find(folded)
    begins = begins + 1  # a space stands before the text
    if not len(starts):
        return about, begins
    left = ~_inside(starts, ends, length)[begins]
    about = np.concatenate([about[left], np.full(len(starts), lexicon.name, np.int32)])
    begins = np.concatenate([begins[left], starts])
    order = np.argsort(begins, kind="stable")
    return about[order], begins[order]


def _grams(codes: Ids, words: tuple[Ids, Ids], named: Flags) -> tuple[Ids, Ids]:
    """N-grams of words and letters and where each begins; a name is one sign, always the same."""
    shown = np.arange(len(codes), dtype=np.int32)
    if named.any():
        starts, ends = words[0][named], words[1][named]
        shown = shown[~_inside(starts + 1, ends, len(codes))]
        codes = codes.copy()
        codes[starts] = _NAME
        codes = codes[shown]
        words = _tokens(codes)
    prefix, down = _prefix(codes), _powers()[1]
    parts = _word_parts(_span_hashes(prefix, *words), words[0])
    for length in CHARACTER_LENGTHS:
        count = max(len(codes) - length + 1, 0)
        hashes = _mixed((prefix[length:] - prefix[:count]) * down[:count])
        parts.append((10 + length, hashes, np.arange(count, dtype=np.int32)))
    return _spaced(parts), shown[np.concatenate([at for _, _, at in parts])]


def _sentence_of(text: Text, length: int) -> Ids:
    """By place in the padded folded text, the index of its sentence, shape (length,)."""
    starts = np.array([span.start for span in text.sentences], np.int32)
    if text.origin is not None:
        starts = np.searchsorted(np.asarray(text.origin, np.int32), starts).astype(np.int32)
    begins = np.zeros(length, np.int32)
    # A space stands before the text; what precedes the first sentence counts as the first.
    later = starts[1:] + 1
    begins[later[later < length]] = 1
    return np.cumsum(begins, dtype=np.int32)


def _word_parts(words: Hashes, starts: Ids) -> list[tuple[int, Hashes, Ids]]:
    """Words, pairs, pairs around a word and triples: their space, hashes and beginnings."""
    pairs = words[:-1] * _SECOND + words[1:]
    skips = words[:-2] * _THIRD + words[2:]
    triples = pairs[:-1] * _SECOND + words[2:]
    return [
        (1, words, starts),
        (2, pairs, starts[:-1]),
        (3, skips, starts[:-2]),
        (4, triples, starts[:-2]),
    ]


def _look(post: Post, typed: str) -> Ids:
    """Channel and look of the post as ids of their own."""
    return np.array([_name_id(f"channel:{post.channel}"), *map(_name_id, cues(typed))], np.int32)


@cache
def _name_id(name: str) -> int:
    codes = _codes(name)
    whole = _span_hashes(_prefix(codes), np.zeros(1, np.int32), np.array([len(codes)], np.int32))
    return int(_ids(whole, 30)[0])


@lru_cache(maxsize=256)
def _role(author: str) -> tuple[Ids, Ids]:
    """Concepts and n-grams of an author's role; a house has few roles, and no name is one."""
    if not author:
        return _NONE, _NONE
    role = fold(author).folded
    codes = _codes(role)
    prefix = _prefix(codes)
    words = _span_hashes(prefix, *_tokens(codes))
    letters = np.arange(max(len(codes) - 4, 0), dtype=np.int32)
    parts = [
        _ids(words, 21),
        _ids(words[:-1] * _SECOND + words[1:], 22),
        _ids(_span_hashes(prefix, letters, letters + 5), 23),
    ]
    return _concepts.lexicon().find(role)[0], np.concatenate(parts)


def cues(typed: str) -> list[str]:
    """The look of a post: length, capitals, signs, hashtags, mentions, links, line breaks."""
    codes = np.frombuffer(typed.encode("utf-32-le", "surrogatepass"), np.uint32)
    seen = np.bincount(_looks().take(codes, mode="clip"), minlength=5).tolist()
    letters = (seen[_SMALL] + seen[_CAPITAL]) or 1
    counts = {
        "length": len(typed) // 40,
        "capitals": 40 * seen[_CAPITAL] // letters,
        "!": typed.count("!"),
        "?": typed.count("?"),
        "#": typed.count("#"),
        "@": typed.count("@"),
        "«": typed.count("«") + typed.count('"') + typed.count("“"),
        "…": typed.count("…") + typed.count("..."),
        "line": typed.count("\n"),
        "link": typed.count("http"),
        "%": typed.count("%") + typed.count("€"),
        "digit": seen[_DIGIT],
        "emoji": seen[_EMOJI],
    }
    return [f"{name}:{min(count.bit_length(), 6)}" for name, count in counts.items()]


@cache
def _looks() -> NDArray[np.uint8]:
    """What each code point looks like; the last stands for all after it. Only Latin has letters."""
    signs = [chr(code) for code in range(_LATIN)]
    looks = np.zeros(_PICTURES + 2, np.uint8)
    for look, test in ((_SMALL, str.isalpha), (_CAPITAL, str.isupper), (_DIGIT, str.isdigit)):
        looks[[code for code, sign in enumerate(signs) if test(sign)]] = look
    looks[-1] = _EMOJI
    return looks


def _codes(folded: str) -> Ids:
    """Code points, digits alike and white space alike, with a space before and after."""
    padded = f" {folded} ".encode("utf-32-le", "surrogatepass")
    codes = np.frombuffer(padded, np.int32)
    return np.where(codes < _SIGNS, _kinds()[1][np.minimum(codes, _SIGNS - 1)], codes)


@cache
def _kinds() -> tuple[NDArray[np.bool_], Ids]:
    """By code point under _SIGNS: whether it is a letter or digit; what it counts as."""
    plain = np.arange(_SIGNS, dtype=np.int32)
    letters = np.array([chr(code).isalnum() for code in range(_SIGNS)])
    for code in range(_SIGNS):
        if chr(code).isdigit():
            plain[code] = _ZERO
        elif chr(code).isspace():
            plain[code] = _SPACE
    return letters, plain


def _tokens(codes: Ids) -> tuple[Ids, Ids]:
    """Start and end of each word and of each other sign, shape (tokens,)."""
    letter = (codes < _SIGNS) & _kinds()[0][np.minimum(codes, _SIGNS - 1)]
    solid = codes != _SPACE
    joined = letter[1:] & letter[:-1]
    begins, stops = solid.copy(), solid
    begins[1:] &= ~joined
    stops[:-1] &= ~joined
    return (
        begins.nonzero()[0].astype(np.int32),
        (stops.nonzero()[0] + 1).astype(np.int32),
    )


@cache
def _powers() -> tuple[Hashes, Hashes]:
    """Powers of the base modulo 2^64, and their inverses."""
    count = 2 * LIMIT + 2
    up = np.full(count, _BASE, np.uint64)
    down = np.full(count, pow(_BASE, -1, 1 << 64), np.uint64)
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
    return _spaced([(space, hashes, _NONE)])


def _spaced(parts: Sequence[tuple[int, Hashes, Ids]]) -> Ids:
    """The ids of hashes of several spaces, in their order: a few steps over all of them."""
    seeds = np.array([(space * _BASE) & 0xFFFFFFFFFFFFFFFF for space, _, _ in parts], np.uint64)
    hashes = np.concatenate([hashes for _, hashes, _ in parts])
    hashes ^= seeds.repeat([len(hashes) for _, hashes, _ in parts])
    return (_mixed(hashes) >> _DOWN).astype(np.int32)
