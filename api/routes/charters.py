"""Charters as people read them, and how their articles fare."""

from __future__ import annotations

from fastapi import APIRouter

from api.deps import AppDep, CallerDep
from api.problems import documented
from api.wire import CharterPage, charter_page
from compliance import service
from compliance.figures import ArticleFigures
from compliance.records import Role
from compliance.report import CharterRef

router = APIRouter(
    prefix="/v1/charters",
    tags=["charters"],
    responses=documented("not-authenticated", "invalid-request"),
)


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
