"""`substitution`: words to write otherwise, with what to write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from compliance.styles.blocks import Block
from compliance.styles.checks.parts import (
    Alert,
    Check,
    Exceptions,
    State,
    Vocabulary,
    framed,
    listed,
    mended,
    replaced,
    said,
    template,
)
from compliance.styles.definition import Definition, Unread
from compliance.styles.patterns import Found, Pattern, compiled

CAPTURE = re.compile(r"(?<!\\)\((?!\?)")
GROUP = re.compile(r"\$\d+|\$\{")
PHRASE = re.compile(r"(?:[^\W_]|[ -])*")
FIRST_VERB = re.compile(r"^([^%]*)(?:'%s'|\"%s\")")
SPECIAL = re.compile(r"[\\^$.*+?()\[\]{}]")


def build(rule: Definition, vocabulary: Vocabulary) -> Check:
    swaps = _Swaps(rule, vocabulary)
    exceptions = Exceptions(rule, vocabulary, vocab=True)

    def run(block: Block, state: State) -> Iterator[Alert]:
        for match, index in swaps.matches(block):
            observed = block.text[match.start : match.end]
            expected = swaps.expected(index, observed)
            if not _right(rule, expected, observed) and not exceptions.say(observed):
                yield _alert(rule, match, expected, observed)

    return Check(run, swaps.quick.keys)


class _Swaps:
    """The terms of a rule, longest first, and what is expected in place of each."""

    def __init__(self, rule: Definition, vocabulary: Vocabulary) -> None:
        swap = rule.pairs("swap")
        if not swap:
            raise Unread("no `swap`")
        self._rule = rule
        self._terms = sorted(swap, key=lambda term: -len(term.encode()))
        self._instead = [swap[term] for term in self._terms]
        self._ignore_case = rule.flag("ignorecase")
        self._frame = template(rule, vocabulary, words=not rule.flag("nonword"))
        self.quick = self._compiled("(?:{})")
        if self._grouped.source == "":
            raise RuntimeError("bug: a rule without terms")

    @cached_property
    def _grouped(self) -> Pattern:
        return self._compiled("({})")

    def _compiled(self, form: str) -> Pattern:
        tokens = "|".join(form.format(CAPTURE.sub("(?:", term)) for term in self._terms)
        source = framed(self._frame, tokens, ignore_case=self._ignore_case)
        return compiled(source, self._rule.name)

    def matches(self, block: Block) -> Iterator[tuple[Found, int]]:
        """Each match with the index of its term; hundreds of groups are only tried on a match."""
        if not self.quick.stands_in(block.haystack):
            return
        for match in self._grouped.matches(block.haystack):
            for index, span in enumerate(match.groups[: len(self._terms)]):
                if span is not None and span[0] < span[1]:
                    yield Found(*span), index

    def expected(self, index: int, observed: str) -> str:
        expected = self._instead[index]
        if self._rule.flag("capitalize") and observed == _capital(observed):
            expected = _capital(expected)
        if not GROUP.search(expected):
            return expected
        term = ("(?i)" if self._ignore_case else "") + self._terms[index]
        return replaced(term, expected, observed)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _options(expected: str) -> tuple[str, ...]:
    """«a|b» offers both; «\\|» is the sign."""
    parts = re.split(r"(?<!\\)\|", expected)
    return tuple(part.replace(r"\|", "|") for part in parts if part)


def _right(rule: Definition, expected: str, observed: str) -> bool:
    """Whether the words are already as expected, which may be a pattern of what is right."""
    if rule.action.name == "replace" and not rule.action.params:
        return observed in _options(expected)
    if PHRASE.fullmatch(expected):
        return expected == observed
    try:
        return compiled(f"^(?:{expected})$", rule.name).says(observed)
    except Unread:
        return expected == observed


def _alert(rule: Definition, match: Found, expected: str, observed: str) -> Alert:
    message, instead = rule.message, expected
    if rule.action.name == "replace":
        options = rule.action.params or _options(expected)
        if not rule.action.params:
            if rule.flag("capitalize") and observed == _capital(observed):
                options = tuple(map(_capital, options))
            instead = listed(options)
            message = _unquoted(message)
    elif rule.action.name:
        options = mended(rule.action, observed)
    else:
        options = () if SPECIAL.search(expected) else _options(expected)
    return Alert(
        match.start, match.end, said(message, instead, observed), options or _gone(expected)
    )


def _gone(expected: str) -> tuple[str, ...]:
    """Words with nothing to put in their place are taken out."""
    return () if expected else ("",)


def _unquoted(message: str) -> str:
    """A message whose first verb is quoted leaves that to the list, which is quoted itself."""
    return FIRST_VERB.sub(r"\1%s", message, count=1)
