"""Spellings within two edits of many, found at a cost that hardly grows with their number.

The first eight bytes of a spelling are one unsigned integer, so all its variants with one or two
letters left out are a few numpy operations. A table by hash of variant gives the spellings that
share one with a query: a superset of those within that many edits (a transposition is one), to be
verified. After the deletion neighbourhoods of Mor and Fraenkel (1982) and SymSpell's prefixes.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

U64 = np.uint64
Words = npt.NDArray[np.uint64]
PREFIX = 8  # bytes looked at
TWO_EDITS_FROM = 8  # spellings of so many letters may carry two edits, shorter ones a single one
ONE_EDIT_FROM = 5

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


class Neighbours:
    """offsets: shape (2^bits + 1,), where each bucket begins. marks, ids: one an entry."""

    def __init__(
        self,
        offsets: npt.NDArray[np.uint32],
        marks: npt.NDArray[np.uint8],
        ids: npt.NDArray[np.uint32],
    ) -> None:
        self.offsets, self.marks, self.ids = offsets, marks, ids
        self._shift = U64(64 - (len(offsets) - 1).bit_length() + 1)

    @classmethod
    def of(cls, spellings: Sequence[bytes]) -> Neighbours:
        lengths = np.array([len(s) for s in spellings], np.int64)
        entries = int(np.where(lengths >= TWO_EDITS_FROM, 37, 9).sum()) if len(lengths) else 1
        bits = max(10, entries.bit_length())
        parts = [
            _entries(spellings[at : at + CHUNK], lengths[at : at + CHUNK], at, bits)
            for at in range(0, len(spellings), CHUNK)
        ] or [_entries([], lengths, 0, bits)]
        buckets = np.concatenate([part[0] for part in parts])
        marks = np.concatenate([part[1] for part in parts])
        ids = np.concatenate([part[2] for part in parts])
        del parts
        order = np.argsort(buckets, kind="stable")
        offsets = np.zeros((1 << bits) + 1, np.uint32)
        np.cumsum(np.bincount(buckets, minlength=1 << bits), out=offsets[1:])
        return cls(offsets, marks[order], ids[order])

    def near(self, query: bytes) -> list[int]:
        """Ids of spellings that share a variant with `query`, ascending, each once."""
        many = variants(packed([query]))[0]
        if len(query) < TWO_EDITS_FROM - 2:
            many = many[: PREFIX + 1]
        bucket = many * _MIX >> self._shift
        start = self.offsets[bucket]
        count = self.offsets[bucket + U64(1)] - start
        held = count.nonzero()[0]
        if not len(held):
            return []
        marks = (many[held] * _MARK >> U64(56)).astype(np.uint8)
        found: set[int] = set()
        for at, size, mark in zip(
            start[held].tolist(), count[held].tolist(), marks.tolist(), strict=True
        ):
            same = self.marks[at : at + size] == mark
            if same.any():
                found.update(self.ids[at : at + size][same].tolist())
        return sorted(found)


def _entries(
    spellings: Sequence[bytes], lengths: npt.NDArray[np.int64], base: int, bits: int
) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint8], npt.NDArray[np.uint32]]:
    many = variants(packed(spellings))
    seen = np.minimum(lengths, PREFIX)[:, None]
    kept = np.ones(many.shape, bool)
    kept[:, 1:9] = _AT[None, :] < seen
    kept[:, 9:] = (_SECOND[None, :] < seen - 1) & (lengths[:, None] >= TWO_EDITS_FROM)
    row, column = kept.nonzero()
    value = many[row, column]
    return (
        (value * _MIX >> U64(64 - bits)).astype(np.uint32),
        (value * _MARK >> U64(56)).astype(np.uint8),
        (row + base).astype(np.uint32),
    )
