from __future__ import annotations

import pytest

from compliance.records import Role
from tests.e2e.api.support import problem


@pytest.fixture
def operator(client):
    return client("op", Role.OPERATOR)


def test_a_key_is_shown_once_works_and_is_revoked(client, operator):
    made = operator.post("/v1/keys", json={"owner": "zoe", "roles": ["ambassador"]})
    assert made.status_code == 201
    token, key = made.json()["token"], made.json()["info"]["id"]
    zoe = client()
    zoe.headers["X-API-Key"] = token
    assert zoe.get("/v1/submissions").status_code == 200
    assert token not in operator.get("/v1/keys").text
    assert operator.delete(f"/v1/keys/{key}").status_code == 204
    problem(zoe.get("/v1/submissions"), 401, "not-authenticated")
    problem(operator.delete(f"/v1/keys/{key}"), 404, "unknown-name")


@pytest.mark.parametrize(
    "body", [{"owner": "zoe", "roles": []}, {"owner": "", "roles": ["reviewer"]}, {"owner": "z"}]
)
def test_a_key_has_an_owner_and_roles(operator, body):
    problem(operator.post("/v1/keys", json=body), 422, "invalid-request")


def test_an_unknown_role_is_refused(operator):
    answer = operator.post("/v1/keys", json={"owner": "z", "roles": ["king"]})
    assert problem(answer, 422, "invalid-request")["errors"][0]["pointer"] == "#/roles/0"


def test_keys_are_for_operators(client, anna):
    problem(anna.get("/v1/keys"), 403, "forbidden")
    problem(anna.post("/v1/keys", json={"owner": "a", "roles": ["operator"]}), 403, "forbidden")
    problem(anna.delete("/v1/keys/x"), 403, "forbidden")
    problem(client().get("/v1/keys"), 401, "not-authenticated")
