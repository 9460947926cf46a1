"""Errors as RFC 9457 problem details: the only place that knows their status.

A problem's `type` is a path of this server, `/problems/<code>`: a page that explains it.
No problem ever holds a value that was sent: a key's name at most, where it looks like one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from compliance.errors import (
    CharterError,
    ComplianceError,
    FlowError,
    Forbidden,
    IllegalDecision,
    InputError,
    ModelError,
    NotAuthenticated,
    SourceError,
    StaleCase,
    StoreError,
    TextTooLong,
    TooMany,
    UnknownCase,
    UnknownName,
)

MEDIA_TYPE = "application/problem+json"
PLAIN_KEY = re.compile(r"[A-Za-z_][\w-]{0,39}")


@dataclass(frozen=True, slots=True)
class Kind:
    """What is the same in every problem of a code. mend: what the caller can do about it."""

    status: int
    title: str
    mend: str


KINDS: Mapping[str, Kind] = {
    "bad-json": Kind(400, "The body is not JSON", "send one JSON object, encoded as UTF-8"),
    "not-authenticated": Kind(
        401, "A key is needed", "send a key as `Authorization: Bearer …`, or sign in"
    ),
    "forbidden": Kind(403, "This key may not do that", "ask whoever runs Balise for the role"),
    "cross-site": Kind(
        403, "The request came from another site", "send it from a page of this server"
    ),
    "not-found": Kind(404, "There is nothing here", "see /docs for the addresses there are"),
    "unknown-name": Kind(404, "No such name", "see /v1/charters for the names there are"),
    "unknown-case": Kind(404, "No such case for you", "see /v1/submissions for your own cases"),
    "method-not-allowed": Kind(405, "Not with this method", "see the `Allow` header"),
    "stale-case": Kind(409, "The case has moved on", "read it again, then decide"),
    "illegal-decision": Kind(
        409, "The case's status does not allow this", "read the case to see what is open to you"
    ),
    "text-too-long": Kind(413, "The text is too long", "shorten it, or send it in parts"),
    "body-too-large": Kind(413, "The body is too large", "send it in smaller batches"),
    "unsupported-media-type": Kind(
        415, "The body is not sent as JSON", "send it with `Content-Type: application/json`"
    ),
    "invalid-request": Kind(422, "The request cannot be read", "mend what `errors` points at"),
    "bad-input": Kind(422, "The post cannot be read", "mend it as the detail says"),
    "bad-charter": Kind(422, "The charter cannot be used", "run `balise charter lint` on it"),
    "too-many-requests": Kind(
        429, "Too many requests in too little time", "wait as long as `Retry-After` says"
    ),
    "internal-error": Kind(
        500, "Something broke on our side", "tell whoever runs Balise, with the number given"
    ),
    "source": Kind(502, "A source of posts cannot be read", "try again later"),
    "flow": Kind(503, "The flows cannot be run", "tell whoever runs Balise"),
    "bad-model": Kind(503, "A model cannot answer", "run `balise models list` on the server"),
    "store": Kind(503, "The database cannot be reached", "try again in a moment"),
}

CODES: Mapping[type[ComplianceError], str] = {
    CharterError: "bad-charter",
    UnknownName: "unknown-name",
    TextTooLong: "text-too-long",
    InputError: "bad-input",
    ModelError: "bad-model",
    UnknownCase: "unknown-case",
    StaleCase: "stale-case",
    IllegalDecision: "illegal-decision",
    NotAuthenticated: "not-authenticated",
    Forbidden: "forbidden",
    TooMany: "too-many-requests",
    StoreError: "store",
    SourceError: "source",
    FlowError: "flow",
}
HTTP_CODES = {
    404: "not-found",
    405: "method-not-allowed",
    413: "body-too-large",
}


class CrossSite(Forbidden):
    """A browser sent its session along with a request that another site made."""


class BodyTooLarge(HTTPException):
    def __init__(self, limit: int) -> None:
        super().__init__(413, f"the body is over {limit:,} bytes")


def problem(
    code: str,
    detail: str = "",
    *,
    headers: Mapping[str, str] | None = None,
    errors: Sequence[Mapping[str, str]] = (),
) -> Response:
    """The answer for `code`. errors: `detail` and `pointer` or `parameter` of each wrong field."""
    kind = KINDS[code]
    body: dict[str, Any] = {
        "type": f"/problems/{code}",
        "title": kind.title,
        "status": kind.status,
        "detail": detail or kind.mend,
    }
    if errors:
        body["errors"] = list(errors)
    return Response(orjson.dumps(body), kind.status, dict(headers or {}), MEDIA_TYPE)


def code_of(error: ComplianceError) -> str:
    """The code of the nearest class that has one; `internal-error` for none."""
    if isinstance(error, CrossSite):  # of this layer, so not among the codes of `compliance`
        return "cross-site"
    classes = type(error).__mro__
    return next((CODES[c] for c in classes if c in CODES), "internal-error")


def _of_ours(_: Request, error: Exception) -> Response:
    if not isinstance(error, ComplianceError):
        raise RuntimeError(f"bug: {type(error).__name__} is no ComplianceError")
    code = code_of(error)
    return problem(code, str(error), headers=_headers(code, error))


def _headers(code: str, error: ComplianceError) -> dict[str, str]:
    if code == "not-authenticated":
        return {"WWW-Authenticate": 'Bearer realm="balise"'}
    if code in {"too-many-requests", "store"}:
        return {"Retry-After": str(getattr(error, "retry_after", 1))}
    return {}


def _of_http(_: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise RuntimeError(f"bug: {type(error).__name__} is no HTTPException")
    code = HTTP_CODES.get(error.status_code, "bad-json" if error.status_code < 500 else "store")
    detail = error.detail if isinstance(error, BodyTooLarge) else ""
    return problem(code, detail, headers=error.headers)


def _of_validation(request: Request, error: Exception) -> Response:
    if not isinstance(error, RequestValidationError):
        raise RuntimeError(f"bug: {type(error).__name__} is no RequestValidationError")
    found = error.errors()
    if any(e["type"] == "json_invalid" for e in found):
        return problem("bad-json")
    if any(tuple(e["loc"]) == ("body",) for e in found) and not _is_json(request):
        return problem("unsupported-media-type")
    return problem(
        "invalid-request", "; ".join(map(_said, found)), errors=[_item(e) for e in found]
    )


def _is_json(request: Request) -> bool:
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return media_type == "application/json" or media_type.endswith("+json")


def _said(error: Mapping[str, Any]) -> str:
    return ": ".join(filter(None, (".".join(_place(error)[1:]), str(error["msg"]))))


def _item(error: Mapping[str, Any]) -> dict[str, str]:
    where, *path = _place(error)
    if where == "body":
        return {"detail": str(error["msg"]), "pointer": "#" + "".join(f"/{p}" for p in path)}
    return {"detail": str(error["msg"]), "parameter": ".".join(path)}


def _place(error: Mapping[str, Any]) -> list[str]:
    """The parts of `loc` that we may repeat: an unknown key could hold anything at all."""
    parts = [str(part) for part in error["loc"]]
    known = parts if error["type"] != "extra_forbidden" else parts[:-1]
    return [*known, *(p for p in parts[len(known) :] if PLAIN_KEY.fullmatch(p))]


class WrongField(BaseModel):
    """pointer: the place in the body (RFC 6901); parameter: the name of a query or header value."""

    detail: str
    pointer: str | None = None
    parameter: str | None = None


class Problem(BaseModel):
    """RFC 9457. type: the path of a page that explains it."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[WrongField] = []


def documented(*codes: str) -> dict[int | str, dict[str, Any]]:
    """What OpenAPI says of a route that may answer with these problems."""
    by_status: dict[int | str, dict[str, Any]] = {}
    for code in codes:
        kind = KINDS[code]
        known = by_status.setdefault(kind.status, {"model": Problem, "description": ""})
        known["description"] = "; ".join(
            filter(None, (known["description"], f"`{code}`: {kind.title}"))
        )
    return by_status


def describe(responses: dict[str, dict[str, Any]]) -> None:
    """Gives the errors among OpenAPI `responses` their media type. Twice does no harm."""
    for status, response in responses.items():
        if int(status) >= 400:
            response["content"] = {MEDIA_TYPE: next(iter(response["content"].values()))}


def install(api: FastAPI) -> None:
    api.add_exception_handler(ComplianceError, _of_ours)
    api.add_exception_handler(HTTPException, _of_http)
    api.add_exception_handler(RequestValidationError, _of_validation)
