"""Run by Alembic: works on the connection, and in the transaction, that `schema` gives it."""

from __future__ import annotations

from alembic import context

from compliance.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
context.run_migrations()
