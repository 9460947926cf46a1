"""Spellings within two edits of many, found at a cost that hardly grows with their number.

The first eight bytes of a spelling are one unsigned integer, so all its variants with one or two
letters left out are a few numpy operations. A table by hash of variant gives the spellings that
share one with a query: a superset of those within that many edits (a transposition is one), to be
verified. After the deletion neighbourhoods of Mor and Fraenkel (1982) and SymSpell's prefixes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

U64 = np.uint64
Words = npt.NDArray[np.uint64]
Bytes = npt.NDArray[np.uint8]
Counts = npt.NDArray[np.uint32]
PREFIX = 8  # bytes looked at
TWO_EDITS_FROM = 8  # spellings of so many letters may carry two edits, shorter ones a single one
ONE_EDIT_FROM = 5
TWO_EDITS_BESIDE = 6  # from so many on two are looked for: enough where more of the name is beside

_AT = np.arange(PREFIX)
_BELOW = np.array([(1 << (8 * i)) - 1 for i in range(PREFIX)], U64)
_FIRST, _SECOND = (
    np.array(pair) for pair in zip(*((i, j) for i in range(8) for j in range(i, 7)), strict=True)
)
_BYTE = U64(8)
_MIX, _MARK = U64(0x9E3779B97F4A7C15), U64(0xC2B2AE3D27D4EB4F)
CHUNK = 50_000


def allowed(length: int) -> int:
    """Edits that a spelling of `length` letters may carry and still be it."""
    return 0 if length < ONE_EDIT_FROM else 1 if length < TWO_EDITS_FROM else 2


def packed(spellings: Sequence[bytes]) -> Words:
    return np.array([int.from_bytes(s[:PREFIX], "little") for s in spellings], U64)


def variants(x: Words) -> Words:
    """Shape (n,) to (n, 37): itself, 8 with a byte left out, 28 with two."""
    one = (x[:, None] & _BELOW) | ((x[:, None] >> _BYTE) & ~_BELOW)
    two = (one[:, _FIRST] & _BELOW[_SECOND]) | ((one[:, _FIRST] >> _BYTE) & ~_BELOW[_SECOND])
    return np.concatenate([x[:, None], one, two], axis=1)


def _letter_sets(text: Bytes, starts: Counts) -> Words:
    """A bit for each letter or digit that a spelling holds, shape (n,)."""
    bits = np.zeros(256, U64)
    for at, sign in enumerate(b"abcdefghijklmnopqrstuvwxyz0123456789"):
        bits[sign] = U64(1 << at)
    if len(starts) < 2 or not len(text):
        return np.zeros(len(starts) - 1, U64)
    padded = np.append(bits[text], U64(0))
    sets = np.bitwise_or.reduceat(padded, starts[:-1].astype(np.int64))
    sets[np.diff(starts) == 0] = 0
    return sets.astype(U64)


@dataclass(frozen=True, slots=True)
class Table:
    """Spellings (`text`, cut at `starts`) by hash of their variants.

    sets: letters each holds. offsets: shape (2^bits + 1,), where each bucket begins; marks, ids:
    one an entry.
    """

    text: Bytes
    starts: Counts
    sets: Words
    offsets: Counts
    marks: Bytes
    ids: Counts


def table(text: Bytes, starts: Counts) -> Table:
    """The table of the spellings in `text`, cut at `starts`.

    Entries are made twice, first to be counted, then to be put in their places: so the table is
    built in little more memory than it takes.
    """
    lengths = np.diff(starts)
    entries = int(np.where(lengths >= TWO_EDITS_BESIDE, 37, 9).sum()) if len(lengths) else 1
    bits = max(10, entries.bit_length())
    offsets = np.zeros((1 << bits) + 1, np.uint32)
    places = offsets[:-1]
    for at in range(0, len(lengths), CHUNK):
        np.add.at(places, _entries(text, starts, at, bits)[0], np.uint32(1))
    np.cumsum(places, out=places)
    offsets[-1] = places[-1]
    marks, ids = np.empty(offsets[-1], np.uint8), np.empty(offsets[-1], np.uint32)
    for at in reversed(range(0, len(lengths), CHUNK)):
        every, mark, id = _entries(text, starts, at, bits)
        order = in_order(every)
        buckets, first = _runs(every[order])
        count = np.diff(first)
        places[buckets] -= count.astype(np.uint32)  # from the end of each bucket to its beginning
        place = np.arange(len(order)) + np.repeat(places[buckets] - first[:-1], count)
        marks[place], ids[place] = mark[order], id[order]
    return Table(text, starts, _letter_sets(text, starts), offsets, marks, ids)


def in_order(values: Counts) -> npt.NDArray[np.int64]:
    """As a stable `argsort`, several times quicker: numpy sorts sixteen bits by counting them."""
    low = values.astype(np.uint16).argsort(kind="stable")
    high = (values >> np.uint32(16)).astype(np.uint16)[low].argsort(kind="stable")
    return low[high]


def _runs(ordered: Counts) -> tuple[Counts, npt.NDArray[np.int64]]:
    """The distinct values of those in order, where each begins, and where the last one ends."""
    first = np.flatnonzero(ordered[1:] != ordered[:-1]) + 1
    first = np.concatenate([[0], first, [len(ordered)]])
    return ordered[first[:-1]], first


class Neighbours:
    """Looks spellings up in a table by what they are misspelt as."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._text, self._starts = table.text.data, table.starts
        self._shift = U64(64 - (len(table.offsets) - 1).bit_length() + 1)

    def spelling(self, id: int) -> str:
        start, end = self._starts[id : id + 2].tolist()
        return bytes(self._text[start:end]).decode("utf-8", "replace")

    def candidates(self, queries: Sequence[bytes]) -> tuple[list[int], list[int], list[bool]]:
        """(query, id, longer) of spellings that may be a query but for two edits, each pair once.

        longer: the spelling is too long for that, but the query may be a misspelt beginning of it.
        """
        many = variants(packed(queries))
        sizes = np.array([len(query) for query in queries])
        many[sizes < TWO_EDITS_BESIDE - 2, PREFIX + 1 :] = many[sizes < TWO_EDITS_BESIDE - 2, :1]
        table = self._table
        bucket = many * _MIX >> self._shift
        start = table.offsets[bucket]
        count = table.offsets[bucket + U64(1)] - start
        row, column = count.nonzero()
        if not len(row):
            return [], [], []
        sized = count[row, column]
        repeated = np.repeat(np.arange(len(row)), sized)
        first = np.repeat(np.cumsum(sized, dtype=np.int64) - sized, sized)
        place = start[row, column][repeated].astype(np.int64) + np.arange(len(repeated)) - first
        marks = (many[row, column] * _MARK >> U64(56)).astype(np.uint8)
        same = table.marks[place] == marks[repeated]
        pairs = row[repeated[same]].astype(np.int64) << 32 | table.ids[place[same]]
        return self._plausible(queries, np.unique(pairs), sizes)

    def _plausible(
        self, queries: Sequence[bytes], pairs: npt.NDArray[np.int64], sizes: npt.NDArray[np.int64]
    ) -> tuple[list[int], list[int], list[bool]]:
        """The pairs whose letters and lengths allow a match."""
        table, (row, id) = self._table, (pairs >> 32, pairs & 0xFFFFFFFF)
        starts = np.zeros(len(queries) + 1, np.uint32)
        np.cumsum(sizes, out=starts[1:])
        asked = _letter_sets(np.frombuffer(b"".join(queries), np.uint8), starts)[row]
        held = table.sets[id]
        length = table.starts[id + 1].astype(np.int64) - table.starts[id]
        longer = length > sizes[row] + 2
        looked_up_whole = sizes[row] >= PREFIX + 2  # of a shorter one, the query with more will say
        close = (np.abs(length - sizes[row]) <= 2) & (np.bitwise_count(asked ^ held) <= 4)
        opening = longer & looked_up_whole & (np.bitwise_count(asked & ~held) <= 2)
        kept = close | opening
        return row[kept].tolist(), id[kept].tolist(), longer[kept].tolist()


def _entries(text: Bytes, starts: Counts, at: int, bits: int) -> tuple[Counts, Bytes, Counts]:
    """Bucket, mark and id of the variants of up to CHUNK spellings from `at` on."""
    lengths = np.diff(starts[at : at + CHUNK + 1]).astype(np.int64)
    many = variants(_beginnings(text, starts[at : at + len(lengths)], lengths))
    seen = np.minimum(lengths, PREFIX)[:, None]
    kept = np.ones(many.shape, bool)
    kept[:, 1:9] = _AT[None, :] < seen
    kept[:, 9:] = (_SECOND[None, :] < seen - 1) & (lengths[:, None] >= TWO_EDITS_BESIDE)
    row, column = kept.nonzero()
    value = many[row, column]
    return (
        (value * _MIX >> U64(64 - bits)).astype(np.uint32),
        (value * _MARK >> U64(56)).astype(np.uint8),
        (row + at).astype(np.uint32),
    )


def _beginnings(text: Bytes, starts: Counts, lengths: npt.NDArray[np.int64]) -> Words:
    """The first eight bytes of each spelling, as `packed` has them."""
    within = _AT[None, :] < lengths[:, None]
    place = np.where(within, starts[:, None] + _AT[None, :], 0)
    signs = np.where(within, text[place], 0) if len(text) else np.zeros(place.shape)
    return signs.astype(np.uint8).view("<u8")[:, 0].astype(U64)
