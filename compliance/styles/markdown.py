"""Markdown → blocks, by markdown-it-py: a run of text, start and end tags as Vale's HTML has them.

Each sign of a block keeps where it stands in the source: what markup there is between two runs is
passed over, and what is not prose (code, bare addresses) is starred.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from compliance.styles.blocks import INSERTED, Block, Document
from compliance.styles.comments import Comments
from compliance.styles.definition import listed_words

# Any sign that could be markup; a text without one is its own paragraphs.
MARKUP = re.compile(
    r"[*_`\[\]<>|~\\$&\r]|https?://|ftp://|www\.|^[ \t]|[ \t]$"
    r"|^#{1,6}(?:\s|$)|^[-+=:]|^\d{1,9}[.)]\s",
    re.MULTILINE,
)
PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")
FRONT_MATTER = re.compile(r"\A(---|\+\+\+)[ \t]*\n(.+?)\n\1[ \t]*(?:\n|\Z)", re.DOTALL)
TAG = re.compile(r"<!--(.*?)-->|<(/?)([A-Za-z][\w-]*)([^<>]*)>", re.DOTALL)
ADDRESS = re.compile(r"(?<![^\s*_~(])(?:(?:https?|ftp)://[^\s<]+|www\.[^\s<]+\.[^\s<]+)")
AFTER_ADDRESS = "?!.,:*_~'\""
MATH = re.compile(r"(?<![\\$])\$(?![\s$])[^$\n]*?(?<![\s\\])\$(?![\d$])")
DISPLAY_MATH = re.compile(
    r"^ {0,3}\$\$.*?\$\$[ \t]*(?:\{[^}\n]*\})?[ \t]*$", re.DOTALL | re.MULTILINE
)

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
STICKS_TO_WORD_BEFORE = tuple(".?!,:;)]}—–")
STICKS_TO_WORD_AFTER = tuple("([{—–")
TAGS = {"s": "del"}

_parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
_parser.disable("text_join")


@dataclass(frozen=True, slots=True)
class Options:
    """What a configuration of Vale may change: inline tags that are starred, tags left out."""

    ignored: frozenset[str] = STARRED
    skipped: frozenset[str] = SKIPPED


@dataclass(frozen=True, slots=True)
class Start:
    tag: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class End:
    tag: str


@dataclass(frozen=True, slots=True)
class Run:
    """Text between two tags with the origin of its signs."""

    text: str
    origin: Sequence[int]


@dataclass(frozen=True, slots=True)
class Comment:
    text: str


@dataclass(frozen=True, slots=True)
class Alt:
    """What stands for an image."""

    text: str
    origin: Sequence[int]


Event = Start | End | Run | Comment | Alt


def document(source: str, options: Options | None = None) -> Document:
    """The blocks of `source`."""
    if not MARKUP.search(source):
        return _plain(source)
    body, heads = _without_front_matter(source)
    walker = _Walker(options or Options())
    walker.blocks += heads
    for event in _events(body, len(source) - len(body)):
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


# Events ------------------------------------------------------------------------------------------


def _events(body: str, shift: int) -> Iterator[Event]:
    """shift: where `body` begins in the source."""
    text = _masked(body)
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    cell = 0  # where the next cell of a table's line may begin
    for token in _parser.parse(text):
        if token.type == "inline":
            origin = _content_origin(token, text, starts, cell)
            cell = max(cell, origin[-1] + 1) if origin else cell
            yield from _joined(_inline(token, [at + shift for at in origin]))
        elif token.type == "html_block":
            at = text.find(token.content, starts[token.map[0]] if token.map else 0)
            yield from _html(token.content, range(at + shift, at + shift + len(token.content)))
        elif token.type in ("fence", "code_block"):
            yield from (Start("pre"), End("pre"))
        elif token.tag == "tr" or token.type == "inline":
            cell = starts[token.map[0]] if token.map else cell
            yield from _block_tag(token)
        else:
            yield from _block_tag(token)


def _masked(body: str) -> str:
    """Display mathematics blanked, inline mathematics as code; the same length."""
    blanked = DISPLAY_MATH.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), body)
    return MATH.sub(lambda match: f"`{'*' * (len(match[0]) - 2)}`", blanked)


def _block_tag(token: Token) -> Iterator[Event]:
    if token.hidden or not token.tag:
        return
    if token.nesting >= 0:
        yield Start(TAGS.get(token.tag, token.tag))
    if token.nesting < 0:
        yield End(TAGS.get(token.tag, token.tag))


def _content_origin(token: Token, text: str, starts: Sequence[int], cell: int) -> list[int]:
    """Where each sign of the token's content stands in `text`, in order.

    A line of content is the end of its line in the text; a cell of a table stands after the last.
    """
    if not token.map:
        return [0] * len(token.content)
    first = token.map[0]
    origin: list[int] = []
    for index, line in enumerate(token.content.split("\n")):
        begin = starts[min(first + index, len(starts) - 1)]
        stop = text.find("\n", begin)
        stop = len(text) if stop < 0 else stop
        at = text.find(line, max(cell, begin), stop) if cell > begin else -1
        if at < 0:
            at = text.rfind(line, begin, stop)
        at = begin if at < 0 else at
        if index:
            origin.append(origin[-1] + 1 if begin == 0 else begin - 1)
        origin += range(at, at + len(line))
    return origin


class _Cursor:
    """Passes through a token's content; everything is looked for after what was found before."""

    def __init__(self, content: str, origin: Sequence[int]) -> None:
        self.content, self.origin, self.at = content, origin, 0

    def take(self, words: str) -> Sequence[int]:
        """The origin of `words`, which are next in the content but for markup."""
        found = self.content.find(words, self.at)
        if found < 0 or not words:
            return [self._here()] * len(words)
        self.at = found + len(words)
        return self.origin[found : self.at]

    def pass_over(self, markup: str) -> None:
        found = self.content.find(markup, self.at)
        if found >= 0:
            self.at = found + len(markup)

    def pass_link_end(self) -> None:
        """`](address "title")`, `][label]` or `]`."""
        self.pass_over("]")
        match = LINK_END.match(self.content, self.at)
        if match:
            self.at = match.end()

    def _here(self) -> int:
        if not self.origin:
            return INSERTED
        return self.origin[min(self.at, len(self.origin) - 1)]


LINK_END = re.compile(r"\((?:[^()\\\n]|\\.|\n|\((?:[^()\\]|\\.)*\))*\)|\[[^\]\n]*\]")


def _inline(token: Token, origin: Sequence[int]) -> Iterator[Event]:
    cursor = _Cursor(token.content, origin)
    for child in token.children or ():
        yield from _child(child, cursor)


def _child(child: Token, cursor: _Cursor) -> Iterator[Event]:
    kind = child.type
    if kind == "text":
        yield Run(child.content, cursor.take(child.content))
    elif kind == "text_special":
        taken = cursor.take(child.markup)
        yield Run(child.content, [*taken[:1]] * len(child.content))
    elif kind in ("softbreak", "hardbreak"):
        if kind == "hardbreak":
            yield Start("br")
        yield Run("\n", cursor.take("\n"))
    elif kind == "code_inline":
        yield from _code(child, cursor)
    elif kind == "image":
        yield from _image(child, cursor)
    elif kind == "html_inline":
        yield from _html(child.content, cursor.take(child.content))
    elif kind in ("link_open", "link_close"):
        yield from _link(child, cursor)
    else:
        cursor.pass_over(child.markup)
        tag = TAGS.get(child.tag, child.tag)
        yield Start(tag) if child.nesting > 0 else End(tag)


def _code(child: Token, cursor: _Cursor) -> Iterator[Event]:
    cursor.pass_over(child.markup)
    begin = cursor.at
    cursor.pass_over(child.markup)
    end = max(cursor.at - len(child.markup), begin)
    words = child.content.strip()
    yield Start("code")
    yield Run(words, (list(cursor.origin[begin:end]) + [INSERTED] * len(words))[: len(words)])
    yield End("code")


def _image(child: Token, cursor: _Cursor) -> Iterator[Event]:
    cursor.pass_over("![")
    yield Alt(child.content, cursor.take(child.content))
    cursor.pass_link_end()
    yield Start("img")


def _link(child: Token, cursor: _Cursor) -> Iterator[Event]:
    automatic = child.markup == "autolink"
    if child.nesting > 0:
        cursor.pass_over("<" if automatic else "[")
        yield Start("a", str(child.attrs.get("href", "")))
        return
    if automatic:
        cursor.pass_over(">")
    else:
        cursor.pass_link_end()
    yield End("a")


def _html(content: str, origin: Sequence[int]) -> Iterator[Event]:
    """Tags, comments and text of raw HTML."""
    at = 0
    for match in TAG.finditer(content):
        if match.start() > at:
            yield _raw_run(content, origin, at, match.start())
        if match[1] is not None:
            yield Comment(match[1].strip())
        elif match[2]:
            yield End(match[3].lower())
        else:
            yield Start(match[3].lower())
        at = match.end()
    if at < len(content):
        yield _raw_run(content, origin, at, len(content))


def _raw_run(content: str, origin: Sequence[int], start: int, end: int) -> Run:
    words = content[start:end]
    shown = html.unescape(words)
    return Run(shown, (list(origin[start:end]) + [INSERTED] * len(shown))[: len(shown)])


def _joined(events: Iterator[Event]) -> Iterator[Event]:
    """Runs that no tag parts made one, then cut at bare addresses."""
    text, origin = "", list[int]()
    for event in events:
        if isinstance(event, Run):
            text += event.text
            origin += event.origin
            continue
        if text:
            yield from _addresses(text, origin)
            text, origin = "", []
        yield event
    if text:
        yield from _addresses(text, origin)


def _addresses(text: str, origin: Sequence[int]) -> Iterator[Event]:
    at = 0
    for match in ADDRESS.finditer(text):
        address = match[0].rstrip(AFTER_ADDRESS)
        if address.endswith(")") and address.count(")") > address.count("("):
            address = address[:-1].rstrip(AFTER_ADDRESS)
        start, end = match.start(), match.start() + len(address)
        if start > at:
            yield Run(text[at:start], origin[at:start])
        yield Start("a", address if "://" in address else f"http://{address}")
        yield Run(text[start:end], origin[start:end])
        yield End("a")
        at = end
    if at < len(text):
        yield Run(text[at:], origin[at:])


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
            return
        begin = run.text.index(text)
        origin = run.origin[begin : begin + len(text)]
        starred = self._starred > 0 or self._href == text
        if starred:
            text = re.sub(r"[^\n]", "*", text)
        if self._spaced(text, starred=starred):
            self._text += " "
            self._origin.append(_gap(run, begin, self._origin))
        self._text += text
        self._origin += origin

    def _spaced(self, text: str, *, starred: bool) -> bool:
        """Whether a space parts this run from the one before, as markup makes Vale put one."""
        if self._text.endswith(STICKS_TO_WORD_AFTER):
            return False
        if self._inline:
            return starred or not text.startswith(STICKS_TO_WORD_BEFORE)
        return self._in_nested_list()

    def _in_nested_list(self) -> bool:
        tags = [tag for tag in self._tags if tag not in INLINE]
        return tags[-1:] == ["li"] and "li" in tags[:-1]

    def _flush(self) -> None:
        if self._text.strip():
            self._block()
        self._text, self._origin, self._tags, self._starred = "", [], [], 0

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


def _gap(run: Run, begin: int, before: Sequence[int]) -> int:
    """Where the space before a run stands, if the source has one there."""
    if begin:
        return run.origin[begin - 1]
    return before[-1] + 1 if before and run.origin[begin] == before[-1] + 2 else INSERTED
