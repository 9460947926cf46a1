"""`balise models`: what answers which question, and how well."""

from __future__ import annotations

import sys

import typer

from compliance.cli._terminal import table
from compliance.wiring import model_cards

command = typer.Typer(rich_markup_mode=None, no_args_is_help=True, help=__doc__)


@command.callback()
def models() -> None:
    """The trained models: list them, score with them."""


@command.command("list")
def list_() -> None:
    """The embedded models: task, version, labels, size."""
    rows = [(c.task, c.id, ", ".join(c.labels), f"{c.bytes / 1e6:.1f} MB") for c in model_cards()]
    sys.stdout.write(table(("task", "model", "labels", "size"), rows))
