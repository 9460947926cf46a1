"""The index that posts are read with: spellings found, judged in their surroundings, made apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from compliance.charter import Organisation, Term
from compliance.confidential import sense
from compliance.confidential.keys import LISTED, TRANSLATED
from compliance.confidential.typos import Typos, units
from compliance.confidential.walk import Seen, Spellings
from compliance.fold import folded
from compliance.matching.pieces import (
    ARTICLE,
    INFLECTED,
    LEETSPEAK,
    NUMBER,
    RESPELLED,
    STRETCHED,
    TYPO,
    WORDING,
    Lattice,
    cut,
)
from compliance.ports import TermHit
from compliance.text import Span, Text

# Log-odds that another likely entry in the post adds, once: by judgement. Annotated posts hardly
# ever hold two; in 15,000 innocent ones it alarmed none that was not alarmed already.
TOGETHER = 0.8
NAMED = (
    (INFLECTED, "inflected"),
    (NUMBER, "number"),
    (WORDING, "wording"),
    (STRETCHED, "stretched"),
)
FEW = 16  # terms judged of those that the same words may be


@dataclass(frozen=True, slots=True)
class Sighting:
    """A spelling at its place, with the signals that judge it."""

    seen: Seen
    term: Term
    span: Span
    signals: dict[str, float]
    confidence: float


class Terms(Protocol):
    """Terms by their place."""

    def __getitem__(self, place: int, /) -> Term: ...


class Index:
    """Finds `terms` in posts of `organisation`.

    terms may be read from disk one by one: only those seen are asked for.
    """

    def __init__(self, terms: Terms, spellings: Spellings, *, organisation: Organisation) -> None:
        self._terms, self._spellings, self._typos = terms, spellings, Typos(spellings)
        self._public = sense.public_names(organisation)
        self._clues: dict[int, sense.Clues] = {}

    def find(self, text: Text) -> Iterator[TermHit]:
        for best in self.sightings(text):
            yield TermHit(
                best.span,
                best.term,
                disguise=disguise(best, text),
                confidence=best.confidence,
            )

    def sightings(self, text: Text) -> list[Sighting]:
        """Hits by start, never overlapping: the surest and longest of those that do."""
        pieces = cut(text)
        lattice = Lattice(pieces, text.folded)
        words = units(pieces)
        found = [
            *self._spellings.exact(lattice),
            *self._typos.typed_wrong(words, pieces),
            *self._typos.heard(words, pieces),
        ]
        if not found:
            return []
        scene = sense.Scene(text, pieces)
        found = [seen for seen in found if not (seen.edits and scene.in_address(seen))]
        judged = [self._judged(scene, seen) for seen in _likeliest(found)]
        judged = [s for s in judged if not self._inside_a_public_name(s, text)]
        return _together(_apart(judged))

    def _judged(self, scene: sense.Scene, seen: Seen) -> Sighting:
        pieces, text = scene.pieces, scene.text
        span = text.span(pieces.starts[seen.first], pieces.ends[seen.end - 1])
        term = self._terms[seen.owner]
        clues = self._clues.get(seen.owner)
        if clues is None:
            clues = self._clues[seen.owner] = sense.Clues.of(term)
        signals = sense.signals(scene, seen, span, term, clues)
        if seen.edits:
            beside = sense.sort_by_chance(signals)
            signals["crowd"] = sense.crowd(seen, self._spellings.size, beside=beside)
        return Sighting(seen, term, span, signals, sense.confidence(signals))

    def _inside_a_public_name(self, sighting: Sighting, text: Text) -> bool:
        """Whether the words stand in a longer name that everybody may say, or are one but for the
        typos that make them a secret.
        """
        typed = folded(text[sighting.span])
        low = max(0, sighting.span.start - 40)
        around = folded(text.typed[low : sighting.span.end + 40])
        at = len(folded(text.typed[low : sighting.span.start]))
        for name in self._public:
            inside = name.find(typed)
            if name == typed and sighting.seen.edits:
                return True
            while inside >= 0 and len(name) > len(typed):
                if around[at - inside : at - inside + len(name)] == name and at >= inside:
                    return True
                inside = name.find(typed, inside + 1)
        return False


def _likeliest(found: Iterable[Seen]) -> list[Seen]:
    """Of the spellings in the same pieces, the plainest few: a long list has many near a word."""
    places: dict[tuple[int, int], dict[int, Seen]] = {}
    for seen in found:
        place = places.setdefault((seen.first, seen.end), {})
        if seen.owner not in place or _plainness(seen) < _plainness(place[seen.owner]):
            place[seen.owner] = seen
    return [
        seen for place in places.values() for seen in sorted(place.values(), key=_plainness)[:FEW]
    ]


def _plainness(seen: Seen) -> tuple[int, int, int, str, int]:
    return (seen.edits, seen.seen, seen.kind, seen.spelling, seen.owner)


def _apart(judged: list[Sighting]) -> list[Sighting]:
    """None overlaps another: likely ones first, exact before typed wrong, then the longest."""
    kept: list[Sighting] = []
    for one in sorted(judged, key=_rank):
        if not any(one.span.overlaps(other.span) for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.span)


def _together(kept: list[Sighting]) -> list[Sighting]:
    """Where another entry of the list is likely in the same post, each is likelier."""
    likely = {one.term.term for one in kept if one.confidence >= 0.5}
    return [
        replace(one, confidence=sense.likelier(one.confidence, TOGETHER))
        if likely - {one.term.term}
        else one
        for one in kept
    ]


def _rank(one: Sighting) -> tuple[bool, int, int, bool, float, str, str]:
    core, size = one.seen.kind != LISTED, -len(one.span)
    sure = round(-one.confidence, 6)
    unlikely = one.confidence < 0.5
    return (unlikely, one.seen.edits, size, core, sure, one.seen.spelling, one.term.term)


def disguise(one: Sighting, text: Text) -> str:
    """How the name was written, in one word; "" where it stands as it is listed, case aside."""
    typed, seen = text[one.span], one.seen.seen
    words = re.split(r"[\s._-]+", typed)
    if seen & LEETSPEAK:
        return "leet"
    if one.seen.kind == TRANSLATED:
        return "translated"
    if seen & (TYPO | RESPELLED):
        return "typo" if seen & TYPO else "respelled"
    if any(c.isalpha() and not sense.latin(c) for c in typed):
        return "look-alike"
    if not typed.isascii() and not all(map(folded, typed)):
        return "invisible"
    if len(words) > 2 and all(len(word) == 1 for word in words):
        return "spelled"
    if one.signals["hashtag"]:
        return "hashtag"
    for bit, name in NAMED:
        if seen & bit:
            return name
    return _small_change(typed, one.term, article=bool(seen & ARTICLE))


def _small_change(typed: str, term: Term, *, article: bool) -> str:
    """What differs from the name as listed, but for its case."""
    listed = {name.casefold() for name in term.names}
    plain = {folded(name) for name in term.names}
    said = typed.casefold().replace("’", "'")
    if said in listed or any(name.endswith(said) for name in listed):
        return ""
    if folded(typed) in plain:
        return "accents"
    return "article" if article else "cut"
