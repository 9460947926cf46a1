"""A Prefect server for as long as a command runs: offline, private, quiet, gone afterwards."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from os import environ
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from prefect.events.worker import EventsWorker
from prefect.logging.configuration import setup_logging
from prefect.settings import PREFECT_API_URL, get_current_settings, temporary_settings

from compliance.errors import FlowError

# It takes 8 to 23 s on a cold machine.
START_SECONDS = 120.0
STOP_SECONDS = 10.0

# In a file, SQLite locks its readers out and a flow run takes 2 s of retries; here, 0.1 s.
IN_MEMORY = "sqlite+aiosqlite:///file::memory:?cache=shared&uri=true&check_same_thread=false"

# What a temporary server needs to be alone, silent and small: a flow run without heartbeat ends a
# second sooner, and nothing here is scheduled, automated or looked at.
QUIET: Mapping[str, object] = {
    "flows.heartbeat_frequency": None,
    "logging.level": "CRITICAL",
    "logging.to_api.enabled": False,
    "results.persist_by_default": False,
    "server.analytics_enabled": False,
    "server.database.connection_url": IN_MEMORY,
    "server.logging_level": "CRITICAL",
    "server.services.cancellation_cleanup.enabled": False,
    "server.services.event_persister.enabled": False,
    "server.services.foreman.enabled": False,
    "server.services.late_runs.enabled": False,
    "server.services.pause_expirations.enabled": False,
    "server.services.scheduler.enabled": False,
    "server.services.triggers.enabled": False,
    "server.ui.enabled": False,
}


@contextmanager
def prefect_server() -> Iterator[str]:
    """The address of the server that flows called inside run on.

    That of PREFECT_API_URL where it is set; otherwise a temporary one in a folder of its own, which
    ends with this process however it ends. Raises FlowError.
    """
    given = PREFECT_API_URL.value()
    if given:
        yield given
        return
    home = Path(tempfile.mkdtemp(prefix="balise-flows-"))
    with (
        _past_any_proxy(),
        _settings({**QUIET, "home": home}),
        _server() as url,
        _settings({"api.url": url}),
        _events_sent(),
    ):
        yield url


@contextmanager
def _events_sent() -> Iterator[None]:
    """Prefect's client has sent its events by the end: to a server that is gone it would try for
    minutes, when the process leaves."""
    try:
        yield
    finally:
        EventsWorker.drain_all(timeout=STOP_SECONDS)


@contextmanager
def _past_any_proxy() -> Iterator[None]:
    """Prefect's client would ask the house's proxy for what is on this machine."""
    names = ("no_proxy", "NO_PROXY")
    before = {name: environ[name] for name in names if name in environ}
    exempt = ",".join(filter(None, (*dict.fromkeys(before.values()), "127.0.0.1")))
    environ.update(dict.fromkeys(names, exempt))
    try:
        yield
    finally:
        for name in names:
            del environ[name]
        environ.update(before)


@contextmanager
def _settings(updates: Mapping[str, object]) -> Iterator[None]:
    """Prefect with these settings, its loggers told."""
    try:
        with temporary_settings(updates=updates):
            setup_logging()
            yield
    finally:
        setup_logging()


@contextmanager
def _server() -> Iterator[str]:
    settings = get_current_settings().to_environment_variables(exclude_unset=True)
    process = subprocess.Popen(
        [sys.executable, "-m", "flows._server"],
        env={**environ, **settings},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C is for us; it leaves when we have said goodbye
    )
    try:
        yield _address(process)
    finally:
        _stop(process)


def _address(process: subprocess.Popen[bytes]) -> str:
    port = process.stdout.readline().strip().decode() if process.stdout else ""
    if not port:
        raise FlowError("the temporary Prefect server did not start")
    url, deadline = f"http://127.0.0.1:{port}/api", time.monotonic() + START_SECONDS
    while not _answers(url):
        if process.poll() is not None or time.monotonic() > deadline:
            raise FlowError("the temporary Prefect server does not answer")
        time.sleep(0.1)
    return url


def _answers(url: str) -> bool:
    try:
        with urlopen(f"{url}/admin/version", timeout=5) as answer:  # noqa: S310 - our own, on loopback
            return bool(answer.status == 200)
    except (URLError, TimeoutError, ConnectionError):
        return False


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Closing its input asks it to leave."""
    with process:
        if process.stdin:
            process.stdin.close()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()  # its folder then stays for the system to tidy: it holds no post
