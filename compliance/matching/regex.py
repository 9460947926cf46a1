"""Regular expressions in linear time (RE2), on text as typed or folded.

RE2 knows neither back-references nor look-around, and its `\\b` and `\\w` know ASCII only. Folded
text has no accents, so that there they mean what a writer of French expects; hence the default.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any, Literal

import re2

from compliance.errors import CharterError
from compliance.fold import folded
from compliance.text import Span, Text

On = Literal["folded", "typed"]

MAX_PATTERN = 10_000  # code points
MAX_MEMORY = 1 << 20  # bytes a compiled pattern may take with what it remembers of posts
# Bytes for the automaton of a sieve; where it is full it starts over, and stays linear.
SIEVE_MEMORY = 2 << 20
ANYWHERE = r"\A"  # matches any text
# Each match may look at the rest of the post, so their number bounds the work on a hostile one.
MAX_MATCHES = 500

# What RE2 does not know, as (form, name, mend).
UNSUPPORTED = (
    (r"\(\?=", "look-ahead", "use the rule's `near`"),
    (r"\(\?!", "negative look-ahead", "use the rule's `unless`"),
    (r"\(\?<=", "look-behind", "use the rule's `near`, or a group named by `group`"),
    (r"\(\?<!", "negative look-behind", "use the rule's `unless`"),
    (r"\(\?>", "atomic group", "a plain group «(?:…)» does; matching is linear as it is"),
    (r"\(\?\(", "condition", "write the two cases as two patterns"),
    (r"(?<!\\)(?:\\\\)*\\[1-9]", "back-reference", "use the kind `repetition` for doubled words"),
    (r"\(\?P=", "back-reference", "use the kind `repetition` for doubled words"),
    (r"[*+?}]\+", "possessive quantifier", "drop the `+`; matching is linear as it is"),
)
ACCENTED_EDGE = re.compile(r"\\b[^\W\d_a-zA-Z]|[^\W\d_a-zA-Z]\\b")


def haystack(text: Text, on: On) -> str:
    """What a pattern reads."""
    return text.folded if on == "folded" else text.readable


@dataclass(frozen=True, slots=True)
class Match:
    """span: of the whole match, or of the group asked for. groups: the named ones, as typed."""

    span: Span
    groups: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Regex:
    """A compiled pattern. `compiled` makes it; `expression` is RE2's."""

    expression: Any
    on: On
    group: str | int = 0

    def matches(self, text: Text) -> Iterator[Match]:
        """By start, never overlapping nor empty, 500 at most."""
        for match in islice(self.expression.finditer(self._haystack(text)), MAX_MATCHES):
            start, end = match.span(self._index)
            if start < end:
                yield Match(self._span(text, start, end), self._named(match, text))

    def spans(self, text: Text) -> Iterator[Span]:
        return (match.span for match in self.matches(text))

    def stands_in(self, text: Text) -> bool:
        return self.expression.search(self._haystack(text)) is not None

    def _haystack(self, text: Text) -> str:
        return haystack(text, self.on)

    def _span(self, text: Text, start: int, end: int) -> Span:
        return text.span(start, end) if self.on == "folded" else Span(start, end)

    @property
    def _index(self) -> int:
        return self.group if isinstance(self.group, int) else self.expression.groupindex[self.group]

    def _named(self, match: Any, text: Text) -> dict[str, str]:
        spans = {name: match.span(index) for name, index in self.expression.groupindex.items()}
        return {
            name: text[self._span(text, start, end)]
            for name, (start, end) in spans.items()
            if start < end
        }


class Sieve:
    """Which of several patterns of RE2 match a text: one pass tells, before any is run alone."""

    def __init__(
        self, patterns: Sequence[str], *, ignore_case: bool = False, memory: int = SIEVE_MEMORY
    ) -> None:
        self._patterns = tuple(patterns)
        self._ignore_case, self._memory = ignore_case, memory

    def passing(self, haystack: str) -> list[int]:
        """The indices of those that match, ascending; of all where they are too many to tell."""
        seen = sorted(self._set.Match(haystack) or ()) if self._set else []
        # The last one matches any text: where even that is not told, there was no room to look.
        return seen[:-1] if seen else list(range(len(self._patterns)))

    @cached_property
    def _set(self) -> Any:
        # Made for the first post that asks: most rules of a charter sleep long.
        found = re2.Set.SearchSet(_options(self._ignore_case, self._memory))
        for pattern in (*self._patterns, ANYWHERE):
            found.Add(pattern)
        try:
            found.Compile()
        except re2.error:  # more than the memory holds
            return None
        return found


def compiled(
    pattern: str, *, on: On = "folded", ignore_case: bool = True, group: str | int = 0
) -> Regex:
    """`pattern` ready to match. Raises CharterError, which names what is wrong and the mend."""
    if len(pattern) > MAX_PATTERN:
        raise CharterError(
            f"the pattern has {len(pattern):,} signs, the limit is {MAX_PATTERN:,}",
            mend="split it, or list the words in a rule of kind `terms`",
        )
    if on == "typed" and ACCENTED_EDGE.search(pattern):
        raise CharterError(
            "`\\b` sees no word edge beside an accented letter in text as typed",
            mend="match on folded text (`on: folded`), where accents are gone",
        )
    expression = _expression(_unaccented(pattern) if on == "folded" else pattern, ignore_case)
    _check_group(expression, group)
    return Regex(expression, on, group)


def _expression(pattern: str, ignore_case: bool) -> Any:
    try:
        return re2.compile(pattern, _options(ignore_case, MAX_MEMORY))
    except (re2.error, UnicodeEncodeError) as error:
        raise _explained(pattern, error) from error


def _options(ignore_case: bool, memory: int) -> Any:
    options = re2.Options()
    options.case_sensitive = not ignore_case
    options.log_errors = False
    options.max_mem = memory
    return options


def _explained(pattern: str, error: Exception) -> CharterError:
    for form, name, mend in UNSUPPORTED:
        found = re.search(form, pattern)
        if found:
            what = f"{name} at sign {found.start() + 1} of the pattern is not supported"
            return CharterError(what, mend=mend)
    said = error.args[0] if error.args else ""
    reason = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    mend = "see the syntax of RE2; escape signs meant as such"
    if "too large" in reason:
        mend = "repeat less, or split it"
    return CharterError(f"not a valid pattern: {reason}", mend=mend)


def _check_group(expression: Any, group: str | int) -> None:
    names = expression.groupindex
    known = group in names if isinstance(group, str) else 0 <= group <= expression.groups
    if not known:
        raise CharterError(
            f"the pattern has no group '{group}'",
            mend=f"it has {expression.groups} groups; named: {', '.join(names) or 'none'}",
        )


def _unaccented(pattern: str) -> str:
    """The pattern with the letters and signs that folding would change changed alike."""
    return "".join(c if c.isascii() else _escaped(folded(c)) for c in pattern)


def _escaped(letters: str) -> str:
    return letters if letters.isalnum() else re.escape(letters)
