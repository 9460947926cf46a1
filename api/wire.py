"""Shapes on the wire that differ from the domain's: UTF-16 offsets, what an author may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from itertools import accumulate
from typing import TypeVar

from pydantic import Field, field_validator
from starlette.responses import Response

from compliance.charter import Article, Charter, Level, Mode, Referent, Words
from compliance.finding import Finding, Severity
from compliance.mending import Mend
from compliance.post import INTERACTIVE_LIMIT, Frozen, Post, PostKind
from compliance.queue import Case
from compliance.report import Report, Risk
from compliance.text import SURROGATES

Placed = TypeVar("Placed", Finding, Risk)


class Offsets(StrEnum):
    """Unit of `start` and `end`: code points as Python counts, UTF-16 units as JavaScript does."""

    CODEPOINTS = "codepoints"
    UTF16 = "utf16"


class Utf16:
    """Offsets of one text in UTF-16 code units, each in constant time."""

    def __init__(self, text: str) -> None:
        widths = (2 if sign > "\uffff" else 1 for sign in text)
        self._units: Sequence[int] = (
            range(len(text) + 1)
            if text.isascii() or max(text) <= "\uffff"
            else tuple(accumulate(widths, initial=0))
        )

    def at(self, position: int) -> int:
        return self._units[position]


def in_utf16(report: Report, text: str) -> Report:
    """`report` with the offsets of its findings and risks in UTF-16 units of `text`."""
    units = Utf16(text)
    found, risks = _moved(report.findings, units), _moved(report.risks, units)
    return report.model_copy(update={"findings": found, "risks": risks})


def _moved(placed: Sequence[Placed], units: Utf16) -> tuple[Placed, ...]:
    return tuple(
        p.model_copy(update={"start": units.at(p.start), "end": units.at(p.end)}) for p in placed
    )


class Body(Frozen):
    """What a request's body holds. Half a surrogate pair is refused: it cannot be stored."""

    @field_validator("*")
    @classmethod
    def _whole(cls, value: object) -> object:
        words = value if isinstance(value, tuple) else (value,)
        if any(isinstance(w, str) and SURROGATES.search(w) for w in words):
            raise ValueError("half of a surrogate pair (\\ud800 to \\udfff) stands alone in it")
        return value


class Draft(Body):
    """A post as a client sends it; `charter` names one of the server's, the first by default."""

    text: str = Field(description=f"Up to {INTERACTIVE_LIMIT:,} characters.")
    charter: str | None = Field(None, max_length=200)
    kind: PostKind = PostKind.DRAFT
    id: str = Field("", max_length=200, description="Yours; it comes back as it is.")
    channel: str | None = Field(None, max_length=60)
    lang: str | None = Field(None, pattern=r"^[a-z]{2}$", description="ISO 639-1, if known.")
    author: str | None = Field(
        None, max_length=300, description="A role in a few words («infirmière de nuit»), no name."
    )
    audience: str | None = Field(None, max_length=100)
    topics: tuple[str, ...] = Field((), max_length=50)

    def post(self) -> Post:
        return Post(**self.model_dump(include=set(Post.model_fields)))


class MendedReport(Report):
    """A report with the smallest edit found that clears it."""

    mend: Mend


def with_mend(report: Report, mend: Mend) -> MendedReport:
    return MendedReport(**dict(report), mend=mend)


def mend_in_utf16(mend: Mend, text: str) -> Mend:
    """`mend` with offsets in UTF-16 units: of `text` for its edits, of its own for what is left."""
    units, after = Utf16(text), Utf16(mend.text)
    edits = tuple(replace(e, start=units.at(e.start), end=units.at(e.end)) for e in mend.edits)
    return replace(mend, edits=edits, left=_moved(mend.left, after))


class ArticlePage(Frozen):
    """An article as people read it, in each of its languages; its rules stay inside."""

    id: str
    category: str
    severity: Severity
    title: Words
    text: Words
    why: Words
    learn_more: Words
    law: str | None
    mode: Mode


class CharterPage(Frozen):
    """A charter as people read it. confidential: the secret terms, for its owners only."""

    id: str
    version: str
    title: Words
    languages: tuple[str, ...]
    level: Level
    referent: Referent | None
    safe_channels: tuple[Referent, ...]
    second_look_hours: int
    articles: tuple[ArticlePage, ...]
    confidential: tuple[str, ...] | None = None


def charter_page(charter: Charter, *, owner: bool) -> CharterPage:
    """owner: who may see the secret terms and the articles that run in `shadow`, or not at all."""
    shown = (a for a in charter.articles if owner or a.mode is Mode.ACTIVE)
    return CharterPage(
        **charter.model_dump(include=set(CharterPage.model_fields) - {"articles", "confidential"}),
        articles=tuple(map(_article_page, shown)),
        confidential=tuple(t.term for t in charter.confidential) if owner else None,
    )


def _article_page(article: Article) -> ArticlePage:
    ground = article.legal_ground
    said = article.model_dump(include=set(ArticlePage.model_fields))
    return ArticlePage(**said, law=ground.law if ground else None)


def tagged(response: Response, case: Case) -> Case:
    """`case`, its version in the answer's `ETag`: events are only ever added, so their number."""
    response.headers["ETag"] = f'"{len(case.events)}"'
    return case
