"""A schema is a database's matter, so these open one."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text

from compliance.errors import StoreError
from compliance.store.schema import HEAD, MIGRATIONS
from compliance.store.sql import open_store
from compliance.store.tables import metadata
from tests.service_support import case
from tests.store_support import postgres_schema


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'data' / 'balise.db'}"
    else:
        with postgres_schema() as own:
            yield own


def test_the_migrations_make_the_tables_that_the_code_uses(url: str) -> None:
    open_store(url).close()
    engine = create_engine(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_the_head_is_that_of_the_migrations() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_what_was_stored_is_there_when_the_store_is_opened_again(url: str) -> None:
    first = open_store(url)
    first.add_case(case("c1"))
    first.close()
    second = open_store(url)
    assert second.case("c1") == case("c1")
    second.close()


def test_a_schema_of_a_newer_version_is_refused(url: str) -> None:
    open_store(url).close()
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(StoreError, match=f"schema 9999, this program knows up to {HEAD}"):
        open_store(url)


def test_many_who_open_a_new_database_at_once_all_find_it_ready(url: str) -> None:
    problems: list[BaseException] = []

    def opened() -> None:
        try:
            store = open_store(url)
            store.ping()
            store.close()
        except StoreError as error:
            problems.append(error)

    threads = [threading.Thread(target=opened) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []


@pytest.mark.parametrize("wrong", ["", "not a url", "oracle://x", "mysql://x@localhost/y"])
def test_a_url_that_names_no_store_is_refused(wrong: str) -> None:
    with pytest.raises(StoreError):
        open_store(wrong)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("these are notes, not a database, and they are long enough to tell\n" * 20)
    with pytest.raises(StoreError):
        open_store(f"sqlite:///{path}")


def test_no_error_of_the_database_tells_what_was_to_be_stored(url: str) -> None:
    store = open_store(url)
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE events"))
    engine.dispose()
    with pytest.raises(StoreError) as caught:
        store.add_case(case("c1", text="Project Atlas"))
    store.close()
    told = f"{caught.value} {caught.value.__cause__}"
    assert "Atlas" not in told
