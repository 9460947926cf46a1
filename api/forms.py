"""What a page's form holds: urlencoded, or `multipart/form-data` where a file comes along."""

from __future__ import annotations

from collections.abc import Iterator
from email import policy
from email.parser import BytesParser
from urllib.parse import parse_qsl

from compliance.errors import InputError

MOST_FIELDS = 50
Field = tuple[str, str]


def fields(content_type: str, body: bytes) -> list[Field]:
    """Names and values as they were sent, line breaks as `\\n`. Raises InputError."""
    if content_type.partition(";")[0].strip().lower() == "multipart/form-data":
        found = list(_parts(content_type, body))
    else:
        found = _pairs(body)
    if len(found) > MOST_FIELDS:
        raise InputError("the form has too many fields")
    # Browsers send line breaks as CR LF, whatever was typed.
    return [(name, value.replace("\r\n", "\n")) for name, value in found]


def _pairs(body: bytes) -> list[Field]:
    text = body.decode("utf-8", "replace")
    try:
        return parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise InputError("the form has too many fields") from error


def _parts(content_type: str, body: bytes) -> Iterator[Field]:
    """The parts of a `multipart/form-data` body (RFC 7578); a file is its content."""
    head = f"Content-Type: {content_type}\r\n\r\n".encode("latin-1", "replace")
    message = BytesParser(policy=policy.HTTP).parsebytes(head + body)
    if not message.is_multipart():
        raise InputError("the form cannot be read")
    for part in message.iter_parts():
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        if isinstance(name, str) and isinstance(content, bytes):
            yield name, content.decode("utf-8", "replace")
