"""Names read exactly in a text: the readings of its pieces walked against the spellings."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol
from zlib import crc32

from compliance.confidential.table import Arrays, near_table
from compliance.matching import numbers
from compliance.matching.neighbours import PREFIX, Neighbours
from compliance.matching.pieces import UNITS, Lattice

FARTHEST = 48  # pieces that one name may be spread over: a long one spelled out
MEMO = 100_000  # words and word windows remembered, in memory only


@dataclass(frozen=True, slots=True)
class Seen:
    """A spelling of the table, read in pieces [first, end).

    seen: bits of what was seen through. edits: how many typos. typed, words: the letters that
    they were counted in, and the words those stand in; "" and none without typos.
    """

    first: int
    end: int
    owner: int
    kind: int
    spelling: str
    seen: int = 0
    edits: int = 0
    typed: str = ""
    words: tuple[str, ...] = ()


class Listed(NamedTuple):
    """A spelling that typos are measured from, as `keys.Near`, and whose it is."""

    spelling: str
    owner: int
    kind: int
    needs: str


class Spellings(Protocol):
    """The spellings of a list of terms, in clear or sealed.

    prefix: letters by which a misspelt beginning is looked up. size: how many spellings typos are
    measured from.
    """

    @property
    def prefix(self) -> int: ...

    @property
    def size(self) -> int: ...

    def exact(self, lattice: Lattice) -> Iterable[Seen]:
        """Every listed spelling, in every cut and reading."""

    def is_beginning(self, text: str) -> bool:
        """Whether some spelling may begin with the whole words of `text`."""

    def near(self, id: int) -> Listed: ...

    def heard(self, sounding: str) -> Iterable[int]:
        """The terms that have such a key (`keys.sounding`)."""

    def candidates(self, texts: Sequence[str]) -> Iterable[tuple[int, int, bool]]:
        """(which text, id, longer): see `Neighbours.candidates`."""


class Walker:
    """Reads texts against one table; safe among threads but for memos that only save time."""

    prefix = PREFIX  # letters by which a misspelt beginning is looked up

    def __init__(self, arrays: Arrays) -> None:
        self._arrays = arrays
        self._begins, self._ends = arrays.begins.data, arrays.ends.data
        self._begin_mask = len(arrays.begins) * 8 - 1
        self._end_mask = len(arrays.ends) * 8 - 1
        self._crcs, self._text = arrays.crcs.data, arrays.text.data
        self._neighbours = Neighbours(near_table(arrays))
        self._sorts = [str(sort) for sort in arrays.sorts]
        self._openings: dict[str, tuple[tuple[bytes, int, int, int, bool], ...]] = {}

    @property
    def size(self) -> int:
        """How many spellings typos are measured from."""
        return len(self._arrays.near_owners)

    def begins(self, crc: int) -> int:
        at = crc & self._begin_mask
        return self._begins[at >> 3] >> (at & 7) & 1

    def is_beginning(self, text: str) -> bool:
        """Whether some spelling may begin with the whole words of `text`."""
        return bool(self.begins(crc32(text.encode("utf-8", "replace"))))

    def near(self, id: int) -> Listed:
        arrays = self._arrays
        return Listed(
            self._neighbours.spelling(id),
            int(arrays.near_owners[id]),
            int(arrays.near_kinds[id]),
            self._sorts[int(arrays.near_needs[id])],
        )

    def heard(self, sounding: str) -> Iterator[int]:
        data = sounding.encode()
        crc = crc32(data)
        if self.ends(crc):
            for at in self.entries(crc, data):
                yield int(self._arrays.owners[at])

    def candidates(self, texts: Sequence[str]) -> Iterable[tuple[int, int, bool]]:
        """(which text, id, longer): see `Neighbours.candidates`."""
        data = [text.encode("utf-8", "replace") for text in texts]
        return zip(*self._neighbours.candidates(data), strict=True)

    def ends(self, crc: int) -> int:
        at = crc & self._end_mask
        return self._ends[at >> 3] >> (at & 7) & 1

    def exact(self, lattice: Lattice) -> Iterator[Seen]:
        """Every listed spelling, in every cut and reading."""
        pieces, size = lattice.pieces, len(lattice.pieces)
        begins, begin_mask = self._begins, self._begin_mask
        joins, openings = pieces.joins, self._openings
        for first, word in enumerate(pieces.words):
            if not pieces.opens[first]:
                continue
            opened = openings.get(word)
            if opened is None:
                opened = self._opened(lattice, first)
            stack = []
            for data, used, crc, seen, last in opened:
                end = first + used
                if self.ends(crc):
                    yield from self._owned(first, end, crc, data, seen)
                if not last and end < size and joins[end]:
                    stack.append((end, crc, data, seen))
            while stack:
                at, crc, so_far, seen = stack.pop()
                for text, end, through, last in lattice.readings(at):
                    now, joined = crc, so_far
                    if text:
                        now = crc32(text, crc)
                        bit = now & begin_mask
                        if not begins[bit >> 3] >> (bit & 7) & 1:
                            continue
                        joined = so_far + text
                        if self.ends(now):
                            yield from self._owned(first, end, now, joined, seen | through)
                    if not last and end < min(size, first + FARTHEST) and joins[end]:
                        stack.append((end, now, joined, seen | through))

    def _opened(
        self, lattice: Lattice, first: int
    ) -> tuple[tuple[bytes, int, int, int, bool], ...]:
        """The readings of a piece that begin a spelling, remembered where they hang on it alone."""
        word = lattice.pieces.words[first]
        found = []
        for text, end, seen, last in lattice.readings(first):
            crc = crc32(text)
            if text and self.begins(crc):
                found.append((text, end - first, crc, seen, last))
        opened = tuple(found)
        if word.isalpha() and word not in numbers.WORDS and word not in UNITS:
            if len(self._openings) >= MEMO:
                self._openings.clear()
            self._openings[word] = opened
        return opened

    def _owned(self, first: int, end: int, crc: int, joined: bytes, seen: int) -> Iterator[Seen]:
        arrays = self._arrays
        for at in self.entries(crc, joined):
            owner, kind = int(arrays.owners[at]), int(arrays.kinds[at])
            yield Seen(first, end, owner, kind, joined.decode(), seen)

    def entries(self, crc: int, spelling: bytes) -> Iterator[int]:
        """Places of `spelling` in the table."""
        crcs, starts = self._crcs, self._arrays.starts
        at = bisect_left(crcs, crc)
        while at < len(crcs) and crcs[at] == crc:
            if self._text[int(starts[at]) : int(starts[at + 1])] == spelling:
                yield at
            at += 1
