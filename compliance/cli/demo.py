"""`balise demo`: one company's posts through the whole of Balise, on this machine alone."""

from __future__ import annotations

import shutil
import socket
import sys
import tempfile
import threading
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from importlib.resources import as_file, files
from pathlib import Path
from typing import Annotated

import typer

from compliance import service
from compliance.charter import Charter
from compliance.cli._terminal import table
from compliance.cli.formats import Checked, rendered
from compliance.cli.monitor import progress_of, summary
from compliance.errors import InputError
from compliance.lines import read
from compliance.post import Post
from compliance.queue import Case
from compliance.records import Role
from compliance.service import App, Caller
from compliance.settings import Settings
from compliance.wiring import charter_from_facts, open_app

command = typer.Typer(rich_markup_mode=None)

SHOWN = 3
FRIDAY = 4


@command.command()
def demo(
    company: Annotated[
        Path | None, typer.Option(help="A folder with company.yaml and posts.jsonl of your own.")
    ] = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Where to serve; 0: any.")] = 8321,
    serve: Annotated[
        bool | None,
        typer.Option("--serve/--no-serve", help="Stay and serve until Ctrl-C, or end."),
    ] = None,
) -> None:
    """Make a charter from a fact sheet, run a company's posts through it, show what was found.

    Everything happens in a temporary folder that is gone at the end. On a terminal it stays and
    serves the API and the pages until Ctrl-C; elsewhere it makes sure that they answer, and ends.
    """
    stay = sys.stdout.isatty() if serve is None else serve
    with _folder(company) as folder, _temporary() as data:
        charter = data / "charter.yaml"
        charter.write_text(charter_from_facts(folder / "company.yaml"), "utf-8")
        settings = Settings(data=data, database_url="", charters=(str(charter),))
        with open_app(settings) as app:
            _charter(next(iter(app.checkers.values())).charter)
            cases = _run(app, folder / "posts.jsonl", data)
            _drafts(app, cases)
            _served(app, port, stay=stay)


@contextmanager
def _folder(company: Path | None) -> Iterator[Path]:
    if company is None:
        with as_file(files("compliance.cli") / "sample") as sample:
            yield sample
        return
    for name in ("company.yaml", "posts.jsonl"):
        if not (company / name).is_file():
            raise InputError(f"{company} holds no {name}")
    yield company


@contextmanager
def _temporary() -> Iterator[Path]:
    data = Path(tempfile.mkdtemp(prefix="balise-demo-"))
    try:
        yield data
    finally:
        shutil.rmtree(data, ignore_errors=True)


def _title(words: str) -> None:
    typer.echo(f"\n{words}\n{'─' * len(words)}")


def _charter(charter: Charter) -> None:
    _title("1. A charter, made from the company's fact sheet")
    rules = sum(len(article.rules) for article in charter.articles)
    typer.echo(
        f"{charter.organisation.name}: level {charter.level}, {len(charter.articles)} articles,"
        f" {rules} rules, {len(charter.confidential)} confidential terms."
    )


def _run(app: App, posts: Path, data: Path) -> list[Case]:
    """The drafts submitted and swept, the observed posts monitored, in flows on one server."""
    from flows.apps import using
    from flows.embedded import prefect_server
    from flows.observed import monitor
    from flows.sweep import sweep

    drafts, observed = _split(posts, data)
    charter_id = next(iter(app.checkers))
    _title("2. Its posts, through the flows")
    started = time.monotonic()
    with using(app), prefect_server(), progress_of("posts") as told:
        cases = [_submitted(app, draft, charter_id) for draft in drafts]
        followed = 0
        while done := sweep().done:
            followed += done
        gave = monitor(app, "file", str(observed), charter_id=charter_id, progress=told)
    seconds = time.monotonic() - started
    typer.echo(f"{len(cases)} drafts submitted, {followed} followed up by the sweep.")
    typer.echo(
        f"{gave.read} observed posts read. {seconds:.0f} s in all, the server's start included."
    )
    _title("3. What others say")
    sys.stdout.write(summary(app, charter_id, gave))
    return cases


def _split(posts: Path, data: Path) -> tuple[list[Post], Path]:
    """The drafts of `posts`, and a file in `data` with the lines of the observed ones."""
    drafts: list[Post] = []
    observed = data / "observed.jsonl"
    with posts.open("rb") as lines, observed.open("wb") as out:
        for raw in lines:
            for line in read([raw]):
                if line.post is None:
                    raise InputError(f"{posts.name}: {line.error}")
                if line.post.is_draft:
                    drafts.append(line.post)
                else:
                    out.write(raw)
    return drafts, observed


def _working_morning(now: datetime) -> datetime:
    """Nine o'clock (UTC) of the next day that is no weekend: on a Sunday every draft would be told
    that it is Sunday, and nothing of what Balise is for."""
    day = now + timedelta(days=1)
    while day.weekday() > FRIDAY:
        day += timedelta(days=1)
    return day.replace(hour=9, minute=0, second=0, microsecond=0)


def _submitted(app: App, draft: Post, charter_id: str) -> Case:
    if draft.posted_at is None:
        draft = draft.model_copy(update={"posted_at": _working_morning(app.now())})
    author = Caller(f"author of {draft.id}", frozenset({Role.AMBASSADOR}))
    return service.submit(app, author, draft, charter_id=charter_id)


def _drafts(app: App, cases: Sequence[Case]) -> None:
    _title("4. What its own people are about to say")
    routes = Counter(case.report.route.value for case in cases)
    articles = Counter(f.article for case in cases for f in case.report.findings)
    rows = [
        ("routes", ", ".join(f"{name} {count}" for name, count in routes.most_common())),
        ("found", ", ".join(f"{name} {count}" for name, count in articles.most_common())),
    ]
    sys.stdout.write(table((f"{len(cases)} drafts", "count"), rows))
    _title(f"5. {SHOWN} of them, as their authors see it")
    checker = next(iter(app.checkers.values()))
    for case in _telling(cases):
        typer.echo(f"  | {case.post.text}".replace("\n", "\n  | ") + "\n")
        checked = [Checked(case.post, case.report)]
        colour = sys.stdout.isatty()
        sys.stdout.write(rendered("text", checked, checker.charter, explain=False, colour=colour))


def _telling(cases: Sequence[Case]) -> list[Case]:
    """Short drafts with one finding that offers a way out, of different articles."""
    chosen: dict[str, Case] = {}
    for case in sorted(cases, key=lambda c: len(c.post.text)):
        findings = case.report.findings
        if len(findings) == 1 and len(case.post.text) > 80:
            chosen.setdefault(findings[0].article, case)
    return list(chosen.values())[:SHOWN]


def _served(app: App, port: int, *, stay: bool) -> None:
    import uvicorn

    from api.app import create_app

    _title("6. The API and the pages")
    key = service.create_key(app, service.PROGRAM, owner="demo", roles=list(Role))
    with socket.create_server(("127.0.0.1", port if stay else 0)) as listening:
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        server = uvicorn.Server(
            uvicorn.Config(create_app(app), log_level="warning", access_log=False)
        )
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        for page in ("/healthz", "/"):
            typer.echo(f"{address}{page} answers {_status(address + page)}")
        if stay:
            typer.echo(f"\nOpen {address}/ and sign in with this key, good for the demo only:\n")
            typer.echo(f"    {key.token}\n\nCtrl-C ends it.")
            _until_interrupted(thread)
        server.should_exit = True
        thread.join(10)


def _status(address: str) -> int:
    """The HTTP status of a page of our own server, once it is up."""
    for _ in range(100):
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 — ours, on loopback
                return int(answer.status)
        except OSError:
            time.sleep(0.1)
    raise InputError(f"{address} does not answer")


def _until_interrupted(thread: threading.Thread) -> None:
    try:
        while thread.is_alive():
            thread.join(0.5)
    except KeyboardInterrupt:
        typer.echo("")
