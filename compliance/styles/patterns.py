"""Regular expressions of Vale's rules: RE2 where it can say them, else bounded in time.

Vale's engine is .NET's: it backtracks, and its `\\b` and `\\w` know every alphabet. RE2's know
ASCII only, so that it reads a shadow of the text, in which other alphabets' letters are «_» and
their spaces tabs: as long as the text, and the same to any pattern that names none of them. The
patterns that do, and those with look-around or back-references, run on the module `regex` under a
deadline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

import re2
import regex

from compliance.matching.keys import Keys, required
from compliance.styles.definition import Unread

MAX_PATTERN = 200_000  # code points; the largest of the public packs has 20,000
MAX_MEMORY = 16 << 20  # bytes a compiled pattern may take
MAX_MATCHES = 1_000
DEADLINE = 0.1  # seconds that a pattern beyond RE2 may take on a few words
DEADLINE_A_SIGN = 50e-6  # and for each sign of a block on top
MAX_TEXT = 20_000  # code points that such a pattern reads of one block

WORD = r"(?m)\b(?:%s)\b"
NON_WORD = r"(?m)(?:%s)"
TOO_LARGE = re.compile("too large|repetition size|nests too deeply")
# A pattern with one of these means letters that the shadow hides.
NAMES_LETTERS = re.compile(r"_|\\[pPxuU]|\[:|[^\W_a-zA-Z0-9]")
CLASS_RANGE = re.compile(r"(\\?[^\]\\])-(\\?[^\]\\])")


class PatternTooSlow(TimeoutError):
    """A pattern beyond RE2 that did not end in time; the message holds no text of the post."""


class Haystack:
    """A text and, where needed, its shadow for RE2."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def plain(self) -> bool:
        return self.text.isascii()

    @cached_property
    def shadow(self) -> str:
        return self.text if self.plain else self.text.translate(SHADOW)


class _Shadow(dict[int, int]):
    """Code point → its stand-in: «_» for a letter or digit, a tab for a space, else itself."""

    def __missing__(self, code: int) -> int:
        sign = chr(code)
        if code < 0x80:
            shown = code
        elif "\ud800" <= sign <= "\udfff":
            shown = 0xFFFD
        else:
            shown = ord("_") if sign.isalnum() else ord("\t") if sign.isspace() else code
        self[code] = shown
        return shown


SHADOW = _Shadow()


@dataclass(frozen=True, slots=True)
class Found:
    """A match: `groups[i]` is the span of group i, None where it took no part."""

    start: int
    end: int
    groups: tuple[tuple[int, int] | None, ...] = ()


class Pattern:
    """A compiled pattern. `compiled` makes it."""

    def __init__(self, source: str, name: str) -> None:
        self.source, self._name = source, name
        self._linear = _in_re2(source)
        self._names_letters = _names_letters(source)
        self._screen, self._keys = None, None
        if self._linear is None:
            self._screen = _in_re2(without_look_around(source))
            self._bounded  # noqa: B018 (a pattern that neither engine takes must fail at load)
        if self._linear or self._screen:
            self._keys = required(without_look_around(source))

    @property
    def linear(self) -> bool:
        """Whether it runs in linear time on any text."""
        return self._linear is not None and not self._names_letters

    @property
    def keys(self) -> Keys | None:
        """Folded words of which one stands in all that matches; None where none is sure."""
        return self._keys

    def matches(self, haystack: Haystack) -> Iterator[Found]:
        """By start, never overlapping nor empty, 1,000 at most. Raises PatternTooSlow."""
        try:
            found = list(islice(self._finditer(haystack), MAX_MATCHES))
        except TimeoutError:
            raise PatternTooSlow(f"a pattern of {self._name} took too long") from None
        for match in found:
            if match.end() > match.start():
                spans = (match.span(i) for i in range(1, len(match.groups()) + 1))
                groups = tuple(None if span[0] < 0 else span for span in spans)
                yield Found(match.start(), match.end(), groups)

    def stands_in(self, haystack: Haystack) -> bool:
        if self._linear is not None and (haystack.plain or not self._names_letters):
            return self._linear.search(haystack.shadow) is not None
        return next(self.matches(haystack), None) is not None

    def says(self, words: str) -> bool:
        """Whether it stands in `words`, a few of them."""
        return self.stands_in(Haystack(words))

    def _finditer(self, haystack: Haystack) -> Iterator[Any]:
        if self._linear is not None and (haystack.plain or not self._names_letters):
            found: Iterator[Any] = self._linear.finditer(haystack.shadow)
            return found
        if self._screened_out(haystack):
            return iter(())
        text = haystack.text[:MAX_TEXT]
        deadline = DEADLINE + len(text) * DEADLINE_A_SIGN
        bounded: Iterator[Any] = self._bounded.finditer(text, timeout=deadline)
        return bounded

    def _screened_out(self, haystack: Haystack) -> bool:
        """Whether not even the pattern without its look-around, which says more, stands in it."""
        if self._screen is None or not (haystack.plain or not self._names_letters):
            return False
        return self._screen.search(haystack.shadow) is None

    @cached_property
    def _bounded(self) -> Any:
        try:
            return regex.compile(_for_regex(self.source), regex.VERSION1)
        except (regex.error, RecursionError, OverflowError, ValueError) as error:
            raise Unread(f"not a valid pattern: {error}") from None


def compiled(source: str, name: str) -> Pattern:
    """`source` ready to match; `name` is its rule's. Raises Unread where no engine takes it."""
    if len(source) > MAX_PATTERN:
        raise Unread(f"a pattern of {len(source):,} signs; the limit is {MAX_PATTERN:,}")
    return Pattern(source, name)


def _in_re2(source: str) -> Any:
    """None where RE2 has no words for it. Raises Unread where it is too large for any engine."""
    options = re2.Options()
    options.log_errors = False
    options.max_mem = MAX_MEMORY
    try:
        return re2.compile(source, options)
    except re2.error as error:
        if TOO_LARGE.search(str(error)):
            raise Unread("a pattern that repeats too much") from None
        return None
    except UnicodeEncodeError:
        return None


def _names_letters(source: str) -> bool:
    if NAMES_LETTERS.search(source):
        return True
    ranges = ((a[-1], b[-1]) for a, b in CLASS_RANGE.findall(source))
    return any(first < "_" < last for first, last in ranges)


LOOK_AROUND = ("(?=", "(?!", "(?<=", "(?<!")
PIECE = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?<?[=!]|[()]|[^\\\[()]+|.", re.DOTALL)


def without_look_around(source: str) -> str:
    """`source` with each look-ahead and look-behind empty: it matches all that `source` does."""
    kept: list[str] = []
    depth = 0  # of brackets inside a look-around
    for piece in PIECE.findall(source):
        if depth or piece in LOOK_AROUND:
            if not depth:
                kept.append("(?:)")
            depth += piece.startswith("(")
            depth -= piece == ")"
        else:
            kept.append(piece)
    return "".join(kept)


def _for_regex(source: str) -> str:
    # Where the module `regex` reads sets of sets, .NET reads the signs themselves.
    return re.sub(r"(?<!\\)\[(\^?)\[(?!:)", r"[\1\\[", source)
