"""What was left: cases past their deadline go back, work that nobody finished is taken up."""

from __future__ import annotations

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from compliance import service
from compliance.post import Frozen
from flows.apps import current_app
from flows.submitted import do_work, take_work


class Swept(Frozen):
    """Ids of the cases released; pieces of work done, and those that failed and stay for later."""

    released: tuple[str, ...]
    done: int
    failed: int


@flow(name="sweep", validate_parameters=False)
def sweep() -> Swept:
    """One round. A piece of work that fails does not keep the others waiting."""
    released = release_overdue()
    states = [do_work(work, return_state=True) for work in take_work()]
    done = sum(state.is_completed() for state in states)
    return Swept(released=released, done=done, failed=len(states) - done)


@task(name="release-overdue", cache_policy=NO_CACHE, persist_result=False, retries=2)
def release_overdue() -> tuple[str, ...]:
    return service.release_overdue(current_app())
