"""A style folder → a Pack: its rules ready to run, and the files that give none, with why."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from compliance.fold import folded
from compliance.matching.keys import MIN_KEY, Gate, Keys, one_of
from compliance.styles.blocks import Block, Document, Scope, cut
from compliance.styles.checks import built
from compliance.styles.checks.parts import Alert, Check, State, Vocabulary
from compliance.styles.comments import silenced
from compliance.styles.definition import (
    LEVELS,
    Definition,
    Level,
    Unread,
    Unsupported,
    definition,
    file_text,
    rule_files,
)
from compliance.styles.markdown import Options, document, plain_document
from compliance.text import WHOLE, Span

MAX_TERMS = 5_000
OPTIONS = Options()
LETTERS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class StyleRule:
    """name: `Style.Rule`. level: as its file says, or as the one who loads it does."""

    definition: Definition
    check: Check
    level: Level
    scope: Scope

    @property
    def name(self) -> str:
        return self.definition.name


@dataclass(frozen=True, slots=True)
class Said:
    """An alert of a rule where it stands in the text; `WHOLE` is all of it."""

    rule: StyleRule
    span: Span
    message: str
    suggestions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A text to check. format: «markdown», or «text» where no sign is markup."""

    text: str
    format: str = "markdown"
    options: Options = OPTIONS

    def document(self) -> Document:
        if self.format == "text":
            return plain_document(self.text)
        return document(self.text, self.options)


@dataclass(frozen=True)
class Pack:
    """Rules of one or several styles."""

    rules: tuple[StyleRule, ...]
    unusable: tuple[Unsupported, ...] = ()

    def said(self, source: Source) -> Iterator[Said]:
        """What the rules say of it, by rule; each once a place. Raises PatternTooSlow."""
        if "\r" in source.text:
            yield from self._said_of_lines(source)
            return
        woken = [self.rules[index] for index in self._gate.woken(folded(source.text))]
        if not woken:
            return
        parts = list(self._parts(source.document()))
        for rule in woken:
            yield from _unique(rule, parts)

    def _said_of_lines(self, source: Source) -> Iterator[Said]:
        """The same where lines end as on Windows or an old Mac; Vale reads only line feeds."""
        text = source.text
        origin = [i for i, sign in enumerate(text) if sign != "\r" or text[i + 1 : i + 2] != "\n"]
        lines = "".join("\n" if text[at] == "\r" else text[at] for at in origin)
        for said in self.said(replace(source, text=lines)):
            start, end = said.span.start, said.span.end
            span = Span(origin[start], origin[end - 1] + 1) if start < end else said.span
            yield replace(said, span=span)

    @cached_property
    def _gate(self) -> Gate:
        return Gate([one_of(_sure_keys(rule.check.keys)) for rule in self.rules])

    def _parts(self, document: Document) -> Iterator[tuple[Block, Document]]:
        paragraphs = any(rule.scope.asks_for("paragraph") for rule in self.rules)
        sentences = any(rule.scope.asks_for("sentence") for rule in self.rules)
        for block in document.blocks:
            if len(block.scope) > 2:  # headings, lists, cells: neither paragraphs nor sentences
                yield block, document
                continue
            for part in cut(block, paragraphs=paragraphs, sentences=sentences):
                yield part, document
        yield document.summary, document
        yield document.raw, document


def _sure_keys(keys: Keys | None) -> Keys | None:
    """The longest word of each: markup may stand between two words of the text as typed."""
    if keys is None:
        return None
    words = [max(LETTERS.findall(key), key=len, default="") for key in keys]
    return tuple(words) if all(len(word) >= MIN_KEY for word in words) else None


def _unique(rule: StyleRule, parts: Sequence[tuple[Block, Document]]) -> Iterator[Said]:
    seen: set[int] = set()
    most = rule.definition.limit
    for said in _said(rule, parts):
        if said.span.start not in seen and not 0 < most <= len(seen):
            seen.add(said.span.start)
            yield said


def _said(rule: StyleRule, parts: Sequence[tuple[Block, Document]]) -> Iterator[Said]:
    state = State(parts[0][1].counts) if parts else State()
    for block, _ in parts:
        if not rule.scope.admits(block.scope) or silenced(rule.name, block.muted):
            continue
        for alert in rule.check.run(block, state):
            words = block.text[alert.start : alert.end]
            if not silenced(rule.name, block.muted, words):
                yield _placed(rule, block, alert)


def _placed(rule: StyleRule, block: Block, alert: Alert) -> Said:
    span = block.span(alert.start, alert.end) if alert.end else WHOLE
    return Said(rule, span, alert.message, alert.suggestions)


# Loading -----------------------------------------------------------------------------------------

Wanted = Callable[[str], bool]


def load(
    folder: Path,
    *,
    vocabulary: Vocabulary | None = None,
    levels: Callable[[Definition], Level] = lambda rule: rule.level,
    wanted: Wanted = lambda name: True,
) -> Pack:
    """The rules of the style `folder`, whose name begins theirs.

    levels: the level of a rule, where it is not its file's. wanted: whether to keep `Style.Rule`.
    Raises NotADirectoryError; a file that gives no rule is told in `unusable`.
    """
    if not folder.is_dir():
        raise NotADirectoryError(folder)
    rules: list[StyleRule] = []
    told: list[Unsupported] = []
    for name, path in rule_files(folder):
        if wanted(f"{folder.name}.{name}"):
            try:
                rule = definition(f"{folder.name}.{name}", file_text(path))
                rules.append(_ready(rule, vocabulary or Vocabulary(), levels(rule)))
            except Unread as reason:
                told.append(Unsupported(path.relative_to(folder).as_posix(), str(reason)))
    return Pack(tuple(rules), tuple(told))


def unusable(folder: Path) -> list[Unsupported]:
    """Files of the style `folder` that give no rule, each with its reason."""
    return list(load(folder).unusable)


def _ready(rule: Definition, vocabulary: Vocabulary, level: Level) -> StyleRule:
    check = built(rule, vocabulary)
    # Measures are of the text as a whole, unless their file names blocks.
    own = check.scope is None or rule.scope != ("text",)
    return StyleRule(rule, check, level, Scope(rule.scope if own else check.scope or ()))


def vale_rules(vocabulary: Vocabulary) -> Pack:
    """Vale's own style but for its spelling: `Vale.Repetition`, and a vocabulary's rules."""
    own = {"tokens": [r"[^\s.!?]+"], "ignorecase": "true", "alpha": "true"}
    rule = _own_rule("Repetition", "repetition", "'%s' is repeated!", own)
    return joined([Pack((_ready(rule, vocabulary, rule.level),)), vocabulary_rules(vocabulary)])


def vocabulary_rules(vocabulary: Vocabulary) -> Pack:
    """Vale's own rules for a vocabulary: `Vale.Terms` and `Vale.Avoid`."""
    rules = []
    if vocabulary.accepted:
        swap = {term.lower(): term for term in vocabulary.accepted}
        own = {"swap": swap, "ignorecase": "true", "vocab": "false"}
        rules.append(_own_rule("Terms", "substitution", "Use '%s' instead of '%s'.", own))
    if vocabulary.rejected:
        rejected = {"tokens": list(vocabulary.rejected)}
        rules.append(_own_rule("Avoid", "existence", "Avoid using '%s'.", rejected))
    return Pack(tuple(_ready(rule, vocabulary, rule.level) for rule in rules))


def _own_rule(name: str, point: str, message: str, own: Mapping[str, object]) -> Definition:
    return Definition(f"Vale.{name}", point, message, "error", own=own)


def terms(path: Path) -> tuple[str, ...]:
    """A vocabulary file's words, one a line; none where there is no such file.

    Raises Unread where it cannot be read.
    """
    if not path.is_file():
        return ()
    lines = (line.strip() for line in file_text(path).splitlines())
    found = tuple(line for line in lines if line and not line.startswith("#"))
    if len(found) > MAX_TERMS:
        raise Unread(f"{len(found):,} words; the limit is {MAX_TERMS:,}")
    return found


def at_least(level: Level, least: Level) -> bool:
    return LEVELS.index(level) >= LEVELS.index(least)


def joined(packs: Collection[Pack]) -> Pack:
    return Pack(
        tuple(rule for pack in packs for rule in pack.rules),
        tuple(told for pack in packs for told in pack.unusable),
    )
