from __future__ import annotations

import pytest

from compliance.records import Role
from tests.e2e.api.support import problem

POSTS = [
    {"id": "p-1", "text": "Encore une panne", "posted_at": "2026-11-20T09:00:00Z"},
    {"id": "p-2", "text": "Bravo !!!", "posted_at": "2026-11-20T10:00:00Z"},
]


@pytest.fixture
def ana(client):
    return client("ana", Role.ANALYST)


def test_a_batch_is_judged_kept_once_and_listed_newest_first(ana):
    first = ana.post("/v1/observed", json={"source": "forum", "posts": POSTS})
    assert first.status_code == 201
    assert first.json() == {"read": 2, "new": 2, "by_route": {"watch": 2}}
    again = ana.post("/v1/observed", json={"source": "forum", "posts": POSTS}).json()
    assert again["new"] == 0
    listed = ana.get("/v1/observed?source=forum").json()["items"]
    assert [o["post"]["id"] for o in listed] == ["p-2", "p-1"]
    assert {o["post"]["kind"] for o in listed} == {"observed"}


def test_they_are_asked_for_by_time_and_urgency_and_counted(ana):
    ana.post("/v1/observed", json={"posts": POSTS})
    late = ana.get("/v1/observed", params={"since": "2026-11-20T09:30:00Z"}).json()["items"]
    assert [o["post"]["id"] for o in late] == ["p-2"]
    assert ana.get("/v1/observed?min_urgency=2").json()["items"] == []
    summary = ana.get("/v1/observed/summary").json()
    assert (summary["total"], summary["by_route"]) == (2, {"watch": 2})


@pytest.mark.parametrize(
    "body",
    [
        {"posts": []},
        {"posts": [{"text": "sans id"}]},
        {"posts": [{"id": "x", "text": 1}]},
        {"posts": [{"id": "x", "text": "t", "posted_at": "2026-11-20T09:00:00"}]},
        {"posts": POSTS * 501},
        {},
    ],
)
def test_a_batch_that_cannot_be_read_is_pointed_at(ana, body):
    told = problem(ana.post("/v1/observed", json=body), 422, "invalid-request")
    assert told["errors"][0]["pointer"].startswith("#/posts")


def test_times_have_a_zone(ana):
    problem(ana.get("/v1/observed?since=2026-11-20T09:00:00"), 422, "invalid-request")


def test_half_a_surrogate_pair_is_refused(ana):
    body = rb'{"posts": [{"id": "x", "text": "\ud800"}]}'
    answer = ana.post("/v1/observed", content=body, headers={"content-type": "application/json"})
    problem(answer, 422, "invalid-request")


def test_observed_posts_are_for_analysts(client, anna):
    problem(anna.post("/v1/observed", json={"posts": POSTS}), 403, "forbidden")
    problem(anna.get("/v1/observed"), 403, "forbidden")
    problem(anna.get("/v1/observed/summary"), 403, "forbidden")
    problem(client().get("/v1/observed"), 401, "not-authenticated")
