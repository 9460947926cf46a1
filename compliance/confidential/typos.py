"""Names read in a text but for a few typos: words that are no ordinary ones, by their letters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import DamerauLevenshtein

from compliance.confidential.keys import LISTED, sounding
from compliance.confidential.walk import MEMO, Seen, Spellings
from compliance.matching.lexicon import is_ordinary
from compliance.matching.misspelt import written
from compliance.matching.neighbours import TWO_EDITS_BESIDE, allowed
from compliance.matching.pieces import (
    FUNCTION,
    GENERIC,
    INFLECTED,
    LEET,
    LEETSPEAK,
    RESPELLED,
    TYPO,
    Pieces,
    sort_of,
)
from compliance.matching.sounds import sound

# Sorts of thing whose next word is a name, so that it may be a misspelt one though it is a word.
NAMING = frozenset(
    word for word, sort in GENERIC.items() if sort in ("projet", "operation", "programme")
)
# Endings that make an inhabitant, a verb or an adverb of a name, the longest first.
ENDINGS = (
    *("oises", "aises", "ienne", "iennes", "istes", "iste", "esque", "ois", "oise", "ais", "aise"),
    *("iens", "ien", "iser", "ings", "ing", "ers", "er", "ed"),
)


class Typos:
    """Finds misspelt `spellings`; safe among threads but for a memo that only saves time."""

    def __init__(self, spellings: Spellings) -> None:
        self._spellings = spellings
        self._memo: dict[str, Near] = {}

    def typed_wrong(self, units: list[Unit], pieces: Pieces) -> Iterator[Seen]:
        """Spellings within the allowed edits of words that are no ordinary ones."""
        windows = [
            window
            for at, unit in enumerate(units)
            if unit.odd
            for window in self._windows(units, at, pieces)
        ]
        if not windows:
            return
        self._learn([window.text for window in windows])
        for window in windows:
            yield from self._verified(units, window, pieces)

    def heard(self, units: list[Unit], pieces: Pieces) -> Iterator[Seen]:
        """Terms that odd words sound like, one word or two of them."""
        for at, unit in enumerate(units):
            if not unit.odd or unit.seen:
                continue
            yield from self._heard(units, at, at + 1)
            after = units[at + 1] if at + 1 < len(units) else unit
            if after is not unit and after.odd and pieces.spaced[after.first]:
                yield from self._heard(units, at, at + 2)

    def _heard(self, units: list[Unit], first: int, end: int) -> Iterator[Seen]:
        run = units[first:end]
        typed = "".join([unit.text for unit in run])
        heard = sound(typed)
        if not heard:
            return
        sort = sort_of(units[first - 1].text) if first else ""
        words = tuple([word for unit in run for word in unit.words])
        for key in (sounding(heard), sounding(heard, sort))[: 2 if sort else 1]:
            for owner in self._spellings.heard(key):
                yield Seen(
                    run[0].first, run[-1].end, owner, LISTED, heard, RESPELLED, 1, typed, words
                )

    def _windows(self, units: list[Unit], odd: int, pieces: Pieces) -> Iterator[Window]:
        """Runs of units that hold the odd one, and that a misspelt name may begin with."""
        for first in self._first_units(units, odd, pieces):
            text, end = "", first
            while end < len(units) and (end == first or pieces.joins[units[end].first]):
                text = _longer(text, units[end])
                end += 1
                if end > odd and len(text) > 3 and units[end - 1].text not in FUNCTION:
                    yield Window(first, end, text)
                    yield from _without_ending(units, first, end, text)
                if end > odd and len(text) >= self._spellings.prefix + 2:
                    break

    def _first_units(self, units: list[Unit], odd: int, pieces: Pieces) -> Iterator[int]:
        """The odd unit, and those before it from which the words up to it begin a spelling."""
        yield odd
        text = ""
        for first in range(odd - 1, max(-1, odd - 7), -1):
            if not pieces.joins[units[first + 1].first]:
                return
            if units[first].text in FUNCTION:
                continue
            text = units[first].text + text
            if self._spellings.is_beginning(text) or self._opens_a_name(units[first]):
                yield first

    def _opens_a_name(self, unit: Unit) -> bool:
        """Whether a name may begin with the word, what follows being misspelt."""
        return len(unit.text) > 3 and self._spellings.is_beginning(unit.text)

    def _learn(self, texts: Iterable[str]) -> None:
        """Remembers what each text may be a misspelling of."""
        memo = self._memo
        if len(memo) >= MEMO:
            memo.clear()
        new = list({text: None for text in texts if text not in memo})
        if not new:
            return
        memo.update(dict.fromkeys(new, NEAR_NOTHING))
        for row, id, longer in self._spellings.candidates(new):
            text, listed = new[row], self._spellings.near(id).spelling
            most = 2 if len(listed) >= TWO_EDITS_BESIDE else allowed(len(listed))
            if longer:
                if _opens(text, listed, most):
                    near = memo[text]
                    memo[text] = Near(near.whole, (*near.longer, id))
            elif (edits := _edits(text, listed, most)) <= most:
                near = memo[text]
                memo[text] = Near((*near.whole, (id, edits)), near.longer)

    def _verified(self, units: list[Unit], window: Window, pieces: Pieces) -> Iterator[Seen]:
        near = self._memo.get(window.text, NEAR_NOTHING)
        first, end = window.first, window.end
        for id, edits in near.whole:
            listed = self._spellings.near(id).spelling
            if edits > allowed(len(listed)) and not _sort_beside(units, first, end):
                continue
            inflected = bool(window.seen) and edits > (1 if len(listed) > 6 else 0)
            typo = not edits or window.seen or _is_a_typo(units[first:end], listed)
            if typo and not inflected and self._has_its_sort(units, first, end, id):
                yield self._seen(units, window, end, id, edits)
        if window.seen or end >= len(units) or not pieces.joins[units[end].first]:
            return
        for id in near.longer:
            best = _best(units, window, self._spellings.near(id).spelling, pieces)
            if best and self._has_its_sort(units, first, best[1], id):
                yield self._seen(units, window, best[1], id, best[0])

    def _seen(self, units: list[Unit], window: Window, end: int, id: int, edits: int) -> Seen:
        listed, run = self._spellings.near(id), units[window.first : end]
        seen = window.seen | (TYPO if edits else 0)
        for unit in run:
            seen |= unit.seen
        found = Seen(run[0].first, run[-1].end, listed.owner, listed.kind, listed.spelling, seen)
        if not edits:
            return found
        kept = run[:1] + [unit for unit in run[1:] if unit.text not in FUNCTION]
        typed = window.text if window.seen else "".join([unit.text for unit in kept])
        words = tuple([word for unit in kept for word in unit.words])
        return replace(found, edits=edits, typed=typed, words=words)

    def _has_its_sort(self, units: list[Unit], first: int, end: int, id: int) -> bool:
        """Whether the sort of thing, or the article, that the spelling needs stands beside it."""
        needs = self._spellings.near(id).needs
        if not needs:
            return True
        if needs == "le":
            return first > 0 and units[first - 1].text in FUNCTION
        return _sort_beside(units, first, end)


class Window(NamedTuple):
    """Units [first, end) put end to end; `seen` if an ending was taken off."""

    first: int
    end: int
    text: str
    seen: int = 0


def _without_ending(units: list[Unit], first: int, end: int, text: str) -> Iterator[Window]:
    """The run without what makes an inhabitant, a verb or an adverb of its last word."""
    last = units[end - 1].text
    if not units[end - 1].odd or is_ordinary(last):
        return
    for ending in ENDINGS:
        if len(last) - len(ending) > 4 and last.endswith(ending):
            yield Window(first, end, text[: -len(ending)], INFLECTED)


class Near(NamedTuple):
    """whole: spellings that a text is within so many edits of. longer: those it may begin."""

    whole: tuple[tuple[int, int], ...]
    longer: tuple[int, ...]


NEAR_NOTHING = Near((), ())


def _sort_beside(units: list[Unit], first: int, end: int) -> bool:
    """Whether the word before, but for «de», or after says what sort of thing is named."""
    before = [unit.text for unit in units[max(0, first - 2) : first]]
    if len(before) == 2 and before[1] not in FUNCTION:
        before = before[1:]
    return any(map(sort_of, before)) or (end < len(units) and bool(sort_of(units[end].text)))


def _longer(text: str, unit: Unit) -> str:
    """`text` with one unit more; little words inside a name do not count."""
    return text if text and unit.text in FUNCTION else text + unit.text


def _opens(text: str, listed: str, most: int) -> bool:
    """Whether `text` is within `most` edits of some beginning of `listed`."""
    size = len(text)
    return any(
        DamerauLevenshtein.distance(text, listed[: size + shift], score_cutoff=most) <= most
        for shift in range(-most, most + 1)
    )


def _best(units: list[Unit], window: Window, listed: str, pieces: Pieces) -> tuple[int, int] | None:
    """The fewest edits from `listed` over units that go on from the window, and where they end."""
    text, end, most = window.text, window.end, allowed(len(listed))
    found: tuple[int, int] | None = None
    while len(text) < len(listed) + most and end < len(units):
        if not pieces.joins[units[end].first]:
            break
        text = _longer(text, units[end])
        end += 1
        if abs(len(text) - len(listed)) <= most and units[end - 1].text not in FUNCTION:
            edits = _edits(text, listed, most)
            better = found is None or edits < found[0]
            if edits <= most and better and _is_a_typo(units[window.first : end], listed):
                found = (edits, end)
    return found


def _edits(text: str, spelling: str, most: int) -> int:
    """Edits from `spelling`, one more than `most` where there are more or the numbers differ."""
    if not (text.isalpha() and spelling.isalpha()) and _digits(text) != _digits(spelling):
        return most + 1
    return int(DamerauLevenshtein.distance(text, spelling, score_cutoff=most))


def _is_a_typo(units: Sequence[Unit], listed: str) -> bool:
    """Whether the words that differ may be misspelt: none left out, none added, some not ordinary.

    The words that stand in `listed` as they are, at its beginning and end, are set aside.
    """
    units = [unit for unit in units if unit.text not in FUNCTION]
    first, end = 0, len(units)
    rest = listed
    while first < end and rest.startswith(units[first].text):
        rest = rest[len(units[first].text) :]
        first += 1
    while end > first and rest.endswith(units[end - 1].text):
        rest = rest[: len(rest) - len(units[end - 1].text)]
        end -= 1
    if first == end or not rest:
        return len(rest) == 1  # a letter left out at the end of a word, and not a word
    return any(unit.odd for unit in units[first:end]) and all(
        unit.odd or len(unit.text) > 1 for unit in units[first:end]
    )


def _digits(text: str) -> str:
    return "".join([sign for sign in text if sign.isdigit()])


class Unit(NamedTuple):
    """A word as typos are looked for in: a piece, letters spelled one by one, or a leet word.

    odd: it is no ordinary word, so it may be a misspelt one. parts: the words that it is made of
    where the case changes inside («CCMusic»).
    """

    text: str
    first: int
    end: int
    odd: bool
    seen: int = 0
    parts: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """Its parts where they read more like words than the whole («CCMusic», not «VAlls»)."""
        apart = bool(self.parts) and sum(map(written, self.parts)) > written(self.text)
        return self.parts if apart else (self.text,)


def units(pieces: Pieces) -> list[Unit]:
    """The pieces as words: what is spelled out or written with signs is put together."""
    found, at = list[Unit](), 0
    words, glued, size = pieces.words, pieces.glued, len(pieces)
    while at < size:
        word, end = words[at], at + 1
        if len(word) > 1 and word.isalpha() and (end == size or not glued[end]):
            odd = len(word) > 3 and word not in GENERIC
            odd = odd and (not is_ordinary(word) or _named(pieces, at))
            found.append(Unit(word, at, end, odd))
        else:
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
        return Unit(raw, first, end, odd and (not is_ordinary(raw) or _named(pieces, first)))
    decoded, run = raw.translate(LEET), pieces.words[first:end]
    parts = tuple(run) if raw.isalpha() and pieces.glued[first + 1] else ()
    return Unit(decoded, first, end, len(decoded) > 3, LEETSPEAK if decoded != raw else 0, parts)


def _named(pieces: Pieces, at: int) -> bool:
    """Whether the word before says what sort of thing is named («Project Aurora»)."""
    return at > 0 and pieces.joins[at] and bool(sort_of(pieces.words[at - 1]))


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
    if words[at] == "@":
        return end  # of what people are called by
    while end < len(words) and pieces.glued[end]:
        end += 1
    run = words[at:end]
    if len(run) > 1 and all(word.isalpha() for word in run) and min(map(len, run)) < 3:
        return end  # «eKruvon», «VALREYs»
    mixed = any(word.isalpha() for word in run) and not all(word.isalpha() for word in run)
    if not mixed or "%" in run:
        return at + 1
    inner = [b for a, b in pairwise(run) if not a.isalpha() or not b.isalpha()]
    return end if (inner and len(run) > 2) or len(run[0]) == 1 or len(run[-1]) == 1 else at + 1
