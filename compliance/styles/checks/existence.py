"""`existence`: any match is an alert."""

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
    framed,
    template,
)
from compliance.styles.definition import Definition, Unread
from compliance.styles.patterns import compiled


def build(rule: Definition, vocabulary: Vocabulary) -> Check:
    non_word = rule.flag("nonword")
    # Accepted words excuse words, not the spans of signs that hold one.
    exceptions = Exceptions(rule, vocabulary, vocab=not non_word)
    pattern = compiled(_source(rule, vocabulary), rule.name)

    def run(block: Block, state: State) -> Iterator[Alert]:
        for match in pattern.matches(block.haystack):
            if not exceptions.say(block.text[match.start : match.end].strip()):
                yield alert(rule, block, match.start, match.end)

    return Check(run, pattern.keys)


def _source(rule: Definition, vocabulary: Vocabulary) -> str:
    """`raw` as it is, before the tokens in their frame, or after them with `append`."""
    tokens = [token for token in rule.words("tokens") if token.strip()]
    raw = "".join(rule.words("raw"))
    if not tokens and not raw:
        raise Unread("neither `tokens` nor `raw`")
    words = bool(tokens) and not rule.flag("nonword")
    frame = template(rule, vocabulary, words=words) if tokens else ""
    alternatives = framed(frame, "|".join(tokens), ignore_case=False)
    source = alternatives + raw if rule.flag("append") else raw + alternatives
    return f"(?i){source}" if rule.flag("ignorecase") else source
