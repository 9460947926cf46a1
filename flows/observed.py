"""Observed posts of a source, judged and stored in chunks; a killed run goes on where it was."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Mapping
from contextvars import ContextVar, copy_context
from typing import Any

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from compliance import service, sources
from compliance.declared import declared
from compliance.errors import StoreError
from compliance.ports import Source
from compliance.post import Frozen
from compliance.service import PROGRAM, App, Step
from flows.apps import current_app, using
from flows.embedded import prefect_server

# A chunk is sized by time: a short one pays more for orchestration than for its work, a long one
# shows no progress and loses more when it is cut off.
CHUNK_SECONDS = 2.0
FIRST_CHUNK, SMALLEST_CHUNK, LARGEST_CHUNK = 200, 20, 20_000

# Told of each chunk, and how much of the source has been read in [0, 1] (None: nobody can say).
Progress = Callable[[Step, float | None], None]


class Monitored(Frozen):
    """What one call of `monitor` read; posts known before are read and not new."""

    read: int
    new: int
    bad: int
    by_route: Mapping[str, int]


def monitor(
    app: App,
    kind: str,
    location: str,
    *,
    charter_id: str,
    progress: Progress | None = None,
) -> Monitored:
    """Reads the source of that `kind` («file») at `location` to its end, in a flow.

    On the Prefect server of PREFECT_API_URL, or a temporary one. Raises SourceError, UnknownName,
    StoreError, FlowError.
    """
    # What is wrong is said before a server is started: a charter's name, a source not to be read.
    app.checker(charter_id)
    next(iter(open_source(kind, location).read()), None)
    with using(app), prefect_server():
        return copy_context().run(_observed_with, progress, kind, location, charter_id)


_progress: ContextVar[Progress | None] = ContextVar("progress", default=None)


def _observed_with(
    progress: Progress | None, kind: str, location: str, charter_id: str
) -> Monitored:
    _progress.set(progress)
    return observed(kind, location, charter_id)


@flow(name="observed", validate_parameters=False)
def observed(kind: str, location: str, charter_id: str) -> Monitored:
    """All chunks of one source, one after the other."""
    source, told = open_source(kind, location), _progress.get()
    read = new = bad = 0
    by_route: Counter[str] = Counter()
    limit, done = FIRST_CHUNK, False
    while not done:
        started = time.perf_counter()
        step = ingest_chunk(kind, location, charter_id, limit)
        limit, done = next_limit(limit, time.perf_counter() - started), step.run.done
        read, new, bad = read + step.read, new + step.new, bad + len(step.bad)
        by_route.update(step.by_route)
        if told is not None:
            told(step, source.fraction(step.run.position))
    return Monitored(read=read, new=new, bad=bad, by_route=by_route)


def _is_worth_another_try(_task: Any, _run: Any, state: Any) -> bool:
    return isinstance(state.result(raise_on_failure=False), StoreError)


@task(
    name="ingest-chunk",
    cache_policy=NO_CACHE,
    persist_result=False,
    retries=3,
    retry_delay_seconds=[1, 5, 20],
    retry_condition_fn=_is_worth_another_try,
)
def ingest_chunk(kind: str, location: str, charter_id: str, limit: int) -> Step:
    """The next chunk of the source. Where it begins is in the store, so that it may be retried."""
    source = open_source(kind, location)
    return service.ingest_next(current_app(), PROGRAM, source, charter_id=charter_id, limit=limit)


def open_source(kind: str, location: str) -> Source:
    """The source of that kind at `location`. Raises UnknownName."""
    source: Source = declared(sources, kind, "SOURCE")(location)
    return source


def next_limit(limit: int, seconds: float) -> int:
    """How many lines the next chunk takes, if `limit` of them took so many seconds."""
    fitting = limit * CHUNK_SECONDS / max(seconds, 1e-6)
    return round(min(max(fitting, SMALLEST_CHUNK), LARGEST_CHUNK, 4 * limit))
