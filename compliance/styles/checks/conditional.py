"""`conditional`: where the first stands, the second must, too (an acronym and its definition)."""

from __future__ import annotations

from collections.abc import Iterator

from compliance.styles.blocks import Block
from compliance.styles.checks.parts import (
    Alert,
    Check,
    Exceptions,
    State,
    Vocabulary,
    alert,
    required_text,
)
from compliance.styles.checks.substitution import CAPTURE
from compliance.styles.definition import Definition
from compliance.styles.patterns import Pattern, compiled


def build(rule: Definition, vocabulary: Vocabulary) -> Check:
    first = compiled(required_text(rule, "first"), rule.name)
    second = compiled(required_text(rule, "second"), rule.name)
    # Without a group the second needs only be there; with one, it must say the first's words.
    by_words = CAPTURE.search(rule.text("second")) is not None
    exceptions = Exceptions(rule, vocabulary, vocab=True)

    def run(block: Block, state: State) -> Iterator[Alert]:
        if not by_words and second.stands_in(block.haystack):
            return
        defined = state.of(rule.name)
        if by_words:
            defined |= _defined(second, block)
        for match in first.matches(block.haystack):
            words = block.text[match.start : match.end]
            if words in defined or exceptions.say(words):
                continue
            if not exceptions.cover(block, match.start, match.end):
                yield alert(rule, block, match.start, match.end)

    return Check(run)


def _defined(second: Pattern, block: Block) -> set[str]:
    """Every definition counts from its block on, so a rule must read them all."""
    return {
        block.text[group[0] : group[1]]
        for match in second.matches(block.haystack)
        for group in match.groups
        if group is not None and group[0] < group[1]
    }
