"""Where a page ended: the sort key of its last item, as the text that callers hand back."""

from __future__ import annotations

from datetime import datetime

from compliance.errors import InputError


def cursor(at: datetime, name: str) -> str:
    return f"{at.isoformat()}_{name}"


def place(cursor: str) -> tuple[datetime, str]:
    """Time and name of the item that the page before ended with. Raises InputError."""
    at, _, name = cursor.partition("_")
    try:
        moment = datetime.fromisoformat(at)
    except ValueError as error:
        raise InputError("`after` is not the `next` of a page") from error
    if moment.tzinfo is None or not name:
        raise InputError("`after` is not the `next` of a page")
    return moment, name
