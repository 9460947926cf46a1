"""Which App a task works with: the one its process was given, or the settings' own."""

from __future__ import annotations

import atexit
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from functools import cache

from compliance.service import App
from compliance.settings import settings
from compliance.wiring import open_app

_GIVEN: ContextVar[App | None] = ContextVar("app", default=None)


@contextmanager
def using(app: App) -> Iterator[None]:
    """Flows called inside work with `app`; Prefect hands the context on to their tasks."""
    token = _GIVEN.set(app)
    try:
        yield
    finally:
        _GIVEN.reset(token)


def current_app() -> App:
    """The App given by `using`; in a worker's process, that of the settings, opened once."""
    return _GIVEN.get() or _of_settings()


@cache
def _of_settings() -> App:
    stack = ExitStack()
    atexit.register(stack.close)
    return stack.enter_context(open_app(settings()))
