"""Markdown → blocks: what tags enclose, as Vale gathers it from HTML.

What is not prose (code, bare addresses) is starred; comments turn rules off.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import yaml

from compliance.styles.blocks import INSERTED, Block, Document
from compliance.styles.comments import Comments
from compliance.styles.definition import listed_words
from compliance.styles.markup import Comment, End, Event, Run, Start, events

# Any sign that could be markup; a text without one is its own paragraphs.
MARKUP = re.compile(
    r"[*_`\[\]<>|~\\$&\r]|https?://|ftp://|www\.|^[ \t]|[ \t]$"
    r"|^#{1,6}(?:\s|$)|^[-+=:]|^\d{1,9}[.)]\s",
    re.MULTILINE,
)
PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")
FRONT_MATTER = re.compile(r"\A(---|\+\+\+)[ \t]*\n(.+?)\n\1[ \t]*(?:\n|\Z)", re.DOTALL)

INLINE = listed_words(
    "b big i small abbr acronym cite dfn em kbd strong a br img span sub sup code tt del"
)
SKIPPED = listed_words("script style pre figure noscript iframe")
STARRED = listed_words("tt code kbd")
SCOPES = {
    "th": "table.header",
    "td": "table.cell",
    "caption": "table.caption",
    "li": "list",
    "blockquote": "blockquote",
    "figcaption": "figure.caption",
} | {f"h{level}": f"heading.h{level}" for level in range(1, 7)}
TASK = re.compile(r"\[[ xX]\]\s+(?=\S)")  # the box of a task in a list
STICKS_TO_WORD_BEFORE = tuple(".?!,:;)]}—–")
STICKS_TO_WORD_AFTER = tuple("([{—–")


@dataclass(frozen=True, slots=True)
class Options:
    """What a configuration of Vale may change: inline tags that are starred, tags left out."""

    ignored: frozenset[str] = STARRED
    skipped: frozenset[str] = SKIPPED


def document(source: str, options: Options | None = None) -> Document:
    """The blocks of `source`."""
    if not MARKUP.search(source):
        return _plain(source)
    body, heads = _without_front_matter(source)
    walker = _Walker(options or Options())
    walker.blocks += heads
    for event in events(body, len(source) - len(body)):
        walker.feed(event)
    return walker.document(source)


def plain_document(source: str) -> Document:
    """`source` as one block, for text that is not Markdown."""
    block = Block(source, ("text", "txt"), range(len(source)))
    summary = Block(source, ("summary", "txt"), range(len(source)))
    return Document((block,), summary, _raw(source, "txt"))


def _plain(source: str) -> Document:
    """The quick way for text without any markup, as most posts are."""
    blocks = tuple(
        Block(match[0], ("text", "md"), range(match.start(), match.end()))
        for match in PARAGRAPH.finditer(source)
    )
    return Document(blocks, _summary(blocks), _raw(source, "md"))


def _raw(source: str, format: str) -> Block:
    return Block(source, ("raw", format), range(len(source)))


def _summary(blocks: Sequence[Block]) -> Block:
    text = "".join(f"{block.text}\n\n" for block in blocks)
    origin: list[int] = []
    for block in blocks:
        origin += [*block.origin, INSERTED, INSERTED]
    return Block(text, ("summary", "md"), origin)


# Front matter ------------------------------------------------------------------------------------


def _without_front_matter(source: str) -> tuple[str, list[Block]]:
    match = FRONT_MATTER.match(source)
    if not match:
        return source, []
    return source[match.end() :], list(_metadata(match)) if match[1] == "---" else []


def _metadata(match: re.Match[str]) -> Iterator[Block]:
    """The front matter's strings, each in the scope «text.frontmatter.<key>»."""
    try:
        tree = yaml.load(match[2], Loader=yaml.CBaseLoader)  # noqa: S506 (scalars only)
    except (yaml.YAMLError, RecursionError):
        return
    for key, value in tree.items() if isinstance(tree, dict) else ():
        at = match.string.find(value, match.start(2)) if isinstance(value, str) and value else -1
        if at >= 0:
            scope = ("text", "frontmatter", str(key), "md")
            yield Block(value, scope, range(at, at + len(value)))


# Blocks ------------------------------------------------------------------------------------------


@dataclass
class _Walker:
    """Gathers runs into blocks, as tags close them."""

    options: Options
    blocks: list[Block] = field(default_factory=list)
    _summary: list[Block] = field(default_factory=list)
    _counts: Counter[str] = field(default_factory=Counter)
    _comments: Comments = field(default_factory=Comments)
    _tags: list[str] = field(default_factory=list)
    _text: str = ""
    _origin: list[int] = field(default_factory=list)
    _href: str = ""
    _inline: bool = False
    _starred: int = 0  # tags that are open and starred
    _skipping: bool = False
    _gap: int = INSERTED  # where white space stands between the last run and the next

    def feed(self, event: Event) -> None:
        if isinstance(event, Run):
            self._run(event)
        elif isinstance(event, Start):
            self._start(event)
        elif isinstance(event, End):
            self._end(event.tag)
        elif isinstance(event, Comment):
            self._comments.read(event.text)
        elif event.text:
            self._add(event.text, event.origin, ("text", "attr", "alt"))
        self._href = event.href if isinstance(event, Start) else ""

    def document(self, source: str) -> Document:
        self._flush()
        summary = _summary(self._summary)
        end = self._comments.at_end
        summary = Block(summary.text, summary.scope, summary.origin, end)
        raw = Block(source, ("raw", "md"), range(len(source)), end)
        return Document(tuple(self.blocks), summary, raw, self._counts)

    def _start(self, event: Start) -> None:
        if event.tag in self.options.skipped:
            self._skipping = True
            self._counts[event.tag] += 1
            return
        self._inline = event.tag in INLINE
        self._starred += event.tag in self.options.ignored
        self._tags.append(event.tag)

    def _end(self, tag: str) -> None:
        if tag in self.options.skipped:
            self._skipping = False
        if tag in self.options.ignored and self._starred:
            self._starred -= 1
        if tag not in INLINE:
            self._flush()

    def _run(self, run: Run) -> None:
        text = run.text.strip()
        if self._skipping or not text:
            self._gap = run.origin[0] if run.text and self._gap == INSERTED else self._gap
            return
        begin = run.text.index(text)
        box = TASK.match(text) if not self._text and "li" in self._tags else None
        if box:
            begin, text = begin + box.end(), text[box.end() :]
        if begin:
            self._gap = run.origin[begin - 1]
        origin = run.origin[begin : begin + len(text)]
        starred = self._starred > 0 or self._href == text
        if starred:
            text = re.sub(r"[^\n]", "*", text)
        if self._spaced(text, starred=starred):
            self._text += " "
            self._origin.append(self._gap)
        self._text += text
        self._origin += origin
        self._gap = run.origin[-1] if run.text[-1].isspace() else INSERTED

    def _spaced(self, text: str, *, starred: bool) -> bool:
        """Whether a space parts this run from the one before, as markup makes Vale put one."""
        if not self._text or self._text.endswith(STICKS_TO_WORD_AFTER):
            return False
        if self._inline:
            return starred or not text.startswith(STICKS_TO_WORD_BEFORE)
        return self._gap != INSERTED or self._in_nested_list()

    def _in_nested_list(self) -> bool:
        tags = [tag for tag in self._tags if tag not in INLINE]
        return tags[-1:] == ["li"] and "li" in tags[:-1]

    def _flush(self) -> None:
        if self._text.strip():
            self._block()
        self._text, self._origin, self._tags, self._starred = "", [], [], 0
        self._gap = INSERTED

    def _block(self) -> None:
        scope = next((SCOPES[tag] for tag in self._tags if tag in SCOPES), "")
        cut = len(self._text) - len(self._text.lstrip(" "))
        text, origin = self._text[cut:], self._origin[cut:]
        if scope:
            self._counts[scope] += 1
        block = self._add(text, origin, ("text", *filter(None, scope.split("."))))
        if scope in ("", "list", "blockquote"):
            self._summary.append(block)

    def _add(self, text: str, origin: Sequence[int], scope: tuple[str, ...]) -> Block:
        block = Block(text, (*scope, "md"), origin, self._comments.muted)
        self.blocks.append(block)
        return block
