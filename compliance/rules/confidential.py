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
from compliance.ports import Find, Kind, Reading, TermHit, Tools, example
from compliance.text import Text

# What may be said instead, by kind of term: with its article, and without where one stands before.
GENERAL = {
    "fr": {
        "code-name": ("un projet", "projet"),
        "client-nda": ("un client", "client"),
        "product": ("une nouveauté", "nouveau produit"),
        "figure": ("un bon niveau", "niveau atteint"),
        "person-move": ("une évolution de l'équipe", "changement d'équipe"),
        "reorganisation": ("un projet interne", "projet interne"),
        "document": ("un document de travail", "document de travail"),
    },
    "en": {
        "code-name": ("a project", "project"),
        "client-nda": ("a client", "client"),
        "product": ("something new", "new product"),
        "figure": ("a good level", "level reached"),
        "person-move": ("a change in the team", "change in the team"),
        "reorganisation": ("an internal project", "internal project"),
        "document": ("a working document", "working document"),
    },
}
ARTICLES = (
    " le la les l' un une du des au aux ce cet cette mon ma mes notre nos votre vos leur leurs"
    " the a an this that my our your their its "
)
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
        suggestions=_suggestions(seen, reading),
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


def _suggestions(seen: TermHit, reading: Reading) -> tuple[str, ...]:
    """More general words for the term, in the post's language; none where we have none."""
    words = GENERAL.get(reading.language, {}).get(seen.term.kind)
    if not words:
        return ()
    plain = words[1] if _after_an_article(reading.text, seen.span.start) else words[0]
    opens = any(s.start == seen.span.start for s in reading.text.sentences)
    return (plain[0].upper() + plain[1:] if opens else plain,)


def _after_an_article(text: Text, start: int) -> bool:
    before = text.typed[max(0, start - 12) : start].casefold().replace("’", "'").split()
    return bool(before) and f" {before[-1]} " in ARTICLES


KIND = Kind(
    Confidential,
    build,
    examples=(
        example("On avance bien sur ⟦PJ-Atlas⟧ cette semaine"),
        example("🎉 Signé avec ⟦la Morvane⟧, enfin !"),
        example("Dix jours de marche dans les montagnes, et pas un mail"),
    ),
)
