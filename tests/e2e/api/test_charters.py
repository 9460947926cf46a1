from __future__ import annotations

from compliance.records import Role
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
        }
    ]
    assert "anna" not in answer.text


def test_problems(client, anna):
    problem(client().get("/v1/charters"), 401, "not-authenticated")
    problem(anna.get("/v1/charters/nulle"), 404, "unknown-name")
    problem(anna.get("/v1/charters/maison/figures"), 403, "forbidden")
