"""Talk of results, shares or forecasts while a calendar says the house is silent on them.

The rule sleeps outside of the periods of the charter's `calendars`, and where it names none.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import Field

from compliance.charter import Params
from compliance.errors import CharterError
from compliance.finding import Hit
from compliance.fold import folded
from compliance.matching.regex import compiled
from compliance.ports import Find, Kind, QuietPeriod, Reading, Tools, example
from compliance.rules.confidential import spoken


class Quiet(Params):
    """patterns: what the house is silent on; RE2, on folded text.

    events: words of which one stands in the title of an event that is a quiet period; none means
        that every event of the calendars is.
    """

    patterns: tuple[Annotated[str, Field(min_length=1)], ...] = Field(min_length=1)
    events: tuple[Annotated[str, Field(min_length=1)], ...] = ()


def build(params: Quiet, tools: Tools) -> Find:
    zone = ZoneInfo(tools.charter.time_zone)
    silences = Silences(chosen(tools.quiet_periods, params.events))
    expressions = [compiled(pattern) for pattern in params.patterns]

    def find(reading: Reading) -> Iterator[Hit]:
        end = silences.end_at(reading.post.posted_at or reading.now)
        if end is None:
            return
        fills = {"end": spoken(end.astimezone(zone), reading.language)}
        for expression in expressions:
            for span in expression.spans(reading.text):
                yield Hit(span, fills=fills)

    return find


def chosen(periods: Iterable[QuietPeriod], words: tuple[str, ...]) -> list[QuietPeriod]:
    """Those whose title holds one of `words`. Raises CharterError where none does."""
    periods, wanted = list(periods), tuple(map(folded, words))
    held = [p for p in periods if not wanted or any(w in folded(p.title) for w in wanted)]
    if periods and not held:
        raise CharterError(
            "no event of the calendars has one of the words of `events` in its title",
            mend="mend the words, or leave `events` out where every event is a quiet period",
        )
    return held


class Silences:
    """Quiet periods, those that touch made one."""

    def __init__(self, periods: Iterable[QuietPeriod]) -> None:
        self._starts: list[datetime] = []
        self._ends: list[datetime] = []
        for period in sorted(periods, key=lambda each: each.start):
            if self._ends and period.start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], period.end)
            else:
                self._starts.append(period.start)
                self._ends.append(period.end)

    def end_at(self, moment: datetime) -> datetime | None:
        """When the silence that reigns at `moment` ends; None where there is none."""
        at = bisect_right(self._starts, moment) - 1
        return self._ends[at] if at >= 0 and moment < self._ends[at] else None


RESULTS = r"\b(?:resultats?|chiffre d'affaires|cours de l'action)\b"
KIND = Kind(
    Quiet,
    build,
    examples=(
        example("Merci pour ce beau trimestre d'entraide 💛", patterns=[RESULTS]),
        example(
            "Nos résultats sont en ligne depuis lundi",
            patterns=[RESULTS],
            post={"posted_at": "2026-12-01T11:00:00+00:00"},
        ),
        example(
            "🎉 Le ⟦cours de l'action⟧ me plaît",
            patterns=[RESULTS],
            post={"posted_at": "2027-01-20T11:00:00+00:00"},
        ),
    ),
)
