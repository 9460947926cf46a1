"""One function a use case; the command line, the API and the flows call nothing else.

Each takes the App and, where somebody asks, the Caller. Rights are checked here: a missing role is
Forbidden, somebody else's case is UnknownCase, so that nobody learns it exists.
"""

from __future__ import annotations

import hashlib
import logging
import secrets
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from difflib import get_close_matches
from itertools import islice
from uuid import uuid4

from pydantic import AwareDatetime

from compliance import figures, queue
from compliance.charter import CharterId, Level
from compliance.dial import Dialled, Judged, awake, dialled
from compliance.errors import (
    Forbidden,
    InputError,
    NotAuthenticated,
    StaleCase,
    TextTooLong,
    UnknownCase,
    UnknownName,
)
from compliance.figures import ArticleFigures
from compliance.finding import Finding
from compliance.mending import Mend, mended
from compliance.ports import Checker, Source, Store
from compliance.post import INTERACTIVE_LIMIT, Frozen, Post, PostKind
from compliance.queue import OPEN, SYSTEM, Case, Decision, Event, EventKind, Outcome, Status
from compliance.records import (
    BadLine,
    CaseQuery,
    Key,
    Observed,
    ObservedQuery,
    Page,
    Purged,
    Role,
    Run,
    Summary,
    Work,
)
from compliance.report import Report, Route

log = logging.getLogger(__name__)

PAGE_LIMIT = 200
KEY_PREFIX = "balise_"
# How many posts a replay takes at once, and how many observed posts figures are counted over.
REPLAY_LIMIT = 2_000
FIGURES_POSTS = 5_000
URGENT_FIRST = (Route.ESCALATE, Route.RESPOND, Route.WATCH, Route.CLEAR)
# How long a flow may take over a piece of work before the sweep hands it to another.
LEASE = timedelta(minutes=5)


class Notice(Frozen):
    """Somebody is to be told that a case has moved. It names the case, never its words.

    to: `reviewers` or `author`. contact: the référent's, where the charter names one.
    """

    case_id: str
    event: EventKind
    to: str
    contact: str | None = None


def log_notice(notice: Notice) -> None:
    """The notifier of an App that has no other: a line in the log."""
    log.info("case %s: %s, tell the %s", notice.case_id, notice.event, notice.to)


def _no_variant(charter_id: CharterId, overlays: Sequence[str]) -> Checker:
    raise RuntimeError("bug: this App offers no overlays")


def _new_id() -> str:
    return uuid4().hex


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class App:
    """What the use cases work with; `wiring` builds one, tests another.

    now: aware, UTC.
    notify: may be told twice of one event; may raise, and is then called again later.
    overlays: names of those that may be tried on a charter; variant: a charter with some of them
        on top, compiled, which is never among `checkers`. Raises CharterError.
    """

    store: Store
    checkers: Mapping[CharterId, Checker]
    now: Callable[[], datetime] = _now
    new_id: Callable[[], str] = _new_id
    notify: Callable[[Notice], None] = field(default=log_notice)
    overlays: tuple[str, ...] = ()
    variant: Callable[[CharterId, Sequence[str]], Checker] = field(default=_no_variant)

    def checker(self, charter_id: CharterId) -> Checker:
        """Raises UnknownName."""
        if charter_id not in self.checkers:
            near = get_close_matches(charter_id, self.checkers)
            raise UnknownName(charter_id, what="charter", near=near)
        return self.checkers[charter_id]


@dataclass(frozen=True)
class Caller:
    """Whoever asks: an account id and what it may do."""

    id: str
    roles: frozenset[Role]

    def may(self, *roles: Role) -> bool:
        """Whether it has one of `roles`."""
        return not self.roles.isdisjoint(roles)


# The program itself: sweeps, purges, the first key.
PROGRAM = Caller(SYSTEM, frozenset(Role))


class Ingested(Frozen):
    """What a batch of observed posts gave. by_route counts the posts of the batch, new or not."""

    read: int
    new: int
    by_route: Mapping[str, int]


class Step(Frozen):
    """One step through a source: the run after it, and what this step alone gave."""

    run: Run
    read: int
    new: int
    by_route: Mapping[str, int]
    bad: tuple[BadLine, ...]


class KeyInfo(Frozen):
    """A key without its digest."""

    id: str
    owner: str
    roles: tuple[Role, ...]
    created_at: AwareDatetime
    revoked_at: AwareDatetime | None = None


class AuthorRecord(Frozen):
    """Everything that is recorded about an author."""

    author: str
    at: AwareDatetime
    cases: tuple[Case, ...]
    keys: tuple[KeyInfo, ...]


class NewKey(Frozen):
    """A key just made. token: shown this once, kept nowhere."""

    info: KeyInfo
    token: str


# Drafts and their authors


def check(app: App, post: Post, *, charter_id: CharterId, now: datetime | None = None) -> Report:
    """The instant check: judged here, stored nowhere. Raises TextTooLong, UnknownName."""
    checker = app.checker(charter_id)
    if len(post.text) > INTERACTIVE_LIMIT:
        raise TextTooLong(len(post.text), INTERACTIVE_LIMIT)
    return _shown(_judged_now(checker, post, now or app.now()))


def _judged_now(checker: Checker, post: Post, now: datetime) -> Report:
    """The report on a post that is being written now, unless it says when."""
    return checker.check(post if post.posted_at else _dated(post, now), now=now)


def _dated(post: Post, at: datetime) -> Post:
    return post.model_copy(update={"posted_at": at})


def mend(app: App, post: Post, report: Report) -> Mend:
    """The smallest edit found that clears what `report` finds in `post`. Raises UnknownName."""
    checker = app.checker(report.charter.id)
    return mended(checker, post, report.findings, now=app.now())


def submit(
    app: App,
    caller: Caller,
    post: Post,
    *,
    charter_id: CharterId,
    key: str | None = None,
    revises: str | None = None,
) -> Case:
    """Stores a draft, its report and its route; a reviewer sees it only if it is routed there.

    key: the client's own name for this submission; sent again, it gives the same case again.
    revises: the caller's case of which this is a later version.
    """
    _require(caller, Role.AMBASSADOR)
    if post.kind is not PostKind.DRAFT:
        raise InputError("only a draft can be submitted; an observed post is ingested")
    if revises is not None:
        _own(app, caller, revises)
    checker, now = app.checker(charter_id), app.now()
    if len(post.text) > INTERACTIVE_LIMIT:
        raise TextTooLong(len(post.text), INTERACTIVE_LIMIT)
    case = queue.opened(
        post,
        _judged_now(checker, post, now),
        charter=checker.charter,
        author=caller.id,
        case_id=_case_id(caller, key) if key else app.new_id(),
        at=now,
        revises=revises,
    )
    return _case_shown(case if _add(app, case) else _sent_again(app, case))


def _case_id(caller: Caller, key: str) -> str:
    return hashlib.sha256(f"{caller.id}\n{key}".encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _add(app: App, case: Case) -> bool:
    return app.store.add_case(case, work=_work(case.id, 0, case.events[0]))


def _work(case_id: str, place: int, event: Event) -> list[Work]:
    return [Work(case_id=case_id, place=place, due_at=event.at)]


def _sent_again(app: App, case: Case) -> Case:
    known = app.store.case(case.id)
    if known.post != case.post:
        raise InputError("this submission's key was used for another draft; choose a new one")
    return known


def my_cases(app: App, caller: Caller, *, after: str | None = None, limit: int = 50) -> Page[Case]:
    """The caller's own cases, newest first."""
    query = CaseQuery(author=caller.id, newest_first=True)
    return _cases(app, query, after, limit)


def case(app: App, caller: Caller, case_id: str) -> Case:
    """A case that the caller may see: their own, or one that reviewers were asked about."""
    return _case_shown(_visible(app, caller, case_id))


def ask_second_look(
    app: App, caller: Caller, case_id: str, *, words: str = "", expected: int | None = None
) -> Case:
    found = _own(app, caller, case_id)
    event = queue.asked(found, by=caller.id, at=app.now(), words=words)
    return _happen(app, found, event, expected)


def mark_read(app: App, caller: Caller, case_id: str, *, expected: int | None = None) -> Case:
    """The author has read the answer; said once."""
    found = _own(app, caller, case_id)
    if found.events[-1].kind is EventKind.READ:
        return _case_shown(found)
    return _happen(app, found, _event(app, caller, EventKind.READ), expected)


def withdraw(app: App, caller: Caller, case_id: str, *, expected: int | None = None) -> Case:
    """The author takes the draft back; no reviewer sees it any more."""
    found = _own(app, caller, case_id)
    return _happen(app, found, _event(app, caller, EventKind.WITHDRAWN), expected)


def export_author(app: App, caller: Caller, author: str | None = None) -> AuthorRecord:
    """Everything recorded about `author`, the caller unless given; an operator may name others."""
    author = caller.id if author is None else author
    if author != caller.id:
        _require(caller, Role.OPERATOR)
    return AuthorRecord(
        author=author,
        at=app.now(),
        cases=tuple(_every_case(app, CaseQuery(author=author))),
        keys=tuple(map(_info, app.store.keys(author))),
    )


# Reviewers


def queue_list(
    app: App,
    caller: Caller,
    *,
    statuses: Sequence[Status] = OPEN,
    charter_id: CharterId | None = None,
    after: str | None = None,
    limit: int = 50,
) -> Page[Case]:
    """Cases that wait for an answer, or in other `statuses`, oldest first.

    A page may hold fewer than `limit`: cases that reviewers were never asked about are left out.
    """
    _require(caller, Role.REVIEWER)
    query = CaseQuery(statuses=tuple(statuses), charter=charter_id)
    page = _cases(app, query, after, limit)
    return Page(items=tuple(c for c in page.items if c.is_shared), next=page.next)


def claim(app: App, caller: Caller, case_id: str, *, expected: int | None = None) -> Case:
    found = _reviewed(app, caller, case_id)
    return _happen(app, found, _event(app, caller, EventKind.CLAIMED), expected)


def unclaim(app: App, caller: Caller, case_id: str, *, expected: int | None = None) -> Case:
    """Back to the queue; any reviewer may do it, for somebody who has gone home too."""
    found = _reviewed(app, caller, case_id)
    return _happen(app, found, _event(app, caller, EventKind.UNCLAIMED), expected)


def decide(
    app: App, caller: Caller, case_id: str, decision: Decision, *, expected: int | None = None
) -> Case:
    found = _reviewed(app, caller, case_id)
    event = Event(kind=EventKind.DECIDED, at=app.now(), by=caller.id, decision=decision)
    return _happen(app, found, event, expected)


# Both


def comment(
    app: App, caller: Caller, case_id: str, words: str, *, expected: int | None = None
) -> Case:
    found = _visible(app, caller, case_id)
    return _happen(app, found, _event(app, caller, EventKind.COMMENTED, words=words), expected)


def contest(
    app: App,
    caller: Caller,
    case_id: str,
    *,
    article: str,
    words: str = "",
    expected: int | None = None,
) -> Case:
    """The caller says that what was found under `article` is wrong."""
    found = _visible(app, caller, case_id)
    event = _event(app, caller, EventKind.CONTESTED, words=words, article=article)
    return _happen(app, found, event, expected)


# What the program does by itself


def release_overdue(app: App) -> tuple[str, ...]:
    """Gives back the cases that nobody answered in time; their ids."""
    return tuple(case.id for case in _overdue(app) if _release(app, case))


def _overdue(app: App) -> list[Case]:
    now = app.now()
    due = _every_case(app, CaseQuery(statuses=OPEN, due_by=now))
    return [case for case in due if case.is_overdue(now)]


def is_anything_due(app: App) -> bool:
    """Whether a sweep would find something to do."""
    return app.store.has_work(now=app.now()) or bool(_overdue(app))


def _release(app: App, case: Case) -> bool:
    try:
        _happen(app, case, _event(app, PROGRAM, EventKind.RELEASED), None)
    except StaleCase:  # somebody answered meanwhile, which is better
        return False
    return True


def take_work(app: App, *, case_id: str | None = None, limit: int = 10) -> list[Work]:
    """Work that a crash left behind or that nobody has begun, held for LEASE."""
    return app.store.take_work(now=app.now(), lease=LEASE, limit=limit, case_id=case_id)


def do_work(app: App, work: Work) -> None:
    """Lets slow models read a new draft, tells whoever has to know, then forgets the work.

    May run twice; what notify raises rises.
    """
    case = app.store.case(work.case_id)
    if case.events[work.place].kind is EventKind.SUBMITTED:
        case = _reread(app, case)
    notice = _notice(app, case, case.events[work.place])
    if notice is not None:
        app.notify(notice)
    app.store.finish_work(work.id)


def _reread(app: App, case: Case) -> Case:
    """`case` as models too slow for the instant check read it, stored; once, by its own charter."""
    checker = app.checkers.get(case.charter.id)
    read = any(event.kind is EventKind.REREAD for event in case.events)
    over = not (case.status.is_open or case.status is Status.ADVISED)
    if checker is None or read or over or not checker.has_slow_models:
        return case
    if checker.charter.version != case.charter.version:
        return case
    written = case.post if case.post.posted_at else _dated(case.post, case.opened_at)
    (report,) = checker.check_thoroughly([written], now=case.opened_at)
    after = queue.reread(case, report, charter=checker.charter, at=app.now())
    app.store.reread(after)
    return after


# Events after which somebody is told: the author of what others did, reviewers of what waits.
_TOLD = {
    EventKind.SUBMITTED,
    EventKind.ASKED,
    EventKind.COMMENTED,
    EventKind.DECIDED,
    EventKind.RELEASED,
}


def _notice(app: App, case: Case, event: Event) -> Notice | None:
    if event.by != case.author:
        return Notice(case_id=case.id, event=event.kind, to="author")
    if not case.status.is_open:
        return None
    checker = app.checkers.get(case.charter.id)
    referent = checker.charter.referent if checker else None
    contact = referent.contact if referent else None
    return Notice(case_id=case.id, event=event.kind, to="reviewers", contact=contact)


def purge(app: App, caller: Caller) -> Mapping[CharterId, Purged]:
    """Takes out what each charter's retention no longer allows to keep; open cases stay."""
    _require(caller, Role.OPERATOR)
    return {name: _purge(app, checker) for name, checker in sorted(app.checkers.items())}


def _purge(app: App, checker: Checker) -> Purged:
    retention, now = checker.charter.retention, app.now()
    return app.store.purge(
        checker.charter.id,
        drafts_before=now - timedelta(days=retention.drafts),
        observed_before=now - timedelta(days=retention.observed),
    )


# Observed posts


def ingest(
    app: App, caller: Caller, posts: Sequence[Post], *, charter_id: CharterId, source: str
) -> Ingested:
    """Judges and stores a batch in one transaction; posts known already are left as they are.

    Raises InputError where a post has no id: it could not be told from the next.
    """
    _require(caller, Role.ANALYST)
    if not all(post.id for post in posts):
        raise InputError("an observed post needs an id")
    judged = _judged(app, posts, charter_id, source)
    new = app.store.add_observed(judged)
    return Ingested(read=len(judged), new=new, by_route=_by_route(judged))


def ingest_next(
    app: App, caller: Caller, source: Source, *, charter_id: CharterId, limit: int
) -> Step:
    """Reads on in `source` from where the last step ended: judges, stores, and keeps the place.

    Posts and place are stored together, so a step that was cut off has not happened.
    limit: how many lines at most. Raises SourceError.
    """
    _require(caller, Role.ANALYST)
    run = run_of(app, source, charter_id)
    items = list(islice(source.read(run.position), limit))
    judged = _judged(app, [i.post for i in items if i.post], charter_id, source.name)
    bad = tuple(item.bad for item in items if item.bad)
    position = items[-1].position if items else run.position
    after = run.model_copy(
        update={
            "position": position,
            "read": run.read + len(items),
            "bad": run.bad + len(bad),
            "done": len(items) < limit or position == run.position,
            "updated_at": app.now(),
        }
    )
    new = app.store.add_observed(judged, run=after)
    return Step(
        run=after.model_copy(update={"new": run.new + new}),
        read=len(items),
        new=new,
        by_route=_by_route(judged),
        bad=bad,
    )


def run_of(app: App, source: Source, charter_id: CharterId) -> Run:
    """How far `source` has been read; a fresh run where it never was."""
    name = f"{charter_id}\n{source.name}".encode("utf-8", "surrogatepass")
    run_id = hashlib.sha256(name).hexdigest()[:32]
    fresh = Run(id=run_id, source=source.name, charter=charter_id, updated_at=app.now())
    return app.store.run(run_id) or fresh


def _judged(app: App, posts: Sequence[Post], charter_id: CharterId, source: str) -> list[Observed]:
    checker, now = app.checker(charter_id), app.now()
    seen = [post.model_copy(update={"kind": PostKind.OBSERVED}) for post in posts]
    reports = checker.check_thoroughly(seen, now=now)
    return [
        Observed(source=source, post=post, report=report, seen_at=now)
        for post, report in zip(seen, reports, strict=True)
    ]


def _by_route(judged: Sequence[Observed]) -> dict[str, int]:
    return dict(sorted(Counter(str(one.report.route) for one in judged).items()))


def observed_list(
    app: App,
    caller: Caller,
    query: ObservedQuery,
    *,
    after: str | None = None,
    limit: int = 50,
    urgent_first: bool = False,
) -> Page[Observed]:
    """Observed posts, newest first; or the most urgent, and the newest of those, first."""
    _require(caller, Role.ANALYST)
    listed = _by_urgency if urgent_first and query.route is None else _by_time
    page = listed(app, query, after, _limit(limit))
    return Page(items=tuple(map(_observed_shown, page.items)), next=page.next)


def _by_time(app: App, query: ObservedQuery, after: str | None, limit: int) -> Page[Observed]:
    return app.store.observed(query, after=after, limit=limit)


def _by_urgency(app: App, query: ObservedQuery, after: str | None, limit: int) -> Page[Observed]:
    """Route by route, as an observed post's route is its urgency. after: `<route>:<cursor>`."""
    name, _, cursor = (after or URGENT_FIRST[0]).partition(":")
    if name not in URGENT_FIRST:
        raise InputError("`after` is not the `next` of a page")
    found: list[Observed] = []
    for route in URGENT_FIRST[URGENT_FIRST.index(Route(name)) :]:
        if len(found) == limit:
            return Page(items=tuple(found), next=f"{route}:")
        part = query.model_copy(update={"route": route})
        page = app.store.observed(part, after=cursor or None, limit=limit - len(found))
        found.extend(page.items)
        if page.next is not None:
            return Page(items=tuple(found), next=f"{route}:{page.next}")
        cursor = ""
    return Page(items=tuple(found))


def observed_post(
    app: App, caller: Caller, *, charter_id: CharterId, source: str, post_id: str, at: datetime
) -> Observed:
    """The one of that id. at: its `Observed.at`. Raises UnknownCase where there is none."""
    _require(caller, Role.ANALYST)
    moment = ObservedQuery(
        charter=charter_id, source=source, since=at, until=at + timedelta(microseconds=1)
    )
    for post in every_observed(app, caller, moment):
        if post.post.id == post_id:
            return post
    raise UnknownCase("there is no such post")


def every_observed(app: App, caller: Caller, query: ObservedQuery) -> Iterator[Observed]:
    """All that `query` asks for, newest first, read page by page while they are used."""
    _require(caller, Role.ANALYST)
    return map(_observed_shown, _all_observed(app, query))


def _all_observed(app: App, query: ObservedQuery) -> Iterator[Observed]:
    """All pages; shadow findings included."""
    page = app.store.observed(query, limit=PAGE_LIMIT)
    yield from page.items
    while page.next is not None:
        page = app.store.observed(query, after=page.next, limit=PAGE_LIMIT)
        yield from page.items


def observed_summary(app: App, caller: Caller, query: ObservedQuery) -> Summary:
    _require(caller, Role.ANALYST)
    return app.store.summary(query)


def article_figures(
    app: App, caller: Caller, *, charter_id: CharterId
) -> tuple[ArticleFigures, ...]:
    """How often each article fires, is followed, is contested; never by person.

    Of observed posts, the newest FIGURES_POSTS are counted.
    """
    _require(caller, Role.CHARTER_OWNER, Role.ANALYST)
    seen = islice(_all_observed(app, ObservedQuery(charter=charter_id)), FIGURES_POSTS)
    return figures.by_article(_every_case(app, CaseQuery(charter=charter_id)), seen)


# Charters


def replay(
    app: App,
    caller: Caller,
    posts: Sequence[Post],
    *,
    charter_id: CharterId,
    level: Level | None = None,
    overlays: Sequence[str] = (),
    shadow: bool = False,
) -> Dialled:
    """What another `level`, and `overlays` on top, would change on `posts`; they are not kept.

    shadow: try the articles that run in `shadow` as if they were active, too.
    Raises CharterError, InputError, TextTooLong, UnknownName.
    """
    _require(caller, Role.CHARTER_OWNER, Role.REVIEWER)
    live = app.checker(charter_id)
    chosen = _known_overlays(app, overlays)
    if len(posts) > REPLAY_LIMIT:
        raise InputError(f"{len(posts):,} posts; a replay takes {REPLAY_LIMIT:,} at most")
    longest = max((len(post.text) for post in posts), default=0)
    if longest > INTERACTIVE_LIMIT:
        raise TextTooLong(longest, INTERACTIVE_LIMIT)
    tried = app.variant(charter_id, chosen) if chosen else live
    now = app.now()
    judged = [_judged_twice(post, live, tried, now) for post in posts]
    if shadow:
        judged = [replace(one, tried=awake(one.tried)) for one in judged]
    return dialled(
        judged,
        live=live.charter,
        tried=tried.charter,
        level=level or live.charter.level,
        overlays=chosen,
    )


def _known_overlays(app: App, names: Sequence[str]) -> tuple[str, ...]:
    """`names`, each once, in the order they are put on in. Raises UnknownName."""
    for name in names:
        if name not in app.overlays:
            near = get_close_matches(name, app.overlays)
            raise UnknownName(name, what="overlay", near=near)
    return tuple(name for name in app.overlays if name in names)


def _judged_twice(post: Post, live: Checker, tried: Checker, now: datetime) -> Judged:
    report = live.check(post, now=now)
    return Judged(post, report, report if tried is live else tried.check(post, now=now))


# Keys


def create_key(app: App, caller: Caller, *, owner: str, roles: Sequence[Role]) -> NewKey:
    """A key for `owner`; its token is never shown again. Raises InputError."""
    _require(caller, Role.OPERATOR)
    if not owner.strip() or not roles:
        raise InputError("a key needs an owner and at least one role")
    token = KEY_PREFIX + secrets.token_urlsafe(32)
    key = Key(
        id=app.new_id(),
        owner=owner,
        roles=tuple(dict.fromkeys(roles)),
        digest=_digest(token),
        created_at=app.now(),
    )
    app.store.add_key(key)
    return NewKey(info=_info(key), token=token)


def authenticate(app: App, token: str) -> Caller:
    """Whose token it is. Raises NotAuthenticated."""
    key = app.store.key(_digest(token))
    if key is None or key.revoked_at is not None:
        raise NotAuthenticated("no such key; ask your operator for one")
    return Caller(key.owner, frozenset(key.roles))


def keys(app: App, caller: Caller) -> tuple[KeyInfo, ...]:
    _require(caller, Role.OPERATOR)
    return tuple(map(_info, app.store.keys()))


def revoke_key(app: App, caller: Caller, key_id: str) -> None:
    """Raises UnknownName where there is no such key in use."""
    _require(caller, Role.OPERATOR)
    if not app.store.revoke_key(key_id, at=app.now()):
        raise UnknownName(key_id, what="key in use")


def _digest(token: str) -> str:
    """SHA-256 is enough: the token holds 256 random bits, there is nothing to guess."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _info(key: Key) -> KeyInfo:
    return KeyInfo(**key.model_dump(exclude={"digest"}))


# Rights, events, what is shown


def _require(caller: Caller, *roles: Role) -> None:
    if not caller.may(*roles):
        raise Forbidden(f"this needs the role {' or '.join(roles)}")


def _own(app: App, caller: Caller, case_id: str) -> Case:
    found = app.store.case(case_id)
    if found.author != caller.id:
        raise UnknownCase(f"there is no case {case_id}")
    return found


def _visible(app: App, caller: Caller, case_id: str) -> Case:
    found = app.store.case(case_id)
    if found.author == caller.id or (caller.may(Role.REVIEWER) and found.is_shared):
        return found
    raise UnknownCase(f"there is no case {case_id}")


def _reviewed(app: App, caller: Caller, case_id: str) -> Case:
    _require(caller, Role.REVIEWER)
    return _visible(app, caller, case_id)


def _event(
    app: App, caller: Caller, kind: EventKind, *, words: str = "", article: str | None = None
) -> Event:
    return Event(kind=kind, at=app.now(), by=caller.id, words=words, article=article)


def _happen(app: App, case: Case, event: Event, expected: int | None) -> Case:
    """`case` with `event`, stored with the work it makes. Raises IllegalDecision, StaleCase."""
    queue.added(case, event, expected=expected)
    place = len(case.events)
    work = _work(case.id, place, event) if event.kind in _TOLD else []
    return _case_shown(app.store.append(case.id, [event], expected=place, work=work))


def _cases(app: App, query: CaseQuery, after: str | None, limit: int) -> Page[Case]:
    page = app.store.cases(query, after=after, limit=_limit(limit))
    return Page(items=tuple(map(_case_shown, page.items)), next=page.next)


def _every_case(app: App, query: CaseQuery) -> list[Case]:
    """All pages; shadow findings included."""
    page = app.store.cases(query, limit=PAGE_LIMIT)
    found = list(page.items)
    while page.next is not None:
        page = app.store.cases(query, after=page.next, limit=PAGE_LIMIT)
        found.extend(page.items)
    return found


def _limit(limit: int) -> int:
    if not 1 <= limit <= PAGE_LIMIT:
        raise InputError(f"`limit` is from 1 to {PAGE_LIMIT}")
    return limit


def _shown(report: Report) -> Report:
    """Without the findings of articles in `shadow`: counted, shown to nobody."""
    nothing: tuple[Finding, ...] = ()
    return report.model_copy(update={"shadow": nothing}) if report.shadow else report


def _case_shown(case: Case) -> Case:
    shown = _shown(case.report)
    return case if shown is case.report else case.model_copy(update={"report": shown})


def _observed_shown(post: Observed) -> Observed:
    shown = _shown(post.report)
    return post if shown is post.report else post.model_copy(update={"report": shown})


__all__ = [
    "FIGURES_POSTS",
    "LEASE",
    "PAGE_LIMIT",
    "PROGRAM",
    "REPLAY_LIMIT",
    "App",
    "AuthorRecord",
    "Caller",
    "Decision",
    "Ingested",
    "KeyInfo",
    "NewKey",
    "Notice",
    "Outcome",
    "Step",
    "article_figures",
    "ask_second_look",
    "authenticate",
    "case",
    "check",
    "claim",
    "comment",
    "contest",
    "create_key",
    "decide",
    "do_work",
    "every_observed",
    "export_author",
    "ingest",
    "ingest_next",
    "is_anything_due",
    "keys",
    "log_notice",
    "mark_read",
    "mend",
    "my_cases",
    "observed_list",
    "observed_post",
    "observed_summary",
    "purge",
    "queue_list",
    "release_overdue",
    "replay",
    "revoke_key",
    "run_of",
    "submit",
    "take_work",
    "unclaim",
    "withdraw",
]
