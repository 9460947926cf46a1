from __future__ import annotations

import re

import pytest

from compliance.records import Role
from tests.e2e.api.support import signed_in


@pytest.fixture
def op(client):
    """The browser of an operator."""
    return signed_in(client, client("op", Role.OPERATOR))


def test_a_key_is_made_shown_once_and_works(client, op):
    form = {"owner": " zoe ", "role": ["ambassador", "analyst"]}
    answer = op.post("/keys", data=form)
    assert answer.status_code == 201
    assert answer.headers["cache-control"] == "no-store"
    token = re.search(r'value="(balise_[\w-]+)"', answer.text)[1]
    assert "La clé de zoe est prête" in answer.text
    zoe = client()
    zoe.headers["X-API-Key"] = token
    assert zoe.get("/v1/observed").status_code == 200
    shown = op.get("/keys").text
    assert token not in shown
    assert "zoe" in shown


def test_a_key_is_revoked_after_a_second_word(client, op, app):
    client("zoe", Role.AMBASSADOR)
    shown = op.get("/keys").text
    (key,) = (k.id for k in app.store.keys("zoe"))
    asked = re.search(
        rf"<details><summary[^>]+>Révoquer</summary>\s*<form[^>]+{key}.*?</details>", shown
    )
    assert "La clé de zoe n’ouvrira plus rien" in asked[0]
    assert op.post(f"/keys/{key}/revoke").headers["location"] == "/keys"
    shown = op.get("/keys").text
    assert "révoquée le 2" in shown
    assert f'action="/keys/{key}/revoke"' not in shown


def test_a_key_that_is_gone_already_is_said_so(op):
    answer = op.post("/keys/nothing/revoke")
    assert answer.headers["location"] == "/keys?gone=true"
    assert "déjà révoquée" in op.get("/keys?gone=true").text


@pytest.mark.parametrize(
    "form", [{"owner": "zoe"}, {"role": "analyst"}, {"owner": "  ", "role": "analyst"}]
)
def test_a_key_has_an_owner_and_roles(op, app, form):
    answer = op.post("/keys", data=form)
    assert answer.status_code == 422
    assert "Il faut un nom et au moins un rôle." in answer.text
    assert len(app.store.keys()) == 1


@pytest.mark.parametrize("form", [{"owner": "z", "role": "king"}, {"owner": "z" * 201}])
def test_what_no_form_of_ours_sends_is_refused(op, app, form):
    assert op.post("/keys", data=form).status_code == 422
    assert len(app.store.keys()) == 1


def test_an_owners_name_is_never_markup(op):
    op.post("/keys", data={"owner": "<script>x</script>", "role": "analyst"})
    assert "<script>x" not in op.get("/keys").text


def test_another_site_cannot_make_a_key(op, app):
    elsewhere = {"origin": "https://evil.example"}
    form = {"owner": "eve", "role": "operator"}
    assert op.post("/keys", data=form, headers=elsewhere).status_code == 403
    assert len(app.store.keys()) == 1


def test_keys_are_for_operators(client):
    for role in (Role.AMBASSADOR, Role.REVIEWER, Role.CHARTER_OWNER, Role.ANALYST):
        who = signed_in(client, client("who", role))
        assert who.get("/keys").status_code == 403
        assert who.post("/keys", data={"owner": "x", "role": "operator"}).status_code == 403
        assert who.post("/keys/x/revoke").status_code == 403
        assert 'href="/keys"' not in who.get("/").text
    assert client().get("/keys").headers["location"] == "/sign-in?to=/keys"
