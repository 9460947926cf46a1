"""The routes over PostgreSQL: what a database of its own may do otherwise than one in memory."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from compliance.records import Role
from compliance.service import App
from compliance.store import open_store
from tests.e2e.api.support import (
    CHARTER,
    HARMLESS,
    RISKY,
    SignChecker,
    problem,
    signed_in,
    submitted,
)
from tests.store_support import postgres_schema

pytestmark = pytest.mark.postgres
POSTS = [
    {"id": "p-1", "text": "Encore une panne", "posted_at": "2026-11-20T09:00:00Z"},
    {"id": "p-2", "text": "Bravo 🎉 \u0000 !!!", "posted_at": "2026-11-20T10:00:00.000001Z"},
]


@pytest.fixture
def app(clock) -> Iterator[App]:
    with postgres_schema() as url:
        store = open_store(url)
        checkers = {"maison": SignChecker(CHARTER)}
        yield App(store=store, checkers=checkers, now=clock, notify=lambda _: None)
        store.close()


def test_it_is_ready(client):
    assert client().get("/readyz").text == "ok"


def test_a_case_goes_from_its_author_to_a_reviewer_and_back(anna, remi):
    made = submitted(anna)
    case, seen = made.json()["id"], made.headers["etag"]
    assert [c["id"] for c in remi.get("/v1/queue").json()["items"]] == [case]
    claimed = remi.post(f"/v1/queue/{case}/claim", headers={"if-match": seen})
    answer = {"outcome": "talk", "reason": "Appelle-moi."}
    path = f"/v1/queue/{case}/decision"
    problem(remi.post(path, json=answer, headers={"if-match": seen}), 409, "stale-case")
    etag = {"if-match": claimed.headers["etag"]}
    assert remi.post(path, json=answer, headers=etag).status_code == 200
    anna.post(f"/v1/submissions/{case}/read")
    events = anna.get(f"/v1/submissions/{case}").json()["events"]
    assert [e["kind"] for e in events] == ["submitted", "claimed", "decided", "read"]


def test_a_submission_sent_twice_at_once_is_one_case(anna, app):
    headers = {"Idempotency-Key": "k-1"}
    with ThreadPoolExecutor(4) as pool:
        sent = [
            pool.submit(anna.post, "/v1/submissions", json=RISKY, headers=headers) for _ in range(4)
        ]
        cases = {one.result().json()["id"] for one in sent}
    assert len(cases) == 1


def test_of_two_answers_at_once_one_is_kept(client, anna, remi):
    made = submitted(anna)
    case, etag = made.json()["id"], {"if-match": made.headers["etag"]}
    both = (remi, client("rosa", Role.REVIEWER))
    answer = {"outcome": "go", "reason": "Oui."}
    with ThreadPoolExecutor(2) as pool:
        sent = [
            pool.submit(who.post, f"/v1/queue/{case}/decision", json=answer, headers=etag)
            for who in both
        ]
        assert sorted(one.result().status_code for one in sent) == [200, 409]


def test_observed_posts_are_kept_once_listed_opened_and_taken_along(client):
    ana = client("ana", Role.ANALYST)
    ana.post("/v1/observed", json={"source": "forum", "posts": POSTS})
    again = ana.post("/v1/observed", json={"source": "forum", "posts": POSTS}).json()
    assert (again["read"], again["new"]) == (2, 0)
    first = ana.get("/v1/observed?limit=1").json()
    assert [o["post"]["text"] for o in first["items"]] == ["Bravo 🎉 \u0000 !!!"]
    after = ana.get("/v1/observed", params={"limit": 1, "after": first["next"]}).json()
    assert [o["post"]["id"] for o in after["items"]] == ["p-1"]
    assert ana.get("/v1/observed/summary").json()["by_route"] == {"watch": 2}
    desk = signed_in(client, ana)
    assert "2 posts" in desk.get("/observed?first=urgent").text
    place = {"charter": "maison", "source": "forum", "id": "p-2", "at": POSTS[1]["posted_at"]}
    assert desk.get("/observed/post", params=place).status_code == 200
    assert desk.get("/observed.csv").text.count("forum") == 2


def test_figures_are_counted_over_cases_and_posts(client, anna):
    submitted(anna)
    client("ana", Role.ANALYST).post("/v1/observed", json={"posts": POSTS})
    figures = client("olga", Role.CHARTER_OWNER).get("/v1/charters/maison/figures").json()
    assert [(f["article"], f["fired"], f["observed"]) for f in figures] == [
        ("confidentiality", 1, 0),
        ("form", 0, 1),
    ]


def test_a_key_is_made_and_revoked(client):
    operator = client("op", Role.OPERATOR)
    made = operator.post("/v1/keys", json={"owner": "zoé", "roles": ["ambassador"]}).json()
    zoe = client()
    zoe.headers["X-API-Key"] = made["token"]
    assert submitted(zoe, HARMLESS).status_code == 201
    assert operator.delete(f"/v1/keys/{made['info']['id']}").status_code == 204
    problem(zoe.get("/v1/submissions"), 401, "not-authenticated")


def test_everything_about_an_author_can_be_taken_along(anna):
    submitted(anna)
    record = anna.get("/v1/me/export").json()
    assert (record["author"], len(record["cases"]), len(record["keys"])) == ("anna", 1, 1)
