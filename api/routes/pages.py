"""The pages: the door, the one to write on, those that explain. One's cases are in case_pages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, Response

from api.deps import COOKIE, AppDep, CallerDep, FormDep
from api.problems import KINDS
from api.rendering import (
    FOLDER,
    LANGUAGE_COOKIE,
    LANGUAGES,
    PageRoute,
    language_of,
    page,
    see_other,
    words,
)
from compliance import service
from compliance.charter import Charter, Mode
from compliance.errors import NotAuthenticated

router = APIRouter(include_in_schema=False, route_class=PageRoute)


# The door


@router.get("/sign-in")
async def sign_in_page(request: Request, to: str = "/") -> Response:
    return page(request, "sign_in.html", to=to)


@router.post("/sign-in")
async def sign_in(request: Request, app: AppDep, form: FormDep) -> Response:
    """The key itself is the session: revoked, it opens nothing more, on any server."""
    key = form.get("key", "").strip()
    try:
        await run_in_threadpool(service.authenticate, app, key)
    except NotAuthenticated:
        to = form.get("to", "/")
        return page(request, "sign_in.html", status=401, to=to, wrong=True)
    answer = see_other(form.get("to", "/"))
    secure = request.url.scheme == "https"
    answer.set_cookie(COOKIE, key, httponly=True, samesite="strict", secure=secure)
    return answer


@router.post("/sign-out")
async def sign_out(_: FormDep) -> Response:
    answer = see_other("/sign-in")
    answer.delete_cookie(COOKIE, httponly=True, samesite="strict")
    return answer


@router.get("/language")
async def choose_language(to: str, back: str = "/") -> Response:
    answer = see_other(back)
    if to in LANGUAGES:
        answer.set_cookie(LANGUAGE_COOKIE, to, max_age=365 * 86_400, samesite="lax")
    return answer


# Writing


@router.get("/")
async def write(request: Request, app: AppDep, caller: CallerDep) -> Response:
    language = language_of(request)
    said = words(language)
    charters = [checker.charter for checker in app.checkers.values()]
    known = dict.fromkeys((*said["channels"], *(name for c in charters for name in c.channels)))
    return page(
        request,
        "write.html",
        caller=caller,
        here="/",
        charters=[(c.id, c.in_language(c.title, language) or c.id) for c in charters],
        channels=[(name, said["channels"].get(name, name)) for name in known],
        page={
            "words": {
                **said["write"],
                "severity": said["severity"],
                "confidence": said["confidence"],
                "sign_in": said["sign_in"]["enter"],
            },
            "charter": charters[0].id,
            "charters": {c.id: _articles(c, language) for c in charters},
            "limits": {c.id: _limits(c) for c in charters},
        },
    )


def _articles(charter: Charter, language: str) -> dict[str, dict[str, str]]:
    """Title and text by article, for what a finding links to."""
    return {
        article.id: {
            "title": charter.in_language(article.title, language),
            "text": charter.in_language(article.text, language),
        }
        for article in charter.articles
        if article.mode is Mode.ACTIVE
    }


def _limits(charter: Charter) -> dict[str, int]:
    return {name: c.max_length for name, c in charter.channels.items() if c.max_length}


# What needs no key


@router.get("/problems/{code}")
async def problem_type(request: Request, code: str) -> Response:
    if code not in KINDS:
        raise HTTPException(404)
    return page(request, "problem_type.html", code=code, kind=KINDS[code])


@router.get("/docs")
async def docs(request: Request) -> Response:
    by_tag: dict[str, list[tuple[str, str, Any]]] = {}
    for path, methods in request.app.openapi()["paths"].items():
        for method, operation in methods.items():
            by_tag.setdefault(operation["tags"][0], []).append((method, path, operation))
    address = str(request.base_url)
    return page(request, "docs.html", operations=by_tag.items(), codes=_codes, address=address)


def _codes(operation: Mapping[str, Any]) -> list[str]:
    """The problems an operation is documented with."""
    said = " ".join(answer["description"] for answer in operation["responses"].values())
    return [code for code in re.findall(r"`([\w-]+)`", said) if code in KINDS]


@router.get("/static/{name}")
async def static(name: str) -> Response:
    if name not in {file.name for file in (FOLDER / "static").iterdir()}:
        raise HTTPException(404)
    return FileResponse(FOLDER / "static" / name, headers={"Cache-Control": "max-age=300"})
