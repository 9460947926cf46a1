"""What a change of charter would have changed: past posts under the old one and the new one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from compliance import routing
from compliance.charter import Charter, Level
from compliance.judging import AT_ONCE, in_batches
from compliance.pipeline import Checker
from compliance.post import Post
from compliance.report import Report, Route


@dataclass(frozen=True, slots=True)
class Change:
    """A post on which the two charters do not say the same.

    gained, lost: (article, start, end) that only the new one finds, that only the old one found.
    """

    post: Post
    old: Report
    new: Report

    @property
    def gained(self) -> set[tuple[str, int, int]]:
        return _found(self.new) - _found(self.old)

    @property
    def lost(self) -> set[tuple[str, int, int]]:
        return _found(self.old) - _found(self.new)

    @property
    def rerouted(self) -> bool:
        return self.old.route is not self.new.route


def _found(report: Report) -> set[tuple[str, int, int]]:
    return {(f.article, f.start, f.end) for f in report.findings}


@dataclass
class Replay:
    """The sums of a replay; a finding of the new charter's shadow articles counts apart.

    levels: what each level would make of what the new charter found.
    """

    posts: int = 0
    changed: int = 0
    routes: Counter[tuple[Route, Route]] = field(default_factory=Counter)
    gained: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    shadow: Counter[str] = field(default_factory=Counter)
    findings: int = 0
    levels: Counter[tuple[Level, Route]] = field(default_factory=Counter)

    def add(self, change: Change) -> None:
        self.posts += 1
        self.routes[change.old.route, change.new.route] += 1
        self.gained.update(article for article, _, _ in change.gained)
        self.lost.update(article for article, _, _ in change.lost)
        self.shadow.update(finding.article for finding in change.new.shadow)
        self.findings += len(change.new.findings)
        self.changed += bool(change.gained or change.lost or change.rerouted)

    def dial(self, change: Change, charter: Charter) -> None:
        """Count where each level of `charter`, the new one, would send the post."""
        for level in Level:
            at = charter.model_copy(update={"level": level})
            self.levels[level, routing.route_again(change.post, change.new, at)] += 1


# What routing and its notices read of a charter; the rest decides what is found.
ROUTING = frozenset(
    {"id", "version", "title", "level", "overrides", "listed_topics", "listed_channels"}
    | {"second_look_hours", "referent", "safe_channels", "retention"}
)


def replayed(
    posts: Iterable[Post], *, old: Checker, new: Checker, now: datetime
) -> Iterator[Change]:
    """Each of `posts` under both charters, in order; read once where only routes can differ."""
    same = _find_the_same(old.charter, new.charter)
    slow = old.has_slow_models or new.has_slow_models
    for batch in in_batches(posts, AT_ONCE if slow else 1):
        reports = list(old.check_thoroughly(batch, now=now))
        pairs = zip(batch, reports, strict=True)
        after = (
            (_routed(post, report, new.charter) for post, report in pairs)
            if same
            else new.check_thoroughly(batch, now=now)
        )
        yield from map(Change, batch, reports, after)


def _find_the_same(old: Charter, new: Charter) -> bool:
    fields = (name for name in Charter.model_fields if name not in ROUTING)
    return all(getattr(old, name) == getattr(new, name) for name in fields)


def _routed(post: Post, report: Report, charter: Charter) -> Report:
    return report.model_copy(update={"route": routing.route_again(post, report, charter)})
