"""Every error, whatever goes wrong wherever, is a problem of RFC 9457 with a `type` pinned here."""

from __future__ import annotations

import inspect
import json
import re
from contextlib import closing
from html import unescape
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.problems import CODES, KINDS, code_of
from compliance import errors, service
from compliance.errors import ComplianceError
from compliance.records import Role
from compliance.service import PROGRAM, App
from compliance.store import open_store
from compliance.store.memory import MemoryStore
from tests.e2e.api.support import CHARTER, SignChecker

# Adding is one line, renaming is a decision: clients compare these.
TYPES = {
    "bad-charter": 422,
    "bad-input": 422,
    "bad-json": 400,
    "bad-model": 503,
    "body-too-large": 413,
    "cross-site": 403,
    "flow": 503,
    "forbidden": 403,
    "illegal-decision": 409,
    "internal-error": 500,
    "invalid-request": 422,
    "method-not-allowed": 405,
    "not-authenticated": 401,
    "not-found": 404,
    "source": 502,
    "stale-case": 409,
    "store": 503,
    "text-too-long": 413,
    "too-many-requests": 429,
    "unknown-case": 404,
    "unknown-name": 404,
    "unsupported-media-type": 415,
}
ERRORS = [
    error
    for _, error in inspect.getmembers(errors, inspect.isclass)
    if issubclass(error, ComplianceError)
]
# Their subclasses are what is raised.
BASES = {errors.ComplianceError, errors.QueueError, errors.AccessError}


@pytest.fixture
def api():
    return create_app(App(store=MemoryStore(), checkers={}))


def routes(api):
    for path, operations in api.openapi()["paths"].items():
        for method in operations:
            yield method.upper(), path.replace("{", "").replace("}", "")


def test_the_types_are_those_pinned():
    assert {code: kind.status for code, kind in KINDS.items()} == TYPES


@pytest.mark.parametrize("error", sorted(set(ERRORS) - BASES, key=lambda e: e.__name__))
def test_every_error_raised_on_purpose_has_a_type_of_its_own_name(error):
    code = next(CODES[c] for c in error.__mro__ if c in CODES)
    assert code == error.code


def test_an_error_of_no_known_class_is_ours():
    assert code_of(ComplianceError("x")) == "internal-error"


def assert_problem(answer):
    assert answer.headers["content-type"] == "application/problem+json", answer.request.url
    told = answer.json()
    assert {"type", "title", "status", "detail"} <= set(told) <= {*told, "errors"}
    assert told["status"] == answer.status_code
    assert TYPES[told["type"].removeprefix("/problems/")] == answer.status_code
    assert told["title"]
    assert told["detail"]


def test_every_route_of_the_interface_answers_without_a_key_with_a_problem(api):
    client = TestClient(api)
    asked = [(m, p) for m, p in routes(api) if p.startswith("/v1/")]
    assert len(asked) > 20
    for method, path in asked:
        answer = client.request(method, path, json={})
        assert answer.status_code == 401, (method, path)
        assert_problem(answer)


@pytest.mark.parametrize("path", ["/nothing", "/v1/nothing", "/v1/check/x", "/%00", "/static/none"])
def test_what_is_not_there_is_a_problem(api, path):
    answer = TestClient(api).get(path)
    assert answer.status_code == 404
    assert_problem(answer)


def test_a_wrong_method_is_a_problem_that_names_the_right_ones(api):
    answer = TestClient(api).put("/v1/check")
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")
    assert_problem(answer)


def test_every_type_leads_to_a_page_that_explains_it(api):
    client = TestClient(api)
    for code, kind in KINDS.items():
        page = client.get(f"/problems/{code}")
        assert page.status_code == 200
        assert kind.title in unescape(page.text)
    assert_problem(client.get("/problems/nothing"))


def test_the_interface_describes_its_problems(api):
    assert "HTTPValidationError" not in str(api.openapi())
    for path, operations in api.openapi()["paths"].items():
        for method, operation in operations.items():
            if path.startswith("/v1/"):
                assert "401" in operation["responses"], (method, path)
            for status, answer in operation["responses"].items():
                if status >= "400":
                    assert list(answer["content"]) == ["application/problem+json"]


HALF = "\ud800"
ODD_BODIES = [
    None,
    [],
    "Aurore",
    3,
    {"text": None},
    {"text": {"$gt": ""}, "words": [], "posts": {}, "owner": 1, "roles": "operator"},
    {"text": "\0", "words": "\0", "reason": "\0", "outcome": "go", "article": "\0"},
    {"posts": [{"id": "\0", "text": "\0"}], "source": "\0"},
    {"owner": "\0", "roles": ["ambassador"]},
    {"text": "x", "charter": "\0", "channel": "\0", "author": "\0", "id": "\0", "revises": "\0"},
    {"text": HALF, "words": HALF, "reason": HALF, "outcome": "go", "article": HALF},
    {"text": "x", "topics": [HALF], "author": HALF, "charter": HALF},
    {"owner": HALF, "roles": ["ambassador"]},
    {"posts": [{"id": HALF, "text": HALF}], "source": HALF},
    {"words": "x" * 5_000, "reason": "x" * 5_000, "outcome": "talk", "article": "x" * 5_000},
]
ODD_VALUES = ["\0", "💥", "..", "-1", "9" * 400, "0_0", "2026-11-20T00:00:00+00:00_'; --"]
PARAMETERS = ("after", "limit", "status", "charter", "source", "risk", "since", "min_urgency")


@pytest.fixture
def everybody(tmp_path):
    """A client that may do everything, over a database in a file."""
    with closing(open_store(f"sqlite:///{tmp_path / 'balise.db'}")) as store:
        app = App(store=store, checkers={"maison": SignChecker(CHARTER)})
        key = service.create_key(app, PROGRAM, owner="all", roles=list(Role)).token
        api = create_app(app, checks_per_minute=10**6)
        yield TestClient(api, headers={"Authorization": f"Bearer {key}"})


def test_no_body_however_odd_breaks_a_route(everybody):
    headers = {"Content-Type": "application/json"}
    for method, path in routes(everybody.app):
        for body in ODD_BODIES:
            answer = everybody.request(method, path, content=json.dumps(body), headers=headers)
            assert answer.status_code < 500, (method, path, body)
            if answer.status_code >= 400:
                assert_problem(answer)


def test_no_parameter_however_odd_breaks_a_route(everybody):
    for method, path in routes(everybody.app):
        for value in ODD_VALUES:
            asked, odd = dict.fromkeys(PARAMETERS, value), quote(value)
            odd_path = re.sub(r"(case_id|key_id|charter)\b", odd, path)
            for answer in (
                everybody.request(method, path, params=asked, json={}),
                everybody.request(method, path, json={}, headers={"If-Match": value.encode()}),
                everybody.request(method, odd_path, json={}),
            ):
                assert answer.status_code < 500, (method, path, value)
                if answer.status_code >= 400:
                    assert_problem(answer)
