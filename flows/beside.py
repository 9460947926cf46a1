"""What runs beside the API where no Prefect server of one's own does: sweeps, and a daily purge."""

from __future__ import annotations

import logging
import threading
from datetime import datetime, timedelta

from compliance import service
from compliance.service import App
from flows.apps import using
from flows.embedded import prefect_server
from flows.purge import purge
from flows.sweep import sweep

log = logging.getLogger(__name__)

PURGE_EVERY = timedelta(days=1)
# After so many rounds the temporary server, which keeps its records in memory, begins anew.
ROUNDS_A_SERVER = 100


def tend(app: App, stop: threading.Event, *, every: float = 60.0) -> None:
    """Looks each `every` seconds whether something is due, and does it, until `stop` is set.

    For a thread. A temporary Prefect server runs only while there is work for it. Nothing that
    goes wrong ends the thread: it is logged by its name, and tried again at the next round.
    """
    purged_at: datetime | None = None
    with using(app):
        while not stop.wait(every):
            try:
                purged_at = _round(app, stop, every, purged_at)
            except Exception as error:
                log.error("nothing could be swept or purged: %s", type(error).__name__)


def _round(
    app: App, stop: threading.Event, every: float, purged_at: datetime | None
) -> datetime | None:
    """When the last purge was, after this round."""
    now = app.now()
    must_purge = purged_at is None or now - purged_at >= PURGE_EVERY
    if not must_purge and not service.is_anything_due(app):
        return purged_at
    with prefect_server():
        if must_purge:
            purge()
        for _ in range(ROUNDS_A_SERVER):
            sweep()
            if stop.wait(every) or not service.is_anything_due(app):
                break
    return now if must_purge else purged_at
