"""Canaries: drafts, secrets and matches planted everywhere, looked for where they must not be."""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from prefect.settings import get_current_settings
from starlette.testclient import TestClient

from api.app import create_app
from compliance import service
from compliance.charter_file import loads
from compliance.pipeline import compile
from compliance.post import Post
from compliance.records import Role
from compliance.service import PROGRAM, App, Caller
from compliance.store import open_store
from compliance.wiring import kind_of
from flows.apps import using
from flows.embedded import prefect_server
from flows.observed import monitor
from flows.sweep import sweep
from tests.support import FakeDetector, FakeTools

# Made of nothing that stands elsewhere, so that one occurrence is a leak.
DRAFT = "zqcanaridraft"
SECRET = "Projet Zqcanarisecret"
WHY = "zqcanariwhy"
ALIAS = "zqcanarialias"
OBSERVED = "zqcanariobserved"
CANARIES = ("zqcanari", "06 39 98 44 55")

CHARTER = f"""\
id: acme
languages: [fr]
level: review
articles:
  - id: confidentiality
    title: {{fr: Secrets}}
    text: {{fr: Gardons-les.}}
    severity: serious
    rules: [{{id: terms, kind: confidential}}]
confidential:
  - {{term: {SECRET}, aliases: [{ALIAS}], kind: code-name, why: {WHY}}}
"""
TEXT = f"{DRAFT} : {SECRET} avance, appelez le 06 39 98 44 55"
AUTHOR = Caller("anna", frozenset({Role.AMBASSADOR}))


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.DEBUG)
    return caplog


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    from compliance.confidential import open_index

    charter = loads(CHARTER, kind_of=kind_of)
    terms = open_index(charter.confidential, organisation=charter.organisation)
    tools = FakeTools(charter=charter, terms=terms)
    checker = compile(charter, tools=tools, kind_of=kind_of, detector=FakeDetector())
    store = open_store(f"sqlite:///{tmp_path / 'balise.db'}")
    yield App(store=store, checkers={"acme": checker}, notify=lambda _: None)
    store.close()


def leaked(*places: str) -> list[str]:
    return [canary for canary in CANARIES for place in places if canary in place.casefold()]


def test_an_instant_check_leaves_nothing_behind(
    app: App, tmp_path: Path, log: pytest.LogCaptureFixture
) -> None:
    report = service.check(app, Post(text=TEXT), charter_id="acme")
    assert [finding.text for finding in report.findings] == [SECRET]
    files = [f.read_bytes().decode("latin-1") for f in tmp_path.rglob("*") if f.is_file()]
    assert leaked(log.text, *files) == []


def test_a_finding_shows_only_what_was_typed(app: App) -> None:
    report = service.check(app, Post(text=f"Vive {ALIAS} !"), charter_id="acme")
    shown = report.model_dump_json()
    assert ALIAS in shown
    assert SECRET.casefold() not in shown.casefold()
    assert WHY not in shown


def test_a_submitted_draft_is_in_its_own_document_and_in_no_other_column(
    app: App, tmp_path: Path, log: pytest.LogCaptureFixture
) -> None:
    service.submit(app, AUTHOR, Post(text=TEXT), charter_id="acme")
    with sqlite3.connect(tmp_path / "balise.db") as database:
        tables = [
            row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type='table'")
        ]
        for table in tables:
            columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
            for column in columns:
                values = database.execute(f"SELECT {column} FROM {table}")  # noqa: S608 — our own names
                held = leaked(*(str(value[0]) for value in values))
                assert not held or (table, column) == ("cases", "document"), (table, column)
    assert leaked(log.text) == []


def test_flows_carry_ids_and_never_words(
    app: App, tmp_path: Path, log: pytest.LogCaptureFixture
) -> None:
    posts = tmp_path / "posts.jsonl"
    posts.write_text(json.dumps({"id": "1", "text": f"{OBSERVED} {SECRET}"}) + "\n", "utf-8")
    service.submit(app, AUTHOR, Post(text=TEXT), charter_id="acme")
    with using(app), prefect_server():
        assert sweep().done == 1
        assert monitor(app, "file", str(posts), charter_id="acme").new == 1
        home = Path(get_current_settings().home)
        kept = [f.read_bytes().decode("latin-1") for f in home.rglob("*") if f.is_file()]
    assert kept, "the Prefect server kept nothing: the test looks in the wrong place"
    assert leaked(log.text, *kept) == []


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/v1/check", {"text": TEXT, "lang": DRAFT}),
        ("POST", "/v1/check", {"text": DRAFT * 3000}),
        ("POST", "/v1/check", {"text": TEXT, "charter": "nowhere"}),
        ("POST", "/v1/submissions", {"text": {"a": DRAFT}}),
        ("POST", "/v1/observed", {"posts": [{"text": DRAFT}]}),
        ("GET", "/metrics", None),
        ("GET", "/v1/charters/acme", None),
        ("GET", "/healthz", None),
    ],
)
def test_no_answer_to_others_and_no_error_repeats_words(
    app: App, log: pytest.LogCaptureFixture, method: str, path: str, body: dict[str, object] | None
) -> None:
    everything = service.create_key(
        app, PROGRAM, owner="bob", roles=[r for r in Role if r is not Role.CHARTER_OWNER]
    )
    service.submit(app, AUTHOR, Post(text=TEXT), charter_id="acme")
    client = TestClient(create_app(app), raise_server_exceptions=False)
    answer = client.request(
        method, path, json=body, headers={"Authorization": f"Bearer {everything.token}"}
    )
    assert leaked(answer.text, log.text) == [], answer.status_code


def test_somebody_else_sees_neither_the_draft_nor_that_it_exists(app: App) -> None:
    case = service.submit(app, AUTHOR, Post(text=TEXT), charter_id="acme")
    other = service.create_key(app, PROGRAM, owner="eve", roles=[Role.AMBASSADOR, Role.ANALYST])
    client = TestClient(create_app(app))
    headers = {"Authorization": f"Bearer {other.token}"}
    for path in (
        f"/v1/submissions/{case.id}",
        f"/v1/queue/{case.id}",
        "/v1/me/export",
        "/v1/submissions",
    ):
        assert leaked(client.get(path, headers=headers).text) == []
