"""The tables. What is asked about has a column; the rest is one JSON document a row."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)


class UtcTime(TypeDecorator[datetime]):
    """Aware in and out, UTC inside; SQLite keeps no zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# What needs no escape: ASCII that can be seen, but for quotation marks and backslashes.
PLAIN = re.compile(r"[ !#-\[\]-~]*")


class AnyText(TypeDecorator[str]):
    """Names from outside: nulls and lone surrogates, which databases refuse, are kept escaped."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None or PLAIN.fullmatch(value):
            return value
        return json.dumps(value)[1:-1]

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None or "\\" not in value:
            return value
        return str(json.loads(f'"{value}"'))


# SQLite numbers rows by itself only where the key is an INTEGER.
RowNumber = BigInteger().with_variant(Integer, "sqlite")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _of_case(**options: Any) -> Column[str]:
    return Column(
        "case_id", AnyText, ForeignKey("cases.id", ondelete="CASCADE"), nullable=False, **options
    )


cases = Table(
    "cases",
    metadata,
    Column("id", AnyText, primary_key=True),
    Column("author", AnyText, nullable=False),
    Column("charter_id", AnyText, nullable=False),
    Column("opened_at", UtcTime, nullable=False),
    Column("status", AnyText, nullable=False),  # the sum of the events, for queries
    Column("deadline", UtcTime),
    Column("last_event_at", UtcTime, nullable=False),
    Column("document", Text, nullable=False),
    Index(None, "author", "opened_at"),
    Index(None, "status", "opened_at"),
    Index(None, "charter_id", "last_event_at"),
)

events = Table(
    "events",
    metadata,
    _of_case(primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("document", Text, nullable=False),
)

observed = Table(
    "observed",
    metadata,
    Column("number", RowNumber, primary_key=True),
    Column("charter_id", AnyText, nullable=False),
    Column("source", AnyText, nullable=False),
    Column("post_id", AnyText, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("day", Date, nullable=False),
    Column("seen_at", UtcTime, nullable=False),
    Column("route", AnyText, nullable=False),
    Column("urgency", Integer, nullable=False),
    Column("sentiment", AnyText, nullable=False),
    Column("document", Text, nullable=False),
    UniqueConstraint("charter_id", "source", "post_id"),
    Index(None, "at", "number"),
    Index(None, "charter_id", "at", "number"),
    Index(None, "charter_id", "seen_at"),
)

observed_risks = Table(
    "observed_risks",
    metadata,
    Column(
        "number", RowNumber, ForeignKey("observed.number", ondelete="CASCADE"), primary_key=True
    ),
    Column("label", AnyText, primary_key=True),
)

runs = Table(
    "runs",
    metadata,
    Column("id", AnyText, primary_key=True),
    Column("source", AnyText, nullable=False),
    Column("charter", AnyText, nullable=False),
    Column("position", AnyText, nullable=False),
    Column("read", BigInteger, nullable=False),
    Column("new", BigInteger, nullable=False),
    Column("bad", BigInteger, nullable=False),
    Column("done", Boolean, nullable=False),
    Column("updated_at", UtcTime, nullable=False),
)

keys = Table(
    "keys",
    metadata,
    Column("id", AnyText, primary_key=True),
    Column("owner", AnyText, nullable=False),
    Column("roles", AnyText, nullable=False),  # with commas between
    Column("digest", AnyText, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("revoked_at", UtcTime),
    UniqueConstraint("digest"),
)

work = Table(
    "work",
    metadata,
    Column("id", AnyText, primary_key=True),
    _of_case(index=True),
    Column("place", Integer, nullable=False),
    Column("due_at", UtcTime, nullable=False),
    Column("held_until", UtcTime, nullable=False),
    Column("attempts", Integer, nullable=False),
    Index(None, "held_until", "due_at"),
)
