"""Where cases and observed posts are kept; SQLAlchemy is imported by who opens a database."""

from __future__ import annotations

from compliance.ports import Store


def open_store(url: str) -> Store:
    """The store at a SQLAlchemy URL, its schema brought up to date. Raises StoreError."""
    from compliance.store import sql

    return sql.open_store(url)
