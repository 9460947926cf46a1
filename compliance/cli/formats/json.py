"""One JSON document: an object for one post, an array for several."""

from __future__ import annotations

from collections.abc import Sequence

import orjson

from compliance.charter import Charter
from compliance.cli.formats import Checked


def render(checked: Sequence[Checked], charter: Charter, *, explain: bool, colour: bool) -> str:
    lines = [one.report.line() for one in checked]
    shown = lines[0] if len(lines) == 1 else lines
    return orjson.dumps(shown, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode()
