"""LanguageTool's addresses, so that its add-on and editors work with a charter unmodified.

Errors are text, as its clients show bodies raw. A client that can send no key is given a base
address with one in it, `/lt/<key>/v2`; no log and no metric of ours holds it.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any
from urllib.parse import parse_qsl

import orjson
from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.routing import APIRoute
from starlette.responses import PlainTextResponse, Response

from api import languagetool
from api.deps import Remembered
from api.limits import Buckets, Throttled
from api.metrics import Metrics
from api.problems import KINDS, code_of
from compliance import service
from compliance.charter import Charter
from compliance.errors import ComplianceError, InputError, NotAuthenticated
from compliance.post import INTERACTIVE_LIMIT, Post
from compliance.service import App, Caller

# Whose pages may ask: add-ons. Sites may not, or any page could have drafts judged.
ORIGINS = ("chrome-extension://", "moz-extension://", "safari-web-extension://")
Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class ClientRoute(APIRoute):
    """Errors as LanguageTool writes them, and the headers that let an add-on read the answer."""

    def get_route_handler(self) -> Handler:
        handle = super().get_route_handler()

        async def handled(request: Request) -> Response:
            try:
                answer = await handle(request)
            except ComplianceError as error:
                answer = _refusal(error)
            answer.headers.update(_shared(request))
            return answer

        return handled


def _refusal(error: ComplianceError) -> Response:
    # Its clients know 400 and 403 where ours know 422 and 401.
    status = {422: 400, 401: 403}.get(KINDS[code_of(error)].status, KINDS[code_of(error)].status)
    headers = {"Retry-After": str(error.retry_after)} if isinstance(error, Throttled) else None
    return PlainTextResponse(f"Error: {error}", status, headers)


def _shared(request: Request) -> dict[str, str]:
    origin = request.headers.get("origin", "")
    if not origin.startswith(ORIGINS):
        return {}
    return {"Access-Control-Allow-Origin": origin, "Vary": "Origin"}


router = APIRouter(include_in_schema=False, route_class=ClientRoute)
CHECKS = ("/v2/check", "//v2/check", "/check", "/lt/{key}/v2/check", "/lt/{key}/check")


async def preflight(request: Request) -> Response:
    allowed = {
        "Access-Control-Allow-Methods": "GET, POST",
        "Access-Control-Allow-Headers": "Content-Type, Authorization, X-API-Key",
        "Access-Control-Max-Age": "86400",
    }
    return Response(status_code=204, headers=allowed)


async def check(request: Request) -> Response:
    """A check as its clients ask for it; nothing is kept, and telemetry fields stay unread."""
    app: App = request.app.state.balise
    fields = await _fields(request)
    await _caller(request, app, fields)
    charter = _charter(app)
    asked = languagetool.question(fields)
    post = Post(text=asked.text.plain, lang=asked.language)
    report = await run_in_threadpool(service.check, app, post, charter_id=charter.id)
    metrics: Metrics = request.app.state.metrics
    metrics.checked(report)
    page = f"{request.base_url}charters/{charter.id}"
    body = orjson.dumps(languagetool.answer(asked, report, charter, page=page))
    return Response(body, media_type="application/json")


def _charter(app: App) -> Charter:
    """The first that the server was started with."""
    return next(iter(app.checkers.values())).charter


async def _fields(request: Request) -> dict[str, str]:
    """Query and body together, the query wins; urlencoded, whatever the `Content-Type` says."""
    sent = (await request.body()).decode("utf-8", "replace"), request.url.query
    try:
        return dict(pair for part in sent for pair in _pairs(part))
    except ValueError as error:
        raise InputError("the request has too many fields") from error


def _pairs(encoded: str) -> list[tuple[str, str]]:
    return parse_qsl(encoded, keep_blank_values=True, max_num_fields=100)


async def _caller(request: Request, app: App, fields: dict[str, str]) -> Caller:
    """By the address, the `apiKey` field or a header; a browser's session does not count here."""
    scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
    key = (
        request.path_params.get("key")
        or fields.get("apiKey")
        or (bearer.strip() if scheme.lower() == "bearer" else "")
        or request.headers.get("x-api-key", "")
    )
    if not key:
        raise NotAuthenticated("a key is needed: send `apiKey`, or use the address /lt/<key>/v2")
    remembered: Remembered = request.app.state.remembered
    buckets: Buckets = request.app.state.buckets
    caller = await remembered.caller(app, key)
    buckets.take(caller.id)
    return caller


async def languages(request: Request) -> Response:
    listed = languagetool.languages(_charter(request.app.state.balise))
    return Response(orjson.dumps(listed), media_type="application/json")


async def longest(request: Request) -> Response:
    return PlainTextResponse(str(INTERACTIVE_LIMIT))


async def healthcheck(request: Request) -> Response:
    return PlainTextResponse("OK")


async def info(request: Request) -> Response:
    return Response(
        orjson.dumps({"software": languagetool.SOFTWARE}), media_type="application/json"
    )


for path in CHECKS:
    router.add_api_route(path, check, methods=["GET", "POST"])
    router.add_api_route(path, preflight, methods=["OPTIONS"])
for base in ("/v2", "/lt/{key}/v2"):
    router.add_api_route(f"{base}/languages", languages)
    router.add_api_route(f"{base}/maxtextlength", longest)
    router.add_api_route(f"{base}/healthcheck", healthcheck)
    router.add_api_route(f"{base}/info", info)
