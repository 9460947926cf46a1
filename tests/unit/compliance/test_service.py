from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from compliance import service
from compliance.charter import Level
from compliance.errors import (
    Forbidden,
    IllegalDecision,
    InputError,
    NotAuthenticated,
    StaleCase,
    TextTooLong,
    UnknownCase,
    UnknownName,
)
from compliance.figures import ArticleFigures
from compliance.post import INTERACTIVE_LIMIT, Post
from compliance.queue import Case, Decision, EventKind, Outcome, Status
from compliance.records import CaseQuery, Observed, ObservedQuery, Purged, Role
from compliance.report import Route
from compliance.service import App, Caller, Notice
from compliance.store.memory import MemoryStore
from tests.service_support import (
    ANNA,
    BEN,
    CHARTER,
    CLEO,
    DAN,
    NOW,
    OPS,
    Clock,
    FakeChecker,
    ListSource,
    Mailbox,
    app,
    observed,
)

GO = Decision(outcome=Outcome.GO, reason="Lovely")
STRANGER = Caller("stranger", frozenset({Role.AMBASSADOR}))


def submitted(at: App, text: str = "We are the best [claims]", *, by: Caller = ANNA) -> Case:
    return service.submit(at, by, Post(text=text), charter_id="house")


def test_an_instant_check_stores_nothing() -> None:
    store = MemoryStore()
    report = service.check(app(store), Post(text="[claims]"), charter_id="house")
    assert [f.article for f in report.findings] == ["claims"]
    assert store.cases(CaseQuery()).items == ()
    assert store.take_work(now=NOW, lease=timedelta(1)) == []


def test_a_text_over_the_limit_is_refused_by_its_length_alone() -> None:
    long = Post(text="a" * (INTERACTIVE_LIMIT + 1))
    with pytest.raises(TextTooLong):
        service.check(app(), long, charter_id="house")
    with pytest.raises(TextTooLong):
        service.submit(app(), ANNA, long, charter_id="house")


def test_a_charter_that_is_not_there_is_named_with_those_like_it() -> None:
    with pytest.raises(UnknownName, match="did you mean 'house'"):
        service.check(app(), Post(text=""), charter_id="hose")


def test_findings_in_shadow_are_kept_and_shown_to_nobody() -> None:
    store = MemoryStore()
    at = app(store, checkers={"house": FakeChecker(shadow=["respect"])})
    case = submitted(at)
    kept = store.case(case.id)
    assert [f.article for f in kept.report.shadow] == ["respect"]
    assert case.report.shadow == ()
    assert service.case(at, ANNA, case.id).report.shadow == ()
    assert service.my_cases(at, ANNA).items[0].report.shadow == ()
    assert service.check(at, Post(text=""), charter_id="house").shadow == ()


def test_a_submitted_draft_is_stored_with_its_report_event_and_work() -> None:
    store = MemoryStore()
    case = submitted(app(store))
    assert store.case(case.id) == case
    assert case.report.route is Route.REVIEW
    assert case.status is Status.WAITING
    assert [(e.kind, e.by) for e in case.events] == [(EventKind.SUBMITTED, "anna")]
    work = store.take_work(now=NOW, lease=timedelta(1))
    assert [(w.case_id, w.place) for w in work] == [(case.id, 0)]


def test_a_submission_sent_again_gives_the_same_case() -> None:
    at = app()
    post = Post(text="hello")
    first = service.submit(at, ANNA, post, charter_id="house", key="k1")
    again = service.submit(at, ANNA, post, charter_id="house", key="k1")
    other = service.submit(at, BEN, post, charter_id="house", key="k1")
    assert again == first
    assert other.id != first.id
    with pytest.raises(InputError, match="used for another draft"):
        service.submit(at, ANNA, Post(text="bye"), charter_id="house", key="k1")


def test_only_a_draft_of_an_ambassador_can_be_submitted() -> None:
    with pytest.raises(Forbidden):
        submitted(app(), by=CLEO)
    with pytest.raises(InputError):
        service.submit(app(), ANNA, Post(text="", kind="observed"), charter_id="house")


def test_a_later_version_names_a_case_of_its_own_author() -> None:
    at = app()
    first = submitted(at)
    second = service.submit(at, ANNA, Post(text="x"), charter_id="house", revises=first.id)
    assert second.revises == first.id
    with pytest.raises(UnknownCase):
        service.submit(at, BEN, Post(text="x"), charter_id="house", revises=first.id)


def test_the_author_reads_the_reviewers_answer() -> None:
    at = app()
    case = submitted(at)
    service.claim(at, CLEO, case.id)
    answer = Decision(outcome=Outcome.ADJUST, reason="Softer", suggestion="We are good")
    service.decide(at, CLEO, case.id, answer)
    read = service.mark_read(at, ANNA, case.id)
    assert read.decision == answer
    assert [e.kind for e in read.events] == ["submitted", "claimed", "decided", "read"]
    assert service.mark_read(at, ANNA, case.id) == read


def test_somebody_elses_case_is_unknown_to_all_but_reviewers() -> None:
    at = app()
    case = submitted(at)
    assert service.case(at, ANNA, case.id) == service.case(at, CLEO, case.id) == case
    for other in (STRANGER, DAN, OPS):
        with pytest.raises(UnknownCase):
            service.case(at, other, case.id)
        with pytest.raises(UnknownCase):
            service.comment(at, other, case.id, "hello")


def test_a_draft_that_was_only_advised_is_unknown_to_reviewers_until_they_are_asked() -> None:
    at = app()
    case = submitted(at, "nothing to say")
    with pytest.raises(UnknownCase):
        service.case(at, CLEO, case.id)
    with pytest.raises(UnknownCase):
        service.decide(at, CLEO, case.id, GO)
    assert service.queue_list(at, CLEO, statuses=[Status.ADVISED]).items == ()
    service.ask_second_look(at, ANNA, case.id, words="sure?")
    assert service.case(at, CLEO, case.id).status is Status.WAITING
    assert [c.id for c in service.queue_list(at, CLEO).items] == [case.id]


def test_a_withdrawn_draft_is_unknown_to_reviewers() -> None:
    at = app()
    case = submitted(at)
    service.withdraw(at, ANNA, case.id)
    with pytest.raises(UnknownCase):
        service.case(at, CLEO, case.id)
    assert service.queue_list(at, CLEO, statuses=list(Status)).items == ()
    assert service.case(at, ANNA, case.id).status is Status.WITHDRAWN


def test_nobody_reviews_their_own_post() -> None:
    at = app()
    case = submitted(at, by=BEN)
    with pytest.raises(IllegalDecision):
        service.claim(at, BEN, case.id)
    with pytest.raises(IllegalDecision):
        service.decide(at, BEN, case.id, GO)


def test_a_reviewer_who_read_an_older_case_is_told_so() -> None:
    at = app()
    case = submitted(at)
    service.comment(at, ANNA, case.id, "one more thing", expected=1)
    with pytest.raises(StaleCase):
        service.decide(at, CLEO, case.id, GO, expected=1)
    assert service.decide(at, CLEO, case.id, GO, expected=2).status is Status.DECIDED


def test_a_claimed_case_can_be_given_back() -> None:
    at = app()
    case = submitted(at)
    service.claim(at, CLEO, case.id)
    assert service.unclaim(at, BEN, case.id).status is Status.WAITING


def test_a_finding_can_be_contested_by_its_author() -> None:
    at = app()
    case = submitted(at)
    after = service.contest(at, ANNA, case.id, article="claims", words="a quotation")
    assert after.events[-1].article == "claims"


def test_my_cases_are_mine_and_newest_first() -> None:
    clock = Clock()
    at = app(clock=clock)
    first = submitted(at)
    clock.advance(hours=1)
    second = submitted(at)
    submitted(at, by=BEN)
    assert service.my_cases(at, ANNA).items == (second, first)


@pytest.mark.parametrize("limit", [0, -1, 201])
def test_a_page_has_a_reasonable_size(limit: int) -> None:
    with pytest.raises(InputError):
        service.my_cases(app(), ANNA, limit=limit)


def test_silence_gives_a_case_back_and_tells_its_author() -> None:
    clock, mailbox = Clock(), Mailbox()
    at = app(clock=clock, mailbox=mailbox)
    case, bound = submitted(at), submitted(at, "[quiet-period]")
    answered = submitted(at)
    service.decide(at, CLEO, answered.id, GO)
    for work in service.take_work(at):
        service.do_work(at, work)
    assert not service.is_anything_due(at)
    clock.advance(hours=24)
    assert service.is_anything_due(at)
    assert service.release_overdue(at) == (case.id,)
    assert service.release_overdue(at) == ()
    assert service.case(at, ANNA, case.id).status is Status.RELEASED
    assert service.case(at, ANNA, bound.id).status is Status.WAITING
    for work in service.take_work(at, case_id=case.id):
        service.do_work(at, work)
    assert not service.is_anything_due(at)
    assert Notice(case_id=case.id, event=EventKind.RELEASED, to="author") in mailbox.notices


def test_reviewers_are_told_of_what_waits_for_them_and_of_nothing_else() -> None:
    mailbox = Mailbox()
    at = app(mailbox=mailbox)
    waiting = submitted(at)
    submitted(at, "nothing to say")
    for work in service.take_work(at):
        service.do_work(at, work)
    contact = "comms@example.com"
    told = Notice(case_id=waiting.id, event=EventKind.SUBMITTED, to="reviewers", contact=contact)
    assert mailbox.notices == [told]
    assert service.take_work(at) == []


def worked(at: App, case: Case) -> Case:
    for work in service.take_work(at, case_id=case.id):
        service.do_work(at, work)
    return service.case(at, ANNA, case.id)


SLOW = {"house": FakeChecker(has_slow_models=True)}


def test_a_slow_model_reads_a_submitted_draft_before_anybody_is_told() -> None:
    mailbox = Mailbox()
    at = app(checkers=SLOW, mailbox=mailbox)
    case = submitted(at, "Nothing at first sight (claims)")
    assert (case.status, case.articles) == (Status.ADVISED, ())
    again = worked(at, case)
    assert (again.status, again.articles) == (Status.WAITING, ("claims",))
    assert [event.kind for event in again.events] == [EventKind.SUBMITTED, EventKind.REREAD]
    assert [(n.event, n.to) for n in mailbox.notices] == [(EventKind.SUBMITTED, "reviewers")]


def test_nobody_is_told_of_what_a_slow_model_clears() -> None:
    mailbox = Mailbox()
    at = app(checkers=SLOW, mailbox=mailbox)
    again = worked(at, submitted(at, "A question: [claims]?"))
    assert (again.status, again.is_shared, mailbox.notices) == (Status.ADVISED, False, [])
    assert service.queue_list(at, CLEO).items == ()


def test_a_draft_is_read_again_once_however_often_the_work_is_done() -> None:
    clock, mailbox = Clock(), Mailbox(broken=True)
    at = app(checkers=SLOW, clock=clock, mailbox=mailbox)
    case = submitted(at, "(claims)")
    with pytest.raises(ConnectionError):
        worked(at, case)
    mailbox.broken = False
    clock.advance(seconds=service.LEASE.total_seconds())
    assert len(worked(at, case).events) == 2
    assert len(mailbox.notices) == 1


def test_a_draft_that_is_answered_or_under_another_charter_is_not_read_again() -> None:
    at = app(checkers=SLOW)
    answered = submitted(at, "[claims] (respect)")
    service.decide(at, CLEO, answered.id, GO)
    assert worked(at, answered).articles == ("claims",)
    case = submitted(at, "(claims)")
    newer = FakeChecker(CHARTER.model_copy(update={"version": "2"}), has_slow_models=True)
    assert worked(replace(at, checkers={"house": newer}), case).articles == ()


def test_observed_posts_are_read_by_the_slow_models_at_once() -> None:
    at = app(checkers=SLOW)
    service.ingest(at, DAN, [Post(id="1", text="(claims)")], charter_id="house", source="feed")
    (post,) = service.observed_list(at, DAN, ObservedQuery()).items
    assert [f.article for f in post.report.findings] == ["claims"]


def test_a_comment_is_told_to_the_other_side() -> None:
    mailbox = Mailbox()
    at = app(mailbox=mailbox)
    case = submitted(at)
    service.comment(at, CLEO, case.id, "shall we talk?")
    service.comment(at, ANNA, case.id, "gladly")
    for work in service.take_work(at):
        service.do_work(at, work)
    told = [(n.event, n.to) for n in mailbox.notices]
    assert told == [("submitted", "reviewers"), ("commented", "author"), ("commented", "reviewers")]


def test_work_whose_notice_failed_is_there_again_after_its_lease() -> None:
    clock, mailbox = Clock(), Mailbox(broken=True)
    at = app(clock=clock, mailbox=mailbox)
    submitted(at)
    (work,) = service.take_work(at)
    with pytest.raises(ConnectionError):
        service.do_work(at, work)
    assert service.take_work(at) == []
    clock.advance(seconds=service.LEASE.total_seconds())
    assert [w.attempts for w in service.take_work(at)] == [2]


def test_observed_posts_are_judged_and_stored_once() -> None:
    at = app()
    posts = [Post(id="p1", text="boycott them"), Post(id="p2", text="nice")]
    first = service.ingest(at, DAN, posts, charter_id="house", source="feed")
    assert (first.read, first.new, first.by_route) == (2, 2, {"clear": 1, "respond": 1})
    assert service.ingest(at, DAN, posts, charter_id="house", source="feed").new == 0
    found = service.observed_list(at, DAN, ObservedQuery(risk="boycott")).items
    assert [one.post.id for one in found] == ["p1"]
    assert service.observed_summary(at, DAN, ObservedQuery()).by_risk == {"boycott": 1}


def test_an_observed_post_without_an_id_is_refused() -> None:
    with pytest.raises(InputError):
        service.ingest(app(), DAN, [Post(text="x")], charter_id="house", source="feed")


def test_a_source_is_read_on_from_where_the_last_step_ended() -> None:
    at, source = app(), ListSource(["a", "boycott", None, "c", "d"])
    first = service.ingest_next(at, DAN, source, charter_id="house", limit=3)
    assert (first.run.read, first.run.new, first.run.bad, first.run.done) == (3, 2, 1, False)
    assert first.by_route == {"clear": 1, "respond": 1}
    assert [(bad.number, bad.message) for bad in first.bad] == [(3, "no post")]
    second = service.ingest_next(at, DAN, source, charter_id="house", limit=3)
    assert (second.run.read, second.run.new, second.run.bad, second.run.done) == (5, 4, 1, True)
    third = service.ingest_next(at, DAN, source, charter_id="house", limit=3)
    assert third.run == second.run


def test_a_source_read_to_its_end_may_grow() -> None:
    at, source = app(), ListSource(["a"])
    assert service.ingest_next(at, DAN, source, charter_id="house", limit=3).run.done
    source.texts.append("b")
    grown = service.ingest_next(at, DAN, source, charter_id="house", limit=3).run
    assert (grown.read, grown.new, grown.done) == (2, 2, True)


def test_an_empty_source_is_done_at_once() -> None:
    run = service.ingest_next(app(), DAN, ListSource([]), charter_id="house", limit=3).run
    assert (run.read, run.done) == (0, True)


def test_an_author_gets_everything_recorded_about_them_and_nobody_elses() -> None:
    at = app(checkers={"house": FakeChecker(shadow=["respect"])})
    mine = submitted(at)
    submitted(at, by=BEN)
    service.create_key(at, OPS, owner="anna", roles=[Role.AMBASSADOR])
    record = service.export_author(at, ANNA)
    assert [c.id for c in record.cases] == [mine.id]
    assert [f.article for f in record.cases[0].report.shadow] == ["respect"]
    assert [k.owner for k in record.keys] == ["anna"]
    assert "digest" not in record.model_dump_json()
    assert service.export_author(at, OPS, "anna").cases == record.cases
    with pytest.raises(Forbidden):
        service.export_author(at, BEN, "anna")


def test_a_purge_keeps_to_the_retention_of_the_charter() -> None:
    clock = Clock()
    at = app(clock=clock)
    service.decide(at, CLEO, submitted(at).id, GO)
    service.ingest(at, DAN, [Post(id="p1", text="x")], charter_id="house", source="feed")
    clock.advance(days=90)
    assert service.purge(at, OPS) == {"house": Purged()}
    clock.advance(seconds=1)
    assert service.purge(at, OPS) == {"house": Purged(cases=1)}
    clock.advance(days=90)
    assert service.purge(at, OPS) == {"house": Purged(observed=1)}


def test_a_key_opens_what_its_roles_allow_until_it_is_revoked() -> None:
    store = MemoryStore()
    at = app(store)
    key = service.create_key(at, OPS, owner="anna", roles=[Role.AMBASSADOR, Role.AMBASSADOR])
    assert service.authenticate(at, key.token) == ANNA
    assert key.token not in str(store.keys())
    assert service.keys(at, OPS) == (key.info,)
    service.revoke_key(at, OPS, key.info.id)
    for token in (key.token, "", "balise_guess", "\ud800"):
        with pytest.raises(NotAuthenticated):
            service.authenticate(at, token)
    with pytest.raises(UnknownName):
        service.revoke_key(at, OPS, key.info.id)


def test_a_key_without_owner_or_role_is_refused() -> None:
    with pytest.raises(InputError):
        service.create_key(app(), OPS, owner=" ", roles=[Role.ANALYST])
    with pytest.raises(InputError):
        service.create_key(app(), OPS, owner="anna", roles=[])


ALLOWED: list[tuple[Callable[[App, Caller], object], set[Role]]] = [
    (lambda at, who: submitted(at, by=who), {Role.AMBASSADOR}),
    (service.queue_list, {Role.REVIEWER}),
    (lambda at, who: service.observed_list(at, who, ObservedQuery()), {Role.ANALYST}),
    (lambda at, who: service.observed_summary(at, who, ObservedQuery()), {Role.ANALYST}),
    (
        lambda at, who: service.ingest(at, who, [], charter_id="house", source="s"),
        {Role.ANALYST},
    ),
    (
        lambda at, who: service.article_figures(at, who, charter_id="house"),
        {Role.ANALYST, Role.CHARTER_OWNER},
    ),
    (
        lambda at, who: service.replay(at, who, [], charter_id="house"),
        {Role.CHARTER_OWNER, Role.REVIEWER},
    ),
    (lambda at, who: service.every_observed(at, who, ObservedQuery()), {Role.ANALYST}),
    (service.purge, {Role.OPERATOR}),
    (service.keys, {Role.OPERATOR}),
    (
        lambda at, who: service.create_key(at, who, owner="x", roles=[Role.ANALYST]),
        {Role.OPERATOR},
    ),
    (lambda at, who: service.export_author(at, who, "somebody"), {Role.OPERATOR}),
]


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(("use_case", "roles"), ALLOWED)
def test_each_use_case_is_open_to_its_roles_and_to_no_other(
    use_case: Callable[[App, Caller], object], roles: set[Role], role: Role
) -> None:
    caller = Caller("who", frozenset({role}))
    if role in roles:
        use_case(app(), caller)
    else:
        with pytest.raises(Forbidden):
            use_case(app(), caller)


def test_what_is_observed_is_stored_as_observed() -> None:
    at = app()
    service.ingest(at, DAN, [Post(id="p1", text="x")], charter_id="house", source="feed")
    (found,) = service.observed_list(at, DAN, ObservedQuery()).items
    assert isinstance(found, Observed)
    assert not found.post.is_draft


def test_the_most_urgent_posts_come_first_and_pages_follow_each_other() -> None:
    at = app()
    urgent = {0: Route.CLEAR, 1: Route.WATCH, 2: Route.RESPOND, 3: Route.ESCALATE}
    for n, urgency in enumerate([0, 3, 1, 3, 0, 2]):
        post = observed(f"p{n}", at=NOW + timedelta(hours=n), route=urgent[urgency])
        at.store.add_observed([post])
    found, after = [], None
    while True:
        page = service.observed_list(
            at, DAN, ObservedQuery(), after=after, limit=2, urgent_first=True
        )
        found += [one.post.id for one in page.items]
        after = page.next
        if after is None:
            break
    assert found == ["p3", "p1", "p5", "p2", "p4", "p0"]


@pytest.mark.parametrize("after", ["nowhere:", "clear:nonsense"])
def test_a_place_in_the_urgent_list_that_is_none_is_refused(after: str) -> None:
    with pytest.raises(InputError):
        service.observed_list(app(), DAN, ObservedQuery(), after=after, urgent_first=True)


def test_an_observed_post_is_found_by_its_name_and_moment() -> None:
    at = app()
    at.store.add_observed([observed("p1"), observed("p2"), observed("p1", source="other")])
    place = {"charter_id": "house", "source": "feed", "at": NOW}
    assert service.observed_post(at, DAN, post_id="p2", **place).post.id == "p2"
    with pytest.raises(UnknownCase):
        service.observed_post(at, DAN, post_id="p3", **place)
    with pytest.raises(Forbidden):
        service.observed_post(at, ANNA, post_id="p2", **place)


def test_figures_count_observed_posts_and_findings_in_shadow() -> None:
    at = app(checkers={"house": FakeChecker(shadow=["respect"])})
    submitted(at, "[claims]")
    service.ingest(at, DAN, [Post(id="p1", text="[claims]")], charter_id="house", source="feed")
    assert service.article_figures(at, DAN, charter_id="house") == (
        ArticleFigures(article="claims", fired=1, observed=1),
        ArticleFigures(article="respect", silent=1, observed_silent=1),
    )


OLGA = Caller("olga", frozenset({Role.CHARTER_OWNER}))


def test_a_turn_of_the_dial_is_tried_on_posts_that_are_not_kept() -> None:
    at = app()
    posts = [Post(text="[claims]"), Post(text="fine")]
    tried = service.replay(at, OLGA, posts, charter_id="house", level=Level.TRUST)
    assert (tried.before.second_looks, tried.after.second_looks, tried.changed) == (1, 0, 1)
    assert at.store.cases(CaseQuery()).items == ()


def test_what_runs_in_shadow_can_be_tried_too() -> None:
    at = app(checkers={"house": FakeChecker(shadow=["respect"])})
    turn = {"charter_id": "house", "level": Level.REVIEW}
    quiet = service.replay(at, OLGA, [Post(text="fine")], **turn)
    loud = service.replay(at, OLGA, [Post(text="fine")], shadow=True, **turn)
    assert (quiet.after.second_looks, loud.after.second_looks) == (0, 1)
    assert [f.article for f in loud.turned[0].gained] == ["respect"]


def test_overlays_are_put_on_in_their_own_order_each_once() -> None:
    asked: list[tuple[str, ...]] = []

    def variant(charter_id: str, overlays: Sequence[str]) -> FakeChecker:
        asked.append(tuple(overlays))
        return FakeChecker()

    at = replace(app(), overlays=("crisis", "health"), variant=variant)
    names = ["health", "crisis", "health"]
    tried = service.replay(at, OLGA, [Post(text="x")], charter_id="house", overlays=names)
    assert asked == [("crisis", "health")]
    assert tried.after.overlays == ("crisis", "health")


@pytest.mark.parametrize("name", ["/etc/passwd", "../guide", "heath"])
def test_an_overlay_is_one_of_those_offered(name: str) -> None:
    at = replace(app(), overlays=("health",))
    with pytest.raises(UnknownName):
        service.replay(at, OLGA, [], charter_id="house", overlays=[name])


def test_a_replay_has_its_limits() -> None:
    many = [Post(text="x")] * (service.REPLAY_LIMIT + 1)
    with pytest.raises(InputError, match="2,001 posts"):
        service.replay(app(), OLGA, many, charter_id="house")
    with pytest.raises(TextTooLong):
        service.replay(app(), OLGA, [Post(text="x" * (INTERACTIVE_LIMIT + 1))], charter_id="house")
