from __future__ import annotations

import logging

import pytest

from compliance.records import Role
from tests.e2e.api.support import FOUND, problem


def test_a_draft_is_judged_where_it_says_what(anna):
    report = anna.post("/v1/check", json={"text": FOUND, "id": "b-1"}).json()
    assert [(f["text"], f["start"], f["end"]) for f in report["findings"]] == [
        ("n°1", 12, 15),
        ("Projet Aurore", 27, 40),
        ("!!!", 48, 51),
    ]
    assert (report["id"], report["route"], report["charter"]["id"]) == ("b-1", "review", "maison")
    assert all(FOUND[f["start"] : f["end"]] == f["text"] for f in report["findings"])


def test_offsets_count_as_javascript_where_asked(anna):
    report = anna.post("/v1/check?offsets=utf16", json={"text": FOUND}).json()
    units = FOUND.encode("utf-16-le")
    slices = [units[2 * f["start"] : 2 * f["end"]].decode("utf-16-le") for f in report["findings"]]
    assert slices == ["n°1", "Projet Aurore", "!!!"]
    assert report["findings"][1]["start"] == 28


def test_a_clean_post_is_told_so(anna):
    report = anna.post("/v1/check", json={"text": "Merci à l'équipe."}).json()
    assert report["findings"] == []
    assert report["route"] == "clear"
    assert report["notes"] == [{"id": "clean", "message": "Rien à redire."}]


def test_another_charter_may_be_named(anna):
    report = anna.post("/v1/check", json={"text": "Bonjour", "charter": "autre"}).json()
    assert report["charter"]["id"] == "autre"


@pytest.mark.parametrize("role", list(Role))
def test_any_role_may_check(client, role):
    assert client("somebody", role).post("/v1/check", json={"text": "Bonjour"}).status_code == 200


def test_the_key_may_come_in_a_header_of_its_own(client, anna):
    key = anna.headers["authorization"].removeprefix("Bearer ")
    answer = client().post("/v1/check", json={"text": "x"}, headers={"X-API-Key": key})
    assert answer.status_code == 200


def test_without_a_key_nothing_is_read(client):
    answer = client().post("/v1/check", json={"text": FOUND})
    problem(answer, 401, "not-authenticated")
    assert answer.headers["www-authenticate"].startswith("Bearer")


def test_an_unknown_key_is_refused(client):
    answer = client().post(
        "/v1/check", json={"text": FOUND}, headers={"Authorization": "Bearer balise_x"}
    )
    problem(answer, 401, "not-authenticated")


def test_broken_json_is_a_problem(anna):
    headers = {"content-type": "application/json"}
    for body in (b'{"text": "Aurore', b"\xff\xfe", b"[" * 100_000, b'{"text": ' + b"9" * 5_000):
        answer = anna.post("/v1/check", content=body, headers=headers)
        problem(answer, 400, "bad-json")


def test_what_is_not_sent_as_json_is_a_problem(anna):
    answer = anna.post("/v1/check", content=b"text=Aurore")
    problem(answer, 415, "unsupported-media-type")


def test_half_a_surrogate_pair_is_refused_by_place_and_not_repeated(anna):
    body = rb'{"text": "Projet Aurore \ud800"}'
    answer = anna.post("/v1/check", content=body, headers={"content-type": "application/json"})
    told = problem(answer, 422, "invalid-request")
    assert told["errors"][0]["pointer"] == "#/text"
    assert "Aurore" not in answer.text


@pytest.mark.parametrize("text", ["", "\0", "a\0b", "\u202enimda", "a" * 20_000, "👩‍👩‍👧"])
def test_any_other_text_is_judged(anna, text):
    assert anna.post("/v1/check", json={"text": text}).status_code == 200


def test_a_long_text_is_refused_with_its_length(anna):
    told = problem(anna.post("/v1/check", json={"text": "a" * 20_001}), 413, "text-too-long")
    assert "20,001" in told["detail"]


def test_a_body_beyond_the_limit_is_refused_whether_its_length_is_told_or_not(anna):
    body = b'{"text": "' + b"a" * (5 << 20) + b'"}'
    headers = {"content-type": "application/json"}
    problem(anna.post("/v1/check", content=body, headers=headers), 413, "body-too-large")
    pieces = (body[i : i + 65_536] for i in range(0, len(body), 65_536))
    problem(anna.post("/v1/check", content=pieces, headers=headers), 413, "body-too-large")


def test_an_unknown_charter_is_named_with_those_near(anna):
    answer = anna.post("/v1/check", json={"text": "x", "charter": "maisn"})
    assert "did you mean 'maison'" in problem(answer, 404, "unknown-name")["detail"]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"text": "Aurore", "txt": 1}, "#/txt"),
        ({"text": "Aurore", "le Projet Aurore": 1}, "#"),
        ({}, "#/text"),
        ({"text": None}, "#/text"),
        ({"text": 3}, "#/text"),
        ({"text": "Aurore", "lang": "french"}, "#/lang"),
        ({"text": "Aurore", "kind": "Aurore"}, "#/kind"),
        (["Aurore"], "#"),
    ],
)
def test_what_is_wrong_is_pointed_at_and_never_repeated(anna, body, pointer):
    answer = anna.post("/v1/check", json=body)
    assert problem(answer, 422, "invalid-request")["errors"][0]["pointer"] == pointer
    assert "Aurore" not in answer.text


def test_a_wrong_parameter_is_named(anna):
    answer = anna.post("/v1/check?offsets=bytes", json={"text": "x"})
    assert problem(answer, 422, "invalid-request")["errors"][0]["parameter"] == "offsets"


def test_rapid_probing_is_asked_to_wait(client, anna):
    answers = [anna.post("/v1/check", json={"text": "x"}) for _ in range(40)]
    throttled = [a for a in answers if a.status_code == 429]
    assert throttled
    problem(throttled[0], 429, "too-many-requests")
    assert int(throttled[0].headers["retry-after"]) >= 1
    other = client("other", Role.AMBASSADOR)
    assert other.post("/v1/check", json={"text": "x"}).status_code == 200


def test_no_log_holds_the_text(anna, caplog):
    with caplog.at_level(logging.DEBUG):
        anna.post("/v1/check", json={"text": FOUND})
        anna.post("/v1/check", json={"text": FOUND, "extra": FOUND})
    assert "Aurore" not in caplog.text


def test_the_smallest_edit_that_clears_all_is_searched_for(anna):
    answer = anna.post("/v1/check?mend=true", json={"text": FOUND}).json()
    mend = answer["mend"]
    assert mend["text"] == "Nous sommes l'un des meilleurs 🎉, oui, le un projet interne arrive !"
    assert [(e["start"], e["end"], e["replacement"]) for e in mend["edits"]] == [
        (12, 15, "l'un des meilleurs"),
        (27, 40, "un projet interne"),
        (48, 51, "!"),
    ]
    assert mend["left"] == []
    assert [f["text"] for f in answer["findings"]] == ["n°1", "Projet Aurore", "!!!"]


def test_an_edit_counts_as_javascript_where_asked(anna):
    answer = anna.post("/v1/check?mend=true&offsets=utf16", json={"text": FOUND}).json()
    assert [(e["start"], e["end"]) for e in answer["mend"]["edits"]] == [
        (12, 15),
        (28, 41),
        (49, 52),
    ]


def test_a_clean_post_needs_no_edit(anna):
    mend = anna.post("/v1/check?mend=true", json={"text": "Bonjour"}).json()["mend"]
    assert mend == {"edits": [], "text": "Bonjour", "left": []}


def test_no_edit_is_searched_for_unless_asked(anna):
    assert "mend" not in anna.post("/v1/check", json={"text": FOUND}).json()
    problem(anna.post("/v1/check?mend=perhaps", json={"text": "x"}), 422, "invalid-request")


def test_a_search_counts_for_ten_checks(anna):
    answers = [anna.post("/v1/check?mend=true", json={"text": "x"}) for _ in range(4)]
    assert [a.status_code for a in answers[:3]] == [200] * 3
    problem(answers[3], 429, "too-many-requests")
