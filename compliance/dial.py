"""What another level or more overlays would change on sample or past posts; nothing is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from compliance import routing
from compliance.charter import Charter, Level, Words
from compliance.finding import Finding, merged
from compliance.pipeline import unshielded
from compliance.post import Frozen, Post
from compliance.report import Report, Route

# How many of the posts that would be judged otherwise are told one by one.
SHOWN = 100


class Setting(Frozen):
    """What a charter so set makes of the posts.

    findings: in all; second_looks: posts routed to a reviewer.
    """

    level: Level
    overlays: tuple[str, ...] = ()
    findings: int = 0
    second_looks: int = 0
    routes: Mapping[Route, int] = {}


class ArticleChange(Frozen):
    """Findings of an article that only the new setting has, and that only the live one has."""

    article: str
    gained: int = 0
    lost: int = 0


class Turned(Frozen):
    """A post that would be judged otherwise.

    number: its place among the posts, from 1 on. found: the articles, by then, each once.
    """

    number: int
    id: str
    text: str
    before: Route
    after: Route
    found: tuple[str, ...] = ()
    gained: tuple[Finding, ...] = ()
    lost: tuple[Finding, ...] = ()


class Dialled(Frozen):
    """A turn of the dial, tried.

    before: the live charter. after: as asked. levels: each level, with the overlays asked.
    changed: how many posts would be judged otherwise; turned: the first of them.
    titles: of the articles that these name, those of overlays too.
    """

    charter: str
    posts: int
    before: Setting
    after: Setting
    levels: tuple[Setting, ...]
    changed: int
    articles: tuple[ArticleChange, ...]
    turned: tuple[Turned, ...]
    titles: Mapping[str, Words] = {}


@dataclass(frozen=True, slots=True)
class Judged:
    """A post under the live charter and under the one that is tried, whatever its level."""

    post: Post
    live: Report
    tried: Report


def awake(report: Report) -> Report:
    """`report` as if what runs in `shadow` were active; protected speech stays free of it."""
    kept = unshielded(report.shadow) if report.protected else report.shadow
    return report.model_copy(update={"findings": merged([*report.findings, *kept]), "shadow": ()})


def dialled(
    judged: Sequence[Judged],
    *,
    live: Charter,
    tried: Charter,
    level: Level,
    overlays: Sequence[str] = (),
) -> Dialled:
    """What `tried` at `level` would change; only routing reads a level, so nothing is rechecked."""
    routes = {at: _routes(judged, tried, at) for at in Level}
    found = [one.tried for one in judged]
    levels = tuple(_setting(at, overlays, found, routes[at]) for at in Level)
    before = [one.live.route for one in judged]
    turned = [
        _turned(number, one, after)
        for number, (one, after) in enumerate(zip(judged, routes[level], strict=True), 1)
    ]
    charters = {**live.by_article, **tried.by_article}
    changed = [one for one in turned if one.gained or one.lost or one.before is not one.after]
    return Dialled(
        charter=live.id,
        posts=len(judged),
        before=_setting(live.level, (), [one.live for one in judged], before),
        after=next(setting for setting in levels if setting.level is level),
        levels=levels,
        changed=len(changed),
        articles=tuple(_articles(changed)),
        turned=tuple(changed[:SHOWN]),
        titles={a: charters[a].title for a in _named(changed) if a in charters},
    )


def _routes(judged: Iterable[Judged], charter: Charter, level: Level) -> list[Route]:
    at = charter.model_copy(update={"level": level})
    return [routing.route_again(one.post, one.tried, at) for one in judged]


def _setting(
    level: Level, overlays: Sequence[str], reports: Sequence[Report], routes: Sequence[Route]
) -> Setting:
    counted = Counter(routes)
    return Setting(
        level=level,
        overlays=tuple(overlays),
        findings=sum(len(report.findings) for report in reports),
        second_looks=counted[Route.REVIEW],
        routes={route: counted[route] for route in Route if counted[route]},
    )


def _turned(number: int, one: Judged, after: Route) -> Turned:
    old, new = _places(one.live), _places(one.tried)
    return Turned(
        number=number,
        id=one.post.id,
        text=one.post.text,
        before=one.live.route,
        after=after,
        found=tuple(dict.fromkeys(f.article for f in one.tried.findings)),
        gained=tuple(f for place, f in new.items() if place not in old),
        lost=tuple(f for place, f in old.items() if place not in new),
    )


def _named(turned: Iterable[Turned]) -> list[str]:
    """The articles of `turned`, each once, by id."""
    named = {article for one in turned for article in one.found}
    return sorted(named | {f.article for one in turned for f in one.lost})


def _places(report: Report) -> dict[tuple[str, int, int], Finding]:
    return {(f.article, f.start, f.end): f for f in report.findings}


def _articles(turned: Iterable[Turned]) -> Iterable[ArticleChange]:
    gained: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    for one in turned:
        gained.update(finding.article for finding in one.gained)
        lost.update(finding.article for finding in one.lost)
    for article in sorted(gained | lost):
        yield ArticleChange(article=article, gained=gained[article], lost=lost[article])
