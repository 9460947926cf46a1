"""The reviewers' queue: list, read, claim, answer."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.deps import After, AppDep, CallerDep, CaseIdPath, ExpectedDep, Limit
from api.problems import documented
from api.wire import Body, tagged
from compliance import service
from compliance.queue import OPEN, Case, Decision, Status
from compliance.records import Page

router = APIRouter(
    prefix="/v1/queue",
    tags=["queue"],
    responses=documented("not-authenticated", "forbidden", "invalid-request"),
)
EVENTS = documented("unknown-case", "stale-case", "illegal-decision")


class Answer(Decision, Body):
    """`go`: publish it as it is; `adjust`: with this wording; `talk`: let us talk about it."""


@router.get("", summary="Cases that wait for an answer, oldest first")
def queue_list(
    app: AppDep,
    caller: CallerDep,
    status: Annotated[tuple[Status, ...], Query(description="Those that wait by default.")] = OPEN,
    charter: Annotated[str | None, Query(max_length=200)] = None,
    after: After = None,
    limit: Limit = 50,
) -> Page[Case]:
    """A page may hold fewer than `limit`; there are more as long as `next` is given."""
    return service.queue_list(
        app, caller, statuses=status, charter_id=charter, after=after, limit=limit
    )


@router.get("/{case_id}", summary="One case", responses=documented("unknown-case"))
def case(app: AppDep, caller: CallerDep, case_id: CaseIdPath, response: Response) -> Case:
    return tagged(response, service.case(app, caller, case_id))


@router.post("/{case_id}/claim", summary="Take it on", responses=EVENTS)
def claim(
    app: AppDep, caller: CallerDep, case_id: CaseIdPath, expected: ExpectedDep, response: Response
) -> Case:
    return tagged(response, service.claim(app, caller, case_id, expected=expected))


@router.post("/{case_id}/unclaim", summary="Give it back to the queue", responses=EVENTS)
def unclaim(
    app: AppDep, caller: CallerDep, case_id: CaseIdPath, expected: ExpectedDep, response: Response
) -> Case:
    return tagged(response, service.unclaim(app, caller, case_id, expected=expected))


@router.post("/{case_id}/decision", summary="Answer its author", responses=EVENTS)
def decide(
    app: AppDep,
    caller: CallerDep,
    case_id: CaseIdPath,
    answer: Answer,
    expected: ExpectedDep,
    response: Response,
) -> Case:
    """Whatever the answer, the author stays free to publish."""
    return tagged(response, service.decide(app, caller, case_id, answer, expected=expected))
