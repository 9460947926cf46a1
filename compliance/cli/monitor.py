"""`balise monitor`: observed posts through the flow, stored with sentiment, risks and routes."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from compliance.cli._terminal import Shown, table
from compliance.errors import InputError
from compliance.records import ObservedQuery
from compliance.report import Route
from compliance.service import PROGRAM, App, Step, observed_list, observed_summary
from compliance.settings import settings
from compliance.wiring import load_charter, open_app

if TYPE_CHECKING:
    from flows.observed import Monitored, Progress

command = typer.Typer(rich_markup_mode=None)

PRESSING = 5
QUOTED = 110


@command.command()
def monitor(
    source: Annotated[
        str, typer.Argument(help="Observed posts: JSON Lines, or CSV with a header.")
    ],
    charter: Annotated[str | None, typer.Option(help="A charter file, or a name.")] = None,
    kind: Annotated[str, typer.Option(help="What sort of source it is.")] = "file",
    format: Annotated[Shown, typer.Option(help="How to show the answer.")] = Shown.TEXT,
) -> None:
    """Read observed posts through the flow; show what is pressing. Posts known are not read twice.

    A run that was cut off goes on where it was. PREFECT_API_URL names the Prefect server; without
    it, a temporary one is started and stopped.
    """
    try:
        from flows.observed import monitor as run
    except ImportError as error:
        raise InputError(
            "monitoring needs the extra [flows]: pip install 'balise[flows]'"
        ) from error
    names = [charter] if charter else None
    with open_app(settings(), names) as app, progress_of(source) as told:
        charter_id = load_charter(charter).id if charter else next(iter(app.checkers))
        gave = run(app, kind, source, charter_id=charter_id, progress=told)
        if format is Shown.JSON:
            sys.stdout.write(gave.model_dump_json(indent=2) + "\n")
        else:
            sys.stdout.write(summary(app, charter_id, gave))


@contextmanager
def progress_of(source: str) -> Iterator[Progress | None]:
    """A bar on standard error where that is a terminal; otherwise nobody is told."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("starting the flow", total=None)
        read = 0

        def told(step: Step, fraction: float | None) -> None:
            nonlocal read
            read += step.read
            bar.update(task, description=f"{read} posts", total=1.0, completed=fraction or 0.0)

        yield told


def summary(app: App, charter_id: str, gave: Monitored) -> str:
    """What the run read, the counts of all that is stored under the charter, and what presses."""
    counts = observed_summary(app, PROGRAM, ObservedQuery(charter=charter_id))
    lines = [f"{gave.read} posts read, {gave.new} new, {gave.bad} that could not be read", ""]
    rows = [
        ("routes", _counted(counts.by_route)),
        ("risks", _counted(counts.by_risk)),
        ("sentiment", _counted(counts.by_sentiment)),
    ]
    lines.append(table(("all stored", "posts"), rows))
    pressing = ObservedQuery(charter=charter_id, route=Route.ESCALATE)
    page = observed_list(app, PROGRAM, pressing, limit=PRESSING)
    if page.items:
        found = [(o.post.id, _risks(o.report.risks), _short(o.post.text)) for o in page.items]
        lines += ["Newest to treat now:", table(("post", "risks", "words"), found)]
    return "\n".join(lines)


def _counted(counts: Mapping[str, int]) -> str:
    ordered = sorted(counts.items(), key=lambda item: -item[1])
    return ", ".join(f"{name} {count}" for name, count in ordered) or "–"


def _risks(risks: Any) -> str:
    return ", ".join(risk.label for risk in risks)


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= QUOTED else f"{flat[: QUOTED - 1]}…"
