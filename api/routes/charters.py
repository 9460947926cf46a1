"""Charters as people read them, how their articles fare, what a turn of the dial would change."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import Field

from api.deps import AppDep, CallerDep
from api.problems import documented
from api.samples import samples
from api.wire import Body, CharterPage, charter_page
from compliance import service
from compliance.charter import Level
from compliance.dial import Dialled
from compliance.figures import ArticleFigures
from compliance.post import Post
from compliance.records import Role
from compliance.report import CharterRef
from compliance.service import REPLAY_LIMIT

router = APIRouter(
    prefix="/v1/charters",
    tags=["charters"],
    responses=documented("not-authenticated", "invalid-request"),
)


class PastPost(Post, Body):
    """A post to try a change on; it is judged and not kept."""


class Turn(Body):
    """A setting to try: the charter's own level unless given, and overlays on top of it.

    shadow: with the articles that run in `shadow` as if they were active.
    posts: past ones; a small set of fiction where there are none.
    """

    level: Level | None = None
    overlays: tuple[str, ...] = Field((), max_length=20)
    shadow: bool = False
    posts: tuple[PastPost, ...] | None = Field(None, max_length=REPLAY_LIMIT)


@router.get("", summary="The charters there are; the first is the default")
async def charters(app: AppDep, caller: CallerDep) -> list[CharterRef]:
    checkers = app.checkers.values()
    return [CharterRef(id=c.charter.id, version=c.charter.version) for c in checkers]


@router.get("/{charter}", summary="One charter", responses=documented("unknown-name"))
async def charter(app: AppDep, caller: CallerDep, charter: str) -> CharterPage:
    """Its articles with titles and texts. Secret terms are for charter owners alone."""
    read = app.checker(charter).charter
    return charter_page(read, owner=caller.may(Role.CHARTER_OWNER))


@router.get(
    "/{charter}/figures",
    summary="How often each article fires, is followed, is contested",
    responses=documented("forbidden", "unknown-name"),
)
def figures(app: AppDep, caller: CallerDep, charter: str) -> tuple[ArticleFigures, ...]:
    """By article, never by person."""
    app.checker(charter)
    return service.article_figures(app, caller, charter_id=charter)


@router.post(
    "/{charter}/replay",
    summary="What another level or overlays would change",
    responses=documented("forbidden", "unknown-name", "text-too-long", "bad-charter"),
)
def replay(app: AppDep, caller: CallerDep, charter: str, turn: Turn) -> Dialled:
    """Tried on `posts`, or on made-up ones; nothing is kept and nothing goes live."""
    posts = samples() if turn.posts is None else turn.posts
    return service.replay(
        app,
        caller,
        posts,
        charter_id=charter,
        level=turn.level,
        overlays=turn.overlays,
        shadow=turn.shadow,
    )
