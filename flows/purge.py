"""Takes out what the charters' retention no longer allows to keep."""

from __future__ import annotations

from collections.abc import Mapping

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from compliance import service
from compliance.records import Purged
from compliance.service import PROGRAM
from flows.apps import current_app


@flow(name="purge", validate_parameters=False)
def purge() -> Mapping[str, Purged]:
    """By charter, how much was taken out."""
    return purge_all()


@task(name="purge-all", cache_policy=NO_CACHE, persist_result=False, retries=2)
def purge_all() -> Mapping[str, Purged]:
    return service.purge(current_app(), PROGRAM)
