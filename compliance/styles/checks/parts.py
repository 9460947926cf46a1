"""What the checks share: their shape, exceptions and vocabularies, messages, actions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import regex

from compliance.matching.keys import Keys
from compliance.styles.blocks import Block
from compliance.styles.definition import Action, Definition, Unread
from compliance.styles.patterns import DEADLINE, WORD, Pattern, compiled


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words that are right, exceptions to every rule of words; and words that are wrong.

    template: what Vale calls `WordTemplate`, around the tokens of a rule of words.
    """

    accepted: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()
    template: str = WORD


@dataclass
class State:
    """What a rule remembers from block to block of one text.

    seen: names and definitions met so far, by rule. counts: see `Document.counts`.
    """

    counts: Mapping[str, int] = field(default_factory=dict)
    seen: dict[str, set[str]] = field(default_factory=dict)

    def of(self, rule: str) -> set[str]:
        return self.seen.setdefault(rule, set())


@dataclass(frozen=True, slots=True)
class Alert:
    """What a rule says of `block.text[start:end]`; of the whole text where `end` is 0.

    suggestions: replacements of the words, best first; "" takes them out.
    """

    start: int
    end: int
    message: str
    suggestions: tuple[str, ...] = ()


Run = Callable[[Block, State], Iterator[Alert]]


@dataclass(frozen=True, slots=True)
class Check:
    """keys: folded words of which one must stand in the text; None where any text may wake it.

    scope: where it runs unless its file says otherwise; None leaves the choice to its file.
    """

    run: Run
    keys: Keys | None = None
    scope: tuple[str, ...] | None = None


# Exceptions --------------------------------------------------------------------------------------


class Exceptions:
    """The rule's own exceptions, and the accepted words where the vocabulary counts for it."""

    def __init__(self, rule: Definition, vocabulary: Vocabulary, *, vocab: bool) -> None:
        accepted = vocabulary.accepted if vocab and rule.flag("vocab", default=True) else ()
        self.words = tuple(
            sorted((*rule.words("exceptions"), *accepted), key=lambda word: -len(word.encode()))
        )
        self.source = WORD % "|".join(map(_cased, self.words)) if self.words else ""
        self._pattern = compiled(self.source, rule.name) if self.words else None
        self._phrases = self._several_words(rule)

    def _several_words(self, rule: Definition) -> Pattern | None:
        phrases = [word for word in self.words if " " in word or "\t" in word or r"\s" in word]
        source = rf"(?i)\b(?:{'|'.join(phrases)})\b"
        return compiled(source, rule.name) if phrases else None

    def say(self, words: str) -> bool:
        return self._pattern is not None and self._pattern.says(words)

    def cover(self, block: Block, start: int, end: int) -> bool:
        """Whether the words stand within an accepted phrase."""
        if self._phrases is None:
            return False
        found = self._phrases.matches(block.haystack)
        return any(phrase.start <= start and end <= phrase.end for phrase in found)


def _cased(word: str) -> str:
    return word if word.startswith("(?i)") else f"(?-i){word}"


# Messages ----------------------------------------------------------------------------------------

VERB = re.compile(r"%(?:\[(\d+)\])?([sdvq%])")


def said(message: str, *words: str) -> str:
    """Go's Printf: `%s` takes the words in turn, `%[2]s` the second; lines become spaces."""
    given = (*words, "")
    following = iter(given)

    def word(match: re.Match[str]) -> str:
        if match[2] == "%":
            return "%"
        if match[1]:
            at = int(match[1]) - 1
            return given[at] if 0 <= at < len(given) else ""
        return next(following, "")

    return VERB.sub(word, message).replace("\n", " ")


def listed(words: Sequence[str]) -> str:
    """«'a', 'b', or 'c'»."""
    quoted = [f"'{word}'" for word in words]
    if len(quoted) < 3:
        return " or ".join(quoted)
    return f"{', '.join(quoted[:-1])}, or {quoted[-1]}"


# Actions -----------------------------------------------------------------------------------------


def mended(action: Action, words: str) -> tuple[str, ...]:
    """What to put in place of `words`; nothing where the action cannot say."""
    if action.name == "replace":
        return action.params
    if action.name == "remove":
        return ("",)
    if action.name == "edit":
        edited = _edited(action.params, words)
        return (edited,) if edited is not None else ()
    if action.name == "convert" and action.params[:1] == ("simple",):
        return (" ".join(re.findall(r"[^\W_]+", words)).lower(),)
    return ()


def _edited(params: tuple[str, ...], words: str) -> str | None:
    match params:
        case ("trim", signs):
            edited = words.strip(signs)
        case ("trim_left", signs):
            edited = words.lstrip(signs)
        case ("trim_right", signs):
            edited = words.rstrip(signs)
        case ("truncate", sign):
            edited = words.split(sign or None)[0]
        case ("split", sign, index) if index.isdecimal() and int(index) < len(words.split(sign)):
            edited = words.split(sign)[int(index)]
        case ("regex", pattern, replacement):
            edited = replaced(pattern, replacement, words)
        case _:
            return None
    return edited.strip()


DOLLAR = re.compile(r"\$(?:\{(\w+)\}|(\d+))")


def replaced(pattern: str, replacement: str, words: str) -> str:
    """`words` with each match replaced, `$1` for a group; a bad pattern changes nothing."""
    by_group = DOLLAR.sub(lambda m: rf"\g<{m[1] or m[2]}>", replacement.replace("\\", r"\\"))
    try:
        made: str = regex.sub(pattern, by_group, words, flags=regex.VERSION1, timeout=DEADLINE)
    except (regex.error, IndexError, TimeoutError):
        return words
    return made


def alert(rule: Definition, block: Block, start: int, end: int, *words: str) -> Alert:
    """The rule's alert on these words; its message takes `words`, or those and their mending."""
    found = block.text[start:end]
    mending = mended(rule.action, found)
    instead = listed(mending) if len(mending) > 1 else (mending[0] if mending else found)
    given = words or ((found, instead) if rule.action.name else (found,))
    return Alert(start, end, said(rule.message, *given), mending)


def template(rule: Definition, vocabulary: Vocabulary, *, words: bool) -> str:
    """The frame around a rule's tokens, with one `%s`."""
    return vocabulary.template if words else r"(?m)(?:%s)"


def framed(frame: str, tokens: str, *, ignore_case: bool) -> str:
    return ("(?i)" if ignore_case else "") + frame.replace("%s", tokens, 1)


def needed(patterns: Iterable[Pattern]) -> Keys | None:
    """The keys of them all, None where one has none."""
    each = [pattern.keys for pattern in patterns]
    return tuple(key for keys in each for key in keys or ()) if all(each) else None


def required_text(rule: Definition, key: str) -> str:
    """The value of a key that the rule cannot do without. Raises Unread."""
    value = rule.text(key)
    if not value.strip():
        raise Unread(f"no `{key}`")
    return value
