"""`balise charter`: make, check, read and explain a charter."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from compliance.charter import Level
from compliance.cli._page import page
from compliance.errors import InputError
from compliance.remarks import remarks_on
from compliance.settings import settings
from compliance.wiring import charter_from_facts, checker, load_charter

command = typer.Typer(rich_markup_mode=None, no_args_is_help=True, help=__doc__)

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
def lint(charter: CharterName, overlay: Overlays = None) -> None:
    """Read and compile a charter; tell everything that is wrong with it, or worth a thought."""
    read = load_charter(charter, overlay or ())
    ready = checker(read, settings())
    remarks = list(remarks_on(read))
    for remark in remarks:
        typer.echo(str(remark))
    rules = len(ready.rules)
    typer.echo(f"{charter}: {len(read.articles)} articles, {rules} rules, {len(remarks)} remarks")


@command.command()
def show(
    charter: CharterName,
    overlay: Overlays = None,
    lang: Annotated[str | None, typer.Option(help="The language to read it in.")] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Say where each rule stands.")] = False,
) -> None:
    """Show a charter as people read it, with what it extends; never its confidential terms."""
    read = load_charter(charter, overlay or ())
    sys.stdout.write(page(read, lang or read.languages[0], explain=explain))
