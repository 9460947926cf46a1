"""`repetition`: the same token twice running, in one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from compliance.styles.blocks import Block
from compliance.styles.checks.parts import (
    Alert,
    Check,
    Exceptions,
    State,
    Vocabulary,
    mended,
    said,
)
from compliance.styles.definition import Definition, Unread
from compliance.styles.patterns import Found, compiled
from compliance.styles.sentences import sentences

# A run of signs that are none of some: read in linear time by any engine.
RUN = re.compile(r"\[\^(?:\\.|[^\]\\])+\]\+")


def build(rule: Definition, vocabulary: Vocabulary) -> Check:
    tokens = rule.words("tokens")
    if not tokens:
        raise Unread("no `tokens`")
    ignore_case, alpha = rule.flag("ignorecase"), rule.flag("alpha")
    most = int(rule.number("max"))
    exceptions = Exceptions(rule, vocabulary, vocab=True)
    pattern = compiled(("(?i)" if ignore_case else "") + f"({'|'.join(tokens)})", rule.name)
    simple = re.compile(tokens[0]) if len(tokens) == 1 and RUN.fullmatch(tokens[0]) else None

    def same(word: str, before: str) -> bool:
        if alpha and not word.isalpha():
            return False
        return bool(word) and (word == before or (ignore_case and word.lower() == before.lower()))

    def run(block: Block, state: State) -> Iterator[Alert]:
        if simple is not None and not _twice_running(simple.findall(block.text)):
            return
        before, last, count = "", Found(0, 0), 0
        for match in pattern.matches(block.haystack):
            word = block.text[match.start : match.end].strip()
            if same(word, before):
                count += 1
                if count > most and _flagged(block, last.start, match.end, exceptions):
                    yield _alert(rule, block, last.start, match.end, word)
                    count = 0
            before, last = word, match

    return Check(run)


def _twice_running(words: Sequence[str]) -> bool:
    return any(one.strip().lower() == other.strip().lower() for one, other in pairwise(words))


def _flagged(block: Block, start: int, end: int, exceptions: Exceptions) -> bool:
    words = block.text[start:end]
    if len(list(sentences(words))) != 1:
        return False
    return not exceptions.say(words) and not exceptions.cover(block, start, end)


def _alert(rule: Definition, block: Block, start: int, end: int, word: str) -> Alert:
    words = block.text[start:end]
    return Alert(start, end, said(rule.message, word), mended(rule.action, words))
