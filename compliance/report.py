"""What one check says of a post; every surface shows this and nothing else."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from pydantic import Field

from compliance.finding import Finding
from compliance.post import Frozen, Language


class Route(StrEnum):
    """Where a post goes: the first three for drafts, `clear` and the last three for observed."""

    CLEAR = "clear"
    ADVISE = "advise"
    REVIEW = "review"
    WATCH = "watch"
    RESPOND = "respond"
    ESCALATE = "escalate"

    @property
    def rank(self) -> int:
        return _ROUTE_RANKS[self]


_ROUTE_RANKS = {
    Route.CLEAR: 0,
    Route.ADVISE: 1,
    Route.REVIEW: 2,
    Route.WATCH: 1,
    Route.RESPOND: 2,
    Route.ESCALATE: 3,
}


class CharterRef(Frozen):
    id: str
    version: str


class Score(Frozen):
    label: str
    score: float = Field(ge=0, le=1)


class Failure(Frozen):
    """A part of the check that could not run. `part` names it («rule claims/absolute»)."""

    part: str
    error: str


class Note(Frozen):
    """A kind word about the whole post that asks for nothing: what is good, a right, an offer."""

    id: str
    message: str


class Report(Frozen):
    """Everything one check says of a post.

    protected: the post is protected speech; no reviewer sees it for that.
    notes: what is fine as it is, rights, where to turn.
    shadow: findings of articles in `shadow`; counted, shown to no author.
    second_look: whether the author is offered to ask the référent, without having to.
    complete: False where a part failed; such a report never routes to `clear`.
    models: which model answered each task, as `task: id@version`.
    """

    id: str
    charter: CharterRef
    language: Language
    sentiment: Score
    risks: tuple[Score, ...] = ()
    urgency: int = Field(0, ge=0, le=3)
    protected: bool = False
    findings: tuple[Finding, ...] = ()
    route: Route
    route_reason: str
    complete: bool = True
    notes: tuple[Note, ...] = ()
    failures: tuple[Failure, ...] = ()
    shadow: tuple[Finding, ...] = ()
    second_look: bool = False
    models: tuple[str, ...] = ()

    def line(self) -> dict[str, Any]:
        """The line of a batch, exactly as the design pins it."""
        return self.model_dump(mode="json", include=set(LINE_FIELDS))


LINE_FIELDS = (
    "id",
    "charter",
    "language",
    "sentiment",
    "risks",
    "urgency",
    "protected",
    "findings",
    "route",
    "route_reason",
    "complete",
)
