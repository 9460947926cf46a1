"""The analyst's pages: what others say, sorted, counted, opened, taken along as a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Annotated, Literal
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Query, Request
from pydantic import AwareDatetime
from starlette.responses import Response, StreamingResponse

from api.deps import After, AppDep, CallerDep
from api.rendering import PageRoute, language_of, page, pieces, when, words
from compliance import service
from compliance.errors import InputError
from compliance.post import UNSURE
from compliance.records import Observed, ObservedQuery, Summary
from compliance.report import Route
from compliance.routing import RISK_URGENCY
from compliance.service import PAGE_LIMIT, URGENT_FIRST, App

router = APIRouter(include_in_schema=False, route_class=PageRoute)

PER_PAGE = 30
DAYS_SHOWN = 60
# What spreadsheets take for a formula where a cell begins with it.
FORMULAS = ("=", "+", "-", "@", "\t", "\r")
COLUMNS = (
    "at",
    "source",
    "id",
    "channel",
    "language",
    "sentiment",
    "risks",
    "urgency",
    "route",
    "reason",
    "articles",
    "text",
)
Short = Annotated[str, Query(max_length=200)]


@dataclass(frozen=True)
class Wanted:
    """The filters as the form sends them: an empty one asks for nothing."""

    charter: Short = ""
    route: Short = ""
    risk: Short = ""
    source: Short = ""
    since: Short = ""
    first: Literal["new", "urgent"] = "new"

    def query(self, zone: ZoneInfo) -> ObservedQuery:
        """zone: where the day of `since` begins. Raises InputError."""
        if self.route and self.route not in set(Route):
            raise InputError("there is no such route")
        return ObservedQuery(
            charter=self.charter or None,
            route=self.route or None,
            risk=self.risk or None,
            source=self.source or None,
            since=self._since(zone),
        )

    def _since(self, zone: ZoneInfo) -> datetime | None:
        if not self.since:
            return None
        try:
            return datetime.combine(date.fromisoformat(self.since), time(), zone)
        except ValueError as error:
            raise InputError("`since` is a day, as 2026-11-20") from error

    def link(self, **changed: str) -> str:
        """The query string of these filters, with `changed`; empty ones left out."""
        fields = {**vars(self), **changed}
        return urlencode({k: v for k, v in fields.items() if v and (k, v) != ("first", "new")})


WantedDep = Annotated[Wanted, Depends()]


@router.get("/observed")
def observed(
    request: Request, app: AppDep, caller: CallerDep, wanted: WantedDep, after: After = None
) -> Response:
    zone = _zone(app, wanted.charter)
    query = wanted.query(zone)
    found = service.observed_list(
        app, caller, query, after=after, limit=PER_PAGE, urgent_first=wanted.first == "urgent"
    )
    summary = service.observed_summary(app, caller, query)
    return page(
        request,
        "observed.html",
        caller=caller,
        here="/observed",
        wanted=wanted,
        posts=found.items,
        next=found.next,
        after=after,
        summary=summary,
        days=_days(summary),
        routes=[(r, summary.by_route.get(r, 0)) for r in URGENT_FIRST],
        risks=sorted(summary.by_risk.items(), key=lambda pair: (-pair[1], pair[0])),
        every_risk=sorted({*RISK_URGENCY, *summary.by_risk}),
        every_route=URGENT_FIRST,
        charters=list(app.checkers),
        address=_address,
        said=_Said(request, zone),
    )


def _zone(app: App, charter: str) -> ZoneInfo:
    """Of the charter asked for, or of the first."""
    checker = app.checkers.get(charter) or next(iter(app.checkers.values()))
    return ZoneInfo(checker.charter.time_zone)


def _days(summary: Summary) -> list[tuple[date, int]]:
    """The last days up to the newest, those without a post too, the oldest first."""
    if not summary.by_day:
        return []
    last = max(summary.by_day)
    shown = min((last - min(summary.by_day)).days + 1, DAYS_SHOWN)
    days = (last - timedelta(days=back) for back in reversed(range(shown)))
    return [(day, summary.by_day.get(day, 0)) for day in days]


class _Said:
    """How the templates say a moment and a day."""

    def __init__(self, request: Request, zone: ZoneInfo) -> None:
        self._words, self._zone = words(language_of(request)), zone

    def when(self, moment: datetime) -> str:
        return when(moment, self._zone.key, self._words)

    def day(self, day: date) -> str:
        return f"{day.day} {self._words['dates']['months'][day.month - 1]}"


def _address(post: Observed) -> str:
    """The page of one post; what is observed has a name within its source only."""
    names = {
        "charter": post.report.charter.id,
        "source": post.source,
        "id": post.post.id,
        "at": post.at.isoformat(),
    }
    return f"/observed/post?{urlencode(names)}"


@router.get("/observed/post")
def observed_post(
    request: Request,
    app: AppDep,
    caller: CallerDep,
    charter: Short,
    source: Short,
    id: Short,
    at: AwareDatetime,
) -> Response:
    found = service.observed_post(app, caller, charter_id=charter, source=source, post_id=id, at=at)
    return page(
        request,
        "observed_post.html",
        caller=caller,
        here="/observed",
        found=found,
        parts=list(pieces(found.post.text, found.report.findings)),
        titles=_titles(app, charter, language_of(request)),
        unsure=UNSURE.label,
        said=_Said(request, _zone(app, charter)),
    )


def _titles(app: App, charter: str, language: str) -> dict[str, str]:
    """By article; none where the charter is not served any more."""
    checker = app.checkers.get(charter)
    if checker is None:
        return {}
    read = checker.charter
    return {article.id: read.in_language(article.title, language) for article in read.articles}


@router.get("/observed.csv")
def observed_csv(
    request: Request, app: AppDep, caller: CallerDep, wanted: WantedDep
) -> StreamingResponse:
    """The filtered list, all pages of it, newest first. Semicolons in French, as Excel reads it."""
    found = service.every_observed(app, caller, wanted.query(_zone(app, wanted.charter)))
    separator = ";" if language_of(request) == "fr" else ","
    return StreamingResponse(
        _csv(found, separator),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="observed.csv"'},
    )


def _csv(posts: Iterator[Observed], separator: str) -> Iterator[str]:
    # First the mark by which spreadsheets know UTF-8.
    yield "\ufeff" + _rows([COLUMNS], separator)
    while some := list(islice(posts, PAGE_LIMIT)):
        yield _rows([list(map(_cell, _values(post).values())) for post in some], separator)


def _values(post: Observed) -> Mapping[str, object]:
    report = post.report
    return {
        "at": post.at.isoformat(),
        "source": post.source,
        "id": post.post.id,
        "channel": post.post.channel or "",
        "language": report.language.label,
        "sentiment": report.sentiment.label,
        "risks": " ".join(risk.label for risk in report.risks),
        "urgency": report.urgency,
        "route": report.route,
        "reason": report.route_reason,
        "articles": " ".join(dict.fromkeys(f.article for f in report.findings)),
        "text": post.post.text,
    }


def _cell(value: object) -> str:
    """`value` as a spreadsheet shows it, and never runs it."""
    text = str(value).encode("utf-8", "replace").decode("utf-8")
    return f"'{text}" if text.startswith(FORMULAS) else text


def _rows(rows: Iterable[Sequence[str]], separator: str) -> str:
    written = io.StringIO()
    csv.writer(written, delimiter=separator).writerows(rows)
    return written.getvalue()
