"""`balise check`: a draft, or a batch of posts, read against a charter."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, BinaryIO

import typer
from pydantic import ValidationError

from compliance.cli import BROKEN, FOUND
from compliance.cli._terminal import progress, writer
from compliance.cli.formats import Checked
from compliance.errors import InputError, TextTooLong
from compliance.finding import NUDGES, Severity
from compliance.guidance import reader_language
from compliance.judging import AT_ONCE, in_batches
from compliance.lines import Line, answer, bad, explained, read
from compliance.mending import mended
from compliance.messages import messages
from compliance.pipeline import Checker
from compliance.post import INTERACTIVE_LIMIT, Post
from compliance.report import Report
from compliance.settings import settings
from compliance.wiring import checker, load_charter

command = typer.Typer(rich_markup_mode=None)


class Format(StrEnum):
    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    SARIF = "sarif"


class FailOn(StrEnum):
    SUGGESTION = "suggestion"
    CAUTION = "caution"
    SERIOUS = "serious"


Now = Annotated[
    datetime | None,
    typer.Option(
        help="The moment to judge at, instead of now; UTC unless it says otherwise.",
        formats=["%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M%z", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d"],
    ),
]


@command.command()
def check(
    file: Annotated[
        str, typer.Argument(help="A text file; - or nothing reads standard input.")
    ] = "-",
    charter: Annotated[str, typer.Option(help="A charter file, or a ready-made name.")] = "guide",
    overlay: Annotated[list[str] | None, typer.Option(help="Overlays on top of it.")] = None,
    channel: Annotated[str | None, typer.Option(help="linkedin, x, intranet…")] = None,
    lang: Annotated[
        str | None, typer.Option(help="Language of the post, where it is known.")
    ] = None,
    author: Annotated[str | None, typer.Option(help="The author's role in a few words.")] = None,
    fail_on: Annotated[FailOn | None, typer.Option(help="Exit 1 from this severity on.")] = None,
    format: Annotated[Format | None, typer.Option(help="How to show the answer.")] = None,
    input: Annotated[
        Path | None, typer.Option(help="A batch: posts, a JSON object a line.")
    ] = None,
    output: Annotated[Path | None, typer.Option(help="Where to write, instead of showing.")] = None,
    mend: Annotated[
        bool, typer.Option("--mend", help="Offer the smallest edit that clears every finding.")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show where each finding comes from.")
    ] = False,
    now: Now = None,
) -> None:
    """Read a post against a charter: what to think about before publishing, or that all is well.

    Nothing is stored. Exit status: 0 nothing at or above --fail-on, 1 something is, 2 misuse or a
    bad charter, 3 a check inside could not run.
    """
    ready = checker(load_charter(charter, overlay or ()), settings())
    moment = _aware(now)
    if input is not None:
        status = _batch(ready, input, output, format or Format.JSONL, moment, fail_on)
    else:
        try:
            post = Post(
                id=_name(file),
                text=_text(file),
                channel=channel,
                lang=lang,
                author=author,
                posted_at=moment,
            )
        except ValidationError as error:
            raise InputError(explained(error)) from None
        (report,) = ready.check_thoroughly([post], now=moment)
        _show(ready, [Checked(post, report)], format or Format.TEXT, output, explain=explain)
        if mend and report.findings:
            _offer(ready, post, report, moment)
        status = _status([report], fail_on)
    raise typer.Exit(status)


def _offer(ready: Checker, post: Post, report: Report, now: datetime) -> None:
    """Say the smallest edit on standard error, so that a piped answer stays what it is."""
    # Each edit is tried by the instant check; what slow models still find in the end is left, too.
    mend = mended(ready, post, ready.check(post, now=now).findings, now=now)
    edited = post.model_copy(update={"text": mend.text})
    (after,) = ready.check_thoroughly([edited], now=now)
    said = messages(reader_language(report.language.label, ready.charter))
    left = [finding for finding in after.findings if finding.category not in NUDGES]
    found = ("mended-part" if left else "mended") if mend.edits else "unmended"
    typer.echo(said.find("interface", found, address=ready.charter.address), err=True)
    if mend.edits:
        for finding in left:
            typer.echo(f"  - {finding.text or finding.message}", err=True)
        typer.echo(f"\n{mend.text}\n", err=True)


def _aware(now: datetime | None) -> datetime:
    if now is None:
        return datetime.now(UTC)
    return now.replace(tzinfo=UTC) if now.tzinfo is None else now


def _name(file: str) -> str:
    return "draft" if file == "-" else Path(file).name[:200]


def _text(file: str) -> str:
    # Four bytes a code point at most: enough to know that it is too long without reading it all.
    most = INTERACTIVE_LIMIT * 4 + 4
    raw = _open(file).read(most + 1)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if len(raw) <= most:
            raise InputError(f"{_shown(file)} is not UTF-8 text (byte {error.start})") from None
        text = raw.decode("utf-8-sig", "replace")
    if len(text) > INTERACTIVE_LIMIT:
        raise TextTooLong(len(text), INTERACTIVE_LIMIT, read_on=len(raw) > most)
    return text.removesuffix("\n")


def _open(file: str) -> BinaryIO:
    if file == "-":
        return sys.stdin.buffer
    try:
        return Path(file).open("rb")
    except OSError as error:
        raise InputError(f"cannot read {file}: {error.strerror}") from None


def _shown(file: str) -> str:
    return "standard input" if file == "-" else file


def _status(reports: list[Report], fail_on: FailOn | None) -> int:
    if any(not report.complete for report in reports):
        return BROKEN
    return FOUND if any(_fails(report, fail_on) for report in reports) else 0


def _fails(report: Report, fail_on: FailOn | None) -> bool:
    if fail_on is None:
        return False
    least = Severity(fail_on.value).rank
    return any(finding.severity.rank >= least for finding in report.findings)


def _show(
    ready: Checker,
    checked: list[Checked],
    format: Format,
    output: Path | None,
    *,
    explain: bool = False,
) -> None:
    from compliance.cli.formats import rendered

    colour = output is None and sys.stdout.isatty()
    shown = rendered(format.value, checked, ready.charter, explain=explain, colour=colour)
    with writer(output) as out:
        out.write(shown.encode("utf-8", "replace"))


def _batch(
    ready: Checker,
    input: Path,
    output: Path | None,
    format: Format,
    now: datetime,
    fail_on: FailOn | None,
) -> int:
    """Check every line of `input`; JSON Lines are written as they come, others at the end."""
    if format is Format.JSONL:
        with writer(output) as out:
            return max(
                (_wrote(out, *pair, fail_on) for pair in _read(ready, input, now)), default=0
            )
    pairs = list(_read(ready, input, now))
    bad = sum(report is None for _, report in pairs)
    if bad:
        typer.echo(f"balise: {bad} lines of {input.name} could not be read", err=True)
    checked = [Checked(line.post, report) for line, report in pairs if line.post and report]
    _show(ready, checked, format, output)
    return _status([one.report for one in checked], fail_on)


def _read(ready: Checker, input: Path, now: datetime) -> Iterator[tuple[Line, Report | None]]:
    with _open(str(input)) as raw, progress(raw, input, "posts") as lines:
        # Slow models read many posts at once; without any, each answer comes as soon as it can.
        for batch in in_batches(read(lines), AT_ONCE if ready.has_slow_models else 1):
            posts = [line.post for line in batch if line.post]
            reports = ready.check_thoroughly(posts, now=now)
            for line in batch:
                yield line, next(reports) if line.post else None


def _wrote(out: BinaryIO, line: Line, report: Report | None, fail_on: FailOn | None) -> int:
    out.write(bad(line) if report is None else answer(line, report.line()))
    return 0 if report is None else _status([report], fail_on)
