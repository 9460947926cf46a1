"""A JSON object a line, as the design pins it."""

from __future__ import annotations

from collections.abc import Sequence

import orjson

from compliance.charter import Charter
from compliance.cli.formats import Checked


def render(checked: Sequence[Checked], charter: Charter, *, explain: bool, colour: bool) -> str:
    return "".join(orjson.dumps(one.report.line()).decode() + "\n" for one in checked)
