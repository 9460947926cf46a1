"""The command `balise`: one file a command, imported when it is called.

Exit statuses: 0 nothing at or above `--fail-on`; 1 something is; 2 misuse or a bad charter; 3 a
check inside could not run.
"""

from __future__ import annotations

import ast
import sys
from importlib.util import find_spec

import typer

from compliance import __version__, cli
from compliance.declared import declared, names
from compliance.errors import ComplianceError

FOUND, MISUSE, BROKEN = 1, 2, 3


def main(arguments: list[str] | None = None) -> None:
    """Run `balise`, and exit. An error raised on purpose is one line on standard error."""
    given = sys.argv[1:] if arguments is None else arguments
    try:
        sys.exit(_run(given))
    except ComplianceError as error:
        typer.echo(f"balise: {error}", err=True)
        sys.exit(MISUSE)
    except BrokenPipeError:
        # Whoever read our output has gone; Python would complain again when it closes it.
        sys.stdout = None
        sys.exit(0)


def _run(arguments: list[str]) -> int | None:
    match arguments:
        case [] | ["--help" | "-h" | "help"]:
            typer.echo(_usage())
        case ["--version"]:
            typer.echo(f"balise {__version__}")
        case [name, *rest]:
            # Only the command's own file is imported: `check` does not pay for what `serve` needs.
            command: typer.Typer = declared(cli, name, "command")
            command(args=rest, prog_name=f"balise {name}")
    return None


def _usage() -> str:
    width = max(map(len, names(cli)))
    commands = "\n".join(f"  {name:{width}}  {_summary(name)}" for name in names(cli))
    return (
        "Usage: balise COMMAND [OPTIONS] [ARGUMENTS]\n\n"
        "Guides people who speak about their organisation in public.\n\n"
        f"Commands:\n{commands}\n\n"
        "`balise COMMAND --help` says more; `balise --version` says which one this is."
    )


def _summary(name: str) -> str:
    """The first line of a command's file, read without importing it: «`balise x`: what it does»."""
    spec = find_spec(f"{cli.__name__}.{name}")
    source = spec.loader.get_source(spec.name) if spec and spec.loader else ""  # type: ignore[attr-defined]
    first = (ast.get_docstring(ast.parse(source)) or "").splitlines()[0]
    return first.partition(": ")[2]
