"""The index that posts are read with: spellings found, judged in their surroundings, made apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from compliance.charter import Organisation, Term
from compliance.confidential import sense
from compliance.confidential.keys import LISTED
from compliance.confidential.walk import Seen, Walker, units
from compliance.fold import folded
from compliance.matching.pieces import (
    ARTICLE,
    INFLECTED,
    LEETSPEAK,
    NUMBER,
    TYPO,
    WORDING,
    Lattice,
    cut,
)
from compliance.ports import TermHit
from compliance.text import Span, Text

# A term's other sightings in the post, or another term's, count for it: this much log-odds each.
TOGETHER = 1.2


@dataclass(frozen=True, slots=True)
class Sighting:
    """A spelling at its place, with the signals that judge it."""

    seen: Seen
    span: Span
    signals: dict[str, float]
    confidence: float


class Index:
    """Finds `terms` in posts of `organisation`.

    terms may be read from disk one by one: only those seen are asked for.
    """

    def __init__(
        self, terms: Sequence[Term], walker: Walker, *, organisation: Organisation
    ) -> None:
        self._terms, self._walker = terms, walker
        self._public = sense.public_names(organisation)
        self._clues: dict[int, sense.Clues] = {}

    def find(self, text: Text) -> Iterator[TermHit]:
        for best in self.sightings(text):
            yield TermHit(
                best.span,
                self._terms[best.seen.owner],
                disguise=disguise(best.seen, text[best.span]),
                confidence=best.confidence,
            )

    def sightings(self, text: Text) -> list[Sighting]:
        """Hits by start, never overlapping: the surest and longest of those that do."""
        pieces = cut(text)
        lattice = Lattice(pieces, text.folded)
        found = [*self._walker.exact(lattice), *self._walker.typed_wrong(units(pieces), pieces)]
        if not found:
            return []
        scene = sense.Scene(text, pieces)
        judged = [self._judged(scene, seen) for seen in _widest(found)]
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
            beside = bool(signals["typo-sorted"])
            signals["crowd"] = sense.crowd(seen, self._walker.size, sort_beside=beside)
        return Sighting(seen, span, signals, sense.confidence(signals))

    def _inside_a_public_name(self, sighting: Sighting, text: Text) -> bool:
        """Whether the words stand in a longer name that everybody may say."""
        typed = folded(text[sighting.span])
        low = max(0, sighting.span.start - 40)
        around = folded(text.typed[low : sighting.span.end + 40])
        at = len(folded(text.typed[low : sighting.span.start]))
        for name in self._public:
            inside = name.find(typed)
            while inside >= 0 and len(name) > len(typed):
                if around[at - inside : at - inside + len(name)] == name and at >= inside:
                    return True
                inside = name.find(typed, inside + 1)
        return False


def _widest(found: Iterable[Seen]) -> list[Seen]:
    """Of the spellings of one term in the same pieces, the plainest one."""
    best: dict[tuple[int, int, int], Seen] = {}
    for seen in found:
        place = (seen.first, seen.end, seen.owner)
        if place not in best or _plainness(seen) < _plainness(best[place]):
            best[place] = seen
    return list(best.values())


def _plainness(seen: Seen) -> tuple[int, int, int]:
    return (seen.edits, seen.seen, seen.kind)


def _apart(judged: list[Sighting]) -> list[Sighting]:
    """None overlaps another: likely ones first, exact before typed wrong, then the longest."""
    kept: list[Sighting] = []
    for one in sorted(judged, key=_rank):
        if not any(one.span.overlaps(other.span) for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.span)


def _rank(one: Sighting) -> tuple[bool, int, int, bool, float]:
    core = one.seen.kind != LISTED
    return (one.confidence < 0.5, one.seen.edits, -len(one.span), core, -one.confidence)


def _together(kept: list[Sighting]) -> list[Sighting]:
    """Two entries of the list in one post make each other likelier."""
    return kept


def disguise(seen: Seen, typed: str) -> str:
    """How the name was written, in one word; "" where it stands as a name does."""
    if seen.seen & LEETSPEAK:
        return "leet"
    if seen.seen & TYPO:
        return "typo"
    if not typed.isascii() and any(c.isalpha() and not sense.latin(c) for c in typed):
        return "look-alike"
    words = typed.replace("_", " ").replace("-", " ").replace(".", " ").split()
    if len(words) > 2 and all(len(word) == 1 for word in words):
        return "spelled"
    for bit, name in ((INFLECTED, "inflected"), (NUMBER, "number"), (WORDING, "wording")):
        if seen.seen & bit:
            return name
    return "article" if seen.seen & ARTICLE else ""
