"""What every store promises: in memory, in SQLite, in PostgreSQL."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from compliance import queue
from compliance.errors import InputError, StaleCase, UnknownCase
from compliance.ports import Store
from compliance.queue import OPEN, SYSTEM, Case, Decision, Event, EventKind, Outcome, Status
from compliance.records import CaseQuery, Key, ObservedQuery, Role, Run, Summary, Work
from compliance.report import Route
from compliance.store.memory import MemoryStore
from compliance.store.sql import open_store
from tests.service_support import CHARTER, NOW, case, observed, report
from tests.store_support import postgres_schema

HOUR = timedelta(hours=1)
HOSTILE_NAME = "\x00 nul, \u202e turned, 🚲 wheel, 'quote' \"quotes\" \\"


@pytest.fixture(params=["memory", "sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "memory":
        yield MemoryStore()
        return
    if request.param == "sqlite":
        opened = open_store(f"sqlite:///{tmp_path / 'balise.db'}")
        yield opened
        opened.close()
        return
    with postgres_schema() as url:
        opened = open_store(url)
        yield opened
        opened.close()


def decided(of: Case, *, by: str = "cleo") -> Event:
    answer = Decision(outcome=Outcome.GO, reason="Fine as it is")
    return Event(kind=EventKind.DECIDED, at=of.opened_at + HOUR, by=by, decision=answer)


def test_a_case_comes_back_as_it_went_in(store: Store) -> None:
    opened = case("c1", "claims", "quiet-period")
    assert store.add_case(opened)
    assert store.case("c1") == opened


def test_any_unicode_survives_the_store(store: Store) -> None:
    text = HOSTILE_NAME + "\ud800 half a pair"
    opened = case(text, author=text, text=text)
    store.add_case(opened)
    assert store.case(text) == opened
    assert store.cases(CaseQuery(author=text)).items == (opened,)
    post = observed(HOSTILE_NAME, source=text, text=text)
    assert store.add_observed([post]) == 1
    assert store.add_observed([post]) == 0
    assert store.observed(ObservedQuery(source=text)).items == (post,)


def test_a_case_sent_twice_is_stored_once_with_its_work(store: Store) -> None:
    opened = case("c1")
    work = Work(case_id="c1", place=0, due_at=NOW)
    assert store.add_case(opened, work=[work])
    store.finish_work(work.id)
    assert not store.add_case(case("c1", text="another"), work=[work])
    assert store.case("c1") == opened
    assert store.take_work(now=NOW, lease=HOUR) == []


def test_an_unknown_case_is_said_to_be_unknown(store: Store) -> None:
    with pytest.raises(UnknownCase):
        store.case("nothing")
    with pytest.raises(UnknownCase):
        store.append("nothing", [], expected=0)


def test_two_reviewers_cannot_both_decide(store: Store) -> None:
    opened = case("c1")
    store.add_case(opened)
    store.append("c1", [decided(opened)], expected=1)
    with pytest.raises(StaleCase):
        store.append("c1", [decided(opened, by="ben")], expected=1)
    assert [e.by for e in store.case("c1").events] == ["anna", "cleo"]


def test_of_many_who_write_at_once_one_wins(store: Store) -> None:
    opened = case("c1")
    store.add_case(opened)
    outcomes: list[str] = []

    def decide(by: str) -> None:
        try:
            store.append("c1", [decided(opened, by=by)], expected=1)
            outcomes.append("done")
        except StaleCase:
            outcomes.append("stale")

    threads = [threading.Thread(target=decide, args=(f"r{n}",)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["done", *["stale"] * 7]
    assert len(store.case("c1").events) == 2


def test_an_appended_event_moves_the_case_in_queries(store: Store) -> None:
    opened = case("c1")
    store.add_case(opened)
    assert store.cases(CaseQuery(statuses=OPEN)).items == (opened,)
    after = store.append("c1", [decided(opened)], expected=1)
    assert after.status is Status.DECIDED
    assert store.cases(CaseQuery(statuses=OPEN)).items == ()
    assert store.cases(CaseQuery(statuses=(Status.DECIDED,))).items == (after,)


def test_cases_are_found_by_author_charter_and_deadline(store: Store) -> None:
    early, late = case("c1"), case("c2", author="ben", at=NOW + HOUR)
    calm = case("c3", route=Route.CLEAR)
    for one in (late, early, calm):
        store.add_case(one)
    assert store.cases(CaseQuery(author="ben")).items == (late,)
    assert store.cases(CaseQuery(charter="other")).items == ()
    due = CaseQuery(due_by=NOW + 24 * HOUR)
    assert store.cases(due).items == (early,)


@pytest.mark.parametrize("newest_first", [False, True])
def test_pages_of_cases_hold_each_case_once_in_order(store: Store, newest_first: bool) -> None:
    # Several open in the same instant; the id tells them apart.
    opened = [case(f"c{n}", at=NOW + (n // 3) * HOUR) for n in range(8)]
    for one in reversed(opened):
        store.add_case(one)
    query, seen, after = CaseQuery(newest_first=newest_first), [], None
    while True:
        page = store.cases(query, after=after, limit=3)
        seen.append(tuple(c.id for c in page.items))
        if page.next is None:
            break
        after = page.next
    in_order = [f"c{n}" for n in range(8)]
    assert [i for ids in seen for i in ids] == (in_order[::-1] if newest_first else in_order)
    assert [len(ids) for ids in seen] == [3, 3, 2]


def test_a_page_asked_for_with_a_wrong_mark_is_refused(store: Store) -> None:
    for wrong in ("", "yesterday", "2026-01-01_c1", "_"):
        with pytest.raises(InputError):
            store.cases(CaseQuery(), after=wrong)


def test_an_observed_post_is_stored_once_for_each_charter_and_source(store: Store) -> None:
    assert store.add_observed([observed("p1"), observed("p2"), observed("p1", text="again")]) == 2
    assert store.add_observed([observed("p1"), observed("p3")]) == 1
    assert store.add_observed([observed("p1", source="other")]) == 1
    assert store.add_observed([observed("p1", charter="other")]) == 1
    assert store.summary(ObservedQuery()).total == 5
    assert store.add_observed([]) == 0


def test_a_batch_and_its_position_are_stored_together(store: Store) -> None:
    run = Run(id="r1", source="feed", charter="house", updated_at=NOW)
    assert store.run("r1") is None
    store.add_observed([observed("p1")], run=run)
    store.add_observed(
        [observed("p1")], run=run.model_copy(update={"position": "40.2.ab", "new": 1})
    )
    assert store.run("r1") == run.model_copy(update={"position": "40.2.ab", "new": 1})


def test_observed_posts_are_found_newest_first_by_what_is_asked(store: Store) -> None:
    posts = [
        observed("p1", at=NOW, route=Route.RESPOND, risks=["boycott"], urgency=2),
        observed("p2", at=NOW + HOUR, route=Route.WATCH, urgency=1),
        observed("p3", at=NOW + 2 * HOUR, risks=["boycott", "legal"]),
    ]
    store.add_observed(posts)

    def ids(**asked: object) -> list[str]:
        query = ObservedQuery.model_validate(asked)
        return [one.post.id for one in store.observed(query).items]

    assert ids() == ["p3", "p2", "p1"]
    assert ids(risk="boycott") == ["p3", "p1"]
    assert ids(route="watch") == ["p2"]
    assert ids(min_urgency=1) == ["p2", "p1"]
    assert ids(since=NOW + HOUR, until=NOW + 2 * HOUR) == ["p2"]
    assert ids(charter="other") == ids(source="other") == []


def test_pages_of_observed_posts_hold_each_post_once(store: Store) -> None:
    posts = [observed(f"p{n}") for n in range(5)]
    store.add_observed(posts)
    first = store.observed(ObservedQuery(), limit=2)
    second = store.observed(ObservedQuery(), after=first.next, limit=2)
    third = store.observed(ObservedQuery(), after=second.next, limit=2)
    ids = [one.post.id for page in (first, second, third) for one in page.items]
    assert ids == ["p4", "p3", "p2", "p1", "p0"]
    assert third.next is None


def test_two_who_store_the_same_posts_at_once_store_them_once(store: Store) -> None:
    new: list[int] = []

    def add(order: int) -> None:
        for start in range(0, 200, 20):
            posts = [observed(f"p{n}", risks=["legal"]) for n in range(start, start + 20)]
            new.append(store.add_observed(posts[::order]))

    threads = [threading.Thread(target=add, args=(order,)) for order in (1, -1, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(new) == store.summary(ObservedQuery()).total == 200
    assert store.summary(ObservedQuery()).by_risk == {"legal": 200}


def test_the_summary_counts_by_day_route_urgency_and_risk(store: Store) -> None:
    store.add_observed(
        [
            observed("p1", at=NOW, route=Route.RESPOND, risks=["boycott"], urgency=2),
            observed("p2", at=NOW + 24 * HOUR, risks=["boycott", "legal"], urgency=2),
            observed("p3", at=NOW + 24 * HOUR),
        ]
    )
    assert store.summary(ObservedQuery()) == Summary(
        total=3,
        by_day={date(2026, 11, 20): 1, date(2026, 11, 21): 2},
        by_route={"clear": 2, "respond": 1},
        by_urgency={0: 1, 2: 2},
        by_sentiment={"neutral": 3},
        by_risk={"boycott": 2, "legal": 1},
    )
    assert store.summary(ObservedQuery(risk="legal")).by_risk == {"boycott": 1, "legal": 1}


def test_work_is_held_by_one_until_its_lease_ends(store: Store) -> None:
    work = Work(case_id="c1", place=0, due_at=NOW)
    store.add_case(case("c1"), work=[work])
    assert not store.has_work(now=NOW - HOUR)
    assert store.take_work(now=NOW - HOUR, lease=HOUR) == []
    assert store.has_work(now=NOW)
    taken = store.take_work(now=NOW, lease=HOUR)
    assert taken == [work.model_copy(update={"attempts": 1})]
    assert not store.has_work(now=NOW + HOUR / 2)
    assert store.take_work(now=NOW + HOUR / 2, lease=HOUR) == []
    again = store.take_work(now=NOW + HOUR, lease=HOUR)
    assert [w.attempts for w in again] == [2]
    store.finish_work(work.id)
    assert store.take_work(now=NOW + 9 * HOUR, lease=HOUR) == []


def test_work_may_be_taken_for_one_case_oldest_first(store: Store) -> None:
    for n in (2, 1):
        at = NOW + n * HOUR
        name = f"c{n}"
        store.add_case(case(name, at=at), work=[Work(case_id=name, place=0, due_at=at)])
    later = NOW + 5 * HOUR
    assert [w.case_id for w in store.take_work(now=later, lease=HOUR, case_id="c2")] == ["c2"]
    assert [w.case_id for w in store.take_work(now=later, lease=HOUR)] == ["c1"]


def test_no_two_workers_take_the_same_work(store: Store) -> None:
    for n in range(40):
        name = f"c{n}"
        store.add_case(case(name), work=[Work(case_id=name, place=0, due_at=NOW)])
    taken: list[str] = []

    def take() -> None:
        while found := store.take_work(now=NOW, lease=HOUR, limit=3):
            taken.extend(w.id for w in found)

    threads = [threading.Thread(target=take) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    left = store.take_work(now=NOW, lease=HOUR, limit=100)  # skipped while another held the lock
    ids = [*taken, *(w.id for w in left)]
    assert sorted(ids) == sorted(f"c{n}:0" for n in range(40))


def test_a_key_is_found_by_its_digest_and_revoked_once(store: Store) -> None:
    key = Key(
        id="k1",
        owner="anna",
        roles=(Role.AMBASSADOR, Role.REVIEWER),
        digest="d1",
        created_at=NOW,
    )
    store.add_key(key)
    assert store.key("d1") == key
    assert store.key("d2") is None
    assert store.revoke_key("k1", at=NOW + HOUR)
    assert not store.revoke_key("k1", at=NOW + HOUR)
    assert not store.revoke_key("k2", at=NOW)
    revoked = key.model_copy(update={"revoked_at": NOW + HOUR})
    assert store.keys("anna") == store.keys() == [revoked]
    assert store.keys("ben") == []


def test_a_purge_takes_old_answered_cases_and_old_posts_of_one_charter(store: Store) -> None:
    answered, waiting, fresh = case("c1"), case("c2"), case("c3", at=NOW + 10 * HOUR)
    work = Work(case_id="c1", place=0, due_at=NOW)
    for one in (answered, waiting, fresh):
        store.add_case(one, work=[work] if one is answered else [])
    store.append("c1", [decided(answered)], expected=1)
    store.append("c3", [decided(fresh)], expected=1)
    store.add_observed([observed("p1", risks=["legal"]), observed("p2", at=NOW + 10 * HOUR)])
    store.add_observed([observed("p1", charter="other")])
    before = NOW + 5 * HOUR
    purged = store.purge("house", drafts_before=before, observed_before=before)
    assert (purged.cases, purged.observed) == (1, 1)
    assert [c.id for c in store.cases(CaseQuery()).items] == ["c2", "c3"]
    assert store.summary(ObservedQuery()).total == 2
    assert store.summary(ObservedQuery()).by_risk == {}
    assert store.take_work(now=NOW + 9 * HOUR, lease=HOUR) == []


def test_a_released_case_comes_back_with_all_that_happened(store: Store) -> None:
    opened = case("c1")
    store.add_case(opened)
    release = Event(kind=EventKind.RELEASED, at=NOW + 25 * HOUR, by=SYSTEM)
    expected = queue.added(opened, release)
    assert store.append("c1", [release], expected=1) == expected
    assert store.case("c1") == expected


def test_a_store_answers_when_it_is_asked_whether_it_is_there(store: Store) -> None:
    store.ping()


def test_a_slower_reading_replaces_the_report_and_adds_its_event(store: Store) -> None:
    opened = case("c1", "claims")
    store.add_case(opened)
    news = report("quiet-period", route=Route.CLEAR)
    again = queue.reread(opened, news, charter=CHARTER, at=NOW + HOUR)
    store.reread(again)
    assert store.case("c1") == again
    assert store.cases(CaseQuery(statuses=(Status.ADVISED,))).items == (again,)
    with pytest.raises(StaleCase):
        store.reread(again)
    with pytest.raises(UnknownCase):
        store.reread(again.model_copy(update={"id": "nothing"}))
