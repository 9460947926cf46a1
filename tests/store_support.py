"""A schema of one's own in the PostgreSQL that tests may use."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url, text


@contextmanager
def postgres_schema() -> Iterator[str]:
    """The URL of a schema of its own, dropped afterwards."""
    url = os.environ.get("BALISE_TEST_POSTGRES")
    if not url:
        pytest.skip("BALISE_TEST_POSTGRES names no database")
    engine, name = create_engine(url), f"balise_{uuid4().hex}"
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {name}"))
    own = make_url(url).update_query_dict({"options": f"-csearch_path={name}"})
    try:
        yield own.render_as_string(hide_password=False)
    finally:
        with engine.begin() as connection:
            connection.execute(text(f"DROP SCHEMA {name} CASCADE"))
        engine.dispose()
