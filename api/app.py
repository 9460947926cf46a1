"""create_app(app): the API and the pages over one App, nothing global."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from fastapi import APIRouter, FastAPI
from starlette.middleware import Middleware

from api import problems, routes
from api.deps import Remembered
from api.limits import Buckets
from api.metrics import Metrics
from api.middleware import BodyLimit, Guard, Measure
from compliance import __version__
from compliance.service import App

BODY_LIMIT = 4 << 20
# Somebody who types and pauses checks three times a second at most. Thirty at once are enough for a
# fast writer, and few for whoever probes a list of secrets.
BURST = 30
DESCRIPTION = """
Reads a post against an organisation's own charter and says what to think about before publishing.
It guides, it does not block.

- Checking a draft stores nothing and logs nothing. Only what is submitted reaches anybody else.
- Offsets are code points, half-open; ask for `offsets=utf16` where you count as JavaScript does.
- Errors are problem details (RFC 9457); their `type` leads to a page that says what to do.
- A case is answered with an `ETag`: give it back as `If-Match` and nobody overwrites anybody.
"""
# FastAPI would offer spans and logs with bodies and validation errors in them: drafts, that is.
# Its type is not imported: FastAPI has it only of late, and older ones ignore the option.
NO_TELEMETRY: Any = {
    "tracing": False,
    "metrics": False,
    "logs": False,
    "operation_spans": False,
    "auto_configure": False,
}


class Api(FastAPI):
    """FastAPI, whose description says that errors are problems, and not JSON of its own."""

    def openapi(self) -> dict[str, Any]:
        schema = super().openapi()
        for operation in (o for methods in schema["paths"].values() for o in methods.values()):
            problems.describe(operation["responses"])
        return schema


def create_app(app: App, *, checks_per_minute: int = 240) -> FastAPI:
    """The ASGI application; every module of `api.routes` that has a `router` is part of it.

    checks_per_minute: instant checks a caller may ask for, before being asked to wait.
    """
    metrics = Metrics()
    api = Api(
        title="Balise",
        version=__version__,
        description=DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        telemetry=NO_TELEMETRY,
        middleware=[
            Middleware(Guard),
            Middleware(Measure, metrics=metrics),
            Middleware(BodyLimit, limit=BODY_LIMIT),
        ],
    )
    api.state.balise = app
    api.state.metrics = metrics
    api.state.remembered = Remembered()
    api.state.buckets = Buckets(rate=checks_per_minute / 60, burst=BURST)
    problems.install(api)
    for router in _routers():
        api.include_router(router)
    return api


def _routers() -> Iterator[APIRouter]:
    """The routers of the folder, by file name."""
    for module in sorted(iter_modules(routes.__path__), key=lambda m: m.name):
        router = getattr(import_module(f"{routes.__name__}.{module.name}"), "router", None)
        if router is not None:
            yield router
