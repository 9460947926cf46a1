"""Quiet periods out of calendars (.ics, RFC 5545): every event is one, but for the cancelled.

A day without an hour lasts from midnight to midnight in the charter's time zone, an hour without a
zone is the charter's. Events may repeat by day, week, month or year, for thirty years from their
first; exceptions and moved occurrences are kept to. Zones may have the names that Outlook gives.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice, takewhile
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import rrule, rrulestr
from icalendar import Calendar, Event

from compliance.errors import CharterError, Place
from compliance.ports import QuietPeriod

SIZE_LIMIT = 4 << 20
MOST_EVENTS = 5_000
YEARS_AHEAD = 30
MOST_TIMES = 12_000  # the events of a file may come back: one every day for thirty years
TOO_OFTEN = ("events that come back too often", "say until when they repeat")
FREQUENCIES = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
PARTS = frozenset(
    {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS", "WKST"}
)
BEGIN = re.compile(rb"^BEGIN:VEVENT", re.MULTILINE | re.IGNORECASE)
DAY = timedelta(days=1)


def open_calendars(paths: Sequence[Path], zone: ZoneInfo) -> tuple[QuietPeriod, ...]:
    """The quiet periods of .ics files, by start. Raises CharterError."""
    periods = [period for path in paths for period in quiet_periods(_read(path), str(path), zone)]
    return tuple(sorted(periods, key=_in_time))


def _in_time(period: QuietPeriod) -> tuple[datetime, datetime, str]:
    return (period.start, period.end, period.title)


def _read(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > SIZE_LIMIT:
            raise CharterError(
                f"a calendar larger than {SIZE_LIMIT >> 20} MiB",
                place=Place(str(path)),
                mend="export the quiet periods only",
            )
        return path.read_bytes()
    except OSError as error:
        raise CharterError(
            f"cannot read the calendar: {error.strerror}",
            place=Place(str(path)),
            mend="mend the path under `calendars`",
        ) from error


def quiet_periods(content: bytes, file: str, zone: ZoneInfo) -> list[QuietPeriod]:
    """The quiet periods that a calendar's `content` holds; `file` names it in errors.

    Raises CharterError where an event cannot be read: a period must not be lost in silence.
    """
    events = _events(content, file)
    moved = _moved(events, zone)
    lines = [content.count(b"\n", 0, found.start()) + 1 for found in BEGIN.finditer(content)]
    if len(lines) != len(events):
        place = Place(file, lines[-1] if lines else 1)
        raise CharterError("an event that is cut off", place=place, mend="export it again")
    periods: list[QuietPeriod] = []
    for at, event in enumerate(events):
        try:
            if str(event.get("STATUS", "")).upper() != "CANCELLED":
                periods += _periods(event, moved, zone)
        except (ValueError, TypeError, AttributeError, OverflowError, KeyError) as error:
            raise _unreadable(error, Place(file, lines[at])) from None
        if len(periods) > MOST_TIMES:
            raise _unreadable(_Wrong(*TOO_OFTEN), Place(file, lines[at]))
    return periods


class _Wrong(ValueError):
    """What is wrong with an event, and its mend: said as they are."""


def _unreadable(error: Exception, place: Place) -> CharterError:
    """A library's own words might quote the event: only ours are passed on."""
    message, mend = error.args if isinstance(error, _Wrong) else ("an event cannot be read", "")
    return CharterError(message, place=place, mend=mend or "export the calendar again")


def _events(content: bytes, file: str) -> list[Event]:
    try:
        calendars = Calendar.from_ical(content, multiple=True)
        events = [event for each in calendars for event in each.walk() if isinstance(event, Event)]
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
        raise CharterError(
            "not a calendar", place=Place(file), mend="export it as .ics (iCalendar)"
        ) from None
    if not calendars or len(events) > MOST_EVENTS:
        what = f"more than {MOST_EVENTS:,} events" if events else "no calendar in this file"
        raise CharterError(what, place=Place(file), mend="export the quiet periods as .ics")
    return events


def _moved(events: Sequence[Event], zone: ZoneInfo) -> Mapping[str, frozenset[datetime]]:
    """By the event's id, the occurrences that events of their own stand for."""
    moved: defaultdict[str, set[datetime]] = defaultdict(set)
    for event in events:
        replaced = event.get("RECURRENCE-ID")
        if replaced is not None and hasattr(replaced, "dt"):
            moved[str(event.get("UID", ""))].add(_moment(replaced.dt, zone))
    return {uid: frozenset(moments) for uid, moments in moved.items()}


def _periods(
    event: Event, moved: Mapping[str, frozenset[datetime]], zone: ZoneInfo
) -> Iterator[QuietPeriod]:
    start, end = _bounds(event, zone)
    title = " ".join(str(event.get("SUMMARY", "")).split())[:200]
    left_out = _listed(event, "EXDATE", zone)
    if "RECURRENCE-ID" not in event:
        left_out |= moved.get(str(event.get("UID", "")), frozenset())
    # As long each time on the wall's clock: a day stays a day when summer time begins.
    lasts = end.astimezone(start.tzinfo).replace(tzinfo=None) - start.replace(tzinfo=None)
    for first in _starts(event, start, zone):
        if first not in left_out:
            yield QuietPeriod(first, first + lasts, title)


def _bounds(event: Event, zone: ZoneInfo) -> tuple[datetime, datetime]:
    if "DTSTART" not in event:
        raise _Wrong("an event without a start", "give it one")
    begins = _value(event, "DTSTART")
    start = _moment(begins, zone)
    if "DTEND" in event:
        end = _moment(_value(event, "DTEND"), zone)
    elif "DURATION" in event:
        end = start + _value(event, "DURATION")
    elif isinstance(begins, datetime):
        raise _Wrong("an event without an end", "say until when the period lasts")
    else:
        end = start + DAY
    if end <= start:
        raise _Wrong("an event that ends before it begins", "mend its end")
    return start, end


def _value(event: Event, name: str) -> Any:
    """A date, moment or duration of the event, in a zone that is known."""
    held = event[name]
    value = getattr(held, "dt", None)
    if value is None:
        raise _Wrong(f"{name} cannot be read", "write it as 20270115 or 20270115T180000Z")
    if isinstance(value, datetime) and value.tzinfo is None and "TZID" in held.params:
        raise _Wrong(f"the time zone of {name} is not known", "name one such as Europe/Paris")
    return value


def _moment(value: date | datetime, zone: ZoneInfo) -> datetime:
    if not isinstance(value, datetime):
        return datetime.combine(value, time(), tzinfo=zone)
    return value if value.tzinfo else value.replace(tzinfo=zone)


def _starts(event: Event, start: datetime, zone: ZoneInfo) -> list[datetime]:
    """When the event begins, each time, by time."""
    times = {start} | _listed(event, "RDATE", zone)
    if "RRULE" in event:
        times |= set(_repeated(event["RRULE"], start))
    return sorted(times)


def _repeated(rule: Any, start: datetime) -> Iterator[datetime]:
    """The times that `rule` makes: reckoned on the wall's clock, so that summer time keeps them."""
    if isinstance(rule, list):
        raise _Wrong("an event with two rules of repetition", "make two events of it")
    parts = {key.upper(): values for key, values in rule.items()}
    frequency = str(parts["FREQ"][0])
    daily_by = frequency == "DAILY" and any(key.startswith("BYMONTH") for key in parts)
    if frequency not in FREQUENCIES or not PARTS.issuperset(parts) or daily_by:
        raise _Wrong(
            "a repetition that is not supported",
            "repeat by day, week, month or year, or write each period as an event",
        )
    wall = start.replace(tzinfo=None)
    latest = wall.replace(year=wall.year + YEARS_AHEAD, day=min(wall.day, 28))
    until = _wall_until(parts.pop("UNTIL", [latest])[0], start)
    plain = ";".join(f"{key}={','.join(map(str, values))}" for key, values in parts.items())
    made: rrule = rrulestr(plain, dtstart=wall)
    times = list(islice(takewhile(lambda each: each <= min(until, latest), made), MOST_TIMES + 1))
    if len(times) > MOST_TIMES:
        raise _Wrong("an event that comes back too often", "say until when it repeats")
    return (each.replace(tzinfo=start.tzinfo) for each in times)


def _wall_until(until: date | datetime, start: datetime) -> datetime:
    """The last moment of a repetition on the clock of `start`; a day counts to its end."""
    if not isinstance(until, datetime):
        return datetime.combine(until, time.max)
    return until.astimezone(start.tzinfo).replace(tzinfo=None) if until.tzinfo else until


def _listed(event: Event, name: str, zone: ZoneInfo) -> set[datetime]:
    """The moments of EXDATE or RDATE, which may stand several times."""
    held = event.get(name, [])
    lists = held if isinstance(held, list) else [held]
    values = [each.dt for one in lists for each in getattr(one, "dts", ())]
    return {_moment(v[0] if isinstance(v, tuple) else v, zone) for v in values}
