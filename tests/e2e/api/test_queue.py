from __future__ import annotations

import pytest

from compliance.records import Role
from tests.e2e.api.support import HARMLESS, problem, submitted


@pytest.fixture
def case(anna):
    return submitted(anna).json()["id"]


def test_a_reviewer_claims_and_answers_and_the_author_reads_it(anna, remi, case):
    listed = remi.get("/v1/queue").json()["items"]
    assert [(c["id"], c["status"]) for c in listed] == [(case, "waiting")]
    claimed = remi.post(f"/v1/queue/{case}/claim", headers={"If-Match": '"1"'})
    assert (claimed.json()["status"], claimed.headers["etag"]) == ("claimed", '"2"')
    decision = {"outcome": "adjust", "reason": "Le nom est secret.", "suggestion": "Un projet"}
    decided = remi.post(
        f"/v1/queue/{case}/decision", json=decision, headers={"If-Match": '"2"'}
    ).json()
    assert decided["status"] == "decided"
    read = anna.get(f"/v1/submissions/{case}").json()
    assert read["events"][-1]["decision"] == decision
    assert remi.get("/v1/queue").json()["items"] == []
    assert remi.get("/v1/queue?status=decided").json()["items"][0]["id"] == case


def test_a_draft_nobody_was_asked_about_is_not_in_the_queue(anna, remi):
    submitted(anna, HARMLESS)
    assert remi.get("/v1/queue?status=advised&status=waiting").json()["items"] == []


def test_what_was_claimed_goes_back_to_the_queue(remi, case):
    remi.post(f"/v1/queue/{case}/claim")
    assert remi.post(f"/v1/queue/{case}/unclaim").json()["status"] == "waiting"


def test_two_reviewers_cannot_both_answer(client, remi, case):
    other = client("sara", Role.REVIEWER)
    answer = {"outcome": "go", "reason": "Bien."}
    seen = {"If-Match": remi.get(f"/v1/queue/{case}").headers["etag"]}
    assert remi.post(f"/v1/queue/{case}/decision", json=answer, headers=seen).status_code == 200
    late = other.post(f"/v1/queue/{case}/decision", json=answer, headers=seen)
    problem(late, 409, "stale-case")


def test_nobody_takes_over_or_reviews_their_own(client, anna, remi, case):
    remi.post(f"/v1/queue/{case}/claim")
    other = client("sara", Role.REVIEWER)
    answer = {"outcome": "go", "reason": "Bien."}
    problem(other.post(f"/v1/queue/{case}/decision", json=answer), 409, "illegal-decision")
    both = client("anna", Role.AMBASSADOR, Role.REVIEWER)
    problem(both.post(f"/v1/queue/{case}/decision", json=answer), 409, "illegal-decision")


@pytest.mark.parametrize(
    "answer",
    [
        {"outcome": "go"},
        {"outcome": "no", "reason": "x"},
        {"outcome": "go", "reason": "  "},
        {"outcome": "adjust", "reason": "x"},
        {"outcome": "go", "reason": "x", "suggestion": "y"},
    ],
)
def test_an_answer_has_an_outcome_its_reason_and_what_goes_with_it(remi, case, answer):
    problem(remi.post(f"/v1/queue/{case}/decision", json=answer), 422, "invalid-request")


def test_half_a_surrogate_pair_is_refused_in_a_reason_too(remi, case):
    answer = remi.post(
        f"/v1/queue/{case}/decision",
        content=rb'{"outcome": "go", "reason": "\udc00"}',
        headers={"content-type": "application/json"},
    )
    assert problem(answer, 422, "invalid-request")["errors"][0]["pointer"] == "#/reason"


def test_the_queue_is_for_reviewers(client, anna, case):
    problem(anna.get("/v1/queue"), 403, "forbidden")
    problem(anna.post(f"/v1/queue/{case}/claim"), 403, "forbidden")
    problem(client().get("/v1/queue"), 401, "not-authenticated")


def test_an_unknown_case_or_status_is_a_problem(remi):
    problem(remi.get("/v1/queue/nothing"), 404, "unknown-case")
    problem(remi.get("/v1/queue?status=lost"), 422, "invalid-request")
