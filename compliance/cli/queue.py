"""`balise queue`: the cases that wait for an answer, on this machine's database."""

from __future__ import annotations

import getpass
import sys
from typing import Annotated

import orjson
import typer
from pydantic import ValidationError

from compliance import service
from compliance.cli._terminal import Shown, table
from compliance.errors import InputError
from compliance.lines import explained
from compliance.queue import OPEN, Case, Decision, Outcome, Status
from compliance.records import Role
from compliance.service import App, Caller
from compliance.settings import settings
from compliance.wiring import open_app

command = typer.Typer(rich_markup_mode=None, no_args_is_help=True, help=__doc__)

Who = Annotated[str | None, typer.Option("--as", help="Your account; your login name otherwise.")]
Format = Annotated[Shown, typer.Option("--format", help="How to show the answer.")]
CaseId = Annotated[str, typer.Argument(metavar="CASE", help="The case's id, or how it begins.")]


@command.command("list")
def list_(
    status: Annotated[list[Status] | None, typer.Option(help="Instead of those that wait.")] = None,
    who: Who = None,
    format: Format = Shown.TEXT,
) -> None:
    """The cases that wait for an answer, oldest first."""
    caller = _reviewer(who)
    with open_app(settings()) as app:
        cases = list(_cases(app, caller, status or list(OPEN)))
    if format is Shown.JSON:
        _json([case.model_dump(mode="json") for case in cases])
        return
    if not cases:
        typer.echo("Nothing waits. The queue is empty.")
        return
    rows = [_row(case) for case in cases]
    sys.stdout.write(table(("case", "status", "answer by", "channel", "what for"), rows))


def _row(case: Case) -> tuple[str, ...]:
    deadline = f"{case.deadline:%d %b %H:%M} UTC" if case.deadline else "–"
    articles = ", ".join(case.articles) or "second look"
    return (case.id[:12], case.status.value, deadline, case.post.channel or "–", articles)


@command.command()
def show(case: CaseId, who: Who = None, format: Format = Shown.TEXT) -> None:
    """One case: the draft, what was found, what has happened since."""
    caller = _reviewer(who)
    with open_app(settings()) as app:
        found = service.case(app, caller, _id(app, caller, case))
        charter = (
            app.checker(found.charter.id).charter if found.charter.id in app.checkers else None
        )
    if format is Shown.JSON:
        _json(found.model_dump(mode="json"))
        return
    typer.echo(f"Case {found.id} · {found.status.value} · charter {found.charter.id}\n")
    typer.echo(found.post.text + "\n")
    if charter is not None:
        from compliance.cli.formats import Checked, rendered

        checked = [Checked(found.post, found.report)]
        colour = sys.stdout.isatty()
        sys.stdout.write(rendered("text", checked, charter, explain=False, colour=colour))
    for number, event in enumerate(found.events, 1):
        said = event.decision.reason if event.decision else event.words
        outcome = f" ({event.decision.outcome.value})" if event.decision else ""
        typer.echo(f"{number}. {event.at:%d %b %H:%M} {event.kind.value}{outcome} {said}".rstrip())


@command.command()
def claim(case: CaseId, who: Who = None) -> None:
    """Take a case on, so that nobody else does."""
    caller = _reviewer(who)
    with open_app(settings()) as app:
        taken = service.claim(app, caller, _id(app, caller, case))
    typer.echo(f"Case {taken.id} is yours.")


@command.command()
def decide(
    case: CaseId,
    outcome: Annotated[Outcome, typer.Argument(help="go: publish it; adjust: so; talk: call me.")],
    reason: Annotated[str, typer.Option(help="Why, in words, for the author.")],
    suggestion: Annotated[str | None, typer.Option(help="Your wording, with adjust.")] = None,
    who: Who = None,
) -> None:
    """Answer a case. Whatever the answer, the author stays free."""
    caller = _reviewer(who)
    try:
        decision = Decision(outcome=outcome, reason=reason, suggestion=suggestion)
    except ValidationError as error:
        raise InputError(explained(error)) from None
    with open_app(settings()) as app:
        decided = service.decide(app, caller, _id(app, caller, case), decision)
    typer.echo(f"Case {decided.id}: answered. Its author will read it.")


def _reviewer(who: str | None) -> Caller:
    return Caller(who or getpass.getuser(), frozenset({Role.REVIEWER}))


def _cases(app: App, caller: Caller, statuses: list[Status]) -> list[Case]:
    page = service.queue_list(app, caller, statuses=statuses, limit=service.PAGE_LIMIT)
    found = list(page.items)
    while page.next is not None:
        page = service.queue_list(
            app, caller, statuses=statuses, after=page.next, limit=service.PAGE_LIMIT
        )
        found += page.items
    return found


def _id(app: App, caller: Caller, beginning: str) -> str:
    """The id that `beginning` begins, as lists show it; itself where no case begins so."""
    every = (case.id for case in _cases(app, caller, list(Status)))
    near = [id for id in every if id.startswith(beginning)]
    if len(near) > 1:
        raise InputError(f"{len(near)} cases begin with {beginning}; give more of the id")
    return near[0] if near else beginning


def _json(content: object) -> None:
    option = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
    sys.stdout.buffer.write(orjson.dumps(content, option=option))
