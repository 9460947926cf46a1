"""Title case and sentence case, as the Associated Press and Chicago write them.

Vale asks a part-of-speech tagger whether «to» stands before a noun; here its neighbours say it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import regex

from compliance.styles.definition import listed_words
from compliance.styles.patterns import DEADLINE, compiled

SMALL = listed_words("a an and as at but by en for if in nor of on or per the to vs vs. via v v.")
PREPOSITIONS = listed_words(
    "with from into during including until against among throughout despite towards upon concerning"
    " about over through before between after since without under within along following across"
    " beyond around down near above"
)
# Before these, and after those, «to» opens an infinitive or stands before no noun.
BEFORE_INFINITIVE = listed_words(
    "how way ways want wants need needs have has had going able ready when where what which try"
    " trying like learn used plan plans time reason reasons things step steps help"
)
NOT_NOUNS = listed_words(
    "a an the this that these those your our my their his her its be do make get use write read run"
    " build create add install set start stop deploy configure manage change choose avoid know see"
    " go keep let find give take work move fix test debug send share connect enable disable"
)
SPLIT = re.compile(r"[^\W_]+[^\s\-/]*")
SIGNS = r"(?:[^\W_]|\*)+\S*"
LIST_NUMBER = re.compile(r"\d+\.")


class Excuses(Protocol):
    """Exceptions, as a pattern and as a question."""

    source: str

    def say(self, words: str) -> bool: ...


@dataclass(frozen=True, slots=True)
class Verdict:
    """sure: whether `expected` may be offered as it is."""

    expected: str
    right: bool
    sure: bool = True


def judged(
    text: str, expected: str, *, exceptions: Excuses, threshold: float, sentence: bool
) -> Verdict:
    """Whether enough of the words of `text` are written as in `expected`."""
    source = f"{exceptions.source}|{SIGNS}" if exceptions.source else SIGNS
    tokens = regex.compile(source, regex.VERSION1)
    wanted = _words(tokens, expected)
    words = _words(tokens, text)
    right = 0
    for index, word in enumerate(words):
        if index >= len(wanted) or word == wanted[index] or exceptions.say(word):
            right += 1
        elif sentence:
            if index == 0 and word != _titled(word.lower()):
                return Verdict(expected, right=False)
            right += word.islower() and word.endswith(".")  # «vs.» is no name, whatever «VS» is
        elif word == word.upper():
            right += 1
    return Verdict(expected, right=not words or right / len(words) >= threshold)


def _words(tokens: regex.Pattern[str], text: str) -> list[str]:
    return [match[0] for match in tokens.finditer(text, timeout=DEADLINE)]


def _titled(words: str) -> str:
    """Each letter after a sign that is no letter or digit as a capital."""
    return re.sub(r"(?:(?<=^)|(?<=[^\w]))[^\W\d_]", lambda match: match[0].upper(), words)


class _Case:
    """What both cases share: the vocabulary's own spelling, and a prefix that is left alone."""

    def __init__(self, vocabulary: Sequence[str], prefix: str) -> None:
        self._vocabulary = vocabulary
        self._known = [self._matcher(word) for word in vocabulary]
        self._prefix = _compiled(prefix) if prefix else None

    def _matcher(self, word: str) -> regex.Pattern[str] | None:
        try:
            return regex.compile(word, regex.VERSION1)
        except regex.error:
            return None

    def own(self, word: str) -> str:
        """How the vocabulary writes `word`; "" where it does not know it."""
        for entry, pattern in zip(self._vocabulary, self._known, strict=True):
            if entry.lower() == word.lower():
                return entry
            if pattern is not None and pattern.search(word, timeout=DEADLINE):
                return word
        return ""

    def parts(self, text: str) -> tuple[str, str]:
        match = self._prefix.search(text, timeout=DEADLINE) if self._prefix else None
        return (match[0], text.removeprefix(match[0])) if match else ("", text)


def _compiled(pattern: str) -> regex.Pattern[str]:
    """Ready for the module `regex`. Raises Unread where it is no pattern, or repeats too much."""
    compiled(pattern, "a prefix")
    return regex.compile(pattern, regex.VERSION1)


class SentenceCase(_Case):
    """The first word has a capital, and each word after an indicator («:»)."""

    def __init__(self, vocabulary: Sequence[str], prefix: str, indicators: Sequence[str]) -> None:
        super().__init__(vocabulary, prefix)
        self._indicators = tuple(indicators)
        words = f"\\b(?:{'|'.join(vocabulary)})\\b|" if vocabulary else ""
        self._tokens = _compiled(f"(?i)(?:{words}{SIGNS})")

    def of(self, text: str) -> str:
        prefix, rest = self.parts(text)
        words = _words(self._tokens, rest)
        made = [self._word(word, index, words) for index, word in enumerate(words)]
        return prefix + " ".join(made)

    def _word(self, word: str, index: int, words: Sequence[str]) -> str:
        own = self.own(word)
        if own:
            return own
        if index == 0 or self._opens(words[index - 1], index - 1):
            return word[:1].upper() + word[1:].lower()
        return word.lower()

    def _opens(self, before: str, index: int) -> bool:
        ends = any(before.endswith(i) and len(before) > len(i) for i in self._indicators)
        return ends or (index == 0 and LIST_NUMBER.search(before) is not None)


class TitleCase(_Case):
    """Each word has a capital but small ones inside; Chicago counts all prepositions as small."""

    def __init__(self, vocabulary: Sequence[str], prefix: str, *, chicago: bool) -> None:
        super().__init__(vocabulary, prefix)
        self._chicago = chicago

    def of(self, text: str) -> str:
        prefix, rest = self.parts(text)
        plain = rest.translate(PLAIN)
        return prefix + SPLIT.sub(self._in(plain), rest)

    def _in(self, text: str) -> Callable[[re.Match[str]], str]:
        words = [match[0].lower() for match in SPLIT.finditer(text)]
        index = -1

        def word(match: re.Match[str]) -> str:
            nonlocal index
            index += 1
            own = self.own(match[0])
            if own:
                return own
            edge = match.start() == 0 or match.end() == len(text)
            if self._small(words, index, edge=edge) and _inside(text, match):
                return match[0].lower()
            return match[0][:1].upper() + match[0][1:]

        return word

    def _small(self, words: Sequence[str], index: int, *, edge: bool) -> bool:
        word = words[index]
        if word == "to" and not self._chicago:
            return _before_noun(words, index)
        return not edge and (word in SMALL or (self._chicago and word in PREPOSITIONS))


PLAIN = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-"})


def _before_noun(words: Sequence[str], index: int) -> bool:
    if index == 0 or index + 1 >= len(words):
        return False
    return words[index - 1] not in BEFORE_INFINITIVE and words[index + 1] not in NOT_NOUNS


def _inside(text: str, match: re.Match[str]) -> bool:
    """Whether the word follows a space, «-» or «/», and no colon or dash before it."""
    start, end = match.span()
    before, two_before = text[start - 1 : start], text[max(start - 2, 0) : max(start - 1, 0)]
    if before not in (" ", "-", "/") or two_before in (":", "-"):
        return False
    return text[end : end + 1] != "-" or before == "-"
