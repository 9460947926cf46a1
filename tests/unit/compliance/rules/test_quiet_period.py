"""Quiet periods: hard cases, innocent first."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from compliance.errors import CharterError
from compliance.ports import QuietPeriod
from compliance.rules.quiet_period import KIND
from tests.support import FakeTools, built, reading

PATTERNS = [r"\bresultats?\b", r"\bcours de l'action\b"]
JANUARY, MARCH = datetime(2027, 1, 1, tzinfo=UTC), datetime(2027, 3, 1, tzinfo=UTC)
PERIODS = (
    QuietPeriod(JANUARY, datetime(2027, 2, 1, tzinfo=UTC), "Quiet period T4"),
    QuietPeriod(datetime(2027, 1, 20, tzinfo=UTC), MARCH, "Fenêtre négative"),
    QuietPeriod(datetime(2027, 5, 1, tzinfo=UTC), datetime(2027, 5, 2, tzinfo=UTC), "Assemblée"),
)


def found(text: str, now: datetime, **params: object) -> list[tuple[str, str]]:
    tools = FakeTools(quiet_periods=PERIODS)
    find = built(KIND, tools=tools, patterns=PATTERNS, **params)
    return [(text[h.span.start : h.span.end], h.fills["end"]) for h in find(reading(text, now=now))]


def test_outside_of_the_periods_all_may_be_said() -> None:
    assert found("Nos résultats sont là", MARCH) == []
    assert found("Nos résultats sont là", datetime(2026, 12, 31, 23, 59, tzinfo=UTC)) == []


def test_other_matters_may_be_told_in_a_period() -> None:
    assert found("Trois ans au service clients 💛", JANUARY) == []


def test_a_charter_without_calendars_is_left_alone() -> None:
    find = built(KIND, tools=FakeTools(quiet_periods=()), patterns=PATTERNS)
    assert list(find(reading("Nos résultats", now=JANUARY))) == []


def test_results_in_a_period_are_found_with_the_end_of_the_whole_silence() -> None:
    text = "🎉 Nos résultats, et le cours de l’action"
    [one, other] = found(text, JANUARY)
    assert one == ("résultats", "1er mars 2027 à 01:00")
    assert other[0] == "cours de l’action"


def test_a_post_is_judged_at_the_moment_it_is_scheduled_for() -> None:
    find = built(KIND, tools=FakeTools(quiet_periods=PERIODS), patterns=PATTERNS)
    assert list(find(reading("Nos résultats", now=JANUARY, posted_at=MARCH))) == []
    assert len(list(find(reading("Nos résultats", now=MARCH, posted_at=JANUARY)))) == 1


def test_events_may_be_chosen_by_their_titles() -> None:
    assembly = datetime(2027, 5, 1, 9, tzinfo=UTC)
    assert len(found("Nos résultats", assembly)) == 1
    assert found("Nos résultats", assembly, events=["quiet period", "fenetre negative"]) == []


def test_words_that_no_event_has_are_an_error() -> None:
    with pytest.raises(CharterError, match="no event of the calendars has one of the words"):
        found("Nos résultats", JANUARY, events=["blackout"])
