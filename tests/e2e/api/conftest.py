"""A server over a store in memory and a plain checker: what the routes add is what is tested."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from compliance import service
from compliance.charter import Article, Charter, Level, Mode, Referent, Term
from compliance.finding import Finding, Severity
from compliance.post import Language, Post
from compliance.records import Role
from compliance.report import CharterRef, Note, Report, Route, Score
from compliance.service import PROGRAM, App
from compliance.store.memory import MemoryStore

NOON = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)
SIGNS = {
    "n°1": ("claims", Severity.CAUTION, ("l'un des meilleurs", "")),
    "Projet Aurore": ("confidentiality", Severity.SERIOUS, ("un projet interne",)),
    "!!!": ("form", Severity.SUGGESTION, ("!",)),
}
ROUTES = {0: Route.CLEAR, 1: Route.CLEAR, 2: Route.ADVISE, 3: Route.REVIEW}


def article(category: str, severity: Severity, mode: Mode = Mode.ACTIVE) -> Article:
    return Article(
        id=category,
        category=category,
        severity=severity,
        mode=mode,
        title={"fr": f"Titre {category}", "en": f"Title {category}"},
        text={"fr": f"Texte {category}", "en": f"Text {category}"},
    )


CHARTER = Charter(
    id="maison",
    version="0123456789ab",
    title={"fr": "La charte de la maison", "en": "The house charter"},
    level=Level.GUIDE,
    referent=Referent(role="chargée de communication", contact="com@example.com"),
    articles=(
        *(article(category, severity) for category, severity, _ in SIGNS.values()),
        article("respect", Severity.CAUTION, Mode.SHADOW),
    ),
    confidential=(Term(term="Projet Aurore"),),
)


class SignChecker:
    """Finds three signs; routes by the worst, as `guide` does."""

    def __init__(self, charter: Charter) -> None:
        self.charter = charter

    def check(self, post: Post, *, now: datetime) -> Report:
        found = sorted(
            (f for sign in SIGNS for f in self._found(sign, post.text)), key=lambda f: f.start
        )
        worst = max((f.severity.rank for f in found), default=0)
        route = ROUTES[worst] if post.is_draft else Route.WATCH
        return Report(
            id=post.id,
            charter=CharterRef(id=self.charter.id, version=self.charter.version),
            language=Language(label="fr", score=1.0),
            sentiment=Score(label="positive", score=0.9),
            urgency=0 if post.is_draft else 1,
            findings=tuple(found),
            route=route,
            route_reason="guide",
            notes=() if found else (Note(id="clean", message="Rien à redire."),),
            second_look=route is Route.ADVISE,
        )

    def _found(self, sign: str, text: str) -> list[Finding]:
        start = text.find(sign)
        if start < 0:
            return []
        category, severity, suggestions = SIGNS[sign]
        return [
            Finding(
                article=category,
                rule=f"{category}-1",
                category=category,
                severity=severity,
                start=start,
                end=start + len(sign),
                text=sign,
                message="Ces mots appellent une preuve.",
                why="On vous croira mieux.",
                suggestions=suggestions,
                score=1.0,
                source="terms",
            )
        ]


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
