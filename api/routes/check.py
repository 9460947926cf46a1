"""The instant check: nothing is stored, nothing is logged."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body, Query
from fastapi.concurrency import run_in_threadpool
from starlette.responses import Response

from api.deps import AppDep, CheckingCallerDep, Mending, MetricsDep, charter_or_first
from api.problems import documented
from api.wire import Draft, MendedReport, Offsets, in_utf16, mend_in_utf16, with_mend
from compliance import service
from compliance.report import Report

router = APIRouter(prefix="/v1", tags=["check"])

# A longer post would keep the others waiting for some milliseconds; it goes to a thread.
INLINE = 2_000
EXAMPLE = {
    "text": "Fier de notre équipe, n°1 en Europe, et le Projet Aurore arrive bientôt !",
    "channel": "linkedin",
}


@router.post(
    "/check",
    summary="What to think about before publishing",
    response_model=MendedReport | Report,
    responses=documented(
        "bad-json",
        "not-authenticated",
        "unknown-name",
        "text-too-long",
        "invalid-request",
        "too-many-requests",
    ),
)
async def check(
    app: AppDep,
    _: CheckingCallerDep,
    metrics: MetricsDep,
    draft: Annotated[Draft, Body(openapi_examples={"a draft": {"value": EXAMPLE}})],
    offsets: Annotated[Offsets, Query(description="Unit of `start` and `end`.")] = (
        Offsets.CODEPOINTS
    ),
    mend: Mending = False,
) -> Response:
    """Judges a draft, or an observed post, against a charter. Any role may; nothing is kept.

    With `mend`, the answer also holds `mend`: its `edits` of the draft, the `text` they make, and
    what is `left` to think about in it, each edit tried by checking again. It counts for ten
    checks.
    """
    post, charter = draft.post(), charter_or_first(app, draft.charter)
    if mend or len(post.text) > INLINE:
        report = await run_in_threadpool(service.check, app, post, charter_id=charter)
    else:
        report = service.check(app, post, charter_id=charter)
    metrics.checked(report)
    utf16 = offsets is Offsets.UTF16
    shown = in_utf16(report, post.text) if utf16 else report
    if mend:
        found = await run_in_threadpool(service.mend, app, post, report)
        shown = with_mend(shown, mend_in_utf16(found, post.text) if utf16 else found)
    # Written here: FastAPI would validate and copy a model that is right already.
    return Response(shown.model_dump_json(), media_type="application/json")
