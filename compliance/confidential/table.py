"""The spellings of all names, as arrays that are built once and then mapped from disk.

A spelling is looked up piece by piece: a filter (one bit by CRC of every beginning of every
spelling) says whether it is worth going on, a second one whether a spelling ends here. CRC-32 of
pieces put end to end is that of the whole, so no string is made while walking.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
import numpy.typing as npt

from compliance.confidential.keys import keys
from compliance.matching import neighbours

Bytes = npt.NDArray[np.uint8]
Counts = npt.NDArray[np.uint32]
LONGEST = 96  # bytes of a spelling that are looked at


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


def built(names: Iterable[tuple[int, str, str]]) -> Arrays:
    """The arrays of (owner, kind of term, name)."""
    texts, owners, kinds = list[bytes](), list[int](), list[int]()
    near, near_owners, near_kinds, near_needs = list[bytes](), list[int](), list[int](), list[int]()
    sorts, place, met = [""], {"": 0}, dict[tuple[bytes, int, str], int]()
    for owner, kind, name in names:
        found, typos = keys(name, kind)
        for key in found:
            texts.append(key.text.encode("utf-8", "replace")[:LONGEST])
            owners.append(owner)
            kinds.append(key.kind)
        for typo in typos:
            spelling = typo.text.encode("utf-8", "replace")[:LONGEST]
            known = met.setdefault((spelling, owner, typo.needs), len(near))
            if known < len(near):
                near_kinds[known] = min(near_kinds[known], typo.kind)
                continue
            if typo.needs not in place:
                place[typo.needs] = len(sorts)
                sorts.append(typo.needs)
            near.append(spelling)
            near_owners.append(owner)
            near_kinds.append(typo.kind)
            near_needs.append(place[typo.needs])
    beginnings, whole = _crcs(*_blob(texts))
    order = np.argsort(whole, kind="stable")
    blob, starts = _blob([texts[at] for at in order.tolist()])
    table = neighbours.table(near)
    return Arrays(
        text=blob,
        starts=starts,
        crcs=whole[order],
        owners=np.array(owners, np.uint32)[order],
        kinds=np.array(kinds, np.uint8)[order],
        begins=_filter(beginnings),
        ends=_filter([whole]),
        near_owners=np.array(near_owners, np.uint32),
        near_kinds=np.array(near_kinds, np.uint8),
        near_needs=np.array(near_needs, np.uint8),
        near_text=table.text,
        near_starts=table.starts,
        near_sets=table.sets,
        near_offsets=table.offsets,
        near_marks=table.marks,
        near_ids=table.ids,
        sorts=np.array(sorts),
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


def _blob(texts: Sequence[bytes]) -> tuple[Bytes, Counts]:
    starts = np.zeros(len(texts) + 1, np.uint32)
    np.cumsum(np.fromiter(map(len, texts), np.uint32, len(texts)), out=starts[1:])
    return np.frombuffer(b"".join(texts), np.uint8), starts


def _crc_table() -> Counts:
    table = np.arange(256, dtype=np.uint32)
    for _ in range(8):
        table = np.where(table & 1, (table >> np.uint32(1)) ^ np.uint32(0xEDB88320), table >> 1)
    return table.astype(np.uint32)


def _crcs(text: Bytes, starts: Counts) -> tuple[list[Counts], Counts]:
    """CRC-32 of every beginning of every text, a column at a time, and of each whole text."""
    table, lengths = _crc_table(), np.diff(starts)
    alive = np.arange(len(lengths))
    running = np.full(len(lengths), 0xFFFFFFFF, np.uint32)
    columns: list[Counts] = []
    for column in range(int(lengths.max()) if len(lengths) else 0):
        alive = alive[lengths[alive] > column]
        state = running[alive]
        sign = text[starts[alive] + np.uint32(column)]
        state = table[(state ^ sign) & np.uint32(0xFF)] ^ (state >> np.uint32(8))
        running[alive] = state
        columns.append(~state)
    return columns, ~running


def _filter(columns: Iterable[Counts]) -> Bytes:
    """A filter of some ten bits a value, a power of two long."""
    columns = list(columns)
    values = sum(map(len, columns))
    bits = min(31, max(13, (values * 8).bit_length()))
    held = np.zeros(1 << bits, bool)
    for column in columns:
        held[column & np.uint32((1 << bits) - 1)] = True
    return np.packbits(held, bitorder="little")
