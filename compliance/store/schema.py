"""Brings a database's schema up to date, and refuses one that a newer version has made."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from compliance.errors import StoreError

# The newest revision under migrations/versions; a database that has it needs no Alembic.
HEAD = "0001"
MIGRATIONS = Path(__file__).with_name("migrations")
# Any number does, if nothing else in the database takes the same: «balise» on a telephone's keys.
LOCK = 225473


def bring_up_to_date(connection: Connection) -> None:
    """Runs the migrations that are missing, in the caller's transaction. Raises StoreError."""
    if connection.dialect.name == "postgresql":  # SQLite's write lock is held already
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    version = _version(connection)
    if version != HEAD:
        _upgrade(connection, version)


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


def _upgrade(connection: Connection, version: str | None) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if version is not None and version not in known:
        raise StoreError(
            f"the database is of schema {version}, this program knows up to {HEAD}; update Balise"
        )
    command.upgrade(config, "head")
