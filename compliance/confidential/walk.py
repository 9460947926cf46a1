"""Names read in a text: exactly, by walking the readings of its pieces, or but for a few typos."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from zlib import crc32

from rapidfuzz.distance import OSA

from compliance.confidential.table import Arrays
from compliance.matching.lexicon import is_ordinary
from compliance.matching.neighbours import Neighbours, allowed
from compliance.matching.pieces import (
    FUNCTION,
    GENERIC,
    INFLECTED,
    LEET,
    LEETSPEAK,
    Lattice,
    Pieces,
)

TYPO = 32  # after the bits of `pieces`
MEMO = 100_000  # words and word windows whose neighbours are remembered, in memory only
# Sorts of thing whose next word is a name, so that it may be a misspelt one though it is a word.
NAMING = frozenset(
    word for word, sort in GENERIC.items() if sort in ("projet", "operation", "programme")
)
# Endings that make an inhabitant, a verb or an adverb of a name, the longest first.
ENDINGS = (
    *("oises", "aises", "ienne", "iennes", "istes", "iste", "esque", "ois", "oise", "ais", "aise"),
    *("iens", "ien", "iser", "ings", "ing", "ers", "er", "ed"),
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A spelling of the table, read in pieces [first, end).

    seen: bits of what was seen through. edits: how many typos.
    """

    first: int
    end: int
    owner: int
    kind: int
    spelling: str
    seen: int = 0
    edits: int = 0


class Walker:
    """Reads texts against one table; thread-safe but for a memo that only saves time."""

    def __init__(self, arrays: Arrays) -> None:
        self._arrays = arrays
        self._begins, self._ends = arrays.begins.data, arrays.ends.data
        self._begin_mask = len(arrays.begins) * 8 - 1
        self._end_mask = len(arrays.ends) * 8 - 1
        self._crcs = arrays.crcs.data
        self._text = arrays.text.data
        self._near_text = arrays.near_text.data
        self._neighbours = Neighbours(arrays.offsets, arrays.marks, arrays.ids)
        self._sorts = [str(sort) for sort in arrays.sorts]
        self._memo: dict[str, tuple[int, ...]] = {}

    def begins(self, crc: int) -> int:
        at = crc & self._begin_mask
        return self._begins[at >> 3] >> (at & 7) & 1

    def exact(self, lattice: Lattice) -> Iterator[Seen]:
        """Every listed spelling, in every cut and reading."""
        pieces, size = lattice.pieces, len(lattice.pieces)
        begins, begin_mask = self._begins, self._begin_mask
        ends, end_mask = self._ends, self._end_mask
        joins, readings = pieces.joins, lattice.readings
        for first in range(size):
            if not pieces.opens[first]:
                continue
            stack = [(first, 0, b"", 0)]
            while stack:
                at, crc, so_far, seen = stack.pop()
                for reading in readings(at):
                    end = reading.end
                    if reading.text:
                        data = reading.text.encode("utf-8", "replace")
                        now = crc32(data, crc)
                        bit = now & begin_mask
                        if not begins[bit >> 3] >> (bit & 7) & 1:
                            continue
                        joined = so_far + data
                        bit = now & end_mask
                        if ends[bit >> 3] >> (bit & 7) & 1:
                            yield from self._owned(first, end, now, joined, seen | reading.seen)
                        if reading.last:
                            continue
                    elif at == first:
                        continue
                    else:
                        now, joined = crc, so_far
                    if end < size and joins[end]:
                        stack.append((end, now, joined, seen | reading.seen))

    def _owned(self, first: int, end: int, crc: int, joined: bytes, seen: int) -> Iterator[Seen]:
        for at in self.entries(crc, joined):
            arrays = self._arrays
            yield Seen(
                first, end, int(arrays.owners[at]), int(arrays.kinds[at]), joined.decode(), seen
            )

    def entries(self, crc: int, spelling: bytes) -> Iterator[int]:
        """Places of `spelling` in the table."""
        crcs, starts = self._crcs, self._arrays.starts
        low, high = 0, len(crcs)
        while low < high:
            middle = (low + high) // 2
            if crcs[middle] < crc:
                low = middle + 1
            else:
                high = middle
        while low < len(crcs) and crcs[low] == crc:
            if self._text[int(starts[low]) : int(starts[low + 1])] == spelling:
                yield low
            low += 1

    def is_listed(self, word: str) -> bool:
        data = word.encode("utf-8", "replace")
        return any(True for _ in self.entries(crc32(data), data))

    def typed_wrong(self, units: list[Unit], pieces: Pieces) -> Iterator[Seen]:
        """Spellings within the allowed edits of words that are no ordinary ones."""
        for at, unit in enumerate(units):
            if not unit.odd:
                continue
            for first in self._openings(units, at, pieces):
                yield from self._from(units, first, at, pieces)
            yield from self._inflected(unit, units, at)

    def _openings(self, units: list[Unit], at: int, pieces: Pieces) -> Iterator[int]:
        """Units a misspelt name may begin with: the odd one, or those before it that begin one."""
        yield at
        text = ""
        for first in range(at - 1, max(-1, at - 5), -1):
            if not pieces.joins[units[first + 1].first]:
                return
            text = units[first].text + text
            if self.begins(crc32(text.encode("utf-8", "replace"))):
                yield first

    def _from(self, units: list[Unit], first: int, odd: int, pieces: Pieces) -> Iterator[Seen]:
        text, end = "", first
        while end < len(units) and (end == first or pieces.joins[units[end].first]):
            text += units[end].text
            end += 1
            if end <= odd:
                continue
            if len(text) > 3:
                yield from self._verified(units, first, end, text, pieces)
            if len(text) >= 10:
                return

    def _verified(
        self, units: list[Unit], first: int, end: int, text: str, pieces: Pieces
    ) -> Iterator[Seen]:
        for at in self._near(text):
            spelling = self._near_spelling(at)
            best = self._best(units, first, end, text, spelling, pieces)
            if best and self._has_its_sort(units, first, best[1], at):
                yield self._seen(units, first, best[1], at, spelling, best[0])

    def _best(
        self, units: list[Unit], first: int, end: int, text: str, spelling: str, pieces: Pieces
    ) -> tuple[int, int] | None:
        """The fewest edits from `spelling` over units that may belong to it, and where they end."""
        most, found = allowed(len(spelling)), None
        while True:
            if abs(len(text) - len(spelling)) <= most:
                edits = _edits(text, spelling, most)
                if (
                    edits <= most
                    and (found is None or edits < found[0])
                    and (not edits or _is_a_typo(units[first:end], spelling))
                ):
                    found = (edits, end)
            if len(text) >= len(spelling) or end >= len(units):
                return found
            if not pieces.joins[units[end].first]:
                return found
            text += units[end].text
            end += 1

    def _inflected(self, unit: Unit, units: list[Unit], at: int) -> Iterator[Seen]:
        for ending in ENDINGS:
            stem = unit.text[: -len(ending)]
            if len(stem) > 4 and unit.text.endswith(ending):
                for near in self._near(stem):
                    spelling = self._near_spelling(near)
                    most = 1 if len(spelling) > 6 else 0
                    edits = _edits(stem, spelling, most)
                    if edits <= most and self._has_its_sort(units, at, at + 1, near):
                        yield self._seen(units, at, at + 1, near, spelling, edits, INFLECTED)

    def _seen(
        self,
        units: list[Unit],
        first: int,
        end: int,
        at: int,
        spelling: str,
        edits: int,
        seen: int = 0,
    ) -> Seen:
        arrays = self._arrays
        for unit in units[first:end]:
            seen |= unit.seen
        return Seen(
            units[first].first,
            units[end - 1].end,
            int(arrays.near_owners[at]),
            int(arrays.near_kinds[at]),
            spelling,
            seen | (TYPO if edits else 0),
            edits,
        )

    def _has_its_sort(self, units: list[Unit], first: int, end: int, at: int) -> bool:
        """Whether the sort of thing, or the article, that the spelling needs stands beside it."""
        needs = self._sorts[int(self._arrays.near_needs[at])]
        if not needs:
            return True
        before = units[first - 1].text if first else ""
        after = units[end].text if end < len(units) else ""
        if needs == "le":
            return before in FUNCTION
        return before in GENERIC or after in GENERIC

    def _near(self, text: str) -> tuple[int, ...]:
        found = self._memo.get(text)
        if found is None:
            if len(self._memo) >= MEMO:
                self._memo.clear()
            found = tuple(self._neighbours.near(text.encode("utf-8", "replace")))
            self._memo[text] = found
        return found

    def _near_spelling(self, at: int) -> str:
        starts = self._arrays.near_starts
        return bytes(self._near_text[int(starts[at]) : int(starts[at + 1])]).decode()


def _edits(text: str, spelling: str, most: int) -> int:
    """Edits from `spelling`, one more than `most` where there are more or the numbers differ."""
    if not (text.isalpha() and spelling.isalpha()) and _digits(text) != _digits(spelling):
        return most + 1
    return int(OSA.distance(text, spelling, score_cutoff=most))


def _is_a_typo(units: Sequence[Unit], spelling: str) -> bool:
    """Whether the words that differ may be misspelt: neither left out, nor added, nor ordinary.

    The words that stand in `spelling` as they are, at its beginning and end, are set aside; a short
    rest may carry one edit only.
    """
    first, end = 0, len(units)
    rest = spelling
    while first < end and rest.startswith(units[first].text):
        rest = rest[len(units[first].text) :]
        first += 1
    while end > first and rest.endswith(units[end - 1].text):
        rest = rest[: len(rest) - len(units[end - 1].text)]
        end -= 1
    if first == end or not rest or not any(unit.odd for unit in units[first:end]):
        return False
    if end - first == len(units):
        return True
    typed = "".join([unit.text for unit in units[first:end]])
    return bool(OSA.distance(typed, rest, score_cutoff=2) <= max(1, allowed(len(rest))))


def _digits(text: str) -> str:
    return "".join([sign for sign in text if sign.isdigit()])


@dataclass(frozen=True, slots=True)
class Unit:
    """A word as typos are looked for in: a piece, letters spelled one by one, or a leet word.

    odd: it is no ordinary word, so it may be a misspelt one.
    """

    text: str
    first: int
    end: int
    odd: bool
    seen: int = 0


def units(pieces: Pieces) -> list[Unit]:
    """The pieces as words: what is spelled out or written with signs is put together."""
    found, at, size = [], 0, len(pieces)
    while at < size:
        end = _spelled_to(pieces, at)
        if end - at < 3:
            end = _glued_to(pieces, at)
        found.append(_unit(pieces, at, end))
        at = end
    return found


def _unit(pieces: Pieces, first: int, end: int) -> Unit:
    raw = "".join(pieces.words[first:end])
    if end == first + 1:
        odd = len(raw) > 3 and raw.isalpha() and raw not in GENERIC
        return Unit(raw, first, end, odd and (_named(pieces, first) or not is_ordinary(raw)))
    decoded = raw.translate(LEET)
    return Unit(decoded, first, end, len(decoded) > 3, LEETSPEAK if decoded != raw else 0)


def _named(pieces: Pieces, at: int) -> bool:
    """Whether the word before says that a name follows («Project Aurora»)."""
    return at > 0 and pieces.joins[at] and pieces.words[at - 1] in NAMING


def _spelled_to(pieces: Pieces, at: int) -> int:
    """Where letters spelled one by one from `at` on end."""
    words, end = pieces.words, at
    while end < len(words) and len(words[end]) == 1:
        if end > at and (pieces.glued[end] or not pieces.joins[end]):
            break
        end += 1
    return end - 1 if end < len(words) and pieces.glued[end] else end


def _glued_to(pieces: Pieces, at: int) -> int:
    """Where a word written with digits or signs for letters from `at` on ends."""
    words, end = pieces.words, at + 1
    while end < len(words) and pieces.glued[end]:
        end += 1
    run = words[at:end]
    mixed = any(word.isalpha() for word in run) and not all(word.isalpha() for word in run)
    if not mixed or "%" in run:
        return at + 1
    inner = [b for a, b in pairwise(run) if not a.isalpha() or not b.isalpha()]
    return end if (inner and len(run) > 2) or len(run[0]) == 1 or len(run[-1]) == 1 else at + 1
