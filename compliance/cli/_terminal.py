"""What commands share: progress on a terminal, output that is whole or absent."""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO


@contextmanager
def writer(output: Path | None) -> Iterator[BinaryIO]:
    """Where to write bytes: standard output, or a file that appears only when it is whole."""
    if output is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    handle, name = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.")
    try:
        with os.fdopen(handle, "wb") as out:
            yield out
        os.chmod(name, 0o666 & ~_umask())  # noqa: PTH101 — mkstemp makes it private
        Path(name).replace(output)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


@contextmanager
def progress(raw: BinaryIO, path: Path, what: str) -> Iterator[Iterator[bytes]]:
    """The lines of `raw`, with a bar on standard error where that is a terminal."""
    if not sys.stderr.isatty() or not path.is_file():
        yield iter(raw)
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        with path.open("rb") as counted:
            total = sum(1 for line in counted if line.strip())
        task = bar.add_task(what, total=total)

        def counting() -> Iterator[bytes]:
            for line in raw:
                yield line
                bar.advance(task)

        yield counting()


class Shown(StrEnum):
    """How a command that is not a check shows its answer."""

    TEXT = "text"
    JSON = "json"


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Rows under their heads; ruled on a terminal, plain columns when piped."""
    from rich.box import SIMPLE
    from rich.console import Console
    from rich.table import Table

    page = io.StringIO()
    colour = sys.stdout.isatty()
    console = Console(file=page, force_terminal=colour, width=None if colour else 160)
    ruled = Table(*heads, box=SIMPLE if colour else None, pad_edge=False, header_style="bold")
    for row in rows:
        ruled.add_row(*row)
    console.print(ruled)
    return "\n".join(line.rstrip() for line in page.getvalue().splitlines()) + "\n"
