"""JSON Lines of posts: a line in, a line out, in the same order, a bad one included."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from pydantic import ValidationError

from compliance.errors import ComplianceError, InputError
from compliance.post import LINE_LIMIT, Post

POST_FIELDS = ("id", "text", "kind", "channel", "lang", "author", "audience", "topics", "posted_at")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a batch: a post, or why it is none.

    id: as the line gives it, None where it gives none that can be read.
    extra: fields that are not the post's, carried through unread.
    """

    id: Any
    post: Post | None
    extra: Mapping[str, Any]
    error: ComplianceError | None = None


def read(lines: Iterable[bytes]) -> Iterator[Line]:
    """The posts of `lines`; empty lines are passed over, bad ones are answers, never exceptions."""
    return (parsed(raw) for raw in lines if raw.strip())


def parsed(raw: bytes) -> Line:
    """One line, of at most a mebibyte."""
    if len(raw) > LINE_LIMIT:
        return Line(None, None, {}, InputError(f"the line is longer than {LINE_LIMIT:,} bytes"))
    try:
        fields = orjson.loads(raw.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        where = f"column {error.colno}" if error.colno else "its start"
        return Line(None, None, {}, InputError(f"not valid JSON at {where}"))
    if not isinstance(fields, dict):
        return Line(None, None, {}, InputError("a line is a JSON object"))
    return _post(fields)


def _post(fields: dict[str, Any]) -> Line:
    extra = {key: value for key, value in fields.items() if key not in POST_FIELDS}
    given = {key: fields[key] for key in POST_FIELDS if fields.get(key) is not None}
    id = fields.get("id")
    missing = [key for key in ("id", "text") if key not in given]
    if missing:
        return Line(id, None, extra, InputError(f"missing {' and '.join(missing)}"))
    try:
        return Line(id, Post.model_validate(given), extra)
    except ValidationError as error:
        return Line(id, None, extra, InputError(explained(error)))


def explained(error: ValidationError) -> str:
    """What is wrong with which field, without what stood in it."""
    details = error.errors(include_url=False, include_input=False, include_context=False)
    parts = (f"{'.'.join(map(str, d['loc']))}: {_short(d['msg'])}" for d in details)
    return "; ".join(parts)


def _short(message: str) -> str:
    return message.removeprefix("Value error, ")


def answer(line: Line, fields: Mapping[str, Any]) -> bytes:
    """The output line: `fields` of the report, then what the input carried."""
    extra = {key: value for key, value in line.extra.items() if key not in fields}
    return orjson.dumps({**fields, **extra}, option=orjson.OPT_APPEND_NEWLINE)


def bad(line: Line) -> bytes:
    """The output line of a line that could not be read or checked."""
    error = line.error or InputError("unreadable")
    fields = {"id": line.id, "error": {"code": error.code, "message": str(error)}}
    return orjson.dumps(fields, option=orjson.OPT_APPEND_NEWLINE)
