"""`consistency`: of two ways to write a thing, a text keeps to one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compliance.styles.blocks import Block
from compliance.styles.checks.parts import (
    Alert,
    Check,
    State,
    Vocabulary,
    alert,
    framed,
    needed,
    template,
)
from compliance.styles.definition import Definition, Unread
from compliance.styles.patterns import Pattern, compiled


def build(rule: Definition, vocabulary: Vocabulary) -> Check:
    either = rule.pairs("either")
    if not either:
        raise Unread("no `either`")
    frame = template(rule, vocabulary, words=not rule.flag("nonword"))
    pairs = [
        compiled(
            framed(frame, f"({one})|({other})", ignore_case=rule.flag("ignorecase")), rule.name
        )
        for one, other in either.items()
    ]
    second = [1 + re.compile(_safe(one)).groups for one in either]

    def run(block: Block, state: State) -> Iterator[Alert]:
        seen = state.of(rule.name)
        for index, pair in enumerate(pairs):
            yield from _judged(rule, block, pair, second[index], index, seen)

    return Check(run, needed(pairs))


def _safe(pattern: str) -> str:
    """Only the groups of `pattern`, so that they can be counted without reading it."""
    return "()" * len(re.findall(r"(?<!\\)\((?:(?!\?)|(?=\?P?<\w))", pattern))


def _judged(
    rule: Definition, block: Block, pair: Pattern, second: int, index: int, seen: set[str]
) -> Iterator[Alert]:
    """An alert on the last of the pair in this block, once both have been met in the text."""
    last = None
    for match in pair.matches(block.haystack):
        last = match
        seen.add(f"{index}:{int(match.groups[second] is not None)}")
    if last is not None and {f"{index}:0", f"{index}:1"} <= seen:
        # Vale points at the first place in the block where these words stand.
        at = block.text.find(block.text[last.start : last.end])
        yield alert(rule, block, at, at + last.end - last.start)
