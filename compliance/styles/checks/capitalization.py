"""`capitalization`: the case of a whole block, a heading as a rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from compliance.styles.blocks import Block
from compliance.styles.casing import SentenceCase, TitleCase, Verdict, judged
from compliance.styles.checks.parts import (
    Alert,
    Check,
    Exceptions,
    State,
    Vocabulary,
    required_text,
    said,
)
from compliance.styles.definition import Definition
from compliance.styles.patterns import compiled

DEFAULT_THRESHOLD = 0.8
Judge = Callable[[str], Verdict]


def build(rule: Definition, vocabulary: Vocabulary) -> Check:
    judge = _judge(rule, Exceptions(rule, vocabulary, vocab=True))
    offers = rule.action.name == "replace"

    def run(block: Block, state: State) -> Iterator[Alert]:
        verdict = judge(block.text)
        if not verdict.right:
            message = said(rule.message, block.text, verdict.expected)
            instead = rule.action.params or ((verdict.expected,) if verdict.sure else ())
            yield Alert(0, len(block.text), message, instead if offers else ())

    return Check(run)


def _judge(rule: Definition, exceptions: Exceptions) -> Judge:
    match required_text(rule, "match"):
        case "$lower":
            return lambda text: _whole(text, text.lower(), exceptions)
        case "$upper":
            return lambda text: _whole(text, text.upper(), exceptions)
        case "$title":
            style = rule.text("style") or "AP"
            title = TitleCase(exceptions.words, rule.text("prefix"), chicago=style == "Chicago")
            return _by_words(rule, exceptions, title.of, sentence=False)
        case "$sentence":
            sentence = SentenceCase(exceptions.words, rule.text("prefix"), rule.words("indicators"))
            return _by_words(rule, exceptions, sentence.of, sentence=True)
        case pattern:
            return _by_pattern(rule, exceptions, pattern)


def _by_words(
    rule: Definition, exceptions: Exceptions, convert: Callable[[str], str], *, sentence: bool
) -> Judge:
    threshold = rule.number("threshold") or DEFAULT_THRESHOLD

    def judge(text: str) -> Verdict:
        return judged(
            text, convert(text), exceptions=exceptions, threshold=threshold, sentence=sentence
        )

    return judge


def _by_pattern(rule: Definition, exceptions: Exceptions, pattern: str) -> Judge:
    wanted = compiled(pattern, rule.name)

    def judge(text: str) -> Verdict:
        return Verdict(pattern, right=wanted.says(text) or exceptions.say(text), sure=False)

    return judge


def _whole(text: str, expected: str, exceptions: Exceptions) -> Verdict:
    return Verdict(expected, right=text == expected or exceptions.say(text), sure=True)
