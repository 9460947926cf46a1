"""The spellings of all names, as arrays that are built once and then mapped from disk.

A spelling is looked up piece by piece: a filter (one bit by CRC of every beginning of every
spelling) says whether it is worth going on, a second one whether a spelling ends here. CRC-32 of
pieces put end to end is that of the whole, so no string is made while walking.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from compliance.confidential.keys import keys
from compliance.matching import neighbours

Bytes = npt.NDArray[np.uint8]
Counts = npt.NDArray[np.uint32]
LONGEST = 96  # bytes of a spelling that are looked at
TOGETHER = 4_096  # spellings added at once
CHUNK = 200_000  # spellings worked on at once: memory is that of the arrays, and little more


@dataclass(frozen=True, slots=True)
class Arrays:
    """Spellings (`text`, cut at `starts`) in the order of the sorted CRC of each.

    owners: the term's place in its list. kinds: LISTED or CORE.
    begins, ends: filters of 2^n bits. near_*: the spellings that typos are measured from; needs:
    places in `sorts`, 0 for nothing.
    """

    text: Bytes
    starts: Counts
    crcs: Counts
    owners: Counts
    kinds: Bytes
    begins: Bytes
    ends: Bytes
    near_owners: Counts
    near_kinds: Bytes
    near_needs: Bytes
    near_text: Bytes
    near_starts: Counts
    near_sets: npt.NDArray[np.uint64]
    near_offsets: Counts
    near_marks: Bytes
    near_ids: Counts
    sorts: npt.NDArray[np.str_]


class _Spellings:
    """Spellings put end to end, with what belongs to each; few objects a spelling are kept."""

    def __init__(self) -> None:
        self._new: list[tuple[bytes, int, int, int]] = []
        self._text = bytearray()
        self._lengths, self._owners = array("B"), array("I")
        self._kinds, self._needs = array("B"), array("B")

    def __len__(self) -> int:
        return len(self._lengths) + len(self._new)

    def add(self, text: str, owner: int, kind: int, needs: int = 0) -> None:
        self._new.append((text.encode("utf-8", "replace")[:LONGEST], owner, kind, needs))
        if len(self._new) == TOGETHER:
            self._put()

    def _put(self) -> None:
        """Those that are new, at the end of each array: in one go it is quicker than one by one."""
        if self._new:
            texts, owners, kinds, needs = zip(*self._new, strict=True)
            self._text += b"".join(texts)
            self._lengths.extend(map(len, texts))
            self._owners.extend(owners)
            self._kinds.extend(kinds)
            self._needs.extend(needs)
            self._new.clear()

    def likelier(self, place: int, kind: int) -> None:
        """The spelling at `place` is of `kind` too: the lower kind counts."""
        self._put()
        self._kinds[place] = min(self._kinds[place], kind)

    @property
    def text(self) -> Bytes:
        self._put()
        return np.frombuffer(self._text, np.uint8)

    @property
    def starts(self) -> Counts:
        self._put()
        return _starts(np.frombuffer(self._lengths, np.uint8))

    @property
    def owners(self) -> Counts:
        self._put()
        return np.frombuffer(self._owners, np.uint32)

    @property
    def kinds(self) -> Bytes:
        self._put()
        return np.frombuffer(self._kinds, np.uint8)

    @property
    def needs(self) -> Bytes:
        self._put()
        return np.frombuffer(self._needs, np.uint8)


def built(names: Iterable[tuple[int, str, str]]) -> Arrays:
    """The arrays of (owner, kind of term, name); the names of an owner follow each other."""
    exact, near, sorts = _Spellings(), _Spellings(), {"": 0}
    last, met = -1, dict[tuple[str, str], int]()
    for owner, kind, name in names:
        found, typos = keys(name, kind)
        for key in found:
            exact.add(key.text, owner, key.kind)
        if owner != last:
            last, met = owner, {}
        for typo in typos:
            known = met.setdefault((typo.text, typo.needs), len(near))
            if known < len(near):
                near.likelier(known, typo.kind)
            else:
                near.add(typo.text, owner, typo.kind, sorts.setdefault(typo.needs, len(sorts)))
    text, starts = exact.text, exact.starts
    begins, whole = _beginnings(text, starts)
    order = neighbours.in_order(whole).astype(np.uint32)
    table = neighbours.table(near.text, near.starts)
    return Arrays(
        text=_ordered(text, starts, order),
        starts=_starts(np.diff(starts)[order]),
        crcs=whole[order],
        owners=exact.owners[order],
        kinds=exact.kinds[order],
        begins=begins,
        ends=_marked(_no_marks(len(whole)), whole),
        near_owners=near.owners,
        near_kinds=near.kinds,
        near_needs=near.needs,
        near_text=table.text,
        near_starts=table.starts,
        near_sets=table.sets,
        near_offsets=table.offsets,
        near_marks=table.marks,
        near_ids=table.ids,
        sorts=np.array(list(sorts)),
    )


def near_table(arrays: Arrays) -> neighbours.Table:
    return neighbours.Table(
        arrays.near_text,
        arrays.near_starts,
        arrays.near_sets,
        arrays.near_offsets,
        arrays.near_marks,
        arrays.near_ids,
    )


def saved(arrays: Arrays, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for field in fields(arrays):
        np.save(folder / f"{field.name}.npy", getattr(arrays, field.name), allow_pickle=False)


def opened(folder: Path) -> Arrays:
    """The arrays of `folder`, mapped and not read. Raises OSError, ValueError."""
    return Arrays(
        **{
            field.name: np.asarray(  # a plain array on the mapped file: faster to index
                np.load(folder / f"{field.name}.npy", mmap_mode="r", allow_pickle=False)
            )
            for field in fields(Arrays)
        }
    )


def _starts(lengths: npt.NDArray[Any]) -> Counts:
    """Where each text begins, and where the last one ends."""
    starts = np.zeros(len(lengths) + 1, np.uint32)
    np.cumsum(lengths, out=starts[1:])
    return starts


def _ordered(text: Bytes, starts: Counts, order: Counts) -> Bytes:
    """The texts in `order`, put end to end."""
    lengths = np.diff(starts)[order].astype(np.int64)
    sorted_text, end = np.empty(len(text), np.uint8), 0
    for at in range(0, len(order), CHUNK):
        sizes, first = lengths[at : at + CHUNK], starts[order[at : at + CHUNK]]
        inner = np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        moved = text[np.repeat(first, sizes) + inner]
        sorted_text[end : end + len(moved)] = moved
        end += len(moved)
    return sorted_text


def _crc_table() -> Counts:
    table = np.arange(256, dtype=np.uint32)
    for _ in range(8):
        table = np.where(table & 1, (table >> np.uint32(1)) ^ np.uint32(0xEDB88320), table >> 1)
    return table.astype(np.uint32)


def _beginnings(text: Bytes, starts: Counts) -> tuple[Bytes, Counts]:
    """The filter of CRC-32 of every beginning of every text, and the CRC of each whole text."""
    marks, whole = _no_marks(len(text)), np.zeros(len(starts) - 1, np.uint32)
    table = _crc_table()
    for at in range(0, len(whole), CHUNK):
        first = starts[at : at + CHUNK + 1]
        lengths = np.diff(first)
        running = np.full(len(lengths), 0xFFFFFFFF, np.uint32)
        alive = np.arange(len(lengths))
        for column in range(int(lengths.max())):
            alive = alive[lengths[alive] > column]
            state = running[alive]
            sign = text[first[alive] + np.uint32(column)]
            state = table[(state ^ sign) & np.uint32(0xFF)] ^ (state >> np.uint32(8))
            running[alive] = state
            _marked(marks, ~state)
        whole[at : at + CHUNK] = ~running
    return marks, whole


def _no_marks(values: int) -> Bytes:
    """An empty filter for so many values, some ten bits a value, a power of two long."""
    bits = min(31, max(13, (values * 8).bit_length()))
    return np.zeros(1 << (bits - 3), np.uint8)


def _marked(marks: Bytes, values: Counts) -> Bytes:
    """`marks` with the bit of each of `values` set, in place."""
    bit = values & np.uint32(len(marks) * 8 - 1)
    np.bitwise_or.at(marks, bit >> np.uint32(3), np.left_shift(1, bit & 7).astype(np.uint8))
    return marks
