"""API keys: made and revoked by operators, kept as digests."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import Field

from api.deps import AppDep, CallerDep
from api.problems import documented
from api.wire import Body
from compliance import service
from compliance.records import Role
from compliance.service import KeyInfo, NewKey

router = APIRouter(
    prefix="/v1/keys",
    tags=["keys"],
    responses=documented("not-authenticated", "forbidden", "invalid-request"),
)


class Wanted(Body):
    """owner: the account the key speaks for; a person may have several keys."""

    owner: str = Field(min_length=1, max_length=200)
    roles: tuple[Role, ...] = Field(min_length=1)


@router.post("", status_code=201, summary="Make a key")
def create_key(app: AppDep, caller: CallerDep, wanted: Wanted) -> NewKey:
    """Its `token` is answered here and never again."""
    return service.create_key(app, caller, owner=wanted.owner, roles=wanted.roles)


@router.get("", summary="The keys there are, revoked ones too")
def keys(app: AppDep, caller: CallerDep) -> tuple[KeyInfo, ...]:
    return service.keys(app, caller)


@router.delete(
    "/{key_id}", status_code=204, summary="Revoke a key", responses=documented("unknown-name")
)
def revoke_key(
    app: AppDep, caller: CallerDep, key_id: Annotated[str, Path(pattern=r"^[\w-]{1,64}$")]
) -> None:
    service.revoke_key(app, caller, key_id)
