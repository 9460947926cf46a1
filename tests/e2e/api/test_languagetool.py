from __future__ import annotations

import json

import pytest

from compliance.records import Role
from tests.e2e.api.support import FOUND


def slices(matches, text=FOUND):
    """What a client that counts as Java does cuts out of its own text."""
    units = text.encode("utf-16-le")
    return [
        units[2 * m["offset"] : 2 * (m["offset"] + m["length"])].decode("utf-16-le")
        for m in matches
    ]


@pytest.fixture
def key(anna):
    return anna.headers["authorization"].removeprefix("Bearer ")


@pytest.fixture
def lt(client):
    return client()


def test_a_form_is_answered_as_its_clients_expect(lt, key):
    form = {"text": FOUND, "language": "fr", "apiKey": key}
    answer = lt.post("/v2/check", data=form).json()
    assert list(answer) == ["software", "warnings", "language", "matches", "sentenceRanges"]
    assert answer["warnings"] == {"incompleteResults": False}
    assert answer["language"]["detectedLanguage"]["code"] == "fr"
    assert slices(answer["matches"]) == ["n°1", "Projet Aurore", "!!!"]
    assert answer["matches"][0] == {
        "message": "Ces mots appellent une preuve. On vous croira mieux.",
        "shortMessage": "Titre claims",
        "replacements": [{"value": "l'un des meilleurs"}, {"value": ""}],
        "offset": 12,
        "length": 3,
        "context": {
            "text": "Nous sommes n°1 🎉, oui, le Projet Aurore arrive !!!",
            "offset": 12,
            "length": 3,
        },
        "sentence": FOUND,
        "type": {"typeName": "Hint"},
        "rule": {
            "id": "CHARTER_CLAIMS",
            "subId": "claims-1",
            "description": "Titre claims",
            "issueType": "style",
            "urls": [{"value": "http://testserver/charters/maison#article-claims"}],
            "category": {"id": "CLAIMS", "name": "claims"},
            "isPremium": False,
        },
        "ignoreForIncompleteSentence": False,
        "contextForSureMatch": 0,
    }
    assert answer["matches"][2]["rule"]["tags"] == ["picky"]


@pytest.mark.parametrize("path", ["/v2/check", "/check", "//v2/check"])
def test_clients_differ_in_how_they_ask(lt, key, path):
    form = {"text": FOUND, "language": "fr", "apiKey": key}
    by_query = lt.post(f"http://testserver{path}", params=form)
    by_get = lt.get(f"http://testserver{path}", params=form)
    as_json = lt.post(
        f"http://testserver{path}",
        content=lt.build_request("POST", "/", data=form).content,
        headers={"content-type": "application/json"},
    )
    for answer in (by_query, by_get, as_json):
        assert slices(answer.json()["matches"]) == ["n°1", "Projet Aurore", "!!!"]


def test_a_client_without_a_field_for_a_key_has_it_in_its_address(lt, key):
    form = {"text": FOUND, "language": "auto"}
    assert len(lt.post(f"/lt/{key}/v2/check", data=form).json()["matches"]) == 3
    assert lt.get(f"/lt/{key}/v2/languages").status_code == 200


def test_no_metric_holds_a_key_of_an_address(client, lt, key):
    lt.post(f"/lt/{key}/v2/check", data={"text": "x", "language": "fr"})
    told = client("op", Role.OPERATOR).get("/metrics").text
    assert 'route="/lt/{key}/v2/check"' in told
    assert key not in told


def test_markup_is_left_alone_and_counted(lt, key):
    parts = [
        {"markup": "<p>🎉"},
        {"text": "Le "},
        {"markup": "<b>"},
        {"text": "Projet", "offset": {"start": 9, "end": 15}},
        {"markup": "</b>&nbsp;", "interpretAs": " "},
        {"text": "Aurore"},
    ]
    form = {"data": json.dumps({"annotation": parts}), "language": "fr", "apiKey": key}
    answer = lt.post("/v2/check", data=form).json()
    sent = "<p>🎉Le <b>Projet</b>&nbsp;Aurore"
    assert slices(answer["matches"], sent) == ["Projet</b>&nbsp;Aurore"]
    assert answer["matches"][0]["sentence"] == "Le Projet Aurore"


def test_data_may_be_a_plain_text(lt, key):
    data = json.dumps({"text": FOUND, "metaData": {"EmailToAddress": "a@example.com"}})
    answer = lt.post("/v2/check", data={"data": data, "language": "fr-FR", "apiKey": key})
    assert slices(answer.json()["matches"]) == ["n°1", "Projet Aurore", "!!!"]


def test_compact_answers_leave_out_what_clients_know(lt, key):
    form = {"text": FOUND, "language": "fr", "apiKey": key, "c": "1"}
    answer = lt.post("/v2/check", data=form).json()
    assert list(answer) == ["language", "matches", "sentenceRanges"]
    assert not {"context", "sentence"} & set(answer["matches"][0])


def test_the_add_on_asks_twice_and_is_told_once(lt, key):
    form = {"text": FOUND, "language": "fr", "apiKey": key}
    told = [
        len(lt.post("/v2/check", data={**form, "mode": mode}).json()["matches"])
        for mode in ("textLevelOnly", "allButTextLevelOnly")
    ]
    assert told == [0, 3]


@pytest.mark.parametrize(
    ("extra", "left"),
    [
        ({"disabledRules": "CHARTER_CLAIMS,CHARTER_FORM"}, ["Projet Aurore"]),
        ({"enabledRules": "CHARTER_FORM", "enabledOnly": "true"}, ["!!!"]),
        ({"enabledOnly": "false", "preferredVariants": "en-GB"}, ["n°1", "Projet Aurore", "!!!"]),
    ],
)
def test_rules_are_chosen_by_their_id(lt, key, extra, left):
    form = {"text": FOUND, "language": "fr", "apiKey": key, **extra}
    assert slices(lt.post("/v2/check", data=form).json()["matches"]) == left


def test_context_is_forty_signs_on_either_side(lt, key):
    text = "a" * 60 + "\n🎉 n°1 " + "b" * 60
    form = {"text": text, "language": "fr", "apiKey": key}
    context = lt.post("/v2/check", data=form).json()["matches"][0]["context"]
    assert context["text"] == "..." + "a" * 37 + " 🎉 n°1 " + "b" * 39 + "..."
    assert slices([context], context["text"]) == ["n°1"]


def test_what_there_is_is_told_without_a_key(lt):
    assert lt.get("/v2/maxtextlength").text == "20000"
    assert lt.get("/v2/healthcheck").text == "OK"
    assert lt.get("/v2/info").json()["software"]["name"] == "Balise"
    listed = lt.get("/v2/languages").json()
    assert {"name": "French", "code": "fr", "longCode": "fr-FR"} in listed
    assert {one["code"] for one in listed} == {"fr", "en"}


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"language": "fr"}, "either `text` or `data`"),
        ({"text": "x", "data": "{}", "language": "fr"}, "either `text` or `data`"),
        ({"text": "x"}, "`language` is missing"),
        ({"text": "x", "language": "tlh"}, "`language` is one of"),
        ({"text": "x", "language": "fr", "callback": "f"}, "`callback` is not offered"),
        ({"data": "Aurore", "language": "fr"}, "not an annotated text"),
        ({"data": "[]", "language": "fr"}, "not an annotated text"),
        ({"data": '{"annotation": [1]}', "language": "fr"}, "not an annotated text"),
        ({"data": '{"annotation": [{"text": 1}]}', "language": "fr"}, "not an annotated text"),
        ({"data": '{"annotation": 3}', "language": "fr"}, "not an annotated text"),
    ],
)
def test_errors_are_text_that_clients_can_show(lt, key, fields, said):
    answer = lt.post("/v2/check", data={**fields, "apiKey": key})
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.text.startswith("Error: ")
    assert said in answer.text
    assert "Aurore" not in answer.text


def test_a_key_is_needed_and_a_session_is_none(client, lt, key):
    form = {"text": FOUND, "language": "fr"}
    assert lt.post("/v2/check", data=form).status_code == 403
    assert lt.post("/v2/check", data={**form, "apiKey": "balise_no"}).status_code == 403
    lt.post("/sign-in", data={"key": key})
    assert lt.post("/v2/check", data=form).status_code == 403


def test_a_long_text_is_refused_with_its_length(lt, key):
    form = {"text": "a" * 20_001, "language": "fr", "apiKey": key}
    answer = lt.post("/v2/check", data=form)
    assert (answer.status_code, "20,001" in answer.text) == (413, True)


def test_whoever_asks_too_fast_is_told_when_to_come_back(lt, key):
    form = {"text": "x", "language": "fr", "apiKey": key}
    answers = [lt.post("/v2/check", data=form) for _ in range(40)]
    refused = [a for a in answers if a.status_code == 429]
    assert refused
    assert int(refused[0].headers["retry-after"]) >= 1


def test_add_ons_may_read_the_answer_and_sites_may_not(lt, key):
    form = {"text": "x", "language": "fr", "apiKey": key}
    addon = {"origin": "moz-extension://abc"}
    assert lt.options("/v2/check", headers=addon).status_code == 204
    allowed = lt.post("/v2/check", data=form, headers=addon)
    refused = lt.post("/v2/check", data={}, headers=addon)
    for answer in (allowed, refused):
        assert answer.headers["access-control-allow-origin"] == "moz-extension://abc"
    site = lt.post("/v2/check", data=form, headers={"origin": "https://evil.example"})
    assert "access-control-allow-origin" not in site.headers
