"""A server over a store in memory and a plain checker: what the routes add is what is tested."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from compliance import service
from compliance.records import Role
from compliance.service import PROGRAM, App
from compliance.store.memory import MemoryStore
from tests.e2e.api.support import CHARTER, SignChecker

NOON = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)


class Clock:
    """Noon of a Friday, until somebody moves it."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def app(clock: Clock) -> App:
    other = CHARTER.model_copy(update={"id": "autre", "title": {"fr": "L'autre charte"}})
    checkers = {c.id: SignChecker(c) for c in (CHARTER, other)}
    return App(store=MemoryStore(), checkers=checkers, now=clock, notify=lambda _: None)


Client = Callable[..., TestClient]


@pytest.fixture
def client(app: App) -> Client:
    """`client("anna", Role.AMBASSADOR)`: somebody with a key; without a name, nobody."""
    api = create_app(app)

    def made(owner: str = "", *roles: Role) -> TestClient:
        opened = TestClient(api, base_url="http://testserver", follow_redirects=False)
        if owner:
            key = service.create_key(app, PROGRAM, owner=owner, roles=roles)
            opened.headers["Authorization"] = f"Bearer {key.token}"
        return opened

    return made


@pytest.fixture
def anna(client: Client) -> TestClient:
    return client("anna", Role.AMBASSADOR)


@pytest.fixture
def remi(client: Client) -> TestClient:
    return client("remi", Role.REVIEWER)
