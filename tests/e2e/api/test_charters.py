from __future__ import annotations

from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.samples import samples
from compliance.records import CaseQuery, Role
from tests.e2e.api.support import problem, submitted


def test_the_charters_are_listed_the_default_first(anna):
    assert anna.get("/v1/charters").json() == [
        {"id": "maison", "version": "0123456789ab"},
        {"id": "autre", "version": "0123456789ab"},
    ]


def test_a_charter_is_read_by_title_and_text(anna):
    page = anna.get("/v1/charters/maison").json()
    assert page["level"] == "guide"
    assert page["articles"][0]["text"] == {"fr": "Texte claims", "en": "Text claims"}
    assert [a["id"] for a in page["articles"]] == ["claims", "confidentiality", "form"]


def test_secret_terms_and_silent_articles_are_for_charter_owners(client, anna):
    assert "Aurore" not in anna.get("/v1/charters/maison").text
    page = client("olga", Role.CHARTER_OWNER).get("/v1/charters/maison").json()
    assert page["confidential"] == ["Projet Aurore"]
    assert "respect" in [a["id"] for a in page["articles"]]


def test_an_article_has_figures_and_no_person(client, anna):
    submitted(anna)
    answer = client("olga", Role.CHARTER_OWNER).get("/v1/charters/maison/figures")
    assert answer.json() == [
        {
            "article": "confidentiality",
            "fired": 1,
            "silent": 0,
            "revised": 0,
            "followed": 0,
            "contested": 0,
            "observed": 0,
            "observed_silent": 0,
        }
    ]
    assert "anna" not in answer.text


@pytest.fixture
def olga(client):
    return client("olga", Role.CHARTER_OWNER)


POSTS = [
    {"id": "a", "text": "Nous sommes n°1"},
    {"id": "b", "text": "Le Projet Aurore arrive"},
    {"id": "c", "text": "Merci à toute l'équipe"},
]


def test_a_level_is_tried_on_past_posts_that_are_not_kept(olga, app):
    tried = olga.post("/v1/charters/maison/replay", json={"level": "review", "posts": POSTS}).json()
    assert (tried["posts"], tried["changed"]) == (3, 1)
    assert tried["before"]["second_looks"] == 1
    assert tried["after"]["routes"] == {"clear": 1, "review": 2}
    assert [(s["level"], s["second_looks"]) for s in tried["levels"]] == [
        ("trust", 0),
        ("guide", 1),
        ("review", 2),
        ("strict", 2),
    ]
    (turned,) = tried["turned"]
    assert (turned["id"], turned["before"], turned["after"]) == ("a", "advise", "review")
    assert tried["titles"] == {"claims": {"fr": "Titre claims", "en": "Title claims"}}
    assert app.store.cases(CaseQuery()).items == ()


def test_without_posts_a_small_set_of_fiction_is_read(olga):
    tried = olga.post("/v1/charters/maison/replay", json={}).json()
    assert tried["posts"] == len(samples())
    assert tried["changed"] == 0


def test_an_overlay_brings_its_articles(olga, app, client):
    other = app.checkers["autre"]
    asked = []

    def variant(charter_id, overlays):
        asked.append((charter_id, overlays))
        return other

    api = create_app(replace(app, overlays=("crisis", "health"), variant=variant))
    owner = TestClient(api, headers=olga.headers)
    turn = {"overlays": ["health"], "posts": POSTS}
    tried = owner.post("/v1/charters/maison/replay", json=turn).json()
    assert asked == [("maison", ("health",))]
    assert tried["after"]["overlays"] == ["health"]
    problem(
        owner.post("/v1/charters/maison/replay", json={"overlays": ["../x"]}), 404, "unknown-name"
    )


@pytest.mark.parametrize(
    ("turn", "status", "code"),
    [
        ({"level": "lax"}, 422, "invalid-request"),
        ({"posts": [{"id": "a"}]}, 422, "invalid-request"),
        ({"posts": [{"text": "x"}] * 2_001}, 422, "invalid-request"),
        ({"posts": [{"text": "x" * 20_001}]}, 413, "text-too-long"),
        ({"overlays": ["crisis"]}, 404, "unknown-name"),
        ({"more": 1}, 422, "invalid-request"),
    ],
)
def test_a_turn_that_cannot_be_tried_says_why(olga, turn, status, code):
    problem(olga.post("/v1/charters/maison/replay", json=turn), status, code)


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.AMBASSADOR, 403),
        (Role.ANALYST, 403),
        (Role.OPERATOR, 403),
        (Role.REVIEWER, 200),
        (Role.CHARTER_OWNER, 200),
    ],
)
def test_the_dial_is_for_those_who_look_after_the_charter(client, role, status):
    who = client("who", role)
    assert who.post("/v1/charters/maison/replay", json={}).status_code == status
    assert who.post("/v1/charters/nulle/replay", json={}).status_code == (
        404 if status == 200 else 403
    )


def test_problems(client, anna):
    problem(client().get("/v1/charters"), 401, "not-authenticated")
    problem(anna.get("/v1/charters/nulle"), 404, "unknown-name")
    problem(anna.get("/v1/charters/maison/figures"), 403, "forbidden")
