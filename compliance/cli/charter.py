"""`balise charter`: make, check, read and explain a charter."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from difflib import ndiff
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from compliance.charter import Level
from compliance.charter_file import builtin_names, origins
from compliance.cli import FOUND
from compliance.cli._page import page
from compliance.cli._terminal import progress, table, writer
from compliance.difference import Difference, differences
from compliance.errors import InputError
from compliance.lines import read
from compliance.remarks import remarks_on
from compliance.replay import Change, Replay, replayed
from compliance.report import Route
from compliance.settings import settings
from compliance.trials import Trial, survivors, trials
from compliance.wiring import SEALED, charter_from_facts, checker, kind_of, load_charter, seal_terms

command = typer.Typer(rich_markup_mode=None, no_args_is_help=True, help=__doc__)

DRAFT_ROUTES = (Route.CLEAR, Route.ADVISE, Route.REVIEW)
LONG = 60  # characters of a value that are readable on one line
SENTENCE = re.compile(r"(?<=[.!?]) +|(?<=,) +")
CharterName = Annotated[str, typer.Argument(help="A charter file, or a ready-made name.")]
Overlays = Annotated[list[str] | None, typer.Option("--overlay", help="Overlays on top of it.")]


@command.command()
def new(
    facts: Annotated[Path, typer.Option("--from", help="The company's fact sheet (YAML).")],
    level: Annotated[Level | None, typer.Option(help="Instead of the fact sheet's.")] = None,
    output: Annotated[Path | None, typer.Option(help="Where to write, instead of showing.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that exists.")] = False,
) -> None:
    """Make a charter from a company's fact sheet: names, secrets, rules of the house."""
    text = charter_from_facts(facts, level=level)
    if output is None:
        sys.stdout.write(text)
        return
    if output.exists() and not force:
        raise InputError(f"{output} exists; use --force to write over it")
    output.write_text(text, "utf-8")
    typer.echo(f"{output}: written. Read it with `balise charter show {output}`.", err=True)


@command.command()
def seal(
    terms: Annotated[Path, typer.Argument(help="A CSV of confidential terms.")],
    output: Annotated[Path, typer.Option(help="The sealed list to write (….sealed).")],
) -> None:
    """Make a list that finds confidential terms without holding them; the key is a setting.

    BALISE_TERM_KEY, or BALISE_TERM_KEY_FILE, gives the key: 32 random bytes are best. A charter
    names the list under `term_lists`. docs/sealed-lists.md says what it does not hide.
    """
    if output.suffix != SEALED:
        raise InputError(f"{output.name}: a sealed list is called ….sealed, to be told from a CSV")
    content = seal_terms(terms, settings())
    with writer(output) as out:
        out.write(content)
    typer.echo(f"{output}: written, {len(content):,} bytes", err=True)


@command.command()
def lint(charter: CharterName, overlay: Overlays = None) -> None:
    """Read and compile a charter; tell everything that is wrong with it, or worth a thought."""
    read = load_charter(charter, overlay or ())
    ready = checker(read, settings())
    remarks = remarks_on(ready, ready_made=[f"{name}.yaml" for name in builtin_names()])
    for remark in remarks:
        typer.echo(str(remark))
    rules = len(ready.rules)
    typer.echo(f"{charter}: {len(read.articles)} articles, {rules} rules, {len(remarks)} remarks")


@command.command()
def show(
    charter: CharterName,
    overlay: Overlays = None,
    lang: Annotated[str | None, typer.Option(help="The language to read it in.")] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say which file each part came from.")
    ] = False,
) -> None:
    """Show a charter as people read it, with what it extends; never its confidential terms."""
    read = load_charter(charter, overlay or ())
    where = origins(charter, kind_of=kind_of, also=overlay or ()) if explain else None
    sys.stdout.write(page(read, lang or read.languages[0], origins=where))


@command.command("test")
def run_examples(
    charter: CharterName,
    overlay: Overlays = None,
    mutate: Annotated[
        bool, typer.Option("--mutate", help="Show which rules no example protects.")
    ] = False,
) -> None:
    """Run the articles' own examples: `ok:` left alone, `ko:` found. Exit status 1 if one fails."""
    read_charter = load_charter(charter, overlay or ())
    compile = partial(checker, settings=settings())
    now = datetime.now(UTC)
    ran = trials(read_charter, compile, now=now)
    failed = [trial for trial in ran if not trial.passed]
    for trial in failed:
        typer.echo(_failure(trial))
    typer.echo(f"{charter}: {len(ran) - len(failed)} examples passed, {len(failed)} failed")
    if mutate:
        alive = list(survivors(read_charter, compile, now=now))
        for mutant in alive:
            where = mutant.rule.place or mutant.article
            typer.echo(f"{where}: no example notices rule '{mutant.rule.id}' {mutant.change}")
        typer.echo(f"{charter}: {len(alive)} changes that no example notices")
    raise typer.Exit(FOUND if failed else 0)


def _failure(trial: Trial) -> str:
    where = trial.example.place or trial.article
    if trial.guilty:
        missed = " and ".join(f"«{_short(words)}»" for words in trial.missed)
        return f"{where}: article '{trial.article}' does not find {missed}"
    rules = ", ".join(f"rule '{f.rule}' finds «{_short(f.text)}»" for f in trial.found)
    return f"{where}: article '{trial.article}' should leave it alone: {rules}"


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= 60 else f"{flat[:59]}…"


@command.command()
def diff(
    old: Annotated[str, typer.Argument(help="A charter file, or a ready-made name.")],
    new: Annotated[str, typer.Argument(help="The one to hold against it.")],
    overlay: Overlays = None,
) -> None:
    """What two charters do not say alike. Confidential terms are counted, never shown."""
    found = differences(load_charter(old), load_charter(new, overlay or ()))
    for one in found:
        typer.echo(_difference(one))
    signs = Counter(one.sign for one in found)
    counts = f"{signs['+']} more, {signs['-']} less, {signs['~']} said otherwise"
    typer.echo(counts if found else "They say the same.")


def _difference(one: Difference) -> str:
    """On one line where that is readable; long words sentence by sentence."""
    head = f"{one.sign} {one.path}"
    if one.sign == "~" and max(len(one.old), len(one.new)) > LONG:
        before, after = (SENTENCE.split(words) for words in (one.old, one.new))
        changed = [line for line in ndiff(before, after) if line[0] in "+-"]
        return "\n".join([f"{head}:", *(f"    {line}" for line in changed)])
    return f"{head}: {' → '.join(_short(words) for words in (one.old, one.new) if words)}"


@command.command()
def replay(
    new: Annotated[str, typer.Argument(help="The charter to try.")],
    against: Annotated[str, typer.Option(help="The charter that is live.")],
    input: Annotated[Path, typer.Option(help="Past posts, a JSON object a line.")],
    show: Annotated[int, typer.Option(min=0, help="How many changed posts to show.")] = 10,
    overlay: Overlays = None,
    levels: Annotated[
        bool, typer.Option("--levels", help="What each level would make of these posts.")
    ] = False,
) -> None:
    """What a change would have done to past posts: routes, findings, which posts."""
    live = checker(load_charter(against), settings())
    tried = checker(load_charter(new, overlay or ()), settings())
    if not input.is_file():
        raise InputError(f"cannot read {input}: no such file")
    sums = Replay()
    shown: list[Change] = []
    with input.open("rb") as raw, progress(raw, input, "posts") as lines:
        posts = (line.post for line in read(lines) if line.post)
        for change in replayed(posts, old=live, new=tried, now=datetime.now(UTC)):
            sums.add(change)
            if levels:
                sums.dial(change, tried.charter)
            if len(shown) < show and (change.gained or change.lost or change.rerouted):
                shown.append(change)
    sys.stdout.write(_sums(sums))
    if levels:
        sys.stdout.write(_dial(sums))
    sys.stdout.write(_changes(shown))


def _sums(sums: Replay) -> str:
    lines = [f"{sums.posts} posts, {sums.changed} judged otherwise", ""]
    routes = sorted(sums.routes.items())
    rows = [(old, new, str(count)) for (old, new), count in routes if old != new]
    if rows:
        lines.append(table(("route before", "after", "posts"), rows))
    articles = sorted({*sums.gained, *sums.lost, *sums.shadow})
    counts = [
        (a, f"+{sums.gained[a]}", f"-{sums.lost[a]}", str(sums.shadow[a] or "")) for a in articles
    ]
    if counts:
        lines.append(table(("article", "new", "gone", "in shadow"), counts))
    return "\n".join(lines)


def _dial(sums: Replay) -> str:
    """For each level: findings, which are the same for all, and posts that get a second look."""
    rows = [
        (
            level.value,
            str(sums.findings),
            *(str(sums.levels[level, route]) for route in DRAFT_ROUTES),
        )
        for level in Level
    ]
    return "\n" + table(("level", "findings", "clear", "advised", "second looks"), rows)


def _changes(shown: Iterable[Change]) -> str:
    rows = [
        (
            change.post.id,
            f"{change.old.route} → {change.new.route}" if change.rerouted else change.new.route,
            ", ".join(f"+{a}" for a, _, _ in sorted(change.gained)),
            ", ".join(f"-{a}" for a, _, _ in sorted(change.lost)),
        )
        for change in shown
    ]
    return "\n" + table(("post", "route", "new", "gone"), rows) if rows else ""
