"""What the pages are made with: their words in two languages, templates, marks in a text, dates."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

import yaml
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.templating import Jinja2Templates

from api.problems import KINDS, code_of
from compliance.errors import ComplianceError, NotAuthenticated
from compliance.finding import Finding
from compliance.records import Role
from compliance.service import Caller

FOLDER = Path(__file__).parent / "routes"
LANGUAGES = ("fr", "en")
LANGUAGE_COOKIE = "balise_language"
# Path, the key of its name among the words of `nav`, and whose it is (None: everybody's).
LINKS = (
    ("/", "write", None),
    ("/mine", "mine", None),
    ("/charters", "charter", None),
    ("/queue", "queue", Role.REVIEWER),
    ("/observed", "observed", Role.ANALYST),
    ("/keys", "keys", Role.OPERATOR),
)
Words = Mapping[str, Any]
Handler = Callable[[Request], Coroutine[Any, Any, Response]]


@cache
def words(language: str) -> Words:
    """The pages' words, nested by page. language: one of LANGUAGES."""
    path = FOLDER / "words" / f"{language}.yaml"
    loaded: Words = yaml.safe_load(path.read_text("utf-8"))
    return loaded


@cache
def templates() -> Jinja2Templates:
    return Jinja2Templates(FOLDER / "templates")


def language_of(request: Request) -> str:
    """What the reader chose, else the first of ours that the browser asks for, else French."""
    chosen = request.cookies.get(LANGUAGE_COOKIE)
    asked = (tag[:2].lower() for tag in _by_preference(request.headers.get("accept-language", "")))
    return next((tag for tag in (chosen, *asked) if tag in LANGUAGES), LANGUAGES[0])


def _by_preference(header: str) -> list[str]:
    """The tags of an `Accept-Language`, the most wanted first; what cannot be read comes last."""
    tags = []
    for place, item in enumerate(header[:500].split(",")):
        tag, _, weight = item.partition(";q=")
        try:
            wanted = float(weight) if weight else 1.0
        except ValueError:
            wanted = 0.0
        tags.append((-wanted, place, tag.strip()))
    return [tag for _, _, tag in sorted(tags)]


def page(
    request: Request,
    name: str,
    *,
    caller: Caller | None = None,
    status: int = 200,
    **context: object,
) -> Response:
    """The template `name`; `w` are its words, `here` the link to show as the current one."""
    language = language_of(request)
    shared = {
        "lang": language,
        "w": words(language),
        "caller": caller,
        "links": list(_links(caller)),
        "back": request.url.path if request.method == "GET" else "/",
    }
    return templates().TemplateResponse(request, name, {**shared, **context}, status)


def _links(caller: Caller | None) -> Iterator[tuple[str, str]]:
    for path, key, role in LINKS:
        if caller is not None and (role is None or caller.may(role)):
            yield path, key


def pieces(text: str, findings: Sequence[Finding]) -> Iterator[tuple[str, str]]:
    """`text` cut where findings begin and end, each piece with its worst severity or ""."""
    cuts = {0, len(text), *(p for f in findings for p in (f.start, f.end))}
    places = sorted(cuts)
    for start, end in pairwise(places):
        over = [f.severity for f in findings if f.start <= start and end <= f.end]
        yield text[start:end], max(over, key=lambda s: s.rank, default="")


def when(moment: datetime, time_zone: str, said: Words) -> str:
    """A day and an hour as people say them, in the charter's time zone."""
    local, dates = moment.astimezone(ZoneInfo(time_zone)), said["dates"]
    form: str = dates["form"]
    return form.format(
        day=dates["days"][local.weekday()],
        date=local.day,
        month=dates["months"][local.month - 1],
        hour=local.hour,
        minute=local.minute,
    )


def day(of: date, said: Words) -> str:
    """A day as people say it, with its year."""
    form: str = said["dates"]["day"]
    return form.format(date=of.day, month=said["dates"]["months"][of.month - 1], year=of.year)


class PageRoute(APIRoute):
    """Leads whoever is not signed in to the door; says other errors on a page, same status."""

    def get_route_handler(self) -> Handler:
        handle = super().get_route_handler()

        async def handled(request: Request) -> Response:
            try:
                return await handle(request)
            except NotAuthenticated:
                return _door(request)
            except ComplianceError as error:
                return _reef(request, code_of(error))
            except (RequestValidationError, ValidationError):
                return _reef(request, "invalid-request")

        return handled


def _door(request: Request) -> Response:
    if request.headers.get("sec-fetch-site") == "cross-site" and request.method == "GET":
        # A link in a message: the browser kept the strict cookie back. Asked again by our own
        # page, it sends it.
        again = '<!doctype html><meta http-equiv="refresh" content="0">'
        return Response(again, media_type="text/html")
    return see_other(f"/sign-in?to={quote(request.url.path if request.method == 'GET' else '/')}")


def _reef(request: Request, code: str) -> Response:
    return page(request, "problem.html", status=KINDS[code].status, code=code)


def see_other(path: str) -> Response:
    """Off to `path`, with GET; to the start where it is not a path of this server."""
    local = path.startswith("/") and not path.startswith(("//", "/\\"))
    return RedirectResponse(path if local else "/", 303)
