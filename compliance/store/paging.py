"""Where a page ended: the sort key of its last item, as the text that callers hand back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from compliance.errors import InputError

N = TypeVar("N", bound=str | int)


def cursor(at: datetime, name: str) -> str:
    return f"{at.isoformat()}_{name}"


def place(cursor: str, kind: Callable[[str], N]) -> tuple[datetime, N]:
    """Time and name, a `kind`, of the item that the page before ended with. Raises InputError."""
    at, _, name = cursor.partition("_")
    try:
        moment, found = datetime.fromisoformat(at), kind(name)
    except ValueError as error:
        raise InputError("`after` is not the `next` of a page") from error
    if moment.tzinfo is None:
        raise InputError("`after` is not the `next` of a page")
    return moment, found
