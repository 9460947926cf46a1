"""What a route asks for: the App, who calls, which case version they saw."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from time import monotonic
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Header, Path, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.security import HTTPBearer

from api.forms import Field, fields
from api.limits import Buckets
from api.metrics import Metrics
from api.problems import CrossSite
from compliance import service
from compliance.errors import InputError, NotAuthenticated
from compliance.service import PAGE_LIMIT, App, Caller

COOKIE = "balise_key"
# A search for an edit checks up to sixty drafts: what it counts for among instant checks.
MENDING = 10
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class Credential(HTTPBearer):
    """A key from `Authorization: Bearer`, `X-API-Key`, or the cookie of a signed-in browser.

    Raises NotAuthenticated where there is none, CrossSite where another site's page sent it.
    """

    async def __call__(self, request: Request) -> str:  # type: ignore[override]
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and token.strip():
            return token.strip()
        if key := request.headers.get("x-api-key"):
            return key
        if key := request.cookies.get(COOKIE):
            refuse_cross_site(request)
            return key
        raise NotAuthenticated("no key was sent; ask your operator for one")


def refuse_cross_site(request: Request) -> None:
    """Raises CrossSite where a browser says that another site's page made this request.

    SameSite cookies stay out already; this also covers other ports of the same host.
    """
    if request.method in SAFE_METHODS:
        return
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise CrossSite("this request was made by a page of another site")


credential = Credential(
    scheme_name="key",
    description="A key made by `POST /v1/keys`; `X-API-Key` is read too.",
)
CredentialDep = Annotated[str, Depends(credential)]


async def the_app(request: Request) -> App:
    app: App = request.app.state.balise
    return app


async def the_metrics(request: Request) -> Metrics:
    metrics: Metrics = request.app.state.metrics
    return metrics


def charter_or_first(app: App, charter: str | None) -> str:
    """`charter`, else the first that the server was started with."""
    return next(iter(app.checkers)) if charter is None else charter


AppDep = Annotated[App, Depends(the_app)]
MetricsDep = Annotated[Metrics, Depends(the_metrics)]


async def the_caller(app: AppDep, token: CredentialDep) -> Caller:
    return await run_in_threadpool(service.authenticate, app, token)


CallerDep = Annotated[Caller, Depends(the_caller)]


class Remembered:
    """Callers seen in the last `seconds`, so that a check at every keystroke asks no database.

    A revoked key may still check that long; all that reads or writes the store asks each time.
    """

    def __init__(
        self, *, seconds: float = 5.0, most: int = 10_000, clock: Callable[[], float] = monotonic
    ) -> None:
        self._seconds, self._most, self._clock = seconds, most, clock
        self._known: OrderedDict[str, tuple[Caller, float]] = OrderedDict()

    async def caller(self, app: App, token: str) -> Caller:
        """Raises NotAuthenticated, which is never remembered."""
        known, until = self._known.get(token, (None, 0.0))
        if known is not None and self._clock() < until:
            return known
        found = await run_in_threadpool(service.authenticate, app, token)
        self._known[token] = (found, self._clock() + self._seconds)
        self._known.move_to_end(token)
        if len(self._known) > self._most:
            self._known.popitem(last=False)
        return found


Mending = Annotated[
    bool, Query(description="Also search the smallest edit that clears what is found.")
]


async def the_checking_caller(
    request: Request, app: AppDep, token: CredentialDep, mend: Mending = False
) -> Caller:
    """The caller of an instant check, who has paid for it from their bucket. Raises Throttled."""
    remembered: Remembered = request.app.state.remembered
    buckets: Buckets = request.app.state.buckets
    caller = await remembered.caller(app, token)
    buckets.take(caller.id, cost=MENDING if mend else 1)
    return caller


CheckingCallerDep = Annotated[Caller, Depends(the_checking_caller)]


async def the_expected(
    if_match: Annotated[
        str | None,
        Header(description="The `ETag` of the case as it was read; 409 where it has moved on."),
    ] = None,
) -> int | None:
    """How many events the caller had seen, None where they did not say. Raises InputError."""
    if if_match is None or if_match == "*":
        return None
    seen = if_match.removeprefix("W/").strip('"')
    if not (seen.isascii() and seen.isdecimal() and len(seen) < 10):
        raise InputError("`If-Match` is an ETag that a case was answered with")
    return int(seen)


ExpectedDep = Annotated[int | None, Depends(the_expected)]
CaseIdPath = Annotated[str, Path(pattern=r"^[\w-]{1,64}$", description="The case's id.")]
After = Annotated[
    str | None, Query(max_length=200, description="`next` of the page before this one.")
]
Limit = Annotated[int, Query(ge=1, le=PAGE_LIMIT, description="How many at most.")]


async def the_fields(request: Request) -> list[Field]:
    """A page's form, every value of it. Raises CrossSite, InputError."""
    refuse_cross_site(request)
    return fields(request.headers.get("content-type", ""), await request.body())


FieldsDep = Annotated[list[Field], Depends(the_fields)]


async def the_form(found: FieldsDep) -> dict[str, str]:
    """A page's form; of a name given twice, the last value."""
    return dict(found)


FormDep = Annotated[dict[str, str], Depends(the_form)]
