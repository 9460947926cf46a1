"""A confidential term of the charter stands in the post, in whatever spelling.

Many are ordinary words: how sure the list is of one is weighed with what a classifier reads in the
post. A term that is public by its date is left alone; one that stands in a text the house has
published is a mere suggestion, with its link. What is shown is what the author typed: never the
listed name, its other names, or why it is secret.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time
from zoneinfo import ZoneInfo

from pydantic import Field

from compliance.charter import Params, Term
from compliance.finding import Hit, Severity
from compliance.fold import folded
from compliance.matching.generalising import general
from compliance.matching.lexicon import is_ordinary
from compliance.matching.substance import meant
from compliance.ports import (
    Find,
    Kind,
    PublicRecord,
    Reading,
    Release,
    TermHit,
    TermIndex,
    Tools,
    example,
)
from compliance.public_record import lowered
from compliance.text import Text

MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "en": "January February March April May June July August September October November December",
}


class Confidential(Params):
    """How sure it must be that the term is meant, in [0, 1].

    task, label: of the classifier that is heard on that, where it answers at once.
    ask_from: from this confidence on, a name that stands as it is listed is asked about, as a mere
        suggestion, where `min_confidence` is not reached.
    """

    min_confidence: float = Field(0.5, ge=0, le=1)
    ask_from: float = Field(0.4, ge=0, le=1)
    task: str = "categories"
    label: str = "confidentiality"


def build(params: Confidential, tools: Tools) -> Find:
    told = Told(tools.public_record, tools.terms, params.min_confidence)
    names = Names(tools, params.task, params.label)

    def find(reading: Reading) -> Iterator[Hit]:
        for seen, free_at in names.secret(reading):
            hit = _hit(seen, free_at, reading)
            if seen.confidence >= params.min_confidence:
                release = None if seen.term.public else told.where(seen, reading)
                yield lowered(hit, release.link) if release else hit
            elif seen.confidence >= params.ask_from and not seen.disguise:
                yield replace(hit, variant="unsure", severity=Severity.SUGGESTION)

    return find


class Names:
    """The listed terms that a post names and that are still secret, in the sense of the post.

    task, label: of the classifier that says how likely the post holds a secret at all.
    """

    def __init__(self, tools: Tools, task: str, label: str) -> None:
        self._named = _Named(tools.terms)
        self._zone = ZoneInfo(tools.charter.time_zone)
        self._task, self._label = task, label

    def secret(self, reading: Reading) -> Iterator[tuple[TermHit, datetime | None]]:
        """Each with its confidence, and when it is free to tell, if ever."""
        for seen in reading.once(self._named):
            free_at = free_from(seen.term, self._zone)
            if free_at is None or free_at > reading.now:
                yield replace(seen, confidence=self._confidence(seen, reading)), free_at

    def _confidence(self, seen: TermHit, reading: Reading) -> float:
        score = reading.score(self._task, self._label)
        if score is None:  # no model tells it: the list alone answers
            return seen.confidence
        return meant(seen.confidence, score, disguised=bool(seen.disguise))


class _Named:
    """What an index finds in a text: made once a post for all rules with the same index."""

    def __init__(self, index: TermIndex) -> None:
        self.index = index

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Named) and other.index is self.index

    def __hash__(self) -> int:
        return id(self.index)

    def __call__(self, text: Text) -> tuple[TermHit, ...]:
        return tuple(self.index.find(text))


class Told:
    """Which terms the house has told itself: a name in the sense of the list, or a figure."""

    def __init__(self, record: PublicRecord, index: TermIndex, sure: float) -> None:
        self._record, self._index, self._sure = record, index, sure
        self._terms_in: dict[Release, frozenset[str]] = {}

    def where(self, seen: TermHit, reading: Reading) -> Release | None:
        """The oldest release that tells the term; None where none does by `reading.now`."""
        for release, text in self._record.naming(filter(_tells, seen.term.names), reading.now):
            if seen.term.term in self._terms(release, text):
                return release
        return self._record.stating(reading, seen.span)

    def _terms(self, release: Release, text: Text) -> frozenset[str]:
        """The terms that a release tells: an ordinary word spelled like one is none of them."""
        if release not in self._terms_in:
            self._terms_in[release] = frozenset(
                hit.term.term
                for hit in self._index.find(text)
                if hit.confidence >= self._sure and not hit.disguise
            )
        return self._terms_in[release]


def _tells(name: str) -> bool:
    """Whether a name says by itself what it names: «Atlas» in a release may be the mountains."""
    words = folded(name).split()
    return len(words) > 1 or not all(map(is_ordinary, words))


def free_from(term: Term, zone: ZoneInfo) -> datetime | None:
    """The moment `term` becomes public: a date means 00:00 of that day in `zone`."""
    until = term.until
    if until is None or isinstance(until, datetime):
        return until if until is None or until.tzinfo else until.replace(tzinfo=zone)
    return datetime.combine(until, time(), tzinfo=zone)


def _hit(seen: TermHit, free_at: datetime | None, reading: Reading) -> Hit:
    typed = reading.text[seen.span]
    fills = {"term": typed}
    variant, severity = "", None
    if free_at:
        variant, fills = "embargo", {**fills, "date": spoken(free_at, reading.language)}
    if seen.term.public:
        variant, severity = "public", Severity.SUGGESTION
        fills = {**fills, "link": seen.term.public}
    return Hit(
        seen.span,
        fills=fills,
        suggestions=general(seen.term.kind, seen.span, reading.text, reading.language),
        score=round(seen.confidence, 3),
        variant=variant,
        source=seen.disguise,
        severity=severity,
    )


def spoken(moment: datetime, language: str) -> str:
    """The date, and the hour where it is not midnight, as people say it in `language`."""
    clock = f"{moment:%H:%M}" if (moment.hour, moment.minute) != (0, 0) else ""
    if language not in MONTHS:
        return f"{moment:%Y-%m-%d} {clock}".strip()
    month = MONTHS[language].split()[moment.month - 1]
    day = "1er" if language == "fr" and moment.day == 1 else str(moment.day)
    joint = " à " if language == "fr" else ", "
    return f"{day} {month} {moment.year}{joint if clock else ''}{clock}"


KIND = Kind(
    Confidential,
    build,
    examples=(
        example("On avance bien sur ⟦PJ-Atlas⟧ cette semaine"),
        example("🎉 Signé avec ⟦la Morvane⟧, enfin !"),
        example("Dix jours de marche dans les montagnes, et pas un mail"),
    ),
)
