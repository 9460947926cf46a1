"""The store that forgets when the process ends; keeps the same promises as the database."""

from __future__ import annotations

import itertools
import threading
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from compliance import queue
from compliance.errors import StoreError, UnknownCase
from compliance.queue import Case, Event
from compliance.records import (
    CaseQuery,
    Key,
    Observed,
    ObservedQuery,
    Page,
    Purged,
    Run,
    Summary,
    Work,
)
from compliance.store.paging import cursor, place

T = TypeVar("T")
K = TypeVar("K")
ObservedKey = tuple[str, str, str]


class MemoryStore:
    """One lock around everything: each call is one transaction."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._cases: dict[str, Case] = {}
        self._observed: dict[ObservedKey, tuple[int, Observed]] = {}  # and its number
        self._numbers = itertools.count()
        self._runs: dict[str, Run] = {}
        self._keys: dict[str, Key] = {}
        self._work: dict[str, tuple[Work, datetime]] = {}  # and held until when
        self._closed = False

    def ping(self) -> None:
        if self._closed:
            raise StoreError("the store is closed")

    def close(self) -> None:
        self._closed = True

    def add_case(self, case: Case, *, work: Sequence[Work] = ()) -> bool:
        with self._lock:
            if case.id in self._cases:
                return False
            self._cases[case.id] = case
            self._add_work(work)
            return True

    def case(self, case_id: str) -> Case:
        with self._lock:
            if case_id not in self._cases:
                raise UnknownCase(f"there is no case {case_id}")
            return self._cases[case_id]

    def cases(self, query: CaseQuery, *, after: str | None = None, limit: int = 50) -> Page[Case]:
        with self._lock:
            found = [(c.opened_at, c.id, c) for c in self._cases.values() if _wanted(c, query)]
        return _page(found, after, limit, newest_first=query.newest_first)

    def append(
        self, case_id: str, events: Sequence[Event], *, expected: int, work: Sequence[Work] = ()
    ) -> Case:
        with self._lock:
            case = self.case(case_id)
            if len(case.events) != expected:
                raise queue.stale(case_id, expected=expected, found=len(case.events))
            self._cases[case_id] = case.model_copy(update={"events": (*case.events, *events)})
            self._add_work(work)
            return self._cases[case_id]

    def reread(self, case: Case) -> None:
        with self._lock:
            expected, found = len(case.events) - 1, len(self.case(case.id).events)
            if found != expected:
                raise queue.stale(case.id, expected=expected, found=found)
            self._cases[case.id] = case

    def add_observed(self, posts: Sequence[Observed], *, run: Run | None = None) -> int:
        with self._lock:
            before = len(self._observed)
            for post in posts:
                if _key(post) not in self._observed:
                    self._observed[_key(post)] = (next(self._numbers), post)
            new = len(self._observed) - before
            if run is not None:
                self._runs[run.id] = run.model_copy(update={"new": run.new + new})
            return new

    def observed(
        self, query: ObservedQuery, *, after: str | None = None, limit: int = 50
    ) -> Page[Observed]:
        with self._lock:
            found = [
                (post.at, f"{number:020}", post)
                for number, post in self._observed.values()
                if _asked_for(post, query)
            ]
        return _page(found, after, limit, newest_first=True)

    def summary(self, query: ObservedQuery) -> Summary:
        with self._lock:
            posts = [p for _, p in self._observed.values() if _asked_for(p, query)]
        return Summary(
            total=len(posts),
            by_day=_counts(p.at.astimezone(UTC).date() for p in posts),
            by_route=_counts(str(p.report.route) for p in posts),
            by_urgency=_counts(p.report.urgency for p in posts),
            by_sentiment=_counts(p.report.sentiment.label for p in posts),
            by_risk=_counts(r.label for p in posts for r in p.report.risks),
        )

    def run(self, run_id: str) -> Run | None:
        with self._lock:
            return self._runs.get(run_id)

    def take_work(
        self, *, now: datetime, lease: timedelta, limit: int = 10, case_id: str | None = None
    ) -> list[Work]:
        with self._lock:
            free = [work for work in self._free(now) if case_id in (None, work.case_id)]
            free.sort(key=lambda work: (work.due_at, work.id))
            taken = [w.model_copy(update={"attempts": w.attempts + 1}) for w in free[:limit]]
            self._work.update({w.id: (w, now + lease) for w in taken})
            return taken

    def has_work(self, *, now: datetime) -> bool:
        with self._lock:
            return bool(self._free(now))

    def _free(self, now: datetime) -> list[Work]:
        held = self._work.values()
        return [work for work, until in held if work.due_at <= now and until <= now]

    def finish_work(self, work_id: str) -> None:
        with self._lock:
            self._work.pop(work_id, None)

    def _add_work(self, work: Sequence[Work]) -> None:
        self._work.update({w.id: (w, w.due_at) for w in work})

    def add_key(self, key: Key) -> None:
        with self._lock:
            self._keys[key.id] = key

    def key(self, digest: str) -> Key | None:
        with self._lock:
            return next((k for k in self._keys.values() if k.digest == digest), None)

    def keys(self, owner: str | None = None) -> list[Key]:
        with self._lock:
            found = [k for k in self._keys.values() if owner in (None, k.owner)]
        return sorted(found, key=lambda k: (k.created_at, k.id))

    def revoke_key(self, key_id: str, *, at: datetime) -> bool:
        with self._lock:
            key = self._keys.get(key_id)
            if key is None or key.revoked_at is not None:
                return False
            self._keys[key_id] = key.model_copy(update={"revoked_at": at})
            return True

    def purge(
        self, charter_id: str, *, drafts_before: datetime, observed_before: datetime
    ) -> Purged:
        with self._lock:
            cases = [c for c in self._cases.values() if _is_old(c, charter_id, drafts_before)]
            posts = [
                key
                for key, (_, post) in self._observed.items()
                if post.report.charter.id == charter_id and post.seen_at < observed_before
            ]
            for case in cases:
                del self._cases[case.id]
            for key in posts:
                del self._observed[key]
            gone = {case.id for case in cases}
            self._work = {i: w for i, w in self._work.items() if w[0].case_id not in gone}
        return Purged(cases=len(cases), observed=len(posts))


def _wanted(case: Case, query: CaseQuery) -> bool:
    return (
        query.author in (None, case.author)
        and query.charter in (None, case.charter.id)
        and (not query.statuses or case.status in query.statuses)
        and (query.due_by is None or (case.deadline is not None and case.deadline <= query.due_by))
    )


def _asked_for(post: Observed, query: ObservedQuery) -> bool:
    report = post.report
    return (
        query.charter in (None, report.charter.id)
        and query.source in (None, post.source)
        and query.route in (None, str(report.route))
        and (query.risk is None or any(r.label == query.risk for r in report.risks))
        and report.urgency >= query.min_urgency
        and (query.since is None or query.since <= post.at)
        and (query.until is None or post.at < query.until)
    )


def _is_old(case: Case, charter_id: str, before: datetime) -> bool:
    last = case.events[-1].at
    return case.charter.id == charter_id and last < before and not case.status.is_open


def _key(post: Observed) -> ObservedKey:
    return (post.report.charter.id, post.source, post.post.id)


def _page(
    found: list[tuple[datetime, str, T]], after: str | None, limit: int, *, newest_first: bool
) -> Page[T]:
    """`found`: time, name and item, in any order."""
    found.sort(key=lambda one: one[:2], reverse=newest_first)
    if after is not None:
        last = place(after, str)
        found = [one for one in found if (one[:2] < last if newest_first else one[:2] > last)]
    more = len(found) > limit
    last_shown = cursor(*found[limit - 1][:2]) if more else None
    return Page(items=tuple(item for _, _, item in found[:limit]), next=last_shown)


def _counts(values: Iterable[K]) -> dict[K, int]:
    return dict(sorted(Counter(values).items(), key=lambda pair: str(pair[0])))
