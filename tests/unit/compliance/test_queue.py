from __future__ import annotations

from datetime import timedelta

import pytest
from pydantic import ValidationError

from compliance.errors import IllegalDecision, StaleCase
from compliance.queue import (
    SYSTEM,
    Case,
    Decision,
    Event,
    EventKind,
    Outcome,
    Status,
    added,
    asked,
    reread,
    status_after,
)
from compliance.report import Route
from tests.service_support import CHARTER, NOW, case, report

K = EventKind
GO = Decision(outcome=Outcome.GO, reason="Lovely, publish it")
LATER = NOW + timedelta(hours=1)
TOO_LATE = NOW + timedelta(hours=24)


def event(kind: EventKind, by: str, **more: object) -> Event:
    return Event.model_validate({"kind": kind, "at": LATER, "by": by, **more})


def after(opened: Case, *events: Event) -> Case:
    for one in events:
        opened = added(opened, one)
    return opened


def claimed(by: str = "cleo") -> Event:
    return event(K.CLAIMED, by)


def decided(by: str = "cleo", decision: Decision = GO) -> Event:
    return event(K.DECIDED, by, decision=decision)


def released() -> Event:
    return event(K.RELEASED, SYSTEM, at=TOO_LATE)


def test_a_draft_routed_to_review_waits_for_the_charters_hours() -> None:
    opened = case(route=Route.REVIEW)
    assert opened.status is Status.WAITING
    assert opened.deadline == TOO_LATE
    assert opened.is_shared


@pytest.mark.parametrize("route", [Route.CLEAR, Route.ADVISE])
def test_a_draft_that_is_only_advised_reaches_no_reviewer(route: Route) -> None:
    opened = case(route=route)
    assert opened.status is Status.ADVISED
    assert opened.deadline is None
    assert not opened.is_shared


def test_an_author_who_asks_gets_the_full_time_from_then_on() -> None:
    opened = case(route=Route.ADVISE)
    waiting = added(opened, asked(opened, by="anna", at=LATER, words="is this all right?"))
    assert waiting.status is Status.WAITING
    assert waiting.deadline == LATER + timedelta(hours=24)


def test_an_answer_may_be_asked_about_again() -> None:
    answered = after(case(), claimed(), decided())
    again = added(answered, asked(answered, by="anna", at=TOO_LATE))
    assert again.status is Status.WAITING
    assert again.deadline == TOO_LATE + timedelta(hours=24)


@pytest.mark.parametrize(
    ("events", "status"),
    [
        ([claimed()], Status.CLAIMED),
        ([claimed(), event(K.UNCLAIMED, "cleo")], Status.WAITING),
        ([claimed(), event(K.UNCLAIMED, "ben"), claimed("ben")], Status.CLAIMED),
        ([decided()], Status.DECIDED),
        ([claimed(), decided()], Status.DECIDED),
        ([decided(), event(K.READ, "anna")], Status.DECIDED),
        ([event(K.COMMENTED, "cleo", words="hm")], Status.WAITING),
        ([released()], Status.RELEASED),
        ([claimed(), released(), event(K.READ, "anna")], Status.RELEASED),
        ([event(K.WITHDRAWN, "anna")], Status.WITHDRAWN),
        ([decided(), event(K.WITHDRAWN, "anna")], Status.WITHDRAWN),
    ],
)
def test_the_status_is_the_sum_of_the_events(events: list[Event], status: Status) -> None:
    assert after(case(), *events).status is status


def test_a_case_without_its_submission_is_a_bug() -> None:
    with pytest.raises(RuntimeError, match="bug"):
        status_after([])
    with pytest.raises(RuntimeError, match="bug"):
        status_after([claimed()])


@pytest.mark.parametrize(
    ("before", "one", "why"),
    [
        ([], event(K.SUBMITTED, "anna"), "it is waiting"),
        ([], event(K.ASKED, "anna"), "it is waiting"),
        ([], event(K.READ, "anna"), "it is waiting"),
        ([], event(K.UNCLAIMED, "cleo"), "it is waiting"),
        ([claimed()], claimed("ben"), "it is claimed"),
        ([decided()], decided("ben"), "it is decided"),
        ([released()], decided(), "it is released"),
        ([event(K.WITHDRAWN, "anna")], event(K.COMMENTED, "anna", words="x"), "it is withdrawn"),
        ([], claimed("anna"), "nobody reviews their own post"),
        ([], decided("anna"), "nobody reviews their own post"),
        ([claimed("ben")], decided("cleo"), "somebody else has claimed it"),
        ([], event(K.WITHDRAWN, "cleo"), "only its author"),
        ([decided()], event(K.READ, "cleo"), "only its author"),
        ([], event(K.DECIDED, "cleo"), "says what was decided"),
        ([], event(K.COMMENTED, "cleo", decision=GO), "says what was decided"),
        ([], event(K.RELEASED, SYSTEM), "deadline has not passed"),
        ([], event(K.RELEASED, "cleo", at=TOO_LATE), "only the program"),
        ([], event(K.REREAD, "cleo"), "only the program"),
        ([decided()], event(K.REREAD, SYSTEM), "it is decided"),
        ([claimed()], event(K.REREAD, SYSTEM), "keeps the time"),
        ([], event(K.CONTESTED, "anna", article="respect"), "no finding of its report"),
    ],
)
def test_an_event_that_may_not_happen_is_refused(before: list[Event], one: Event, why: str) -> None:
    with pytest.raises(IllegalDecision, match=why):
        added(after(case("c1", "claims"), *before), one)


@pytest.mark.parametrize("by", ["anna", "cleo"])
def test_author_and_reviewer_may_contest_what_was_found(by: str) -> None:
    contested = event(K.CONTESTED, by, article="claims", words="a quotation")
    assert after(case("c1", "claims"), contested).events[-1] == contested


def test_a_case_that_has_moved_on_is_stale_for_who_read_it_before() -> None:
    waiting = case()
    seen = len(waiting.events)
    moved = added(waiting, claimed(), expected=seen)
    with pytest.raises(StaleCase, match="2 events, 1 were seen"):
        added(moved, decided(), expected=seen)


def test_silence_releases_a_case_at_its_deadline_and_not_before() -> None:
    assert not case().is_overdue(TOO_LATE - timedelta(seconds=1))
    assert case().is_overdue(TOO_LATE)
    assert not after(case(), decided()).is_overdue(TOO_LATE)


def test_a_legal_ground_lets_a_case_wait_past_its_deadline() -> None:
    bound = case("c1", "claims", "quiet-period")
    assert bound.grounds == ("quiet-period",)
    assert not bound.is_overdue(TOO_LATE)
    with pytest.raises(IllegalDecision, match="the law lets it wait"):
        added(bound, released())


def test_who_has_claimed_is_known_only_while_it_is_claimed() -> None:
    assert case().claimed_by is None
    assert after(case(), claimed("ben")).claimed_by == "ben"
    assert after(case(), claimed("ben"), decided("ben")).claimed_by is None


def test_a_withdrawn_case_is_shared_with_nobody() -> None:
    assert not after(case(), event(K.WITHDRAWN, "anna")).is_shared


@pytest.mark.parametrize(
    "wrong",
    [
        {"outcome": "go", "reason": "   "},
        {"outcome": "block", "reason": "no"},
        {"outcome": "adjust", "reason": "too loud"},
        {"outcome": "go", "reason": "fine", "suggestion": "Better so"},
    ],
)
def test_a_decision_without_its_reason_or_its_suggestion_is_none(wrong: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Decision.model_validate(wrong)


def test_events_are_never_rewritten() -> None:
    opened = case()
    with pytest.raises(ValidationError, match="frozen"):
        opened.events[0].by = "ben"  # type: ignore[misc]


def read_again(before: Case, route: Route, *articles: str) -> Case:
    return reread(before, report(*articles, route=route), charter=CHARTER, at=LATER)


@pytest.mark.parametrize(
    ("first", "then", "status", "deadline"),
    [
        (Route.ADVISE, Route.REVIEW, Status.WAITING, LATER + timedelta(hours=24)),
        (Route.REVIEW, Route.REVIEW, Status.WAITING, TOO_LATE),
        (Route.REVIEW, Route.CLEAR, Status.ADVISED, None),
        (Route.CLEAR, Route.ADVISE, Status.ADVISED, None),
    ],
)
def test_a_slower_reading_alone_says_who_is_asked_where_nobody_has_done_anything(
    first: Route, then: Route, status: Status, deadline: object
) -> None:
    again = read_again(case(route=first), then)
    assert (again.status, again.deadline, again.report.route) == (status, deadline, then)
    assert again.is_shared is (deadline is not None)


def test_a_reviewer_who_was_asked_stays_asked() -> None:
    wanted = after(case(route=Route.ADVISE), event(K.ASKED, "anna", deadline=TOO_LATE))
    assert read_again(wanted, Route.CLEAR).status is Status.WAITING
    assert read_again(wanted, Route.CLEAR).deadline == TOO_LATE
    taken = after(case(), claimed())
    assert read_again(taken, Route.CLEAR).claimed_by == "cleo"


def test_a_slower_reading_brings_its_grounds_to_wait() -> None:
    again = read_again(case(), Route.REVIEW, "quiet-period")
    assert (again.grounds, again.articles) == (("quiet-period",), ("quiet-period",))
