"""A post: text plus where, when and by whom."""

from __future__ import annotations

from enum import StrEnum

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

# What the interactive surfaces accept, and what a line of a batch may hold (DESIGN, «Limits»).
INTERACTIVE_LIMIT = 20_000
LINE_LIMIT = 1 << 20


class Frozen(BaseModel):
    """A type that crosses a boundary: immutable, unknown keys refused, no input in its errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class PostKind(StrEnum):
    DRAFT = "draft"
    OBSERVED = "observed"


class Post(Frozen):
    """A draft about to be published, or a post observed in public.

    author: a role in a few words («infirmière de nuit»), never a name or an account.
    """

    id: str = Field("", max_length=200)
    text: str
    kind: PostKind = PostKind.DRAFT
    channel: str | None = Field(None, max_length=60)
    lang: str | None = Field(None, pattern=r"^[a-z]{2}$")
    author: str | None = Field(None, max_length=300)
    audience: str | None = Field(None, max_length=100)
    topics: tuple[str, ...] = ()
    posted_at: AwareDatetime | None = None

    @property
    def is_draft(self) -> bool:
        return self.kind is PostKind.DRAFT


class Language(Frozen):
    """The language a post is judged in: ISO 639-1, or `und` where nobody could say."""

    label: str
    score: float = Field(ge=0, le=1)


UNSURE = Language(label="und", score=0.0)
