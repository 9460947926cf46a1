"""Rows ↔ domain types, by hand."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC
from typing import Any, TypeVar

from pydantic import BaseModel
from pydantic_core import PydanticSerializationError
from sqlalchemy import Row

from compliance.queue import Case, Event
from compliance.records import Key, Observed, Role, Run, Work

M = TypeVar("M", bound=BaseModel)
Values = dict[str, Any]
CASE_COLUMNS = {"events", "status", "deadline"}  # kept in columns and rows of their own


def dumped(value: BaseModel, *, exclude: set[str] | None = None) -> str:
    """As JSON; a lone surrogate, which JSON in UTF-8 cannot hold, is escaped."""
    try:
        return value.model_dump_json(exclude=exclude)
    except PydanticSerializationError:
        return json.dumps(value.model_dump(mode="json", exclude=exclude))


def loaded(kind: type[M], document: str, **rest: object) -> M:
    return kind.model_validate(json.loads(document) | rest)


def case_row(case: Case) -> Values:
    return {
        "id": case.id,
        "author": case.author,
        "charter_id": case.charter.id,
        "opened_at": case.opened_at,
        "document": case_document(case),
        **state_of(case),
    }


def case_document(case: Case) -> str:
    return dumped(case, exclude=CASE_COLUMNS)


def state_of(case: Case) -> Values:
    """What an event changes of a case's row."""
    return {
        "status": str(case.status),
        "deadline": case.deadline,
        "last_event_at": case.events[-1].at,
    }


def event_rows(case_id: str, events: Sequence[Event], *, first: int) -> list[Values]:
    return [
        {"case_id": case_id, "place": place, "document": dumped(event)}
        for place, event in enumerate(events, first)
    ]


def case_of(document: str, events: Sequence[str]) -> Case:
    return loaded(Case, document, events=[json.loads(event) for event in events])


def observed_row(one: Observed) -> Values:
    return {
        "charter_id": one.report.charter.id,
        "source": one.source,
        "post_id": one.post.id,
        "at": one.at,
        "day": one.at.astimezone(UTC).date(),
        "seen_at": one.seen_at,
        "route": str(one.report.route),
        "urgency": one.report.urgency,
        "sentiment": one.report.sentiment.label,
        "document": dumped(one),
    }


def run_row(run: Run) -> Values:
    return run.model_dump()


def run_of(row: Row[Any]) -> Run:
    return Run.model_validate(dict(row._mapping))


def key_row(key: Key) -> Values:
    return key.model_dump() | {"roles": ",".join(key.roles)}


def key_of(row: Row[Any]) -> Key:
    values = dict(row._mapping)
    roles = tuple(Role(name) for name in values["roles"].split(","))
    return Key.model_validate(values | {"roles": roles})


def work_row(work: Work) -> Values:
    return work.model_dump() | {"id": work.id, "held_until": work.due_at}


def work_of(row: Row[Any], *, attempts: int) -> Work:
    return Work(case_id=row.case_id, place=row.place, due_at=row.due_at, attempts=attempts)
