"""A submitted draft in the validation queue: what happened to it, who may do what, until when.

A case is the sum of its events; events are added and never rewritten. Reviewers guide: none of
their answers blocks a post, and a case that nobody answers by its deadline goes back to its author.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated

from pydantic import AwareDatetime, Field, StringConstraints, computed_field, model_validator

from compliance.charter import Charter
from compliance.errors import IllegalDecision, StaleCase
from compliance.post import Frozen, Post
from compliance.report import CharterRef, Report, Route

# Who releases: nobody's account.
SYSTEM = "balise"

Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4_000)]


class EventKind(StrEnum):
    SUBMITTED = "submitted"
    ASKED = "asked"  # the author asks the référent for a second look
    CLAIMED = "claimed"
    UNCLAIMED = "unclaimed"
    COMMENTED = "commented"
    CONTESTED = "contested"  # somebody says that a finding is wrong
    DECIDED = "decided"
    RELEASED = "released"  # nobody answered by the deadline: given back to its author
    REREAD = "reread"  # models too slow for an instant check have read it
    READ = "read"  # the author has read the answer
    WITHDRAWN = "withdrawn"


class Status(StrEnum):
    """What the events of a case add up to."""

    ADVISED = "advised"  # the report is the answer; no reviewer sees the case
    WAITING = "waiting"
    CLAIMED = "claimed"
    DECIDED = "decided"
    RELEASED = "released"
    WITHDRAWN = "withdrawn"

    @property
    def is_open(self) -> bool:
        """Whether a reviewer still owes an answer."""
        return self in OPEN


OPEN = (Status.WAITING, Status.CLAIMED)


class Outcome(StrEnum):
    """A reviewer's answer; each leaves the author free."""

    GO = "go"  # publish it as it is
    ADJUST = "adjust"  # here is how it could read
    TALK = "talk"  # let's talk about it


class Decision(Frozen):
    """reason: in words, for the author. suggestion: the reviewer's wording, with `adjust` only."""

    outcome: Outcome
    reason: Reason
    suggestion: Annotated[str, StringConstraints(min_length=1, max_length=20_000)] | None = None

    @model_validator(mode="after")
    def _suggests_when_it_adjusts(self) -> Decision:
        if (self.outcome is Outcome.ADJUST) != (self.suggestion is not None):
            raise ValueError("a suggestion goes with the outcome 'adjust', and only with it")
        return self


class Event(Frozen):
    """One thing that happened to a case.

    by: an account id, or SYSTEM.
    words: a comment, a question, why a finding is wrong.
    article: what is contested.
    deadline: until when an answer is owed, from this event on.
    """

    kind: EventKind
    at: AwareDatetime
    by: str
    words: str = Field("", max_length=4_000)
    article: str | None = None
    decision: Decision | None = None
    deadline: AwareDatetime | None = None


class Case(Frozen):
    """A submitted draft, its report, and what happened since.

    report: the last reading's; the first is that of the instant check.
    author: account id; who the author is otherwise, nobody here knows.
    grounds: articles found whose legal ground lets the case wait past its deadline.
    revises: the case of which this is a later version, by the same author.
    second_look_hours: how long a reviewer has, by the charter of the day.
    """

    id: str
    author: str
    post: Post
    report: Report
    charter: CharterRef
    opened_at: AwareDatetime
    second_look_hours: int = Field(gt=0)
    grounds: tuple[str, ...] = ()
    revises: str | None = None
    events: tuple[Event, ...]

    @computed_field  # type: ignore[prop-decorator]
    @property
    def status(self) -> Status:
        return status_after(self.events)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def deadline(self) -> datetime | None:
        """Until when an answer is owed; None where nobody was asked."""
        setting = (e for e in reversed(self.events) if e.deadline or e.kind is EventKind.REREAD)
        return next((event.deadline for event in setting), None)

    @property
    def claimed_by(self) -> str | None:
        if self.status is not Status.CLAIMED:
            return None
        return next(e.by for e in reversed(self.events) if e.kind is EventKind.CLAIMED)

    @property
    def decision(self) -> Decision | None:
        """The last answer of a reviewer."""
        return next((e.decision for e in reversed(self.events) if e.decision), None)

    @property
    def articles(self) -> tuple[str, ...]:
        """Articles found, each once, in the order of the post."""
        return tuple(dict.fromkeys(f.article for f in self.report.findings))

    @property
    def is_shared(self) -> bool:
        """Whether reviewers may see it: it was routed to them, or its author asked them."""
        return self.deadline is not None and self.status is not Status.WITHDRAWN

    def is_overdue(self, now: datetime) -> bool:
        """Whether silence has lasted long enough to give it back to its author."""
        deadline = self.deadline
        return self.status.is_open and not self.grounds and deadline is not None and deadline <= now


def opened(
    post: Post,
    report: Report,
    *,
    charter: Charter,
    author: str,
    case_id: str,
    at: datetime,
    revises: str | None = None,
) -> Case:
    """A new case; only a report routed to `review` makes a reviewer owe an answer."""
    hours = charter.second_look_hours
    deadline = at + timedelta(hours=hours) if report.route is Route.REVIEW else None
    return Case(
        id=case_id,
        author=author,
        post=post,
        report=report,
        charter=report.charter,
        opened_at=at,
        second_look_hours=hours,
        grounds=_grounds(report, charter),
        revises=revises,
        events=(Event(kind=EventKind.SUBMITTED, at=at, by=author, deadline=deadline),),
    )


def _grounds(report: Report, charter: Charter) -> tuple[str, ...]:
    found = dict.fromkeys(f.article for f in report.findings)
    bound = {a.id for a in charter.articles if a.legal_ground is not None}
    return tuple(article for article in found if article in bound)


def asked(case: Case, *, by: str, at: datetime, words: str = "") -> Event:
    """The author asks for a second look; the reviewers' time starts again."""
    deadline = at + timedelta(hours=case.second_look_hours)
    return Event(kind=EventKind.ASKED, at=at, by=by, words=words, deadline=deadline)


def reread(case: Case, report: Report, *, charter: Charter, at: datetime) -> Case:
    """`case` with what slow models have read in it, and the event that says so.

    Where nobody has done anything yet, the new report alone says whether a reviewer owes an answer;
    later, a reviewer who was asked stays asked.
    """
    deadline = case.deadline if report.route is Route.REVIEW or len(case.events) > 1 else None
    if report.route is Route.REVIEW and deadline is None:
        deadline = at + timedelta(hours=case.second_look_hours)
    event = Event(kind=EventKind.REREAD, at=at, by=SYSTEM, deadline=deadline)
    after = {"report": report, "grounds": _grounds(report, charter)}
    return added(case, event).model_copy(update=after)


# In which states each event may happen, and the state it leads to (None: it stays as it was).
_ANSWERED = (Status.DECIDED, Status.RELEASED)
_LIVE = (Status.ADVISED, *OPEN, *_ANSWERED)
_MOVES: dict[EventKind, tuple[tuple[Status, ...], Status | None]] = {
    EventKind.SUBMITTED: ((), None),
    EventKind.ASKED: ((Status.ADVISED, *_ANSWERED), Status.WAITING),
    EventKind.CLAIMED: ((Status.WAITING,), Status.CLAIMED),
    EventKind.UNCLAIMED: ((Status.CLAIMED,), Status.WAITING),
    EventKind.COMMENTED: (_LIVE, None),
    EventKind.CONTESTED: (_LIVE, None),
    EventKind.DECIDED: (OPEN, Status.DECIDED),
    EventKind.RELEASED: (OPEN, Status.RELEASED),
    EventKind.REREAD: ((Status.ADVISED, *OPEN), None),  # `status_after` says where it leads
    EventKind.READ: (_ANSWERED, None),
    EventKind.WITHDRAWN: (_LIVE, Status.WITHDRAWN),
}
_BY_SYSTEM = {EventKind.RELEASED, EventKind.REREAD}
_BY_AUTHOR = {EventKind.SUBMITTED, EventKind.ASKED, EventKind.READ, EventKind.WITHDRAWN}
_BY_REVIEWER = {EventKind.CLAIMED, EventKind.UNCLAIMED, EventKind.DECIDED}


def status_after(events: Sequence[Event]) -> Status:
    """What the events add up to. Raises RuntimeError where the first is not a submission."""
    if not events or events[0].kind is not EventKind.SUBMITTED:
        raise RuntimeError("bug: a case begins with its submission")
    status = Status.ADVISED if events[0].deadline is None else Status.WAITING
    for event in events[1:]:
        if event.kind is EventKind.REREAD and status is not Status.CLAIMED:
            status = Status.WAITING if event.deadline else Status.ADVISED
        status = _MOVES[event.kind][1] or status
    return status


def added(case: Case, event: Event, *, expected: int | None = None) -> Case:
    """`case` with `event` at its end.

    expected: how many events the person had seen; None where they did not say.
    Raises StaleCase where there are more by now, IllegalDecision where the event may not happen.
    """
    if expected is not None and expected != len(case.events):
        raise stale(case.id, expected=expected, found=len(case.events))
    _check_move(case, event)
    _check_person(case, event)
    _check_content(case, event)
    return case.model_copy(update={"events": (*case.events, event)})


def stale(case_id: str, *, expected: int, found: int) -> StaleCase:
    return StaleCase(
        f"case {case_id} has moved on: {found} events, {expected} were seen; read it again"
    )


def _check_move(case: Case, event: Event) -> None:
    if case.status not in _MOVES[event.kind][0]:
        raise _illegal(case, event, f"it is {case.status}")


def _check_person(case: Case, event: Event) -> None:
    """The author's events are the author's alone, and the reviewer is never the author."""
    if event.kind in _BY_SYSTEM:
        if event.by != SYSTEM:
            raise _illegal(case, event, "only the program does that")
    elif event.kind in _BY_AUTHOR and event.by != case.author:
        raise _illegal(case, event, "only its author may do that")
    elif event.kind in _BY_REVIEWER and event.by == case.author:
        raise _illegal(case, event, "nobody reviews their own post")
    elif event.kind is EventKind.DECIDED and case.claimed_by not in (None, event.by):
        raise _illegal(case, event, "somebody else has claimed it")


def _check_content(case: Case, event: Event) -> None:
    if (event.decision is not None) != (event.kind is EventKind.DECIDED):
        raise _illegal(case, event, "a decision, and nothing else, says what was decided")
    if event.kind is EventKind.CONTESTED and event.article not in case.articles:
        raise _illegal(case, event, "no finding of its report cites that article")
    if event.kind is EventKind.REREAD and case.claimed_by and event.deadline is None:
        raise _illegal(case, event, "whoever has claimed it keeps the time they have")
    if event.kind is EventKind.RELEASED and not case.is_overdue(event.at):
        raise _illegal(case, event, "its deadline has not passed, or the law lets it wait")


def _illegal(case: Case, event: Event, why: str) -> IllegalDecision:
    return IllegalDecision(f"case {case.id} cannot be {event.kind}: {why}")
