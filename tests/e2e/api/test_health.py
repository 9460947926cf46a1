from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from compliance.errors import StoreError
from compliance.records import Role
from compliance.service import App
from compliance.store.memory import MemoryStore
from tests.e2e.api.support import FOUND, problem


class DeadStore(MemoryStore):
    def ping(self) -> None:
        raise StoreError("the database does not answer")


class BrokenStore(MemoryStore):
    def ping(self) -> None:
        raise KeyError("Projet Aurore")


def test_it_lives_and_can_work(client):
    assert client().get("/healthz").text == "ok"
    assert client().get("/readyz").text == "ok"


def test_without_its_database_it_lives_and_cannot_work(app):
    api = TestClient(create_app(App(store=DeadStore(), checkers=app.checkers)))
    assert api.get("/healthz").status_code == 200
    answer = api.get("/readyz")
    problem(answer, 503, "store")
    assert "retry-after" in answer.headers


def test_what_breaks_unforeseen_is_a_problem_with_a_number_and_leaks_nothing(app, caplog):
    api = TestClient(create_app(App(store=BrokenStore(), checkers=app.checkers)))
    answer = api.get("/readyz")
    number = problem(answer, 500, "internal-error")["detail"].removeprefix("incident ")
    assert f"incident {number}: KeyError at test_health.py:" in caplog.text
    assert "Aurore" not in answer.text + caplog.text


def test_metrics_count_routes_and_articles_and_hold_no_text(client, anna):
    anna.post("/v1/check?offsets=utf16", json={"text": FOUND})
    anna.get("/v1/submissions/secret-id")
    told = client("op", Role.OPERATOR).get("/metrics").text
    assert 'balise_findings_total{charter="maison",article="claims"} 1' in told
    assert 'balise_checks_total{charter="maison",route="review"} 1' in told
    assert ('balise_http_requests_total{route="/v1/check",method="POST",status="200"} 1') in told
    assert 'route="/v1/submissions/{case_id}",method="GET",status="404"' in told
    assert "secret-id" not in told
    assert "Aurore" not in told


def test_metrics_are_for_operators(anna):
    problem(anna.get("/metrics"), 403, "forbidden")


@pytest.mark.parametrize("path", ["/healthz", "/v1/check", "/nothing"])
def test_every_answer_says_what_a_browser_may_do_with_it(client, path):
    headers = client().get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
