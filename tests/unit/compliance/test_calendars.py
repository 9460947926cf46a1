"""Calendars: whole days, zones, repetitions, and what cannot be read."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from compliance.calendars import quiet_periods
from compliance.errors import CharterError

PARIS = ZoneInfo("Europe/Paris")


def event(*lines: str, uid: str = "one") -> str:
    return "\r\n".join(("BEGIN:VEVENT", f"UID:{uid}", *lines, "END:VEVENT", ""))


def calendar(*events: str) -> bytes:
    head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:test\r\n"
    return f"{head}{''.join(events)}END:VCALENDAR\r\n".encode()


def spans(*events: str) -> list[tuple[str, str]]:
    return [
        (f"{p.start.astimezone(UTC):%Y-%m-%dT%H:%M}", f"{p.end.astimezone(UTC):%Y-%m-%dT%H:%M}")
        for p in quiet_periods(calendar(*events), "q.ics", PARIS)
    ]


def test_an_empty_calendar_has_no_quiet_period() -> None:
    assert spans() == []


def test_a_cancelled_event_is_none() -> None:
    assert spans(event("DTSTART;VALUE=DATE:20270110", "STATUS:CANCELLED")) == []


def test_days_last_from_midnight_to_midnight_in_the_charter_s_zone() -> None:
    assert spans(
        event("DTSTART;VALUE=DATE:20270110"),
        event("DTSTART;VALUE=DATE:20270701", "DTEND;VALUE=DATE:20270703"),
    ) == [("2027-01-09T23:00", "2027-01-10T23:00"), ("2027-06-30T22:00", "2027-07-02T22:00")]


@pytest.mark.parametrize(
    ("start", "utc"),
    [
        ("DTSTART:20270110T093000", "08:30"),
        ("DTSTART:20270110T093000Z", "09:30"),
        ("DTSTART;TZID=America/New_York:20270110T093000", "14:30"),
        ("DTSTART;TZID=Romance Standard Time:20270110T093000", "08:30"),
    ],
)
def test_hours_are_those_of_their_zone_or_else_of_the_charter_s(start: str, utc: str) -> None:
    [(begins, ends)] = spans(event(start, "DURATION:P1D"))
    assert (begins, ends) == (f"2027-01-10T{utc}", f"2027-01-11T{utc}")


def test_a_repetition_keeps_its_hour_when_summer_time_begins() -> None:
    found = spans(
        event(
            "DTSTART;TZID=Europe/Paris:20270110T090000",
            "DTEND;TZID=Europe/Paris:20270111T090000",
            "RRULE:FREQ=MONTHLY;INTERVAL=3;COUNT=3",
        )
    )
    starts = [start for start, _ in found]
    assert starts == ["2027-01-10T08:00", "2027-04-10T07:00", "2027-07-10T07:00"]


def test_a_repetition_ends_with_its_last_day_and_keeps_to_its_exceptions() -> None:
    assert spans(
        event(
            "DTSTART;VALUE=DATE:20270104",
            "RRULE:FREQ=WEEKLY;UNTIL=20270125",
            "EXDATE;VALUE=DATE:20270111",
        ),
        event("RECURRENCE-ID;VALUE=DATE:20270118", "DTSTART;VALUE=DATE:20270120"),
    ) == [
        ("2027-01-03T23:00", "2027-01-04T23:00"),
        ("2027-01-24T23:00", "2027-01-25T23:00"),
        ("2027-01-19T23:00", "2027-01-20T23:00"),
    ]


def test_an_event_every_year_is_known_for_thirty_years() -> None:
    found = spans(event("DTSTART;VALUE=DATE:20270110", "RRULE:FREQ=YEARLY"))
    assert (len(found), found[-1][1]) == (31, "2057-01-10T23:00")


def test_titles_are_kept() -> None:
    [period] = quiet_periods(
        calendar(event("DTSTART;VALUE=DATE:20270110", "SUMMARY:Période de\r\n  silence")),
        "q",
        PARIS,
    )
    assert period.title == "Période de silence"
    assert period.start == datetime(2027, 1, 10, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "q.ics:1:1: no calendar in this file"),
        (bytes(range(256)), "q.ics:1:1: not a calendar"),
        (b"BEGIN:VCALENDAR\r\n" * 3_000, "no calendar in this file"),
        (calendar(event("DTSTART;VALUE=DATE:20270110"))[:60], "q.ics:1:1"),
        (calendar(event("DTSTART;VALUE=DATE:20270110")) + b"BEGIN:VEVENT", "q.ics"),
        (calendar(event("SUMMARY:code name")), "q.ics:4:1: an event without a start; give it one"),
        (calendar(event("DTSTART:20270110T093000")), "q.ics:4:1: an event without an end"),
        (calendar(event("DTSTART:2027secret")), "q.ics:4:1: an event cannot be read"),
        (calendar(event("DTSTART;TZID=Nowhere/Town:20270110T093000", "DURATION:P1D")), "not known"),
        (calendar(event("DTSTART:20270110T093000", "DURATION:-P1D")), "ends before it begins"),
        (calendar(event("DTSTART;VALUE=DATE:20270110", "RRULE:FREQ=HOURLY")), "not supported"),
        (calendar(event("DTSTART;VALUE=DATE:20270110", "RRULE:FREQ=X;COUNT=no")), "q.ics:4:1"),
        (calendar(event("DTSTART;VALUE=DATE:99991231")), "an event cannot be read"),
        (calendar(event("DTSTART;VALUE=DATE:20270110", "RRULE:FREQ=DAILY") * 2), "too often"),
        (calendar(event("DTSTART;VALUE=DATE:20270110") * 5_001), "more than 5,000 events"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place_and_never_quoted(
    content: bytes, told: str
) -> None:
    with pytest.raises(CharterError) as error:
        quiet_periods(content, "q.ics", PARIS)
    assert told in str(error.value)
    assert error.value.place is not None
    assert not {"secret", "code name"} & set(str(error.value).split())
