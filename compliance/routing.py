"""The level table, the urgency table, a charter's overrides → route and reason. Nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from compliance.charter import Charter, Level, Override
from compliance.finding import NUDGES, Finding, Severity
from compliance.post import Post
from compliance.report import Report, Route, Score

CLEAR, ADVISE, REVIEW = Route.CLEAR, Route.ADVISE, Route.REVIEW
# The dial: the route of a draft by level and worst finding (DESIGN, «The charter»).
DRAFT_ROUTES: Mapping[Level, Mapping[Severity | None, Route]] = {
    Level.TRUST: {
        None: CLEAR,
        Severity.SUGGESTION: CLEAR,
        Severity.CAUTION: ADVISE,
        Severity.SERIOUS: ADVISE,
    },
    Level.GUIDE: {
        None: CLEAR,
        Severity.SUGGESTION: CLEAR,
        Severity.CAUTION: ADVISE,
        Severity.SERIOUS: REVIEW,
    },
    Level.REVIEW: {
        None: CLEAR,
        Severity.SUGGESTION: ADVISE,
        Severity.CAUTION: REVIEW,
        Severity.SERIOUS: REVIEW,
    },
    Level.STRICT: {
        None: CLEAR,
        Severity.SUGGESTION: ADVISE,
        Severity.CAUTION: REVIEW,
        Severity.SERIOUS: REVIEW,
    },
}
URGENCY_ROUTES = (Route.CLEAR, Route.WATCH, Route.RESPOND, Route.ESCALATE)
# What a risk asks for on its own, where no classifier says how urgent the post is.
RISK_URGENCY: Mapping[str, int] = {
    "product-safety": 2,
    "service-failure": 1,
    "misconduct": 2,
    "social-conflict": 1,
    "environment": 1,
    "data-breach": 2,
    "legal": 1,
    "boycott": 1,
    "misinformation": 2,
    "threat": 3,
}


@dataclass(frozen=True, slots=True)
class Routing:
    """Where a post goes and the cell of the table, or the override, that says so."""

    route: Route
    reason: str
    second_look: bool = False


def route_draft(
    post: Post,
    findings: Sequence[Finding],
    charter: Charter,
    *,
    complete: bool = True,
    protected: bool = False,
) -> Routing:
    """The route of a draft.

    An override that agrees with a finding speaks for that finding; the highest route wins. A draft
    that could not be checked whole is never `clear`. Where the post is protected speech, a listed
    topic or channel sends it to nobody: only a real finding does.
    """
    table = DRAFT_ROUTES[charter.level]
    candidates = [_route_finding(post, finding, charter, table) for finding in findings]
    if charter.level is Level.STRICT and not protected:
        candidates += _listed(post, charter)
    candidates.append(Routing(table[None], f"{charter.level} × nothing"))
    best = max(candidates, key=lambda routing: routing.route.rank)
    if not complete and best.route is CLEAR:
        best = Routing(ADVISE, "a part of the check could not run")
    worst = max((f.severity.rank for f in findings if f.category not in NUDGES), default=0)
    offered = best.route is ADVISE and worst >= Severity.SERIOUS.rank
    return Routing(best.route, best.reason, second_look=offered)


def route_again(post: Post, report: Report, charter: Charter) -> Route:
    """Where `charter` would send `post` for what `report` found: only routing reads a level."""
    if not post.is_draft:
        return report.route
    found, complete, protected = report.findings, report.complete, report.protected
    return route_draft(post, found, charter, complete=complete, protected=protected).route


def _route_finding(
    post: Post, finding: Finding, charter: Charter, table: Mapping[Severity | None, Route]
) -> Routing:
    for override in charter.overrides:
        if _agrees(override, post, finding):
            return Routing(Route(override.route), f"override {override.id} × {finding.article}")
    severity = Severity.SUGGESTION if finding.category in NUDGES else finding.severity
    return Routing(table[severity], f"{charter.level} × {severity} ({finding.article})")


def _agrees(override: Override, post: Post, finding: Finding) -> bool:
    return (
        (not override.categories or finding.category in override.categories)
        and (not override.severities or finding.severity in override.severities)
        and (not override.channels or post.channel in override.channels)
        and (not override.audiences or post.audience in override.audiences)
        and (not override.topics or not set(override.topics).isdisjoint(post.topics))
    )


def _listed(post: Post, charter: Charter) -> list[Routing]:
    found = [f"topic {topic}" for topic in post.topics if topic in charter.listed_topics]
    if post.channel in charter.listed_channels:
        found.append(f"channel {post.channel}")
    return [Routing(REVIEW, f"strict × {what}") for what in found]


def route_observed(urgency: int, risks: Sequence[Score], *, complete: bool = True) -> Routing:
    """The route of an observed post by its urgency, 0 to 3."""
    named = ", ".join(risk.label for risk in risks) or "no risk"
    routing = Routing(URGENCY_ROUTES[urgency], f"urgency {urgency} ({named})")
    if not complete and routing.route is Route.CLEAR:
        return Routing(Route.WATCH, "a part of the check could not run")
    return routing


def urgency(risks: Sequence[Score], scores: Mapping[str, float] | None = None) -> int:
    """0 to 3: the median of a classifier's `scores`, at least 1 where there is a risk.

    Without scores, the most pressing of the risks by the table.
    """
    if scores:
        return max(_median(scores), 1 if risks else 0)
    return max((RISK_URGENCY.get(risk.label, 1) for risk in risks), default=0)


def _median(scores: Mapping[str, float]) -> int:
    """The highest step of a scale that is likelier reached than not."""
    reached = 0.0
    for label in sorted(scores, reverse=True):
        reached += scores[label]
        if reached >= 0.5:
            return int(label)
    return 0
