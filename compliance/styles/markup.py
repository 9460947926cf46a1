"""Markdown → events, by markdown-it-py: text, start and end tags, as Vale's HTML has them.

Each sign of a text keeps where it stands in the source: markup between two texts is passed over.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

from compliance.styles.blocks import INSERTED

LINE_END = re.compile(r"\r\n?|\n")
TAG = re.compile(r"<!--(.*?)-->|<(/?)([A-Za-z][\w-]*)([^<>]*)>", re.DOTALL)
TAG_AFTER_COMMENTS = re.compile(r"(?!)()|<(/?)([A-Za-z][\w-]*)([^<>]*)>")
ADDRESS = re.compile(r"(?<![^\s*_~(])(?:(?:https?|ftp)://[^\s<]+|www\.[^\s<]+\.[^\s<]+)")
AFTER_ADDRESS = "?!.,:*_~'\""
MATH = re.compile(r"(?<![\\$])\$(?![\s$])[^$\n]*?(?<![\s\\])\$(?![\d$])")
DISPLAY_MATH = re.compile(r" {0,3}\$\$")
DISPLAY_MATH_END = re.compile(r"\$\$[ \t]*(?:\{[^}\n]*\})?\s*$")
LINK_END = re.compile(r"\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\)|\[[^\]\n]*\]")
ENTITY_OR_TEXT = re.compile(r"&[#\w]+;|&|[^&]+")
TAGS = {"s": "del"}

_parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
_parser.disable("text_join")


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


def events(body: str, shift: int) -> Iterator[Event]:
    """shift: where `body` begins in the source."""
    text = _masked(body)
    starts = [0, *(match.end() for match in LINE_END.finditer(text))]
    cell: int | None = None  # where the next cell may begin, in a line of a table
    for token in _parser.parse(text):
        if token.type == "inline":
            origin = _content_origin(token, text, starts, cell)
            cell = origin[-1] + 1 if origin and cell is not None else cell
            yield from _joined(_inline(token, [at + shift for at in origin]))
        elif token.type == "html_block":
            at = text.find(token.content, starts[token.map[0]] if token.map else 0)
            yield from _html(token.content, range(at + shift, at + shift + len(token.content)))
        elif token.type in ("fence", "code_block"):
            yield from (Start("pre"), End("pre"))
        else:
            if token.tag == "tr":
                cell = starts[token.map[0]] if token.map else None
            yield from _block_tag(token)


def _masked(body: str) -> str:
    """Display mathematics blanked, inline mathematics as code; the same length."""
    if "$" not in body:
        return body
    lines, inside = [], False
    for line in body.splitlines(keepends=True):
        opens = not inside and DISPLAY_MATH.match(line) is not None
        lines.append(re.sub(r"[^\r\n]", " ", line) if inside or opens else line)
        ends = DISPLAY_MATH_END.search(line, line.find("$$") + 2 if opens else 0)
        inside = (inside or opens) and ends is None
    return MATH.sub(lambda match: f"`{'*' * (len(match[0]) - 2)}`", "".join(lines))


def _block_tag(token: Token) -> Iterator[Event]:
    if token.hidden or not token.tag:
        return
    if token.nesting >= 0:
        yield Start(TAGS.get(token.tag, token.tag))
    if token.nesting < 0:
        yield End(TAGS.get(token.tag, token.tag))


def _content_origin(token: Token, text: str, starts: Sequence[int], cell: int | None) -> list[int]:
    """Where each sign of the token's content stands in `text`, in order.

    A line of content is the end of its line in the text; in a table, the next after `cell`.
    """
    if not token.map:
        return [0] * len(token.content)
    origin: list[int] = []
    for number, line in enumerate(token.content.split("\n"), token.map[0]):
        begin = starts[min(number, len(starts) - 1)]
        if origin:
            origin.append(begin - 1)
        at = _line_at(line, text, begin, cell)
        origin += range(at, at + len(line))
    return origin


def _line_at(line: str, text: str, begin: int, cell: int | None) -> int:
    end = LINE_END.search(text, begin)
    stop = end.start() if end else len(text)
    found = -1 if cell is None else text.find(line, cell, stop)
    found = text.rfind(line, begin, stop) if found < 0 else found
    return max(found, begin)


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
    for match in _tags(content):
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


def _tags(content: str) -> Iterator[re.Match[str]]:
    """Comments are looked for as far as the last that closes: none is sought in vain."""
    closed = content.rfind("-->") + 3 if "-->" in content else 0
    yield from TAG.finditer(content, 0, closed)
    yield from TAG_AFTER_COMMENTS.finditer(content, closed)


def _raw_run(content: str, origin: Sequence[int], start: int, end: int) -> Run:
    text, places = "", list[int]()
    for match in ENTITY_OR_TEXT.finditer(content, start, end):
        shown = html.unescape(match[0])
        text += shown
        each = origin[match.start() : match.end()]
        places += each if len(shown) == len(match[0]) else [each[0]] * len(shown)
    return Run(text, places)


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
