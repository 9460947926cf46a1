"""Drafts that the checker of `conftest` knows, and what a problem looks like."""

from __future__ import annotations

from typing import Any

from httpx2 import Response
from starlette.testclient import TestClient

FOUND = "Nous sommes n°1 🎉, oui, le Projet Aurore arrive !!!"
RISKY = {"text": "Le Projet Aurore arrive", "channel": "linkedin"}
HARMLESS = {"text": "Nous sommes n°1"}


def submitted(client: TestClient, body: dict[str, str] = RISKY) -> Response:
    return client.post("/v1/submissions", json=body)


def problem(answer: Response, status: int, code: str) -> Any:
    """The problem that `answer` is, where it is this one."""
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, answer.json()["type"]) == (status, f"/problems/{code}")
    return answer.json()
