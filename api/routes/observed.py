"""Posts that others have published: judged in batches, listed, counted."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query
from pydantic import AwareDatetime, Field

from api.deps import After, AppDep, CallerDep, Limit, charter_or_first
from api.problems import documented
from api.wire import Body
from compliance import service
from compliance.post import Post
from compliance.records import Observed, ObservedQuery, Page, Summary
from compliance.report import Route
from compliance.service import Ingested

router = APIRouter(
    prefix="/v1/observed",
    tags=["observed"],
    responses=documented("not-authenticated", "forbidden", "invalid-request"),
)


class ObservedPost(Post, Body):
    """One post; its `id` is what tells it from the others of its source."""

    id: str = Field(min_length=1, max_length=200)


class Batch(Body):
    """Up to 1,000 posts of one source; those known already are left as they are."""

    source: str = Field("api", min_length=1, max_length=200)
    charter: str | None = Field(None, max_length=200)
    posts: tuple[ObservedPost, ...] = Field(min_length=1, max_length=1_000)


@router.post(
    "",
    status_code=201,
    summary="Judge and keep a batch",
    responses=documented("unknown-name", "body-too-large"),
)
def ingest(app: AppDep, caller: CallerDep, batch: Batch) -> Ingested:
    charter = charter_or_first(app, batch.charter)
    return service.ingest(app, caller, batch.posts, charter_id=charter, source=batch.source)


def the_query(
    charter: Annotated[str | None, Query(max_length=200)] = None,
    source: Annotated[str | None, Query(max_length=200)] = None,
    route: Route | None = None,
    risk: Annotated[str | None, Query(max_length=100)] = None,
    min_urgency: Annotated[int, Query(ge=0, le=3)] = 0,
    since: AwareDatetime | None = None,
    until: AwareDatetime | None = None,
) -> ObservedQuery:
    """Which posts: `since <= time < until`, the time being when it was posted, or else seen."""
    return ObservedQuery(
        charter=charter,
        source=source,
        route=route,
        risk=risk,
        min_urgency=min_urgency,
        since=since,
        until=until,
    )


QueryDep = Annotated[ObservedQuery, Depends(the_query)]


@router.get("", summary="Observed posts, the newest or the most urgent first")
def observed_list(
    app: AppDep,
    caller: CallerDep,
    query: QueryDep,
    after: After = None,
    limit: Limit = 50,
    first: Annotated[Literal["new", "urgent"], Query(description="The newest by default.")] = "new",
) -> Page[Observed]:
    return service.observed_list(
        app, caller, query, after=after, limit=limit, urgent_first=first == "urgent"
    )


@router.get("/summary", summary="How many, by day, route, urgency, sentiment, risk")
def observed_summary(app: AppDep, caller: CallerDep, query: QueryDep) -> Summary:
    return service.observed_summary(app, caller, query)
