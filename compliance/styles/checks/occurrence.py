"""`occurrence`: how many times a token may, or must, stand in a block."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compliance.styles.blocks import Block
from compliance.styles.checks.parts import (
    Alert,
    Check,
    State,
    Vocabulary,
    mended,
    required_text,
    said,
)
from compliance.styles.definition import Definition
from compliance.styles.patterns import Found, compiled

STARRED = re.compile(r"[*@\s]*")


def build(rule: Definition, vocabulary: Vocabulary) -> Check:
    least, most = int(rule.number("min")), int(rule.number("max"))
    ignored = "(?i)" if rule.flag("ignorecase") else ""
    pattern = compiled(f"{ignored}(?:{required_text(rule, 'token')})", rule.name)

    def run(block: Block, state: State) -> Iterator[Alert]:
        found = list(pattern.matches(block.haystack))
        if not (0 < most < len(found) or len(found) < least):
            return
        if not found:
            yield Alert(0, 0, said(rule.message, "0"))
            return
        shown = next((match for match in found if not _starred(match, block)), None)
        if shown:
            words = block.text[shown.start : shown.end]
            message = said(rule.message, str(len(found)))
            yield Alert(shown.start, shown.end, message, mended(rule.action, words))

    return Check(run, None if least else pattern.keys)


def _starred(match: Found, block: Block) -> bool:
    return STARRED.fullmatch(block.text, match.start, match.end) is not None
