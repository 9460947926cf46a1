"""Posts to try a charter on: made up, in French and English, and those that somebody brings."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from compliance import lines
from compliance.errors import InputError
from compliance.lines import Line
from compliance.post import Post


@cache
def samples() -> tuple[Post, ...]:
    """A small set of fiction, good posts and doubtful ones."""
    found = [lines.parsed(raw) for raw in _file().read_bytes().splitlines()]
    posts = tuple(line.post for line in found if line.post is not None)
    if len(posts) < len(found):
        raise RuntimeError("bug: a sample post cannot be read")
    return posts


def _file() -> Path:
    return Path(__file__).with_name("samples.jsonl")


def brought(text: str) -> list[Line]:
    """The posts in `text`, one a line: a JSON object, or a draft's words as they are.

    Empty lines are passed over; those that cannot be read say why. ids are line numbers where a
    line gives none.
    """
    numbered = enumerate(text.split("\n"), 1)
    return [_line(number, line) for number, line in numbered if line.strip()]


def _line(number: int, line: str) -> Line:
    if not line.lstrip("\ufeff \t").startswith("{"):
        return Line(number, Post(id=str(number), text=line), {})
    read = lines.parsed(line.strip().encode("utf-8", "surrogatepass"))
    if read.post is None:
        return Line(number, None, {}, read.error or InputError("unreadable"))
    return read
