"""What the house has published, read from files: press releases as pages, notes, lines or a feed.

.md, .txt    between two lines of `---`, its `url`, `date` and `title`; the text follows
.html, .htm  its canonical link, `article:published_time` (or `<time datetime>`) and title
.jsonl       an object a line: `url`, `date`, `title`, `text`
.xml, .rss, .atom  a feed of RSS 2.0 or Atom, saved; nothing is fetched

A release without an address or a date is an error: nothing could be linked to, or told from what is
still to come. A day without an hour counts from its midnight in the charter's time zone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from email.utils import parsedate_to_datetime
from html import unescape
from pathlib import Path
from xml.parsers import expat
from zoneinfo import ZoneInfo

import orjson

from compliance.errors import CharterError, CharterErrors, Place
from compliance.located import file_text, read
from compliance.ports import Release

MOST_RELEASES = 20_000
MOST_TEXT = 64 << 20  # code points of all releases together
MOST_ERRORS = 20
LINK = re.compile(r"https?://[^\s\x00-\x1f\"'<>]{1,2000}")
FRONT = re.compile(r"---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|$)", re.DOTALL)

Fields = Mapping[str, str]
# The fields of each release of a file, with the line where it begins.
Entries = Iterator[tuple[int, Fields]]


def open_releases(paths: Sequence[Path], zone: ZoneInfo) -> list[Release]:
    """The releases of files, and of the files in folders. Raises CharterErrors, CharterError."""
    releases: list[Release] = []
    errors: list[CharterError] = []
    for file in (file for path in paths for file in _files(path)):
        try:
            releases += _of_file(file, zone)
        except CharterError as error:
            errors += error.errors if isinstance(error, CharterErrors) else [error]
        if len(errors) >= MOST_ERRORS:
            break
        _not_too_much(releases, file)
    if errors:
        raise CharterErrors(errors[:MOST_ERRORS])
    return releases


def _not_too_much(releases: Sequence[Release], file: Path) -> None:
    if len(releases) > MOST_RELEASES or sum(len(each.text) for each in releases) > MOST_TEXT:
        raise CharterError(
            f"more than {MOST_RELEASES:,} releases, or {MOST_TEXT >> 20} million characters",
            place=Place(str(file)),
            mend="keep the releases of the last years only",
        )


def _files(path: Path) -> list[Path]:
    """The file itself, or the releases in a folder and those below, by name."""
    if not path.is_dir():
        if path.suffix.lower() not in READERS:
            raise _error("not a file of releases", path, 1, f"use {', '.join(READERS)}")
        return [path]
    found = sorted(f for f in path.rglob("*") if f.suffix.lower() in READERS and f.is_file())
    if not found:
        raise _error("a folder without releases", path, 1, f"put {', '.join(READERS)} files there")
    return found


def _of_file(file: Path, zone: ZoneInfo) -> list[Release]:
    try:
        text = file_text(file, str(file))
    except OSError as error:
        raise _error(f"cannot read it: {error.strerror}", file, 1, "mend the path") from error
    entries = READERS[file.suffix.lower()](text, file)
    return [_release(fields, file, line, zone) for line, fields in entries]


def _release(fields: Fields, file: Path, line: int, zone: ZoneInfo) -> Release:
    link, said = fields.get("url", "").strip(), fields.get("date", "").strip()
    if not LINK.fullmatch(link):
        raise _error("a release without its address", file, line, "give its `url`, https://…")
    if not said:
        raise _error("a release without its date", file, line, "give its `date`: 2027-03-01")
    try:
        at = _moment(said, zone)
    except (ValueError, OverflowError):
        mend = "write it as 2027-03-01, or 2027-03-01T07:30:00+01:00"
        raise _error("the date of a release cannot be read", file, line, mend) from None
    return Release(link, at, " ".join(fields.get("title", "").split()), fields.get("text", ""))


def _moment(said: str, zone: ZoneInfo) -> datetime:
    """A day's midnight or a moment, in `zone` where it names none. Raises ValueError."""
    try:
        return datetime.combine(date.fromisoformat(said), time(), tzinfo=zone)
    except ValueError:
        pass
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        moment = parsedate_to_datetime(said)  # as RSS writes it
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _error(message: str, file: Path, line: int, mend: str) -> CharterError:
    return CharterError(message, place=Place(str(file), line), mend=mend)


# Notes -----------------------------------------------------------------------------------------


def _note(text: str, file: Path) -> Entries:
    front = FRONT.match(text)
    if not front:
        mend = "begin it with ---, `url: …`, `date: …`, ---"
        raise _error("a release without its address and date", file, 1, mend)
    said = {key: str(value) for key, value in read("\n" + front[1], str(file)).items()}
    yield 1, {**said, "text": text[front.end() :]}


# Lines -----------------------------------------------------------------------------------------


def _lines(text: str, file: Path) -> Entries:
    for at, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            read_line = orjson.loads(line.encode("utf-8", "replace"))
        except orjson.JSONDecodeError:
            raise _error("this line is not JSON", file, at, "one object a line") from None
        if not isinstance(read_line, dict):
            raise _error("this line is no object", file, at, 'write {"url": …, "date": …}')
        yield at, {key: value for key, value in read_line.items() if isinstance(value, str)}


# Pages -----------------------------------------------------------------------------------------

# Read by hand, for the standard library's parser takes quadratic time on a broken page.
SILENT = frozenset({"script", "style", "noscript", "template", "svg"})
BLOCKS = frozenset({"p", "div", "section", "article", "header", "footer", "li", "br", "tr", "td"})
BLOCKS |= {"th", "h1", "h2", "h3", "h4", "h5", "h6", "title"}
TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]{0,20})")
ATTRIBUTE = re.compile(r"""([\w:.-]{1,40})\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
LONGEST_TAG = 4_000  # signs of a tag whose attributes are read
META = {
    "og:url": "url",
    "article:published_time": "date",
    "date": "date",
    "dc.date": "date",
    "datepublished": "date",
    "og:title": "title",
}


def _page(text: str, file: Path) -> Entries:
    yield 1, page_fields(text)


def page_fields(html: str) -> dict[str, str]:
    """What a page says of itself, the first of each field, and its words as `text`."""
    fields: dict[str, str] = {}
    words: list[str] = []
    at = 0
    for start, end in _tags(html):
        words.append(unescape(html[at:start]))
        at = end
        name = _name(html[start:end])
        if name in BLOCKS:
            words.append("\n")
        if name in {"link", "meta", "time"} and end - start <= LONGEST_TAG:
            field, value = _said_by(name, html[start:end])
            if field and value.strip():
                fields.setdefault(field, value)
        elif name == "title" and html[start + 1] != "/":
            fields.setdefault("title", unescape(html[end : _found(html, "<", end)]))
    words.append(unescape(html[at:]))
    return {**fields, "text": "".join(words)}


def _tags(html: str) -> Iterator[tuple[int, int]]:
    """Where each tag stands; a comment, or a script with all that is in it, counts as one."""
    at = html.find("<")
    while at >= 0:
        if html.startswith("<!--", at):
            end = _found(html, "-->", at + 4) + 3
        else:
            end = _found(html, ">", at) + 1
            name = _name(html[at : at + 24])
            if name in SILENT and html[at + 1] != "/":
                end = _found(html, f"</{name}", end)
        yield at, min(end, len(html))
        at = html.find("<", end)


def _found(html: str, words: str, start: int) -> int:
    """Where `words` stand next; the page's end where they do not."""
    at = html.find(words, start)
    return at if at >= 0 else len(html)


def _name(tag: str) -> str:
    named = TAG.match(tag)
    return named[1].lower() if named else ""


def _said_by(name: str, tag: str) -> tuple[str, str]:
    """The field that a tag fills, and with what; "" for none."""
    held = {m[1].lower(): unescape(m[2] or m[3] or m[4] or "") for m in ATTRIBUTE.finditer(tag)}
    if name == "time":
        return "date", held.get("datetime", "")
    if name == "link":
        canonical = "canonical" in held.get("rel", "").lower().split()
        return ("url" if canonical else ""), held.get("href", "")
    said = held.get("property") or held.get("name") or held.get("itemprop") or ""
    return META.get(said.lower(), ""), held.get("content", "")


# Feeds -----------------------------------------------------------------------------------------

ENTRY = frozenset({"item", "entry"})
TAGS = {
    "title": "title",
    "link": "url",
    "pubdate": "date",
    "date": "date",
    "published": "date",
    "updated": "updated",
    "description": "text",
    "summary": "text",
    "content": "text",
    "encoded": "text",
}


class _Feed:
    """Gathers the entries of RSS or Atom; what a feed declares of its own is refused."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.found: list[tuple[int, dict[str, str]]] = []
        self._inside = False
        self._field = ""
        self._parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._said
        parser.StartDoctypeDeclHandler = self._declared

    def entries(self, text: str) -> list[tuple[int, dict[str, str]]]:
        try:
            self._parser.Parse(text.encode("utf-8", "replace"), True)
        except expat.ExpatError as error:
            raise _error("not a feed", self._file, error.lineno, "save RSS or Atom") from None
        return self.found

    def _declared(self, *_: object) -> None:
        line = self._parser.CurrentLineNumber
        raise _error("a feed with a document type", self._file, line, "save it without")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2].lower()
        if tag in ENTRY:
            self._inside = True
            self.found.append((self._parser.CurrentLineNumber, {}))
        elif self._inside and tag in TAGS:
            self._field = TAGS[tag]
            if tag == "link" and attributes.get("rel", "alternate") == "alternate":
                self._add(attributes.get("href", ""))

    def _end(self, name: str) -> None:
        tag = name.rpartition(" ")[2].lower()
        self._inside = self._inside and tag not in ENTRY
        self._field = "" if tag in TAGS else self._field

    def _said(self, words: str) -> None:
        if self._inside and self._field:
            self._add(words)

    def _add(self, words: str) -> None:
        fields = self.found[-1][1]
        fields[self._field] = fields.get(self._field, "") + words


def _feed(text: str, file: Path) -> Entries:
    for line, fields in _Feed(file).entries(text):
        dated = fields.get("date") or fields.get("updated", "")
        text = page_fields(fields.get("text", ""))["text"]
        yield line, {**fields, "date": dated, "text": text}


READERS: Mapping[str, Callable[[str, Path], Entries]] = {
    ".md": _note,
    ".txt": _note,
    ".html": _page,
    ".htm": _page,
    ".jsonl": _lines,
    ".xml": _feed,
    ".rss": _feed,
    ".atom": _feed,
}
