"""The operator's page of keys: make one, see those there are, revoke one. Plain forms."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from api.deps import AppDep, CallerDep, FieldsDep, FormDep
from api.rendering import PageRoute, day, page, see_other
from compliance import service
from compliance.errors import InputError, UnknownName
from compliance.records import Role
from compliance.service import App, Caller, NewKey

router = APIRouter(include_in_schema=False, route_class=PageRoute)

OWNER_LENGTH = 200


@router.get("/keys")
def keys(request: Request, app: AppDep, caller: CallerDep, gone: bool = False) -> Response:
    return _page(request, app, caller, gone=gone)


@router.post("/keys")
def make(request: Request, app: AppDep, caller: CallerDep, form: FieldsDep) -> Response:
    """Answers with the token itself, this once: no address leads back to it."""
    owner = dict(form).get("owner", "").strip()
    roles = [Role(value) for name, value in form if name == "role" and value in set(Role)]
    if len(owner) > OWNER_LENGTH:
        raise InputError(f"an owner's name has {OWNER_LENGTH} characters at most")
    try:
        made = service.create_key(app, caller, owner=owner, roles=roles)
    except InputError:
        return _page(request, app, caller, status=422, owner=owner, chosen=roles, wrong=True)
    return _page(request, app, caller, status=201, made=made)


@router.post("/keys/{key_id}/revoke")
def revoke(
    app: AppDep,
    caller: CallerDep,
    key_id: Annotated[str, Path(pattern=r"^[\w-]{1,64}$")],
    _: FormDep,
) -> Response:
    try:
        service.revoke_key(app, caller, key_id)
    except UnknownName:  # somebody was quicker; the list says so
        return see_other("/keys?gone=true")
    return see_other("/keys")


def _page(
    request: Request,
    app: App,
    caller: Caller,
    *,
    status: int = 200,
    made: NewKey | None = None,
    **more: object,
) -> Response:
    # Those in use first, the newest first in both.
    known = sorted(service.keys(app, caller), key=lambda k: k.created_at, reverse=True)
    known.sort(key=lambda key: key.revoked_at is not None)
    return page(
        request,
        "keys.html",
        caller=caller,
        status=status,
        here="/keys",
        back="/keys",
        keys=known,
        roles=list(Role),
        made=made,
        day=day,
        **more,
    )
