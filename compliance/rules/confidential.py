"""A confidential term of the charter stands in the post, in whatever spelling.

A term that is public by its date is left alone. What is shown is what the author typed: never the
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
from compliance.matching.generalising import general
from compliance.ports import Find, Kind, Reading, TermHit, Tools, example

MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "en": "January February March April May June July August September October November December",
}


class Confidential(Params):
    """How sure the index must be that the term is meant, in [0, 1].

    ask_from: from this confidence on, a name that stands as it is listed is asked about, as a mere
        suggestion, where `min_confidence` is not reached.
    """

    min_confidence: float = Field(0.5, ge=0, le=1)
    ask_from: float = Field(0.3, ge=0, le=1)


def build(params: Confidential, tools: Tools) -> Find:
    index, zone = tools.terms, ZoneInfo(tools.charter.time_zone)

    def find(reading: Reading) -> Iterator[Hit]:
        for seen in index.find(reading.text):
            free_at = free_from(seen.term, zone)
            if free_at and free_at <= reading.now:
                continue
            if seen.confidence >= params.min_confidence:
                yield _hit(seen, free_at, reading)
            elif seen.confidence >= params.ask_from and not seen.disguise:
                yield replace(
                    _hit(seen, free_at, reading), variant="unsure", severity=Severity.SUGGESTION
                )

    return find


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
