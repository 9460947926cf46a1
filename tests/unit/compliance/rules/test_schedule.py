"""Quiet hours: hard cases, innocent first."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from compliance.charter import Charter
from compliance.errors import CharterError
from compliance.finding import Hit, Severity
from compliance.rules.schedule import KIND
from compliance.text import WHOLE
from tests.support import FakeTools, built, hits


def at(when: str, **params: Any) -> list[Hit]:
    return hits(KIND, "Bonjour", post={"posted_at": when}, **params)


@pytest.mark.parametrize(
    "when",
    [
        "2026-11-20T07:30:00+01:00",  # the end is outside
        "2026-11-20T19:59:59+01:00",
        "2026-07-17T17:59:00+00:00",  # 19:59 in Paris in summer
    ],
)
def test_working_hours_are_left_alone(when: str) -> None:
    assert at(when) == []


@pytest.mark.parametrize(
    ("when", "variant", "time"),
    [
        ("2026-11-20T20:00:00+01:00", "", "20:00"),
        ("2026-11-20T02:00:00+01:00", "", "02:00"),
        ("2026-11-20T19:30:00+00:00", "", "20:30"),
        ("2026-11-21T12:00:00+01:00", "weekend", "12:00"),
    ],
)
def test_quiet_hours_are_those_of_the_charter_s_time_zone(
    when: str, variant: str, time: str
) -> None:
    [hit] = at(when)
    assert (hit.span, hit.variant, hit.severity) == (WHOLE, variant, Severity.SUGGESTION)
    assert hit.fills == {"time": time, "end": "07:30"}


def test_a_post_without_an_hour_of_its_own_is_left_alone() -> None:
    night = datetime(2026, 11, 20, 22, 0, tzinfo=UTC)
    assert hits(KIND, "Bonsoir", post={"now": night}) == []


def test_a_rule_may_have_hours_of_its_own_which_may_lie_within_a_day() -> None:
    assert len(at("2026-11-20T12:30:00+01:00", start="12:00", end="14:00")) == 1
    assert at("2026-11-21T15:00:00+01:00", start="12:00", end="14:00", weekends=False) == []


def test_a_charter_without_quiet_hours_is_told_so() -> None:
    with pytest.raises(
        CharterError, match="no quiet hours to keep; give the charter `quiet_hours`"
    ):
        built(KIND, tools=FakeTools(charter=Charter(id="x")))
