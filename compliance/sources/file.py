"""Observed posts in a file: JSON Lines, or CSV with a header. It may grow while it is read."""

from __future__ import annotations

import csv
import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import orjson

from compliance import lines
from compliance.errors import ComplianceError, InputError, SourceError
from compliance.post import LINE_LIMIT, Post
from compliance.records import BadLine, Item

TABLES = (".csv", ".tsv")
DELIMITERS = ",;\t|"
# The other names that exports give to a post's fields.
COLUMNS = {
    "body": "text",
    "content": "text",
    "message": "text",
    "created_at": "posted_at",
    "date": "posted_at",
    "published_at": "posted_at",
    "language": "lang",
    "platform": "channel",
    "post_id": "id",
}
# By so many of its first bytes a file is known again.
HEAD = 4096


@dataclass(frozen=True, slots=True)
class Mark:
    """A position: bytes and lines passed, and which file it was (by its first bytes)."""

    offset: int = 0
    line: int = 0
    head: str = ""

    def __str__(self) -> str:
        return f"{self.offset}.{self.line}.{self.head}"


START = Mark()


def _mark(position: str) -> Mark:
    offset, _, rest = position.partition(".")
    line, _, head = rest.partition(".")
    try:
        return Mark(int(offset), int(line), head)
    except ValueError:
        return START


class FileSource:
    """The posts of one file.

    name: what the store calls it; where it is, unless given. Posts of one name are told apart by
        their ids, so two files of one name must not use the same ids for different posts.
    """

    def __init__(self, location: str, *, name: str | None = None) -> None:
        self._path = Path(location)
        self._name = name or str(self._path.resolve())

    @property
    def name(self) -> str:
        return self._name

    def fraction(self, position: str) -> float | None:
        try:
            size = self._path.stat().st_size
        except OSError:
            return None
        return min(_mark(position).offset / size, 1.0) if size else 1.0

    def read(self, position: str = "") -> Iterator[Item]:
        """What stands at `position` and after; from the start where the file is another by now."""
        try:
            with self._path.open("rb") as file:
                yield from _items(file, position, is_table=self._path.suffix.lower() in TABLES)
        except OSError as error:
            raise SourceError(f"{self._path}: {error.strerror}") from error


def _items(file: BinaryIO, position: str, *, is_table: bool) -> Iterator[Item]:
    head = file.read(HEAD)
    mark = _mark(position)
    if mark.offset > os.fstat(file.fileno()).st_size or mark.head != _name(head, mark.offset):
        mark = START
    name = _name(head, len(head))
    for offset, line, found in (_rows if is_table else _lines)(file, mark):
        after = str(Mark(offset, line, name if offset >= len(head) else _name(head, offset)))
        if isinstance(found, BadLine):
            yield Item(position=after, bad=found)
        else:
            yield Item(position=after, post=found)


def _name(head: bytes, offset: int) -> str:
    """Of a file's first bytes, as far as they had been read."""
    return hashlib.sha256(head[:offset]).hexdigest()[:16] if offset else ""


# Bytes and lines passed after it, and what was found.
Found = tuple[int, int, Post | BadLine]


def _lines(file: BinaryIO, start: Mark) -> Iterator[Found]:
    file.seek(start.offset)
    number = start.line
    while raw := _line(file):
        number += 1
        if not raw.strip():
            continue
        found = _post(lines.parsed(raw), number)
        if isinstance(found, BadLine) and not raw.endswith(b"\n"):
            # Perhaps somebody is still writing it: said, but not passed.
            yield file.tell() - len(raw), number - 1, found
        else:
            yield file.tell(), number, found


def _line(file: BinaryIO) -> bytes:
    """The next line; of one over the limit so much that it is seen to be, and the rest passed."""
    raw = file.readline(LINE_LIMIT + 1)
    rest = raw
    while len(rest) > LINE_LIMIT and not rest.endswith(b"\n"):
        rest = file.readline(LINE_LIMIT + 1)
    return raw


def _post(line: lines.Line, number: int) -> Post | BadLine:
    return line.post or _bad(number, line.error or InputError("unreadable"))


def _bad(number: int, error: ComplianceError) -> BadLine:
    return BadLine(number=number, code=error.code, message=str(error))


def _rows(file: BinaryIO, start: Mark) -> Iterator[Found]:
    file.seek(0)
    header, delimiter = _header(_line(file))
    first = Mark(file.tell(), 1)
    mark = start if start.offset > first.offset else first
    while mark.offset < os.fstat(file.fileno()).st_size:
        table = _Table(file, mark, delimiter)
        try:
            for row in table:
                mark = table.mark
                if row:
                    yield mark.offset, mark.line, _row(header, row, mark.line)
            return
        except (csv.Error, UnicodeDecodeError):
            # Go on at the next line: a quotation mark left open must not swallow the rest.
            file.seek(mark.offset)
            _line(file)
            mark = Mark(file.tell(), mark.line + 1)
            error = InputError("not a row of a table in UTF-8")
            yield mark.offset, mark.line, _bad(mark.line, error)


class _Table:
    """Rows of a table from a mark on, and the mark after each."""

    def __init__(self, file: BinaryIO, mark: Mark, delimiter: str) -> None:
        self._file, self.mark = file, mark
        self._file.seek(mark.offset)
        self._reader = csv.reader(self._texts(), delimiter=delimiter, strict=True)

    def _texts(self) -> Iterator[str]:
        while raw := _line(self._file):
            yield raw.decode("utf-8")

    def __iter__(self) -> Iterator[list[str]]:
        first = self.mark.line
        for row in self._reader:
            self.mark = Mark(self._file.tell(), first + self._reader.line_num)
            yield row


def _header(raw: bytes) -> tuple[list[str], str]:
    """A post's fields by column, and what stands between columns. Raises SourceError."""
    text = raw.decode("utf-8-sig", "replace").strip()
    delimiter = max(DELIMITERS, key=text.count)
    names = [name.strip().lower() for name in next(csv.reader([text], delimiter=delimiter), [])]
    header = [COLUMNS.get(name, name) if COLUMNS.get(name) not in names else "" for name in names]
    if not {"id", "text"} <= set(header):
        raise SourceError("the first line of a table names its columns, with `id` and `text`")
    return header, delimiter


def _row(header: Sequence[str], row: Sequence[str], number: int) -> Post | BadLine:
    fields = {name: value for name, value in zip(header, row, strict=False) if name and value}
    fields.pop("topics", None)  # a list, which a table does not hold
    return _post(lines.parsed(orjson.dumps(fields)), number)


SOURCE = FileSource
