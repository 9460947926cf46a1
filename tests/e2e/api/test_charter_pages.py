from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.samples import samples
from compliance.charter import Incident, LegalGround, Organisation, Referent
from compliance.errors import CharterError
from compliance.records import CaseQuery, ObservedQuery, Role
from tests.e2e.api.support import CHARTER, SignChecker, signed_in, submitted


@pytest.fixture
def page(client, anna):
    return signed_in(client, anna)


@pytest.fixture
def olga(client):
    return client("olga", Role.CHARTER_OWNER)


@pytest.fixture
def desk(client, olga):
    """The browser of the charter's owner."""
    return signed_in(client, olga)


def numbers(text):
    """The three big numbers of the dial: second looks, findings, posts judged otherwise."""
    return [int(n) for n in re.findall(r"<dd><b>(\d+)</b>", text)]


def row(text, level):
    """What a row of the dial's table counts: clear, advise, review."""
    found = re.search(rf'<th scope="row">{level}\b.*?</tr>', text, re.DOTALL)[0]
    return [int(n) for n in re.findall(r'<td class="number">(\d+)</td>', found)]


# Reading


def test_whoever_is_signed_in_reads_the_charter(page):
    shown = page.get("/charters/maison").text
    assert "La charte de la maison" in shown
    assert 'id="article-claims"' in shown
    assert "Texte confidentiality" in shown
    assert "important, pour vous ou pour d’autres" in shown
    assert "Ce qui reste libre" in shown
    assert "com@example.com" in shown


def test_the_most_serious_articles_come_first(page):
    shown = page.get("/charters/maison").text
    assert re.findall(r'id="article-([\w-]+)"', shown) == ["confidentiality", "claims", "form"]


def test_it_is_read_in_the_readers_language(page):
    shown = page.get("/charters/maison", headers={"accept-language": "en"}).text
    assert "The house charter" in shown
    assert "Text claims" in shown


def test_secrets_are_never_shown_and_articles_on_trial_to_owners_alone(page, desk):
    assert "Titre respect" not in page.get("/charters/maison").text
    shown = desk.get("/charters/maison").text
    assert "Titre respect" in shown
    assert "À l’essai, personne ne le voit" in shown
    assert "Aurore" not in shown


def test_an_incident_safe_channels_and_the_law_are_told(page, app):
    claims, *others = CHARTER.articles
    law = LegalGround(law="MAR, article 17")
    incident = Incident(name="panne", since=date(2026, 11, 18), official="Tout va <bien>.")
    changed = {
        "articles": (claims.model_copy(update={"legal_ground": law}), *others),
        "organisation": Organisation(incident=incident),
        "safe_channels": (Referent(role="Ligne d'alerte", contact="alerte@example.com"),),
    }
    app.checkers["maison"] = SignChecker(CHARTER.model_copy(update=changed))
    shown = page.get("/charters/maison").text
    assert "18 novembre 2026 : panne" in shown
    assert "Tout va &lt;bien&gt;." in shown
    assert "alerte@example.com" in shown
    assert "MAR, article 17" in shown


def test_one_charter_is_gone_to_and_several_are_offered(page, app):
    assert "L&#39;autre charte" in page.get("/charters").text
    del app.checkers["autre"]
    assert page.get("/charters").headers["location"] == "/charters/maison"


def test_a_charter_that_is_not_there_is_said_so(page, desk):
    for path in ("/charters/nulle", "/charters/%2e%2e"):
        assert page.get(path).status_code == 404
    for path in ("/charters/nulle/dial", "/charters/nulle/figures"):
        assert desk.get(path).status_code == 404


def test_tabs_lead_where_the_reader_may_go(page, desk, client):
    shown = page.get("/charters/maison").text
    assert "/dial" not in shown
    assert "/figures" not in shown
    assert "/charters/maison/figures" in desk.get("/charters/maison").text
    for role, may in ((Role.REVIEWER, "/dial"), (Role.ANALYST, "/figures")):
        shown = signed_in(client, client("who", role)).get("/charters/maison").text
        assert [p for p in ("/dial", "/figures") if p in shown] == [may]


def test_a_finding_leads_to_its_article(page, anna):
    case = submitted(anna).json()["id"]
    assert 'href="/charters/maison#article-confidentiality"' in page.get(f"/mine/{case}").text


# The dial


def test_the_dial_shows_each_level_on_made_up_posts(desk):
    shown = desk.get("/charters/maison/dial").text
    assert f"{len(samples())} textes inventés" in shown
    assert "Rien ne changerait sur ces textes." in shown
    for level in ("Confiance", "Repères", "Relecture", "Validation"):
        assert sum(row(shown, level)) == len(samples())


def test_a_level_is_tried_on_the_posts_that_were_pasted(desk, app):
    form = {"level": "review", "posts": "Nous sommes n°1\r\nMerci <b>à tous</b>\r\n"}
    shown = desk.post("/charters/maison/dial", data=form).text
    assert "2 de vos textes" in shown
    assert "/language?to=en&amp;back=/charters/maison/dial" in shown
    assert numbers(shown) == [1, 1, 1]
    assert row(shown, "Confiance") == [1, 1, 0]
    assert row(shown, "Relecture") == [1, 0, 1]
    assert "Merci &lt;b&gt;à tous&lt;/b&gt;" in shown
    assert "Titre claims" in shown


def test_a_file_goes_before_what_is_pasted(desk):
    lines = b'{"id": "a", "text": "Le Projet Aurore"}\n{"id": "b"}\n'
    form = {"level": "trust", "posts": "autre chose"}
    shown = desk.post("/charters/maison/dial", data=form, files={"file": ("p.jsonl", lines)}).text
    assert "1 de vos textes" in shown
    assert numbers(shown) == [0, 1, 1]
    assert "Une ligne n’est pas un texte" in shown
    assert "ligne 2" in shown


def test_an_empty_file_asks_for_the_made_up_posts(desk):
    form = {"level": "guide", "posts": ""}
    shown = desk.post("/charters/maison/dial", data=form, files={"file": ("", b"")}).text
    assert "textes inventés" in shown


def test_what_is_on_trial_can_be_tried(desk, app):
    assert "Ce qui est à l’essai" in desk.get("/charters/maison/dial").text
    form = {"level": "guide", "shadow": "yes", "posts": "Bonjour"}
    shown = desk.post("/charters/maison/dial", data=form).text
    assert "<b>Repères</b> + Ce qui est à l’essai" in shown
    (claims, *_) = CHARTER.articles
    app.checkers["maison"] = SignChecker(CHARTER.model_copy(update={"articles": (claims,)}))
    assert "Ce qui est à l’essai" not in desk.get("/charters/maison/dial").text


def test_overlays_are_tried_and_their_articles_named(desk, app, olga, client):
    one = CHARTER.model_copy(update={"articles": (*CHARTER.articles,)})
    served = replace(app, overlays=("crisis", "health"), variant=lambda *_: SignChecker(one))
    owner = signed_in(lambda: browser(served), olga)
    assert "Gros temps" in owner.get("/charters/maison/dial").text
    form = {"level": "guide", "overlay": ["health", "crisis"], "posts": "Bonjour"}
    shown = owner.post("/charters/maison/dial", data=form).text
    assert re.search(r"<b>Repères</b>\s*\+ Gros temps\s*\+ Santé", shown)


def browser(app):
    return TestClient(create_app(app), base_url="http://testserver", follow_redirects=False)


def test_a_charter_whose_file_has_changed_is_said_so(app, olga):
    def changed(*_):
        raise CharterError("it has changed")

    served = replace(app, overlays=("health",), variant=changed)
    owner = signed_in(lambda: browser(served), olga)
    answer = owner.post("/charters/maison/dial", data={"level": "guide", "overlay": "health"})
    assert answer.status_code == 422
    assert "relancez le serveur" in answer.text


@pytest.mark.parametrize(
    ("form", "status", "said"),
    [
        ({"level": "lax"}, 422, "Un écueil"),
        ({}, 422, "Un écueil"),
        ({"level": "guide", "overlay": "../x"}, 404, "rien de ce nom"),
        ({"level": "guide", "posts": "x" * 20_001}, 422, "trop long"),
        ({"level": "guide", "posts": "x\n" * 2_001}, 422, "2\u202f000 au plus"),
    ],
)
def test_a_turn_that_cannot_be_tried_says_why(desk, form, status, said):
    answer = desk.post("/charters/maison/dial", data=form)
    assert answer.status_code == status
    assert said in answer.text


def test_the_dial_is_for_owners_and_reviewers(client, page):
    assert page.get("/charters/maison/dial").status_code == 403
    assert page.post("/charters/maison/dial", data={"level": "guide"}).status_code == 403
    for role, status in ((Role.REVIEWER, 200), (Role.ANALYST, 403), (Role.OPERATOR, 403)):
        who = signed_in(client, client("who", role))
        assert who.get("/charters/maison/dial").status_code == status


def test_another_site_cannot_turn_the_dial(desk):
    elsewhere = {"origin": "https://evil.example"}
    form = {"level": "guide"}
    assert desk.post("/charters/maison/dial", data=form, headers=elsewhere).status_code == 403


# The figures


def test_figures_are_by_article_and_name_nobody(desk, anna):
    case = submitted(anna).json()["id"]
    anna.post(f"/v1/submissions/{case}/contests", json={"article": "confidentiality"})
    submitted(anna, {"text": "Un projet arrive", "revises": case})
    shown = desk.get("/charters/maison/figures").text
    line = re.search(r'article-confidentiality">.*?</tr>', shown, re.DOTALL)[0]
    cells = re.findall(r'data-label="([^"]+)">([^<]+)<', line)
    assert cells == [
        ("Trouvé", "1"),
        ("Suivi", "1 sur 1"),
        ("Contesté", "1"),
        ("Dans les posts observés", "0"),
        ("À l’essai", "–"),
    ]
    assert "anna" not in shown


def test_articles_on_trial_come_first(desk, anna):
    submitted(anna)
    shown = desk.get("/charters/maison/figures").text
    assert re.search(r'<th scope="row"><a href="([^"]+)', shown)[1] == (
        "/charters/maison#article-respect"
    )


def test_without_a_case_the_page_says_so(desk):
    assert "Rien pour l’instant" in desk.get("/charters/maison/figures").text


def test_figures_are_for_owners_and_analysts(client, page):
    assert page.get("/charters/maison/figures").status_code == 403
    for role, status in ((Role.ANALYST, 200), (Role.REVIEWER, 403), (Role.OPERATOR, 403)):
        who = signed_in(client, client("who", role))
        assert who.get("/charters/maison/figures").status_code == status


def test_the_door_is_shown_to_whoever_is_not_signed_in(client):
    for path in ("/charters", "/charters/maison", "/charters/maison/dial"):
        assert client().get(path).headers["location"] == f"/sign-in?to={path}"


def test_posts_that_are_tried_are_nowhere_afterwards(desk, olga, client, app, caplog):
    canary = "zanzibar-canari"
    words = f"Le Projet Aurore, {canary}"
    with caplog.at_level("DEBUG"):
        form = {"level": "trust", "posts": words}
        assert canary in desk.post("/charters/maison/dial", data=form).text
        turn = {"level": "trust", "posts": [{"text": words}]}
        assert canary in olga.post("/v1/charters/maison/replay", json=turn).text
    assert canary not in caplog.text
    assert canary not in client("op", Role.OPERATOR).get("/metrics").text
    assert canary not in desk.get("/charters/maison/dial").text
    assert app.store.cases(CaseQuery()).items == ()
    assert app.store.observed(ObservedQuery()).items == ()


def test_a_line_that_is_no_post_is_not_repeated_in_its_error(desk):
    form = {"level": "trust", "posts": '{"id": "1", "text": 3, "topics": "zanzibar"}'}
    shown = desk.post("/charters/maison/dial", data=form).text
    (told,) = re.findall(r'<span lang="en">([^<]*)</span>', shown)
    assert "zanzibar" not in told
