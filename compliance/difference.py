"""Two charters side by side: what one says and the other does not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from compliance.charter import Charter
from compliance.post import Frozen

Sign = Literal["+", "-", "~"]
# What tells items of a list apart.
IDENTITY = ("id", "term", "task")
# Secrets: a difference says how many changed, never which.
HIDDEN = frozenset({"confidential"})


@dataclass(frozen=True, slots=True)
class Difference:
    """sign: `+` only in the second, `-` only in the first, `~` in both and not the same.

    old, new: what each says, whole; `…` for what has parts of its own.
    """

    sign: Sign
    path: str
    old: str = ""
    new: str = ""


def differences(old: Charter, new: Charter) -> list[Difference]:
    """What differs, in the order of the fields; versions aside."""
    left, right = _plain(old), _plain(new)
    found: list[Difference] = []
    for key in left:
        if key in HIDDEN:
            found += _counted(key, left[key], right[key])
        elif key != "version":
            found += _differ(key, left[key], right[key])
    return found


def _plain(value: Frozen) -> dict[str, Any]:
    return value.model_dump(mode="json")


def _counted(path: str, old: list[Any], new: list[Any]) -> Iterator[Difference]:
    if old != new:
        yield Difference("~", path, f"{len(old)} terms", f"{len(new)} terms")


def _differ(path: str, old: Any, new: Any) -> Iterator[Difference]:
    if old == new:
        return
    left, right = _items(old), _items(new)
    if left is None or right is None:
        yield Difference("~", path, _said(old), _said(new))
        return
    for key in [*left, *(key for key in right if key not in left)]:
        where = f"{path}.{key}"
        if key not in right:
            yield Difference("-", where, old=_said(left[key]))
        elif key not in left:
            yield Difference("+", where, new=_said(right[key]))
        else:
            yield from _differ(where, left[key], right[key])


def _items(value: Any) -> Mapping[str, Any] | None:
    """Named parts of `value`: of a mapping, or of a list whose items have an identity."""
    if isinstance(value, dict):
        return value
    if isinstance(value, list) and all(isinstance(item, dict) for item in value):
        names = [next((item[k] for k in IDENTITY if k in item), None) for item in value]
        if None not in names and len(set(names)) == len(names):
            return dict(zip(map(str, names), value, strict=True))
    return None


def _said(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_said, value))
    return value if isinstance(value, str) else "…" if isinstance(value, dict) else repr(value)
