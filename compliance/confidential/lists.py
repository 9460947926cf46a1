"""Lists of confidential terms as CSV files.

First line: the columns, of which `term` is required and `aliases` (several with `;` between),
`kind`, `until`, `why`, `context` (as aliases) and `public` may be left out. UTF-8, a comma or a
semicolon between columns, one term a line.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import overload

import numpy as np
from pydantic import ValidationError

from compliance.charter import Term
from compliance.errors import CharterError, CharterErrors, Place

COLUMNS = ("term", "aliases", "kind", "until", "why", "context", "public")
SEVERAL = frozenset({"aliases", "context"})
QUOTING = re.compile('["\r]')  # without such a sign cells are what the separator parts
MOST_ERRORS = 20  # said at once; a file with the wrong columns would say thousands


class TermFile(Sequence[Term]):
    """The terms of a CSV file, each read when asked for; the file is held as bytes.

    digest: changes with the file.
    """

    def __init__(self, path: Path) -> None:
        try:
            content = path.read_bytes()
        except OSError as error:
            raise CharterError(
                f"cannot read the list of terms: {error.strerror}", place=Place(str(path))
            ) from error
        self.path, self.digest = path, hashlib.blake2b(content, digest_size=16).hexdigest()
        self._content = content.removeprefix(b"\xef\xbb\xbf")
        ends = np.flatnonzero(np.frombuffer(self._content, np.uint8) == ord("\n")) + 1
        starts = np.concatenate([[0], ends]) if len(self._content) else np.zeros(0, np.int64)
        self._starts = starts[starts < len(self._content)]
        self._comma = ","
        self._columns = self._header()

    def __len__(self) -> int:
        return max(0, len(self._starts) - 1)

    @overload
    def __getitem__(self, at: int) -> Term: ...
    @overload
    def __getitem__(self, at: slice) -> list[Term]: ...
    def __getitem__(self, at: int | slice) -> Term | list[Term]:
        if isinstance(at, slice):
            return [self[place] for place in range(*at.indices(len(self)))]
        size = len(self)
        if not -size <= at < size:
            raise IndexError(at)
        return self._term(at % size + 1)

    @property
    def has_reasons(self) -> bool:
        """Whether it has a column for them."""
        return "why" in self._columns

    def checked(self) -> TermFile:
        """The same, every line of it read once. Raises CharterErrors with all that is wrong."""
        errors: list[CharterError] = []
        for at in range(len(self)):
            try:
                self._term(at + 1)
            except CharterError as error:
                errors.append(error)
                if len(errors) == MOST_ERRORS:
                    break
        if errors:
            raise CharterErrors(errors)
        return self

    def _header(self) -> list[str]:
        first = self._line(0) if len(self._starts) else ""
        self._comma = ";" if first.count(";") > first.count(",") else ","
        columns = [name.strip().lower() for name in first.split(self._comma)]
        for at, name in enumerate(columns):
            if name not in COLUMNS:
                column = sum(len(c) + 1 for c in columns[:at]) + 1
                near = get_close_matches(name, COLUMNS, 1)
                mend = f"did you mean '{near[0]}'?" if near else f"use {', '.join(COLUMNS)}"
                raise self._error("unknown column in the first line", 0, column, mend)
        if "term" not in columns:
            raise self._error("no column 'term'", 0, 1, "name the columns in the first line")
        return columns

    def _line(self, at: int) -> str:
        end = int(self._starts[at + 1]) if at + 1 < len(self._starts) else len(self._content)
        line = self._content[int(self._starts[at]) : end]
        try:
            return line.decode("utf-8").rstrip("\r\n")
        except UnicodeDecodeError as error:
            raise self._error(
                "this line is not UTF-8", at, error.start + 1, "save the file as UTF-8"
            ) from None

    def _term(self, at: int) -> Term:
        line = self._line(at)
        if line.count('"') % 2:
            raise self._error(
                "a quotation mark that is not closed on its line",
                at,
                line.index('"') + 1,
                'close it, and write "" for a mark inside',
            )
        cells = line.split(self._comma)
        if QUOTING.search(line):
            cells = next(csv.reader([line], delimiter=self._comma), [])
        if len(cells) > len(self._columns):
            raise self._error(
                f"{len(cells)} cells for {len(self._columns)} columns",
                at,
                self._column(line, cells, len(self._columns)),
                "put a cell that holds the separator between quotation marks",
            )
        for name, cell in zip(self._columns, cells, strict=False):
            if name in SEVERAL and "|" in cell:  # one name of that spelling would never be found
                column = self._column(line, cells, self._columns.index(name)) + cell.index("|")
                raise self._error(f"'|' in '{name}'", at, column, "put ; between several of them")
        values = {
            name: _several(cell) if name in SEVERAL else cell
            for name, cell in zip(self._columns, map(str.strip, cells), strict=False)
            if cell
        }
        if "term" not in values:
            raise self._error("a line without a term", at, 1, "fill it or take the line out")
        try:
            return Term.model_validate(values | _day(values) if "until" in values else values)
        except ValidationError as error:
            wrong = str(error.errors()[0]["loc"][0])
            raise self._error(
                f"'{wrong}' cannot be read",
                at,
                self._column(line, cells, self._columns.index(wrong)),
                "write a date as 2027-03-01" if wrong == "until" else "",
            ) from None

    def _column(self, line: str, cells: Sequence[str], cell: int) -> int:
        """Where the cell begins in its line, as nearly as its words can be found again."""
        found = line.find(cells[cell].split('"')[0], sum(len(c) + 1 for c in cells[:cell]))
        return max(0, found) + 1

    def _error(self, message: str, line: int, column: int, mend: str) -> CharterError:
        return CharterError(message, place=Place(str(self.path), line + 1, column), mend=mend)


class Joined(Sequence[Term]):
    """Several lists of terms as one, nothing copied; its digest is made of theirs."""

    def __init__(self, lists: Iterable[Sequence[Term]]) -> None:
        self._lists = [each for each in lists if len(each)]
        self._ends = np.cumsum([len(each) for each in self._lists]).tolist()

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    @property
    def digest(self) -> str:
        return hashlib.blake2b(
            "".join(digest_of(each) for each in self._lists).encode(), digest_size=16
        ).hexdigest()

    @overload
    def __getitem__(self, at: int) -> Term: ...
    @overload
    def __getitem__(self, at: slice) -> list[Term]: ...
    def __getitem__(self, at: int | slice) -> Term | list[Term]:
        if isinstance(at, slice):
            return [self[place] for place in range(*at.indices(len(self)))]
        if not -len(self) <= at < len(self):
            raise IndexError(at)
        at %= len(self)
        which = int(np.searchsorted(self._ends, at, side="right"))
        return self._lists[which][at - (self._ends[which - 1] if which else 0)]


def digest_of(terms: Sequence[Term]) -> str:
    """Thirty-two hexadecimal digits that change with any name or kind of `terms`."""
    known = getattr(terms, "digest", None)
    if isinstance(known, str):
        return known
    state = hashlib.blake2b(digest_size=16)
    for term in terms:
        state.update("\x1f".join((term.kind, *term.names, "")).encode("utf-8", "replace"))
    return state.hexdigest()


def _day(values: Mapping[str, object]) -> dict[str, date]:
    """`until` where it is a day: the type would take it for its first moment, without a zone."""
    try:
        return {"until": date.fromisoformat(str(values["until"]))}
    except ValueError:
        return {}


def _several(cell: str) -> tuple[str, ...]:
    return tuple([part for part in map(str.strip, cell.split(";")) if part])


def names(terms: Sequence[Term]) -> Iterator[tuple[int, str, str]]:
    """(place of the term, its kind, a name of it), for all of its names.

    Raises CharterErrors with all that is wrong in a file, once the rest is read.
    """
    errors: list[CharterError] = []
    for at in range(len(terms)):
        try:
            term = terms[at]
        except CharterError as error:
            errors.append(error)
            if len(errors) == MOST_ERRORS:
                break
            continue
        for name in term.names:
            yield at, term.kind, name
    if errors:
        raise CharterErrors(errors)
