"""What one check says of a post; every surface shows this and nothing else."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from pydantic import Field

from compliance.finding import Confidence, Finding
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


class Risk(Score):
    """Why an observed post may hurt.

    start, end: the words that weighed most, as those of a finding; [0, 0) where none stands out.
    """

    confidence: Confidence | None = None
    start: int = Field(0, ge=0)
    end: int = Field(0, ge=0)


class Failure(Frozen):
    """A part of the check that could not run. `part` names it («rule claims/absolute»)."""

    part: str
    error: str


# What the names of the shipped models begin with.
EMBEDDED = "embedded-"


class ModelRef(Frozen):
    """A model that answered `task`.

    instead_of: the model that the charter chose, where another answered in its place: it is too
        slow for an instant check, or it failed, which `failures` then says.
    """

    task: str
    name: str
    version: str
    instead_of: str | None = None

    @property
    def is_usual(self) -> bool:
        """Whether it is a shipped model, and nobody asked for another."""
        return self.name.startswith(EMBEDDED) and self.instead_of is None

    def __str__(self) -> str:
        return f"{self.name}@{self.version}"


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
    models: which answered, by task; two of one task where each knows labels of its own.
    """

    id: str
    charter: CharterRef
    language: Language
    sentiment: Score
    risks: tuple[Risk, ...] = ()
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
    models: tuple[ModelRef, ...] = ()

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
    "failures",
    "models",
)
