"""The store in a database: SQLite in a file, or PostgreSQL, by the same statements.

Each call is one transaction. A writing one takes SQLite's only write lock at its start, so that
what it has read is still true when it writes; on PostgreSQL it locks the rows that it will change.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Select,
    create_engine,
    delete,
    event,
    exists,
    func,
    insert,
    make_url,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from compliance import queue
from compliance.errors import StoreError, UnknownCase
from compliance.queue import OPEN, Case, Event
from compliance.records import (
    CaseQuery,
    Key,
    Observed,
    ObservedQuery,
    Page,
    Purged,
    Run,
    Summary,
    Work,
)
from compliance.store import rows, tables
from compliance.store.paging import cursor, place

# How long a writer waits for SQLite's lock before it gives up.
BUSY_SECONDS = 30


def open_store(url: str) -> SqlStore:
    """The store at `url`, its schema brought up to date. Raises StoreError.

    A SQLite file is made where there is none, and its folder with it.
    """
    from compliance.store.schema import bring_up_to_date

    engine = _engine(url)
    try:
        with _transaction(engine, writes=True) as connection:
            bring_up_to_date(connection)
    except StoreError:
        engine.dispose()
        raise
    return SqlStore(engine)


def _engine(url: str) -> Engine:
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() == "sqlite" and parsed.database:
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        # No value of a row in an error's message; a connection that died is noticed before use.
        engine = create_engine(parsed, hide_parameters=True, pool_pre_ping=True)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise StoreError("the database URL cannot be read, or its driver is missing") from error
    except OSError as error:
        raise StoreError(f"the database's folder cannot be made: {error.strerror}") from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    elif engine.dialect.name != "postgresql":
        raise StoreError(f"no store for '{engine.dialect.name}'; use SQLite or PostgreSQL")
    return engine


def _set_up_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun below, not by the driver
    for pragma in (
        f"busy_timeout = {BUSY_SECONDS * 1000}",
        "journal_mode = WAL",
        "synchronous = FULL",  # what was accepted survives a power cut too
        "foreign_keys = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def _transaction(engine: Engine, *, writes: bool) -> Iterator[Connection]:
    try:
        with engine.connect().execution_options(writes=writes) as connection, connection.begin():
            yield connection
    except SQLAlchemyError as error:
        raise StoreError(f"the database did not do it: {type(error).__name__}") from error


class SqlStore:
    """Cases, observed posts, runs, work and keys in a database whose schema is up to date."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        dialect = postgresql if engine.dialect.name == "postgresql" else sqlite
        self._insert = dialect.insert

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        with _transaction(self._engine, writes=False) as connection:
            yield connection

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        with _transaction(self._engine, writes=True) as connection:
            yield connection

    def ping(self) -> None:
        with self._read() as connection:
            connection.execute(select(1))

    def close(self) -> None:
        self._engine.dispose()

    # Cases

    def add_case(self, case: Case, *, work: Sequence[Work] = ()) -> bool:
        add = self._insert(tables.cases).on_conflict_do_nothing().returning(tables.cases.c.id)
        with self._write() as connection:
            if connection.execute(add, rows.case_row(case)).first() is None:
                return False
            connection.execute(
                insert(tables.events), rows.event_rows(case.id, case.events, first=0)
            )
            _add_work(connection, work)
        return True

    def case(self, case_id: str) -> Case:
        with self._read() as connection:
            return _case(connection, case_id)

    def cases(self, query: CaseQuery, *, after: str | None = None, limit: int = 50) -> Page[Case]:
        table = tables.cases.c
        wanted = select(table.id, table.document, table.opened_at).where(*_case_filter(query))
        newest_first = query.newest_first
        wanted = _page_of(wanted, table.opened_at, table.id, str, after, newest_first=newest_first)
        with self._read() as connection:
            found = connection.execute(wanted.limit(limit + 1)).all()
            shown, events = found[:limit], _events(connection, [row.id for row in found[:limit]])
        more = len(found) > limit
        return Page(
            items=tuple(rows.case_of(row.document, events[row.id]) for row in shown),
            next=cursor(shown[-1].opened_at, shown[-1].id) if more else None,
        )

    def append(
        self, case_id: str, events: Sequence[Event], *, expected: int, work: Sequence[Work] = ()
    ) -> Case:
        with self._write() as connection:
            case = _case(connection, case_id, lock=True)
            if len(case.events) != expected:
                raise queue.stale(case_id, expected=expected, found=len(case.events))
            after = case.model_copy(update={"events": (*case.events, *events)})
            connection.execute(
                insert(tables.events), rows.event_rows(case_id, events, first=expected)
            )
            changed = update(tables.cases).where(tables.cases.c.id == case_id)
            connection.execute(changed.values(rows.state_of(after)))
            _add_work(connection, work)
        return after

    def reread(self, case: Case) -> None:
        expected = len(case.events) - 1
        with self._write() as connection:
            found = len(_case(connection, case.id, lock=True).events)
            if found != expected:
                raise queue.stale(case.id, expected=expected, found=found)
            news = rows.event_rows(case.id, case.events[expected:], first=expected)
            connection.execute(insert(tables.events), news)
            changed = update(tables.cases).where(tables.cases.c.id == case.id)
            document, state = rows.case_document(case), rows.state_of(case)
            connection.execute(changed.values(document=document, **state))

    # Observed posts and the runs that read them

    def add_observed(self, posts: Sequence[Observed], *, run: Run | None = None) -> int:
        with self._write() as connection:
            new = self._add_new(connection, posts)
            if run is not None:
                self._save_run(connection, run.model_copy(update={"new": run.new + new}))
        return new

    def _add_new(self, connection: Connection, posts: Sequence[Observed]) -> int:
        if not posts:
            return 0
        # Always in one order, so that two writers never wait for each other.
        by_key = sorted(posts, key=lambda one: (one.source, one.post.id))
        table = tables.observed.c
        add = self._insert(tables.observed).on_conflict_do_nothing()
        added = connection.execute(
            add.returning(table.number, table.charter_id, table.source, table.post_id),
            [rows.observed_row(one) for one in by_key],
        ).all()
        numbers = {(row.charter_id, row.source, row.post_id): row.number for row in added}
        _add_risks(connection, posts, numbers)
        return len(numbers)

    def _save_run(self, connection: Connection, run: Run) -> None:
        values = rows.run_row(run)
        add = self._insert(tables.runs).values(values)
        connection.execute(add.on_conflict_do_update(index_elements=["id"], set_=values))

    def observed(
        self, query: ObservedQuery, *, after: str | None = None, limit: int = 50
    ) -> Page[Observed]:
        table = tables.observed.c
        wanted = select(table.number, table.at, table.document).where(*_observed_filter(query))
        wanted = _page_of(wanted, table.at, table.number, int, after, newest_first=True)
        with self._read() as connection:
            found = connection.execute(wanted.limit(limit + 1)).all()
        shown = found[:limit]
        more = len(found) > limit
        return Page(
            items=tuple(rows.loaded(Observed, row.document) for row in shown),
            next=cursor(shown[-1].at, str(shown[-1].number)) if more else None,
        )

    def summary(self, query: ObservedQuery) -> Summary:
        table, wanted = tables.observed.c, _observed_filter(query)
        with self._read() as connection:
            total = select(func.count()).select_from(tables.observed).where(*wanted)
            return Summary(
                total=connection.execute(total).scalar_one(),
                by_day=_counts(connection, table.day, wanted),
                by_route=_counts(connection, table.route, wanted),
                by_urgency=_counts(connection, table.urgency, wanted),
                by_sentiment=_counts(connection, table.sentiment, wanted),
                by_risk=_counts(
                    connection,
                    tables.observed_risks.c.label,
                    [*wanted, tables.observed_risks.c.number == table.number],
                ),
            )

    def run(self, run_id: str) -> Run | None:
        with self._read() as connection:
            row = connection.execute(select(tables.runs).where(tables.runs.c.id == run_id)).first()
        return None if row is None else rows.run_of(row)

    # Pending work

    def take_work(
        self, *, now: datetime, lease: timedelta, limit: int = 10, case_id: str | None = None
    ) -> list[Work]:
        table = tables.work.c
        free = select(tables.work).where(*_free(now))
        if case_id is not None:
            free = free.where(table.case_id == case_id)
        free = free.order_by(table.due_at, table.id).limit(limit)
        with self._write() as connection:
            found = connection.execute(free.with_for_update(skip_locked=True)).all()
            hold = update(tables.work).where(table.id.in_([row.id for row in found]))
            connection.execute(hold.values(held_until=now + lease, attempts=table.attempts + 1))
        return [rows.work_of(row, attempts=row.attempts + 1) for row in found]

    def has_work(self, *, now: datetime) -> bool:
        with self._read() as connection:
            found = connection.execute(select(tables.work.c.id).where(*_free(now)).limit(1))
            return found.first() is not None

    def finish_work(self, work_id: str) -> None:
        with self._write() as connection:
            connection.execute(delete(tables.work).where(tables.work.c.id == work_id))

    # Keys

    def add_key(self, key: Key) -> None:
        with self._write() as connection:
            connection.execute(insert(tables.keys), rows.key_row(key))

    def key(self, digest: str) -> Key | None:
        with self._read() as connection:
            row = connection.execute(
                select(tables.keys).where(tables.keys.c.digest == digest)
            ).first()
        return None if row is None else rows.key_of(row)

    def keys(self, owner: str | None = None) -> list[Key]:
        wanted = select(tables.keys).order_by(tables.keys.c.created_at, tables.keys.c.id)
        if owner is not None:
            wanted = wanted.where(tables.keys.c.owner == owner)
        with self._read() as connection:
            return [rows.key_of(row) for row in connection.execute(wanted)]

    def revoke_key(self, key_id: str, *, at: datetime) -> bool:
        table = tables.keys.c
        revoke = update(tables.keys).where(table.id == key_id, table.revoked_at.is_(None))
        with self._write() as connection:
            return connection.execute(revoke.values(revoked_at=at)).rowcount == 1

    def purge(
        self, charter_id: str, *, drafts_before: datetime, observed_before: datetime
    ) -> Purged:
        case, post = tables.cases.c, tables.observed.c
        old_cases = delete(tables.cases).where(
            case.charter_id == charter_id,
            case.last_event_at < drafts_before,
            case.status.not_in([str(status) for status in OPEN]),
        )
        old_posts = delete(tables.observed).where(
            post.charter_id == charter_id, post.seen_at < observed_before
        )
        with self._write() as connection:
            return Purged(
                cases=connection.execute(old_cases).rowcount,
                observed=connection.execute(old_posts).rowcount,
            )


def _case(connection: Connection, case_id: str, *, lock: bool = False) -> Case:
    wanted = select(tables.cases.c.document).where(tables.cases.c.id == case_id)
    document = connection.execute(wanted.with_for_update() if lock else wanted).scalar()
    if document is None:
        raise UnknownCase("there is no such case")
    return rows.case_of(document, _events(connection, [case_id])[case_id])


def _events(connection: Connection, case_ids: Sequence[str]) -> dict[str, list[str]]:
    """The events' documents of each case, oldest first."""
    table = tables.events.c
    found: dict[str, list[str]] = {case_id: [] for case_id in case_ids}
    wanted = select(table.case_id, table.document).where(table.case_id.in_(case_ids))
    for row in connection.execute(wanted.order_by(table.case_id, table.place)):
        found[row.case_id].append(row.document)
    return found


def _case_filter(query: CaseQuery) -> list[ColumnElement[bool]]:
    table = tables.cases.c
    wanted: list[ColumnElement[bool]] = []
    if query.author is not None:
        wanted.append(table.author == query.author)
    if query.charter is not None:
        wanted.append(table.charter_id == query.charter)
    if query.statuses:
        wanted.append(table.status.in_([str(status) for status in query.statuses]))
    if query.due_by is not None:
        wanted.append(table.deadline <= query.due_by)
    return wanted


def _observed_filter(query: ObservedQuery) -> list[ColumnElement[bool]]:
    table, risks = tables.observed.c, tables.observed_risks.alias().c
    wanted: list[ColumnElement[bool]] = [table.urgency >= query.min_urgency]
    for column, value in (
        (table.charter_id, query.charter),
        (table.source, query.source),
        (table.route, query.route),
    ):
        if value is not None:
            wanted.append(column == value)
    if query.risk is not None:
        wanted.append(exists().where(risks.number == table.number, risks.label == query.risk))
    if query.since is not None:
        wanted.append(table.at >= query.since)
    if query.until is not None:
        wanted.append(table.at < query.until)
    return wanted


def _page_of(
    wanted: Select[Any],
    at: Any,
    name: Any,
    kind: Callable[[str], str | int],
    after: str | None,
    *,
    newest_first: bool,
) -> Select[Any]:
    """`wanted` by (`at`, `name`), from behind the item that `after` names; names are a `kind`."""
    if after is not None:
        time, last_name = place(after, kind)
        if newest_first:
            wanted = wanted.where(at <= time, or_(at < time, name < last_name))
        else:
            wanted = wanted.where(at >= time, or_(at > time, name > last_name))
    return wanted.order_by(*((at.desc(), name.desc()) if newest_first else (at, name)))


def _counts(
    connection: Connection, column: Any, wanted: Sequence[ColumnElement[bool]]
) -> dict[Any, int]:
    counted = select(column, func.count()).where(*wanted).group_by(column).order_by(column)
    return {row[0]: row[1] for row in connection.execute(counted)}


def _free(now: datetime) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return tables.work.c.due_at <= now, tables.work.c.held_until <= now


def _add_work(connection: Connection, work: Sequence[Work]) -> None:
    if work:
        connection.execute(insert(tables.work), [rows.work_row(one) for one in work])


def _add_risks(
    connection: Connection,
    posts: Sequence[Observed],
    numbers: Mapping[tuple[str, str, str], int],
) -> None:
    """The risks of those of `posts` that are new; of two with one id the first counts."""
    left = dict(numbers)
    risks = [
        {"number": number, "label": label}
        for one in posts
        if (number := left.pop((one.report.charter.id, one.source, one.post.id), None)) is not None
        for label in dict.fromkeys(risk.label for risk in one.report.risks)
    ]
    if risks:
        connection.execute(insert(tables.observed_risks), risks)
