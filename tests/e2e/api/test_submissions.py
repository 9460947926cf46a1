from __future__ import annotations

import pytest

from compliance.records import Role
from tests.e2e.api.support import HARMLESS, RISKY, problem, submitted


def test_a_draft_routed_to_review_waits_for_an_answer(anna):
    answer = submitted(anna)
    case = answer.json()
    assert answer.status_code == 201
    assert answer.headers["location"] == f"/v1/submissions/{case['id']}"
    assert answer.headers["etag"] == '"1"'
    assert (case["author"], case["status"], case["deadline"]) == (
        "anna",
        "waiting",
        "2026-11-21T11:00:00Z",
    )
    assert case["report"]["findings"][0]["text"] == "Projet Aurore"


def test_the_same_key_gives_the_same_case_again(anna):
    headers = {"Idempotency-Key": "k-1"}
    first = anna.post("/v1/submissions", json=RISKY, headers=headers).json()
    again = anna.post("/v1/submissions", json=RISKY, headers=headers).json()
    assert first == again
    problem(anna.post("/v1/submissions", json=HARMLESS, headers=headers), 422, "bad-input")


def test_ones_own_cases_come_newest_first_and_by_pages(anna, clock):
    ids = []
    for _ in range(3):
        clock.advance(minutes=1)
        ids.insert(0, submitted(anna).json()["id"])
    first = anna.get("/v1/submissions?limit=2").json()
    rest = anna.get("/v1/submissions", params={"limit": 2, "after": first["next"]}).json()
    assert [c["id"] for c in first["items"] + rest["items"]] == ids
    assert rest["next"] is None


def test_an_advised_draft_reaches_the_referent_only_when_its_author_asks(anna, remi):
    case = submitted(anna, HARMLESS).json()
    problem(remi.get(f"/v1/submissions/{case['id']}"), 404, "unknown-case")
    asked = anna.post(
        f"/v1/submissions/{case['id']}/second-look", json={"words": "Vraiment n°1 ?"}
    ).json()
    assert (asked["status"], asked["events"][-1]["words"]) == ("waiting", "Vraiment n°1 ?")
    assert remi.get(f"/v1/submissions/{case['id']}").status_code == 200


def test_an_author_contests_comments_and_withdraws(anna, remi):
    path = f"/v1/submissions/{submitted(anna).json()['id']}"
    contested = anna.post(f"{path}/contests", json={"article": "confidentiality", "words": "su"})
    commented = anna.post(f"{path}/comments", json={"words": "C'est public depuis hier."})
    withdrawn = anna.post(f"{path}/withdraw")
    assert [a.status_code for a in (contested, commented, withdrawn)] == [200, 200, 200]
    assert [e["kind"] for e in withdrawn.json()["events"]] == [
        "submitted",
        "contested",
        "commented",
        "withdrawn",
    ]
    problem(remi.get(path), 404, "unknown-case")
    problem(anna.post(f"{path}/withdraw"), 409, "illegal-decision")


def test_what_was_not_found_cannot_be_contested(anna):
    path = f"/v1/submissions/{submitted(anna).json()['id']}/contests"
    problem(anna.post(path, json={"article": "respect"}), 409, "illegal-decision")


def test_an_answer_is_marked_as_read_once(anna, remi):
    case = submitted(anna).json()["id"]
    remi.post(f"/v1/queue/{case}/decision", json={"outcome": "go", "reason": "Rien à redire."})
    first = anna.post(f"/v1/submissions/{case}/read")
    again = anna.post(f"/v1/submissions/{case}/read")
    assert first.json() == again.json()
    assert first.json()["events"][-1]["kind"] == "read"


@pytest.mark.parametrize("deed", ["second-look", "withdraw", "read"])
def test_somebody_elses_case_is_not_there(anna, client, deed):
    case = submitted(anna).json()["id"]
    other = client("zoe", Role.AMBASSADOR)
    problem(other.get(f"/v1/submissions/{case}"), 404, "unknown-case")
    problem(other.post(f"/v1/submissions/{case}/{deed}", json={}), 404, "unknown-case")


def test_an_event_on_a_case_that_moved_on_is_refused(anna):
    case = submitted(anna).json()["id"]
    path = f"/v1/submissions/{case}/comments"
    said = anna.post(path, json={"words": "un"}, headers={"If-Match": '"1"'})
    assert said.headers["etag"] == '"2"'
    problem(anna.post(path, json={"words": "deux"}, headers={"If-Match": '"1"'}), 409, "stale-case")
    problem(anna.post(path, json={"words": "x"}, headers={"If-Match": "abc"}), 422, "bad-input")


def test_a_key_without_the_role_submits_nothing(client, remi):
    problem(submitted(remi), 403, "forbidden")
    problem(submitted(client()), 401, "not-authenticated")


def test_only_a_draft_within_the_limit_is_submitted(anna):
    problem(submitted(anna, {**RISKY, "kind": "observed"}), 422, "bad-input")
    problem(submitted(anna, {"text": "a" * 20_001}), 413, "text-too-long")
    problem(submitted(anna, {**RISKY, "charter": "nulle"}), 404, "unknown-name")
    problem(submitted(anna, {**RISKY, "revises": "nulle"}), 404, "unknown-case")
    problem(anna.get("/v1/submissions/%00"), 422, "invalid-request")
    problem(anna.get("/v1/submissions?after=x"), 422, "bad-input")
    problem(anna.get("/v1/submissions?limit=0"), 422, "invalid-request")


def test_an_author_exports_all_that_is_recorded(anna):
    case = submitted(anna).json()["id"]
    record = anna.get("/v1/me/export").json()
    assert (record["author"], [c["id"] for c in record["cases"]]) == ("anna", [case])
    assert [k["roles"] for k in record["keys"]] == [["ambassador"]]
    assert "digest" not in record["keys"][0]
