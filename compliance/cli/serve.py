"""`balise serve`: the API and the pages, on an embedded database."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from compliance import service
from compliance.errors import InputError
from compliance.records import Role
from compliance.service import App
from compliance.settings import settings
from compliance.wiring import open_app

command = typer.Typer(rich_markup_mode=None)

# The sweep may be in the middle of a round.
STOP_SECONDS = 15.0


@command.command()
def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")] = 8321,
) -> None:
    """Serve the API and the pages; the first key is printed once.

    Which charters are served, and where data goes, are settings: BALISE_CHARTERS, BALISE_DATA,
    BALISE_DATABASE_URL.
    """
    try:
        import uvicorn

        from api.app import create_app
    except ImportError as error:
        raise InputError("serving needs the extra [api]: pip install 'balise[api]'") from error
    configured = settings()
    with open_app(configured) as app, _sweeping(app):
        _first_key(app)
        typer.echo(f"Balise answers at http://{host}:{port}/ (stop with Ctrl-C)")
        web = create_app(app, checks_per_minute=configured.checks_per_minute)
        uvicorn.run(web, host=host, port=port, access_log=False, log_level="warning")


@contextmanager
def _sweeping(app: App) -> Iterator[None]:
    """The sweep beside the server, unless a worker of its own does it (`python -m flows`)."""
    try:
        from flows.beside import tend
    except ImportError:
        typer.echo(
            "Without the extra [flows], overdue cases wait for a worker that has it.", err=True
        )
        yield
        return
    stop = threading.Event()
    thread = threading.Thread(target=tend, args=(app, stop), daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(STOP_SECONDS)


def _first_key(app: App) -> None:
    """On a database without keys, make one that may do everything, and show it this once."""
    if service.keys(app, service.PROGRAM):
        return
    made = service.create_key(app, service.PROGRAM, owner="first", roles=list(Role))
    typer.echo("Your first key, shown only now; keep it safe:\n")
    typer.echo(f"    {made.token}\n")
