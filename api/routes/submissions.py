"""An author's own cases: submitted, read, asked about, answered back, withdrawn."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header, Response
from pydantic import Field

from api.deps import (
    After,
    AppDep,
    CallerDep,
    CaseIdPath,
    ExpectedDep,
    Limit,
    MetricsDep,
    charter_or_first,
)
from api.problems import documented
from api.wire import Body, Draft, tagged
from compliance import service
from compliance.queue import Case
from compliance.records import Page
from compliance.service import AuthorRecord

router = APIRouter(
    prefix="/v1",
    tags=["submissions"],
    responses=documented("not-authenticated", "forbidden", "invalid-request"),
)
EVENTS = documented("unknown-case", "stale-case", "illegal-decision")


class Submission(Draft):
    """A draft to be judged and kept. revises: the author's case of which it is a later version."""

    revises: str | None = Field(None, max_length=64)


class Words(Body):
    words: str = Field("", max_length=4_000)


class Comment(Body):
    words: str = Field(min_length=1, max_length=4_000)


class Contest(Body):
    """article: the one whose finding is wrong; words: why, if you like."""

    article: str = Field(min_length=1, max_length=200)
    words: str = Field("", max_length=4_000)


@router.post(
    "/submissions",
    status_code=201,
    summary="Submit a draft",
    responses=documented("unknown-name", "unknown-case", "text-too-long", "bad-input"),
)
def submit(
    app: AppDep,
    caller: CallerDep,
    metrics: MetricsDep,
    draft: Submission,
    response: Response,
    idempotency_key: Annotated[
        str | None,
        Header(max_length=200, description="Yours; sent again, it gives the same case again."),
    ] = None,
) -> Case:
    """Keeps the draft with its report. A reviewer sees it only where its route is `review`."""
    case = service.submit(
        app,
        caller,
        draft.post(),
        charter_id=charter_or_first(app, draft.charter),
        key=idempotency_key,
        revises=draft.revises,
    )
    metrics.checked(case.report)
    response.headers["Location"] = f"/v1/submissions/{case.id}"
    return tagged(response, case)


@router.get("/submissions", summary="One's own cases, newest first")
def my_cases(app: AppDep, caller: CallerDep, after: After = None, limit: Limit = 50) -> Page[Case]:
    return service.my_cases(app, caller, after=after, limit=limit)


@router.get("/submissions/{case_id}", summary="One case", responses=documented("unknown-case"))
def case(app: AppDep, caller: CallerDep, case_id: CaseIdPath, response: Response) -> Case:
    """One's own, or, for reviewers, one they were asked about."""
    return tagged(response, service.case(app, caller, case_id))


@router.post(
    "/submissions/{case_id}/second-look", summary="Ask the référent to look", responses=EVENTS
)
def ask_second_look(
    app: AppDep,
    caller: CallerDep,
    case_id: CaseIdPath,
    asked: Words,
    expected: ExpectedDep,
    response: Response,
) -> Case:
    found = service.ask_second_look(app, caller, case_id, words=asked.words, expected=expected)
    return tagged(response, found)


@router.post("/submissions/{case_id}/comments", summary="Say something", responses=EVENTS)
def comment(
    app: AppDep,
    caller: CallerDep,
    case_id: CaseIdPath,
    said: Comment,
    expected: ExpectedDep,
    response: Response,
) -> Case:
    return tagged(response, service.comment(app, caller, case_id, said.words, expected=expected))


@router.post(
    "/submissions/{case_id}/contests", summary="Say that a finding is wrong", responses=EVENTS
)
def contest(
    app: AppDep,
    caller: CallerDep,
    case_id: CaseIdPath,
    said: Contest,
    expected: ExpectedDep,
    response: Response,
) -> Case:
    found = service.contest(
        app, caller, case_id, article=said.article, words=said.words, expected=expected
    )
    return tagged(response, found)


@router.post("/submissions/{case_id}/read", summary="The answer is read", responses=EVENTS)
def mark_read(
    app: AppDep, caller: CallerDep, case_id: CaseIdPath, expected: ExpectedDep, response: Response
) -> Case:
    return tagged(response, service.mark_read(app, caller, case_id, expected=expected))


@router.post("/submissions/{case_id}/withdraw", summary="Take it back", responses=EVENTS)
def withdraw(
    app: AppDep, caller: CallerDep, case_id: CaseIdPath, expected: ExpectedDep, response: Response
) -> Case:
    """No reviewer sees it any more."""
    return tagged(response, service.withdraw(app, caller, case_id, expected=expected))


@router.get("/me/export", tags=["me"], summary="Everything recorded about oneself")
def export(app: AppDep, caller: CallerDep) -> AuthorRecord:
    return service.export_author(app, caller)
