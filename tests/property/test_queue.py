"""Whatever people try on a case, in whatever order, the promises of the queue hold."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from compliance.errors import IllegalDecision
from compliance.queue import SYSTEM, Case, Decision, Event, EventKind, Outcome, Status, added, asked
from compliance.report import Route
from tests.service_support import NOW, case

PEOPLE = ("anna", "ben", "cleo", SYSTEM)
GO = Decision(outcome=Outcome.GO, reason="fine")
attempts = st.lists(st.tuples(st.sampled_from(EventKind), st.sampled_from(PEOPLE)), max_size=30)


def attempt(of: Case, kind: EventKind, by: str, hour: int) -> Event:
    at = NOW + timedelta(hours=hour)
    if kind is EventKind.ASKED:
        return asked(of, by=by, at=at)
    return Event(
        kind=kind,
        at=at,
        by=by,
        article="claims" if kind is EventKind.CONTESTED else None,
        decision=GO if kind is EventKind.DECIDED else None,
    )


@given(attempts=attempts, route=st.sampled_from([Route.CLEAR, Route.ADVISE, Route.REVIEW]))
def test_no_order_of_events_breaks_a_promise(
    attempts: list[tuple[EventKind, str]], route: Route
) -> None:
    current = case("c1", "claims", route=route)
    for hour, (kind, by) in enumerate(attempts, 1):
        before = current
        try:
            current = added(before, attempt(before, kind, by, hour))
        except IllegalDecision:
            continue
        assert current.events[:-1] == before.events
        if kind in {EventKind.CLAIMED, EventKind.UNCLAIMED, EventKind.DECIDED}:
            assert by != current.author
            assert before.is_shared
        if kind is EventKind.RELEASED:
            assert before.deadline is not None
            assert before.deadline <= current.events[-1].at
        assert before.status is not Status.WITHDRAWN
        assert not current.status.is_open or current.deadline is not None


@given(attempts=attempts)
def test_an_open_case_is_always_released_in_the_end(
    attempts: list[tuple[EventKind, str]],
) -> None:
    current = case("c1", "claims")
    for hour, (kind, by) in enumerate(attempts, 1):
        try:
            current = added(current, attempt(current, kind, by, hour))
        except IllegalDecision:
            continue
    in_the_end = NOW + timedelta(days=60)
    assert current.is_overdue(in_the_end) is current.status.is_open
