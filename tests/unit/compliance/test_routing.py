"""The whole level table, the overrides, the urgency table."""

from __future__ import annotations

import pytest

from compliance.charter import Charter, Level, Override
from compliance.finding import Finding, Severity
from compliance.post import Language, Post, PostKind
from compliance.report import CharterRef, Report, Route, Score
from compliance.routing import route_again, route_draft, route_observed, urgency

POST = Post(id="1", text="…", channel="linkedin", topics=("merger",))
TABLE = {
    Level.TRUST: ("clear", "clear", "advise", "advise"),
    Level.GUIDE: ("clear", "clear", "advise", "review"),
    Level.REVIEW: ("clear", "advise", "review", "review"),
    Level.STRICT: ("clear", "advise", "review", "review"),
}


def finding(severity: Severity, category: str = "claims") -> Finding:
    return Finding(
        article=category,
        rule="r",
        category=category,
        severity=severity,
        start=0,
        end=1,
        text="…",
        message="",
        why="",
        score=1,
        source="terms",
    )


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("rank", range(4))
def test_every_cell_of_the_table(level: Level, rank: int) -> None:
    found = [finding(s) for s in Severity if s.rank == rank]
    routed = route_draft(POST, found, Charter(id="c", level=level))
    assert routed.route == TABLE[level][rank]
    assert routed.reason.startswith(level)


def test_trust_offers_a_second_look_for_what_is_serious_and_imposes_none() -> None:
    routed = route_draft(POST, [finding(Severity.SERIOUS)], Charter(id="c", level=Level.TRUST))
    assert (routed.route, routed.second_look) == (Route.ADVISE, True)


@pytest.mark.parametrize("category", ["disconnect", "authenticity"])
def test_a_nudge_is_never_more_than_a_suggestion(category: str) -> None:
    routed = route_draft(POST, [finding(Severity.SERIOUS, category)], Charter(id="c"))
    assert routed.route is Route.CLEAR


def test_strict_reviews_every_draft_on_a_listed_topic_or_channel() -> None:
    charter = Charter(id="c", level=Level.STRICT, listed_topics=("merger",))
    assert route_draft(POST, [], charter).reason == "strict × topic merger"
    charter = Charter(id="c", level=Level.STRICT, listed_channels=("linkedin",))
    assert route_draft(POST, [], charter).route is Route.REVIEW
    charter = Charter(id="c", level=Level.REVIEW, listed_channels=("linkedin",))
    assert route_draft(POST, [], charter).route is Route.CLEAR


def test_a_listed_topic_sends_protected_speech_to_nobody() -> None:
    charter = Charter(id="c", level=Level.STRICT, listed_topics=("merger",))
    assert route_draft(POST, [], charter, protected=True).route is Route.CLEAR
    found = [finding(Severity.SERIOUS)]
    assert route_draft(POST, found, charter, protected=True).route is Route.REVIEW


def test_an_override_speaks_for_the_findings_it_agrees_with_and_no_other() -> None:
    gentle = Override(id="claims-on-linkedin", categories=("claims",), route="advise")
    charter = Charter(id="c", overrides=(gentle,))
    alone = route_draft(POST, [finding(Severity.SERIOUS)], charter)
    assert (alone.route, alone.reason) == (Route.ADVISE, "override claims-on-linkedin × claims")
    both = [finding(Severity.SERIOUS), finding(Severity.SERIOUS, "security")]
    assert route_draft(POST, both, charter).reason == "guide × serious (security)"


def test_a_draft_that_could_not_be_checked_whole_is_never_clear() -> None:
    assert route_draft(POST, [], Charter(id="c"), complete=False).route is Route.ADVISE
    assert route_observed(0, [], complete=False).route is Route.WATCH


@pytest.mark.parametrize(
    ("level", "route"),
    [(0, Route.CLEAR), (1, Route.WATCH), (2, Route.RESPOND), (3, Route.ESCALATE)],
)
def test_observed_posts_go_by_urgency(level: int, route: Route) -> None:
    assert route_observed(level, []).route is route


def test_a_risk_is_worth_watching_whatever_the_urgency_says() -> None:
    risks = [Score(label="legal", score=0.9)]
    calm = {"0": 0.9, "1": 0.1, "2": 0.0, "3": 0.0}
    assert urgency(risks, calm) == 1
    assert urgency([], calm) == 0
    assert urgency([Score(label="threat", score=0.9)]) == 3


def test_what_was_found_is_routed_again_and_protected_speech_stays_out_of_lists() -> None:
    strict = Charter(id="c", level=Level.STRICT, listed_topics=("merger",))
    report = Report(
        id="1",
        charter=CharterRef(id="c", version="1"),
        language=Language(label="fr", score=1),
        sentiment=Score(label="neutral", score=1),
        urgency=0,
        protected=False,
        route=Route.CLEAR,
        route_reason="",
        complete=True,
    )
    assert route_again(POST, report, strict) is Route.REVIEW
    protected = report.model_copy(update={"protected": True})
    assert route_again(POST, protected, strict) is Route.CLEAR
    observed = POST.model_copy(update={"kind": PostKind.OBSERVED})
    kept = report.model_copy(update={"route": Route.WATCH})
    assert route_again(observed, kept, strict) is Route.WATCH
