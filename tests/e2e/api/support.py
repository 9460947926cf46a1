"""A plain charter and checker, drafts they know, what a problem is like, a server of its own."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from threading import Timer
from typing import Any

import httpx2
from httpx2 import Response
from starlette.testclient import TestClient

from compliance.charter import Article, Charter, Level, Mode, Referent, Term
from compliance.finding import Finding, Severity
from compliance.post import Language, Post
from compliance.report import CharterRef, Note, Report, Route, Score

ROOT = Path(__file__).parents[3]
FOUND = "Nous sommes n°1 🎉, oui, le Projet Aurore arrive !!!"
RISKY = {"text": "Le Projet Aurore arrive", "channel": "linkedin"}
SAME = {"origin": "http://testserver"}
HTML = {"accept": "text/html", "accept-language": "fr"}
HARMLESS = {"text": "Nous sommes n°1"}


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

    has_slow_models = False

    def __init__(self, charter: Charter) -> None:
        self.charter = charter

    def check_thoroughly(self, posts: Sequence[Post], *, now: datetime) -> Iterator[Report]:
        return (self.check(post, now=now) for post in posts)

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


def signed_in(client: Callable[[], TestClient], opened: TestClient) -> TestClient:
    """A browser, that `client` makes, that came in with the key of `opened`."""
    browser = client()
    browser.headers.update({**HTML, **SAME})
    key = opened.headers["authorization"].removeprefix("Bearer ")
    browser.post("/sign-in", data={"key": key, "to": "/"})
    return browser


def submitted(client: TestClient, body: dict[str, str] = RISKY) -> Response:
    return client.post("/v1/submissions", json=body)


def problem(answer: Response, status: int, code: str) -> Any:
    """The problem that `answer` is, where it is this one."""
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, answer.json()["type"]) == (status, f"/problems/{code}")
    return answer.json()


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@contextmanager
def served(database: Path, *, seconds: float | None = None) -> Iterator[httpx2.Client]:
    """A client of a server that is killed, without a word, after `seconds`, or at the end."""
    port = free_port()
    command = [sys.executable, "-m", "tests.e2e.api.server", str(database), str(port)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            key = process.stdout.readline().strip()
            headers = {"Authorization": f"Bearer {key}"}
            with httpx2.Client(base_url=f"http://127.0.0.1:{port}", headers=headers) as client:
                until_it_answers(client)
                if seconds is not None:
                    Timer(seconds, process.kill).start()
                yield client
        finally:
            process.kill()


def until_it_answers(client: httpx2.Client) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with suppress(httpx2.TransportError):
            client.get("/healthz")
            return
        time.sleep(0.05)
    raise TimeoutError("the server did not start")
