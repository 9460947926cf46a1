"""How often each article fires, is followed, is contested; never by person.

Followed is what authors do: a later version of a draft in which the article no longer fires. What
reviewers answer is not counted here: a figure of theirs would be a figure of a person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from pydantic import Field

from compliance.post import Frozen
from compliance.queue import Case, EventKind
from compliance.records import Observed

# Under that many authors, a team's figures would tell who wrote what.
SMALLEST_TEAM = 5


class ArticleFigures(Frozen):
    """Counts of cases, and of observed posts.

    fired: in which the article was found; silent: found in `shadow`, shown to nobody.
    revised: of the fired ones, those with a later version; followed: where it was gone by then.
    contested: in which somebody said that it was wrong.
    observed, observed_silent: observed posts in which it was found, active or in `shadow`.
    """

    article: str
    fired: int = Field(0, ge=0)
    silent: int = Field(0, ge=0)
    revised: int = Field(0, ge=0)
    followed: int = Field(0, ge=0)
    contested: int = Field(0, ge=0)
    observed: int = Field(0, ge=0)
    observed_silent: int = Field(0, ge=0)


def by_article(
    cases: Sequence[Case], observed: Iterable[Observed] = ()
) -> tuple[ArticleFigures, ...]:
    """One line an article that fired at all, by its id. Source: «Learn from people», DESIGN."""
    fired = Counter(a for case in cases for a in case.articles)
    silent = Counter(a for case in cases for a in {f.article for f in case.report.shadow})
    contested = Counter(a for case in cases for a in _contested(case))
    revised, followed = _revisions(cases)
    seen, seen_silent = _seen(observed)
    return tuple(
        ArticleFigures(
            article=article,
            fired=fired[article],
            silent=silent[article],
            revised=revised[article],
            followed=followed[article],
            contested=contested[article],
            observed=seen[article],
            observed_silent=seen_silent[article],
        )
        for article in sorted(fired | silent | seen | seen_silent)
    )


def of_team(cases: Sequence[Case], members: Collection[str]) -> tuple[ArticleFigures, ...] | None:
    """The same for a team's cases; None where fewer than five of its members wrote one."""
    theirs = [case for case in cases if case.author in members]
    if len({case.author for case in theirs}) < SMALLEST_TEAM:
        return None
    return by_article(theirs)


def _seen(observed: Iterable[Observed]) -> tuple[Counter[str], Counter[str]]:
    """By article, the observed posts it was found in, active and in `shadow`."""
    active: Counter[str] = Counter()
    silent: Counter[str] = Counter()
    for post in observed:
        active.update({f.article for f in post.report.findings})
        silent.update({f.article for f in post.report.shadow})
    return active, silent


def _contested(case: Case) -> set[str]:
    return {e.article for e in case.events if e.kind is EventKind.CONTESTED and e.article}


def _revisions(cases: Iterable[Case]) -> tuple[Counter[str], Counter[str]]:
    """By article, the cases it fired in that have a later version, and those where it was gone."""
    known = {case.id: case for case in cases}
    later = {case.revises: case for case in known.values() if case.revises is not None}
    revised: Counter[str] = Counter()
    followed: Counter[str] = Counter()
    for earlier_id, version in later.items():
        if earlier_id not in known:
            continue
        before = known[earlier_id].articles
        revised.update(before)
        followed.update(set(before) - set(version.articles))
    return revised, followed
