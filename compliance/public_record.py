"""What the house has published: is this name, this figure, public already, and where?

A name is public where it stands whole in a release; a figure where the same amount is given, in
whatever spelling, beside a word of the same sentence that says what it measures.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from compliance.finding import Hit, Severity
from compliance.fold import fold, folded
from compliance.matching import numbers
from compliance.matching.amounts import Amount, Key, amounts
from compliance.matching.phrases import Phrases, spellings
from compliance.ports import Find, PublicRecord, Reading, Release
from compliance.text import Span, Text

WORD = re.compile(r"[^\W\d_]+")
SHORTEST = 4  # letters of a word that says what a figure measures
# A bare number under this is counted in any sentence («deux équipes»); a year tells no result.
LEAST_BARE = 100
YEARS = frozenset(map(Decimal, range(1900, 2101)))
# What is said of the time to come is not what was said of the time gone by.
FORWARD = re.compile(
    r"\b(?:sera|seront|serons|va|vont|allons|atteindr\w+|vis(?:e|ons|ent)|prochain\w*|demain|futur\w*"
    r"|bientot|objectifs?|previ\w+|prevo\w+|attend\w*|will|next|soon|tomorrow|expect\w*|targets?"
    r"|forecasts?|outlook|guidance)\b"
)
# Words that stand beside figures of any sort, folded and without plural.
COMMON = frozenset(
    """
    dans pour avec sans sous entre apre avant depui cette leur notre votre nous vous tous toute tout
    plus moin etre sont sera etait avoir million milliard euro dollar pourcent cent annee
    trimestre semestre exercice mois jour hausse baisse groupe maison chez environ presque
    contre soit ainsi aussi encore deja fait faire elle cela comme with from this that have been
    will year quarter half month euros over under about after before than more less our their
    group company which were billion percent
    """.split()  # noqa: SIM905 - a list a reader can go through
)


@dataclass(frozen=True, slots=True)
class _Published:
    release: Release
    text: Text


class Record:
    """The releases, made ready to be asked; `releases` in any order.

    house: its own names, which say nothing of what a figure measures.
    """

    def __init__(self, releases: Iterable[Release], *, house: Iterable[str] = ()) -> None:
        ordered = sorted(releases, key=lambda each: (each.at, each.link))
        self._all = [_Published(each, fold(f"{each.title}\n{each.text}")) for each in ordered]
        self._dates = [each.at for each in ordered]
        self._aside = COMMON | SPELLED | _words(folded(" ".join(house)))
        # Key of an amount → where it is given: the release, and the sentence in its text.
        self._given: defaultdict[Key, list[tuple[int, Span]]] = defaultdict(list)
        for place, published in enumerate(self._all):
            for amount in amounts(published.text):
                sentence = published.text.sentence_at(amount.span.start)
                for key in amount.keys:
                    self._given[key].append((place, sentence))

    def naming(self, names: Iterable[str], now: datetime) -> Iterator[tuple[Release, Text]]:
        names = tuple(names)
        phrases = Phrases(names)
        needles = {spelling for name in names for spelling in spellings(name)}
        for published in self._all[: self._until(now)]:
            text = published.text
            if any(needle in text.folded for needle in needles) and any(phrases.spans(text)):
                yield published.release, text

    def stating(self, reading: Reading, span: Span) -> Release | None:
        sentence = reading.text.sentence_at(span.start)
        around = Span(min(sentence.start, span.start), max(sentence.end, span.end))
        there = [each for each in reading.once(amounts) if each.span.overlaps(around)]
        telling = [each for each in there if _tells(each)]
        if not telling:
            return None
        # Where the figure is beside what was flagged, it must be what that measures.
        inside = any(each.span.overlaps(span) for each in telling)
        things = _words(folded(reading.text[around if inside else span])) - self._aside
        forward = FORWARD.search(folded(reading.text[around])) is not None
        places = [self._giving(each, things, forward) for each in there if _must_stand(each)]
        public = set.intersection(*places) & set(range(self._until(reading.now)))
        flagged = _words(folded(reading.text[span])) - self._aside
        told = (place for place in sorted(public) if self._tells(place, flagged))
        return next((self._all[place].release for place in told), None)

    def _tells(self, place: int, flagged: frozenset[str]) -> bool:
        """Whether a release has half of the words flagged: «rachat» beside a figure is news."""
        return 2 * len(flagged & _words(self._all[place].text.folded)) >= len(flagged)

    def _until(self, now: datetime) -> int:
        """How many are public at `now`: the first of them, for they are in order."""
        return bisect_right(self._dates, now)

    def _giving(self, amount: Amount, things: frozenset[str], forward: bool) -> set[int]:
        """Places of the releases that give `amount` for one of `things`; a year, for anything."""
        given = {where for key in amount.keys for where in self._given.get(key, ())}
        if not _tells(amount):
            return {place for place, _ in given}
        return {place for place, at in given if self._agrees(place, at, things, forward)}

    def _agrees(self, place: int, at: Span, things: frozenset[str], forward: bool) -> bool:
        """Whether a published sentence is of one of `things`, and of the time to come if asked."""
        written = folded(self._all[place].text[at])
        return not things.isdisjoint(_words(written)) and (
            not forward or FORWARD.search(written) is not None
        )


def already_public(find: Find, record: PublicRecord) -> Find:
    """`find`, its hits whose figures are public lowered to a suggestion that gives the link."""

    def found(reading: Reading) -> Iterator[Hit]:
        for hit in find(reading):
            release = record.stating(reading, hit.span)
            yield lowered(hit, release.link) if release else hit

    return found


def lowered(hit: Hit, link: str) -> Hit:
    """`hit` as said of something public: nothing to replace, a link to add."""
    return replace(
        hit,
        variant="public",
        severity=Severity.SUGGESTION,
        fills={**hit.fills, "link": link},
        suggestions=(),
    )


def _tells(amount: Amount) -> bool:
    """Whether it is a figure of something, and neither a year nor a small count."""
    return not amount.bare or any(
        value >= LEAST_BARE and value not in YEARS for value, _ in amount.keys
    )


def _must_stand(amount: Amount) -> bool:
    """Whether a release must give it too: a small count may be anything."""
    return not amount.bare or any(value >= LEAST_BARE for value, _ in amount.keys)


def _words(said: str) -> frozenset[str]:
    """The longer words of a folded sentence, without plural."""
    return frozenset(_singular(word) for word in WORD.findall(said) if len(word) >= SHORTEST)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > SHORTEST and word[-1] in "sx" else word


# The words that a figure itself may be written in.
SPELLED = frozenset(map(_singular, numbers.WORDS | numbers.POINT))
