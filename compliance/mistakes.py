"""What a type found wrong in a file → where, what, the mend; never what stood there."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError

from compliance.errors import CharterError
from compliance.located import Map, Seq, located

# Mends by the beginning of pydantic's error type; the first that fits.
MENDS = (
    ("string_pattern_mismatch", "mend its spelling"),
    ("string_too_short", "write something"),
    ("string", "write words, in quotes where they look like a number"),
    ("tuple", "write a list: [one, two]"),
    ("list", "write a list: [one, two]"),
    ("mapping", "write a mapping: {fr: …, en: …}"),
    ("dict", "write a mapping: {fr: …, en: …}"),
    ("model", "write a mapping with its keys"),
    ("bool", "write true or false"),
    ("int", "write a whole number"),
    ("float", "write a number"),
    ("too_short", "give at least one"),
    ("timezone", "add the zone: 2027-03-01T00:00:00+01:00"),
    ("datetime", "write it as 2027-03-01, or 2027-03-01T00:00:00+01:00"),
    ("date", "write it as 2027-03-01"),
    ("time", 'write it as "20:00"'),
    ("greater_than", "take a larger number"),
    ("less_than", "take a smaller number"),
)
CHOICES = re.compile(r"'([^']*)'")


def mistakes(
    error: ValidationError, model: type[BaseModel], tree: Map, *, label: str = ""
) -> Iterator[CharterError]:
    """What `model` found wrong in `tree`, one for each place; `label` begins each message.

    Of the branches of a union only the first that failed is told.
    """
    seen = set()
    for detail in error.errors(include_url=False, include_input=False):
        told = _explained(detail, model, tree, label)
        if told.place not in seen:
            yield told
        # Every key of one mapping may be missing: those share its place.
        if detail["type"] != "missing":
            seen.add(told.place)


def _explained(detail: Any, model: type[BaseModel], tree: Map, label: str) -> CharterError:
    loc, kind = detail["loc"], detail["type"]
    place, names, value = located(loc, tree)
    if kind == "extra_forbidden":
        message = _joined(label, names[:-1], f"unknown key '{loc[-1]}'")
        return CharterError(message, place=place, mend=_known(str(loc[-1]), model, loc[:-1]))
    if kind == "missing":
        return CharterError(_joined(label, names, "missing"), place=place, mend="add it")
    message = _joined(label, names, detail["msg"].removeprefix("Value error, "))
    return CharterError(message, place=place, mend=_mend(detail, value))


def _joined(label: str, names: Sequence[str], message: str) -> str:
    return ": ".join(filter(None, (label, ".".join(names), message)))


def _mend(detail: Any, value: Any) -> str:
    kind: str = detail["type"]
    if kind in {"enum", "literal_error"}:
        choices = CHOICES.findall(detail["msg"])
        near = difflib.get_close_matches(str(value), choices, n=1)
        return f"did you mean '{near[0]}'?" if near else f"choose {' or '.join(choices)}"
    if kind.startswith("string") and isinstance(value, Map) and list(value.values()) == [None]:
        return f'a fact stands in quotes: "{{{next(iter(value))}}}"'
    if isinstance(value, Map | Seq) and kind.startswith("string"):
        return "write words here, not a list or a mapping"
    return next((mend for begins, mend in MENDS if kind.startswith(begins)), "mend it")


def _known(name: str, model: type[BaseModel], loc: Sequence[Any]) -> str:
    siblings = fields_at(model, loc)
    near = difflib.get_close_matches(name, siblings, n=1)
    return f"did you mean '{near[0]}'?" if near else f"known here: {', '.join(sorted(siblings))}"


def fields_at(model: type[BaseModel], loc: Sequence[Any]) -> list[str]:
    """Keys that may stand where `loc` leads to from `model`."""
    for step in loc:
        found = model.model_fields.get(str(step))
        inner = _model_in(found.annotation) if found else None
        model = inner or model
    extra = ["extends"] if model.__name__ == "Charter" else []
    return [*(set(model.model_fields) - {"place", "params"}), *extra]


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (_model_in(a) for a in getattr(annotation, "__args__", ()))
    return next((m for m in inner if m is not None), None)
