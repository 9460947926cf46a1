"""Every error that Balise raises on purpose.

ComplianceError
├── CharterError        a charter that cannot be used: file, line, column, what is wrong, the mend
│   └── CharterErrors   several of them, found in one reading
├── UnknownName         a kind, backend, recognizer, source, charter that is not there
├── InputError          a post or a line that cannot be read
│   └── TextTooLong     more code points than the surface accepts
├── ModelError          a model that is missing, damaged, or not what its card says
├── QueueError
│   ├── UnknownCase     no case with that id, for this caller
│   ├── StaleCase       the case has moved on since it was read
│   └── IllegalDecision the case's status does not allow that event
├── AccessError
│   ├── NotAuthenticated  no key, or none that is known
│   ├── Forbidden         the key's roles do not allow it
│   └── TooMany           too many requests in too little time
├── StoreError          the database cannot be reached, or is of another version
├── SourceError         a source of observed posts that cannot be read
└── FlowError           the server that runs the flows cannot be started

No message of these ever holds the text of a post or a matched value.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class ComplianceError(Exception):
    """Base of all errors raised on purpose; `code` is pinned, the message is for people."""

    code = "error"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a file; line and column count from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class CharterError(ComplianceError):
    """One thing wrong in a charter: `place: message; mend`."""

    code = "bad-charter"

    def __init__(self, message: str, *, place: Place | None = None, mend: str = "") -> None:
        self.message, self.place, self.mend = message, place, mend
        super().__init__(f"{f'{place}: ' if place else ''}{message}{f'; {mend}' if mend else ''}")


class CharterErrors(CharterError):
    """All that one reading of a charter found wrong, in the order of the file; one line each."""

    def __init__(self, errors: Sequence[CharterError]) -> None:
        self.errors = tuple(errors)
        ComplianceError.__init__(self, "\n".join(map(str, errors)))
        self.message, self.place, self.mend = str(self), errors[0].place, errors[0].mend


class UnknownName(ComplianceError):
    """`name` is not one of the `what` there are; `near` are those spelled like it."""

    code = "unknown-name"

    def __init__(self, name: str, *, what: str = "name", near: Sequence[str] = ()) -> None:
        self.name, self.what, self.near = name, what, tuple(near)
        hint = f"; did you mean {' or '.join(repr(n) for n in near)}?" if near else ""
        super().__init__(f"unknown {what} '{name}'{hint}")


class InputError(ComplianceError):
    code = "bad-input"


class TextTooLong(InputError):
    code = "text-too-long"

    def __init__(self, length: int, limit: int, *, read_on: bool = False) -> None:
        """read_on: there is more of the text than the `length` that was read."""
        self.length, self.limit = length, limit
        has = f"over {length:,}" if read_on else f"{length:,}"
        super().__init__(
            f"the text has {has} characters, the limit is {limit:,}; please shorten it"
        )


class ModelError(ComplianceError):
    code = "bad-model"


class QueueError(ComplianceError):
    code = "queue"


class UnknownCase(QueueError):
    code = "unknown-case"


class StaleCase(QueueError):
    code = "stale-case"


class IllegalDecision(QueueError):
    code = "illegal-decision"


class AccessError(ComplianceError):
    code = "access"


class NotAuthenticated(AccessError):
    code = "not-authenticated"


class Forbidden(AccessError):
    code = "forbidden"


class TooMany(AccessError):
    code = "too-many-requests"


class StoreError(ComplianceError):
    code = "store"


class SourceError(ComplianceError):
    code = "source"


class FlowError(ComplianceError):
    code = "flow"
