"""The durable part of a submission: whoever has to know is told, however often it takes."""

from __future__ import annotations

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from compliance import service
from compliance.records import Work
from flows.apps import current_app


@flow(name="submitted", validate_parameters=False)
def submitted(case_id: str) -> int:
    """Does the work that the case's events have made; how many pieces of it."""
    taken = take_work(case_id)
    for work in taken:
        do_work(work)
    return len(taken)


@task(name="take-work", cache_policy=NO_CACHE, persist_result=False, retries=2)
def take_work(case_id: str | None = None, limit: int = 100) -> list[Work]:
    return service.take_work(current_app(), case_id=case_id, limit=limit)


@task(
    name="do-work",
    cache_policy=NO_CACHE,
    persist_result=False,
    retries=1,
    retry_delay_seconds=1,
)
def do_work(work: Work) -> None:
    """What fails here in the end is taken up by the sweep, once nobody holds it any more."""
    service.do_work(current_app(), work)
