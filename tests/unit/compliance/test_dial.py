from __future__ import annotations

from compliance.charter import Charter, Level
from compliance.dial import SHOWN, ArticleChange, Judged, awake, dialled
from compliance.finding import Finding, Severity
from compliance.post import Language, Post, PostKind
from compliance.report import CharterRef, Report, Route, Score

LIVE = Charter(id="house", level=Level.GUIDE)
# What each level makes of a caution, a serious finding, nothing (DESIGN, «The charter»).
SECOND_LOOKS = {Level.TRUST: 0, Level.GUIDE: 1, Level.REVIEW: 2, Level.STRICT: 2}


def finding(article: str, severity: Severity = Severity.CAUTION, start: int = 0) -> Finding:
    return Finding(
        article=article,
        rule=f"{article}/words",
        category=article,
        severity=severity,
        start=start,
        end=start + 4,
        text="Best",
        message="Are you sure?",
        why="Because.",
        score=1.0,
        source="terms",
    )


def report(*findings: Finding, route: Route = Route.CLEAR) -> Report:
    return Report(
        id="",
        charter=CharterRef(id="house", version="1"),
        language=Language(label="en", score=1.0),
        sentiment=Score(label="neutral", score=0.5),
        findings=findings,
        route=route,
        route_reason="as the test says",
    )


def judged(*findings: Finding, route: Route = Route.CLEAR) -> Judged:
    """A post that the live charter and the tried one read alike."""
    said = report(*findings, route=route)
    return Judged(Post(text="Best of all"), said, said)


POSTS = [
    judged(finding("claims"), route=Route.ADVISE),
    judged(finding("secrets", Severity.SERIOUS), route=Route.REVIEW),
    judged(),
]


def test_each_level_tells_its_second_looks_and_none_loses_a_finding() -> None:
    tried = dialled(POSTS, live=LIVE, tried=LIVE, level=Level.GUIDE)
    assert {s.level: s.second_looks for s in tried.levels} == SECOND_LOOKS
    assert {s.findings for s in tried.levels} == {2}


def test_the_level_that_is_live_changes_nothing() -> None:
    tried = dialled(POSTS, live=LIVE, tried=LIVE, level=Level.GUIDE)
    assert (tried.changed, tried.turned, tried.articles) == (0, (), ())
    assert tried.before == tried.after
    assert tried.before.routes == {Route.CLEAR: 1, Route.ADVISE: 1, Route.REVIEW: 1}


def test_a_post_that_goes_elsewhere_is_told_with_its_place() -> None:
    tried = dialled(POSTS, live=LIVE, tried=LIVE, level=Level.REVIEW)
    assert [(t.number, t.before, t.after) for t in tried.turned] == [
        (1, Route.ADVISE, Route.REVIEW)
    ]
    assert tried.after.second_looks == 2


def test_what_overlays_find_and_what_goes_is_counted_by_article() -> None:
    live, tried = report(finding("claims")), report(finding("health"), finding("health", start=9))
    one = dialled(
        [Judged(Post(text="Best of all the best"), live, tried)],
        live=LIVE,
        tried=LIVE,
        level=Level.GUIDE,
        overlays=["health"],
    )
    assert one.articles == (
        ArticleChange(article="claims", lost=1),
        ArticleChange(article="health", gained=2),
    )
    assert [f.article for f in one.turned[0].gained] == ["health", "health"]
    assert one.turned[0].found == ("health",)
    assert one.after.overlays == ("health",)
    assert one.before.overlays == ()


def test_an_observed_post_goes_where_its_urgency_says_at_any_level() -> None:
    said = report(finding("claims", Severity.SERIOUS), route=Route.WATCH)
    post = Post(text="Best", kind=PostKind.OBSERVED)
    tried = dialled([Judged(post, said, said)], live=LIVE, tried=LIVE, level=Level.STRICT)
    assert [dict(s.routes) for s in tried.levels] == [{Route.WATCH: 1}] * 4


def test_all_changed_posts_are_counted_and_the_first_are_told() -> None:
    many = [POSTS[0]] * (SHOWN + 5)
    tried = dialled(many, live=LIVE, tried=LIVE, level=Level.STRICT)
    assert (tried.changed, len(tried.turned)) == (SHOWN + 5, SHOWN)


def test_what_runs_in_shadow_is_tried_as_if_it_were_active() -> None:
    said = report(finding("claims")).model_copy(update={"shadow": (finding("climate"),)})
    tried = awake(said)
    assert [f.article for f in tried.findings] == ["claims", "climate"]
    assert tried.shadow == ()


def test_protected_speech_stays_free_of_what_runs_in_shadow() -> None:
    found = (finding("neutrality"), finding("security", start=9))
    said = report().model_copy(update={"shadow": found, "protected": True})
    assert [f.article for f in awake(said).findings] == ["security"]


def test_no_post_is_a_result_too() -> None:
    tried = dialled([], live=LIVE, tried=LIVE, level=Level.STRICT)
    assert (tried.posts, tried.changed, tried.after.second_looks) == (0, 0, 0)
