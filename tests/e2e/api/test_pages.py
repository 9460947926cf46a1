from __future__ import annotations

import json
import re

import pytest

from compliance import queue
from compliance.finding import Confidence
from compliance.records import Role
from compliance.report import Failure, ModelRef
from tests.e2e.api.conftest import NOON
from tests.e2e.api.support import CHARTER, HARMLESS, HTML, SAME, problem, signed_in, submitted


@pytest.fixture
def page(client, anna):
    return signed_in(client, anna)


@pytest.fixture
def desk(client, remi):
    return signed_in(client, remi)


def test_a_key_opens_the_door_with_a_cookie_no_script_can_read(client, anna):
    key = anna.headers["authorization"].removeprefix("Bearer ")
    browser = client()
    assert browser.get("/mine").headers["location"] == "/sign-in?to=/mine"
    answer = browser.post("/sign-in", data={"key": f" {key} ", "to": "/mine"}, headers=SAME)
    assert (answer.status_code, answer.headers["location"]) == (303, "/mine")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert browser.get("/mine").status_code == 200


def test_over_https_the_cookie_stays_there(client, anna):
    key = anna.headers["authorization"].removeprefix("Bearer ")
    answer = client().post("https://testserver/sign-in", data={"key": key})
    assert "Secure" in answer.headers["set-cookie"]


def test_a_wrong_key_is_said_so_and_never_repeated(client):
    answer = client().post("/sign-in", data={"key": "balise_wrong"}, headers={**HTML, **SAME})
    assert answer.status_code == 401
    assert "Cette clé n’est pas connue" in answer.text
    assert "balise_wrong" not in answer.text


@pytest.mark.parametrize("to", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_the_door_leads_nowhere_else(client, anna, to):
    key = anna.headers["authorization"].removeprefix("Bearer ")
    answer = client().post("/sign-in", data={"key": key, "to": to})
    assert answer.headers["location"] == "/"


def test_signing_out_forgets_the_key(page):
    assert page.post("/sign-out").headers["location"] == "/sign-in"
    assert page.get("/mine").status_code == 303


def test_a_link_from_a_message_finds_its_reader_signed_in(client):
    answer = client().get("/mine/abc", headers={"sec-fetch-site": "cross-site"})
    assert (answer.status_code, "refresh" in answer.text) == (200, True)


def test_another_sites_page_cannot_use_the_session(page):
    elsewhere = {"origin": "https://evil.example"}
    problem(page.post("/v1/check", json={"text": "x"}, headers=elsewhere), 403, "cross-site")
    assert page.post("/sign-out", headers=elsewhere).status_code == 403
    assert page.get("/mine").status_code == 200


def test_the_session_serves_the_interface_too(page):
    assert page.post("/v1/check", json={"text": "Bonjour"}).json()["route"] == "clear"


def test_the_page_to_write_on_brings_its_words_and_the_charters(page):
    answer = page.get("/")
    brought = json.loads(
        re.search(r'<script type="application/json" id="page">(.*?)</script>', answer.text)[1]
    )
    assert brought["words"]["well"] == "Tout va bien"
    assert brought["words"]["confidence"]["low"] == "incertain : à lire par une personne"
    assert brought["charters"]["maison"]["claims"]["title"] == "Titre claims"
    assert "respect" not in brought["charters"]["maison"]
    assert '<option value="autre">' in answer.text


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("en-GB,en;q=0.9,fr;q=0.8", "What would you like to say?"),
        ("fr;q=0.9, en;q=0.8", "Que voulez-vous dire"),
        ("de, en;q=x", "What would you like to say?"),
        ("", "Que voulez-vous dire"),
    ],
)
def test_the_language_is_the_browsers(page, asked, title):
    assert title in page.get("/", headers={"accept-language": asked}).text


def test_the_language_is_the_readers_once_chosen(page):
    answer = page.get("/language?to=en&back=/mine")
    assert answer.headers["location"] == "/mine"
    assert "My posts" in page.get("/mine").text


def test_nothing_comes_from_elsewhere_and_no_script_stands_in_a_page(client, page, anna):
    case = submitted(anna).json()["id"]
    everything = signed_in(client, client("all", *Role))
    mine = ("/", "/mine", f"/mine/{case}", "/docs", "/problems/store", "/sign-in", "/charters")
    others = ("", "/dial", "/figures")
    for path in (*mine, *(f"/charters/maison{tab}" for tab in others), "/observed", "/keys"):
        text = (page if path in mine else everything).get(path).text
        assert not re.search(r"(?:src|href|action)=\"(?:https?:)?//", text)
        assert not re.search(r"<script(?! type=\"application/json\"| type=\"module\" src)", text)
        assert not re.search(r"\son\w+=|style=", text)


def test_the_files_of_the_pages_are_served_and_no_other(client):
    assert "text/css" in client().get("/static/balise.css").headers["content-type"]
    assert "javascript" in client().get("/static/write.js").headers["content-type"]
    for path in ("/static/../pages.py", "/static/%2e%2e%2fpages.py", "/static/none.css"):
        assert client().get(path).status_code == 404


def test_a_case_goes_from_its_author_to_a_reviewer_and_back(page, desk, anna):
    case = submitted(anna).json()["id"]
    assert f"/queue/{case}" in desk.get("/queue").text
    shown = desk.get(f"/queue/{case}").text
    assert '<mark class="serious">Projet Aurore</mark>' in shown
    assert desk.post(f"/queue/{case}/claim", data={"expected": "1"}).status_code == 303
    assert "vous vous en occupez" in desk.get("/queue").text
    answer = {
        "expected": "2",
        "outcome": "adjust",
        "reason": "Le nom est secret.\r\nPour l’instant.",
        "suggestion": "Un projet arrive",
    }
    desk.post(f"/queue/{case}/decide", data=answer)
    mine = page.get(f"/mine/{case}").text
    assert "Le nom est secret.\nPour l’instant." in mine
    assert "Un projet arrive" in mine
    assert "On vous a répondu" in page.get("/mine").text
    assert anna.get(f"/v1/submissions/{case}").json()["events"][-1]["kind"] == "read"
    assert f"/queue/{case}" in desk.get("/queue?show=answered").text


def test_an_author_asks_contests_comments_and_takes_back(page, anna):
    case = submitted(anna, HARMLESS).json()["id"]
    assert "Personne d’autre que vous" in page.get(f"/mine/{case}").text
    page.post(f"/mine/{case}/ask", data={"expected": "1"})
    page.post(f"/mine/{case}/contest", data={"article": "claims", "words": "Prouvé."})
    page.post(f"/mine/{case}/comment", data={"words": "Voici la source."})
    shown = page.get(f"/mine/{case}").text
    assert "On vous répondra avant le samedi 21 novembre à 12" in shown
    assert "Voici la source." in shown
    page.post(f"/mine/{case}/withdraw", data={"expected": "4"})
    assert "plus personne d’autre" in page.get(f"/mine/{case}").text


def test_a_reviewer_reads_what_the_author_asks_and_contests(page, desk, anna):
    case = submitted(anna, HARMLESS).json()["id"]
    anna.post(f"/v1/submissions/{case}/second-look", json={"words": "Puis-je le dire ?"})
    page.post(f"/mine/{case}/contest", data={"article": "claims", "words": "C’est prouvé."})
    shown = desk.get(f"/queue/{case}").text
    assert '<p class="told answer">Puis-je le dire ?</p>' in shown
    assert "<blockquote>C’est prouvé.</blockquote>" in shown


def test_a_deed_on_a_case_that_moved_on_shows_it_as_it_is_now(page, anna):
    case = submitted(anna, HARMLESS).json()["id"]
    anna.post(f"/v1/submissions/{case}/comments", json={"words": "un mot"})
    answer = page.post(f"/mine/{case}/ask", data={"expected": "1"})
    assert answer.headers["location"] == f"/mine/{case}?moved=true"
    assert "a bougé pendant que vous lisiez" in page.get(answer.headers["location"]).text


def test_what_goes_wrong_is_said_on_a_page_in_its_status(page, desk, anna):
    case = submitted(anna).json()["id"]
    private = submitted(anna, HARMLESS).json()["id"]
    for method, path, status in (
        ("GET", "/queue", 403),
        ("GET", "/mine/nothing", 404),
        ("POST", f"/mine/{case}/ask", 409),
    ):
        answer = page.request(method, path)
        assert answer.status_code == status
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert desk.get(f"/queue/{private}").status_code == 404
    for form in ({"outcome": "go"}, {"outcome": "no", "reason": "x"}, {"reason": "x" * 5_000}):
        assert desk.post(f"/queue/{case}/decide", data=form).status_code == 422
    assert desk.post(f"/queue/{case}/dance").status_code == 404


def test_each_reader_is_led_to_their_own_side_of_a_case(page, desk, anna):
    case = submitted(anna).json()["id"]
    assert desk.get(f"/mine/{case}").headers["location"] == f"/queue/{case}"
    assert page.get(f"/queue/{case}").headers["location"] == f"/mine/{case}"


def test_what_people_write_is_never_markup(client, page, desk, anna):
    text = "Le Projet Aurore <script>alert(1)</script> & co"
    case = submitted(anna, {"text": text}).json()["id"]
    for shown in (page.get("/mine"), desk.get("/queue"), desk.get(f"/queue/{case}")):
        assert "<script>alert" not in shown.text
        assert "&lt;script&gt;alert" in shown.text


def test_reviewers_alone_are_shown_the_queue(page, desk):
    assert 'href="/queue"' not in page.get("/").text
    assert 'href="/queue"' in desk.get("/").text


def test_the_interface_is_described_without_an_outside_asset(page):
    shown = page.get("/docs").text
    assert "/v1/queue/{case_id}/decision" in shown


def test_a_case_outlives_its_charter(page, anna, app):
    case = submitted(anna).json()["id"]
    app.checkers.pop("maison")
    assert "confidentiality" in page.get(f"/mine/{case}").text


def test_a_case_says_how_sure_a_model_was_who_read_it_and_what_failed(page, desk, anna, app):
    case = app.store.case(submitted(anna).json()["id"])
    findings = tuple(
        f.model_copy(update={"confidence": Confidence.LOW}) for f in case.report.findings
    )
    report = case.report.model_copy(
        update={
            "findings": findings,
            "complete": False,
            "models": (ModelRef(task="categories", name="tiny", version="1"),),
            "failures": (Failure(part="model sentiment", error="it took too long"),),
        }
    )
    app.store.reread(queue.reread(case, report, charter=CHARTER, at=NOON))
    for address in (f"/mine/{case.id}", f"/queue/{case.id}"):
        shown = (page if "mine" in address else desk).get(address).text
        for words in (
            "incertain : à lire par une personne",
            "Les sujets de la charte : lu par tiny",
            "n’a pas pu se faire : model sentiment",
            "Relu par un modèle plus lent",
        ):
            assert words in shown, (address, words)
