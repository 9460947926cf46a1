"""Quiet hours: a kind nudge to whoever writes late or at the weekend, never more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from zoneinfo import ZoneInfo

from compliance.charter import Params, QuietHours
from compliance.errors import CharterError
from compliance.finding import Hit, Severity
from compliance.ports import Find, Kind, Reading, Tools, example
from compliance.text import WHOLE

SATURDAY = 5


class Schedule(Params):
    """start, end, weekends: each in place of that of the charter's quiet hours."""

    start: time | None = None
    end: time | None = None
    weekends: bool | None = None


def build(params: Schedule, tools: Tools) -> Find:
    quiet = _quiet_hours(params, tools.charter.quiet_hours)
    zone = ZoneInfo(tools.charter.time_zone)

    def find(reading: Reading) -> Iterator[Hit]:
        if reading.post.posted_at is None:  # an archive, or a batch: nobody is up late for it
            return
        local = reading.post.posted_at.astimezone(zone)
        if is_quiet(local, quiet):
            variant = "weekend" if local.weekday() >= SATURDAY else ""
            fills = {"time": f"{local:%H:%M}", "end": f"{quiet.end:%H:%M}"}
            yield Hit(WHOLE, fills=fills, variant=variant, severity=Severity.SUGGESTION)

    return find


def _quiet_hours(params: Schedule, of_charter: QuietHours | None) -> QuietHours:
    given = params.model_dump(exclude_none=True)
    if of_charter is None and not {"start", "end"} <= set(given):
        raise CharterError(
            "no quiet hours to keep",
            mend="give the charter `quiet_hours`, or this rule `start` and `end`",
        )
    return QuietHours.model_validate({**(of_charter.model_dump() if of_charter else {}), **given})


def is_quiet(local: datetime, quiet: QuietHours) -> bool:
    """Whether that local time lies in the quiet hours, which may pass midnight."""
    if quiet.weekends and local.weekday() >= SATURDAY:
        return True
    now = local.time()
    if quiet.start <= quiet.end:
        return quiet.start <= now < quiet.end
    return now >= quiet.start or now < quiet.end


KIND = Kind(
    Schedule,
    build,
    examples=(
        example("Bonjour 🎉", post={"posted_at": "2026-11-20T11:00:00+00:00"}),
        example("Bonjour", post={"posted_at": "2026-11-20T06:30:00+00:00"}),
        example("⟦⟧🎉 Bonsoir", post={"posted_at": "2026-11-20T19:00:00+00:00"}),
        example("⟦⟧Bon dimanche", post={"posted_at": "2026-11-22T11:00:00+00:00"}),
    ),
)
