"""Is it alive, can it work, what has it done."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import PlainTextResponse

from api.deps import AppDep, CallerDep, MetricsDep
from api.problems import documented
from compliance.errors import Forbidden
from compliance.records import Role

router = APIRouter(tags=["health"], default_response_class=PlainTextResponse)


@router.get("/healthz", summary="The process answers")
async def healthz() -> str:
    return "ok"


@router.get("/readyz", summary="The database answers too", responses=documented("store"))
def readyz(app: AppDep) -> str:
    app.store.ping()
    return "ok"


@router.get(
    "/metrics",
    summary="Counters, in Prometheus' format; for operators",
    responses=documented("not-authenticated", "forbidden"),
)
async def metrics(caller: CallerDep, metrics: MetricsDep) -> str:
    if not caller.may(Role.OPERATOR):
        raise Forbidden(f"this needs the role {Role.OPERATOR}")
    return metrics.text()
