"""What was left: cases past their deadline go back, work that nobody finished is taken up."""

from __future__ import annotations

import logging
import threading

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from compliance import service
from compliance.errors import ComplianceError
from compliance.post import Frozen
from compliance.service import App
from flows.apps import current_app, using
from flows.embedded import prefect_server
from flows.submitted import do_work, take_work

log = logging.getLogger(__name__)


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


# After so many rounds the temporary server, which keeps its records in memory, begins anew.
ROUNDS_A_SERVER = 100


def keep_sweeping(app: App, stop: threading.Event, *, every: float = 60.0) -> None:
    """A round each `every` seconds where something is due, until `stop` is set.

    For a thread beside the API. A temporary Prefect server runs only while there is work for it;
    what cannot be done now is logged, and tried again at the next round.
    """
    with using(app):
        while not stop.wait(every):
            try:
                if service.is_anything_due(app):
                    _sweep_while_due(app, stop, every)
            except ComplianceError as error:
                log.error("the sweep could not run: %s", error.code)


def _sweep_while_due(app: App, stop: threading.Event, every: float) -> None:
    with prefect_server():
        for _ in range(ROUNDS_A_SERVER):
            sweep()
            if stop.wait(every) or not service.is_anything_due(app):
                return
