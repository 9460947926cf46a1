"""How answers are shown: one file a format, each with `render(checked, charter, …) -> str`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module

from compliance.charter import Charter
from compliance.post import Post
from compliance.report import Report


@dataclass(frozen=True, slots=True)
class Checked:
    post: Post
    report: Report


def rendered(
    format: str, checked: Sequence[Checked], charter: Charter, *, explain: bool, colour: bool
) -> str:
    """`checked` in `format`; colours only where a terminal shows them."""
    render = import_module(f"compliance.cli.formats.{format}").render
    shown: str = render(checked, charter, explain=explain, colour=colour)
    return shown
