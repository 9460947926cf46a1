"""What the store keeps besides cases: observed posts, runs that read them, keys, pending work."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Generic, TypeVar

from pydantic import AwareDatetime, Field

from compliance.post import Frozen, Post
from compliance.queue import Status
from compliance.report import Report

T = TypeVar("T")


class Page(Frozen, Generic[T]):
    """Some of many. next: give it back as `after` for what follows; None at the end."""

    items: tuple[T, ...]
    next: str | None = None


class Role(StrEnum):
    """What a key lets its owner do; a key may have several."""

    AMBASSADOR = "ambassador"
    REVIEWER = "reviewer"
    CHARTER_OWNER = "charter-owner"
    ANALYST = "analyst"
    OPERATOR = "operator"


class Observed(Frozen):
    """An observed post and its report. A charter sees each `(source, post.id)` once."""

    source: str
    post: Post
    report: Report
    seen_at: AwareDatetime

    @property
    def at(self) -> datetime:
        """When it was posted, or seen where that is unknown."""
        return self.post.posted_at or self.seen_at


class BadLine(Frozen):
    """A line that could not be read. number: from 1 on; message: without the line's text."""

    number: int
    code: str
    message: str


class Item(Frozen):
    """What stands at one place of a source: a post, or why there is none.

    position: where what follows it begins, as the source writes it.
    """

    position: str
    post: Post | None = None
    bad: BadLine | None = None


class Run(Frozen):
    """How far the reading of a source has come, so that a killed one goes on from there.

    position: where the next unread line begins, as the source writes it; "" is its start.
    read, new, bad: lines read, posts stored that were not there, lines that could not be read.
    done: whether the source had nothing more when it was last read.
    """

    id: str
    source: str
    charter: str
    position: str = ""
    read: int = 0
    new: int = 0
    bad: int = 0
    done: bool = False
    updated_at: AwareDatetime


class Key(Frozen):
    """An API key as it is kept: never the key, only its SHA-256 (of 256 random bits)."""

    id: str
    owner: str
    roles: tuple[Role, ...]
    digest: str
    created_at: AwareDatetime
    revoked_at: AwareDatetime | None = None


class Work(Frozen):
    """Something a flow still has to do about an event, written in the event's own transaction.

    place: of the event in its case, from 0 on.
    attempts: how often somebody has taken it on.
    """

    case_id: str
    place: int = Field(ge=0)
    due_at: AwareDatetime
    attempts: int = 0

    @property
    def id(self) -> str:
        """Of its event, so that it exists once."""
        return f"{self.case_id}:{self.place}"


class CaseQuery(Frozen):
    """Which cases; what is not given is not asked about. due_by: whose deadline is then past."""

    author: str | None = None
    charter: str | None = None
    statuses: tuple[Status, ...] = ()
    due_by: AwareDatetime | None = None
    newest_first: bool = False


class ObservedQuery(Frozen):
    """Which observed posts; what is not given is not asked about. `since <= time < until`.

    Times are those of `Observed.at`.
    """

    charter: str | None = None
    source: str | None = None
    route: str | None = None
    risk: str | None = None
    min_urgency: int = Field(0, ge=0, le=3)
    since: AwareDatetime | None = None
    until: AwareDatetime | None = None


class Summary(Frozen):
    """Counts of observed posts; a post with two risks counts under both."""

    total: int = 0
    by_day: Mapping[date, int] = {}
    by_route: Mapping[str, int] = {}
    by_urgency: Mapping[int, int] = {}
    by_sentiment: Mapping[str, int] = {}
    by_risk: Mapping[str, int] = {}


class Purged(Frozen):
    """How much a purge took out."""

    cases: int = 0
    observed: int = 0
