"""The command `balise`: one file a command, imported when it is called.

Exit statuses: 0 nothing at or above `--fail-on`; 1 something is; 2 misuse or a bad charter; 3 a
check inside could not run.
"""

from __future__ import annotations

import sys
from typing import Any

import click
import typer
from typer.core import TyperGroup

from compliance import cli
from compliance.declared import declared, names
from compliance.errors import ComplianceError

FOUND, MISUSE, BROKEN = 1, 2, 3


class Commands(TyperGroup):
    """Commands by the files of this folder: `check` does not pay for what `serve` imports."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(names(cli))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in names(cli):
            return None
        command: click.Command = typer.main.get_command(declared(cli, cmd_name, "command"))
        command.name = cmd_name
        return command


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Guides people who speak about their organisation in public.",
)


@app.callback()
def balise(
    version: bool = typer.Option(False, "--version", is_eager=True, help="Say the version."),
) -> None:
    if version:
        from compliance import __version__

        typer.echo(__version__)
        raise typer.Exit


def main(arguments: list[str] | None = None) -> Any:
    """Run `balise`. An error raised on purpose becomes one line on standard error and status 2."""
    try:
        return app(args=arguments)
    except ComplianceError as error:
        typer.echo(f"balise: {error}", err=True)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    sys.exit(MISUSE)
