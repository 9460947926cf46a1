"""A fake checker behind its port, an App around it, and short ways to cases and observed posts."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from compliance import queue
from compliance.charter import Article, Charter, LegalGround, Referent
from compliance.finding import Finding, Severity
from compliance.ports import Store
from compliance.post import Language, Post, PostKind
from compliance.queue import Case
from compliance.records import BadLine, Item, Observed, Role
from compliance.report import CharterRef, Report, Risk, Route, Score
from compliance.service import App, Caller, Notice
from compliance.store.memory import MemoryStore

NOW = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)


def article(article_id: str, **more: object) -> Article:
    words = {"en": article_id}
    return Article(id=article_id, category="claims", title=words, text=words, **more)


CHARTER = Charter(
    id="house",
    version="1",
    second_look_hours=24,
    referent=Referent(role="comms", contact="comms@example.com"),
    articles=(
        article("claims"),
        article("respect"),
        article("quiet-period", legal_ground=LegalGround(law="MAR, article 17")),
    ),
)
ANNA = Caller("anna", frozenset({Role.AMBASSADOR}))
BEN = Caller("ben", frozenset({Role.AMBASSADOR, Role.REVIEWER}))
CLEO = Caller("cleo", frozenset({Role.REVIEWER}))
DAN = Caller("dan", frozenset({Role.ANALYST}))
OPS = Caller("ops", frozenset({Role.OPERATOR}))


def finding(article_id: str) -> Finding:
    return Finding(
        article=article_id,
        rule=f"{article_id}/words",
        category="claims",
        severity=Severity.CAUTION,
        start=0,
        end=4,
        text="Best",
        message="Are you sure?",
        why="Because.",
        score=1.0,
        source="terms",
    )


def report(
    *articles: str,
    route: Route = Route.REVIEW,
    post_id: str = "",
    charter: str = "house",
    risks: Sequence[str] = (),
    urgency: int = 0,
    shadow: Sequence[str] = (),
) -> Report:
    return Report(
        id=post_id,
        charter=CharterRef(id=charter, version="1"),
        language=Language(label="en", score=0.9),
        sentiment=Score(label="neutral", score=0.6),
        risks=tuple(Risk(label=risk, score=0.8) for risk in risks),
        urgency=urgency,
        findings=tuple(finding(name) for name in articles),
        route=route,
        route_reason="as the test says",
        shadow=tuple(finding(name) for name in shadow),
    )


def case(
    case_id: str = "c1",
    *articles: str,
    author: str = "anna",
    at: datetime = NOW,
    route: Route = Route.REVIEW,
    charter: Charter = CHARTER,
    text: str = "Best of all",
    revises: str | None = None,
) -> Case:
    return queue.opened(
        Post(text=text),
        report(*articles, route=route, charter=charter.id),
        charter=charter,
        author=author,
        case_id=case_id,
        at=at,
        revises=revises,
    )


def observed(
    post_id: str,
    *,
    at: datetime = NOW,
    source: str = "feed",
    charter: str = "house",
    text: str = "They broke my bike",
    route: Route = Route.CLEAR,
    risks: Sequence[str] = (),
    urgency: int = 0,
) -> Observed:
    return Observed(
        source=source,
        post=Post(id=post_id, text=text, kind=PostKind.OBSERVED, posted_at=at),
        report=report(post_id=post_id, charter=charter, route=route, risks=risks, urgency=urgency),
        seen_at=at,
    )


@dataclass
class Clock:
    """A clock that moves when it is told to."""

    time: datetime = NOW

    def __call__(self) -> datetime:
        return self.time

    def advance(self, **by: float) -> None:
        self.time += timedelta(**by)


@dataclass(frozen=True)
class FakeChecker:
    """Finds article `x` where the text says «[x]»; routes to review where it found a thing."""

    charter: Charter = CHARTER
    shadow: Sequence[str] = ()
    has_slow_models: bool = False

    def check_thoroughly(self, posts: Sequence[Post], *, now: datetime) -> Iterator[Report]:
        """Its slow model finds `x` in «(x)», too, and knows that «[x]?» is none."""
        for post in posts:
            text = post.text
            if self.has_slow_models:
                text = text.replace("(", "[").replace(")", "]").replace("]?", "")
            yield self.check(post.model_copy(update={"text": text}), now=now)

    def check(self, post: Post, *, now: datetime) -> Report:
        found = [a.id for a in self.charter.articles if f"[{a.id}]" in post.text]
        drafted = Route.REVIEW if found else Route.CLEAR
        risky = "boycott" in post.text
        return report(
            *found,
            post_id=post.id,
            charter=self.charter.id,
            route=drafted if post.is_draft else (Route.RESPOND if risky else Route.CLEAR),
            risks=["boycott"] if risky else [],
            urgency=2 if risky else 0,
            shadow=self.shadow,
        )


@dataclass
class Mailbox:
    """A notifier that keeps what it was told; `broken` makes it raise."""

    notices: list[Notice] = field(default_factory=list)
    broken: bool = False

    def __call__(self, notice: Notice) -> None:
        if self.broken:
            raise ConnectionError("no mail today")
        self.notices.append(notice)


@dataclass
class ListSource:
    """Posts of a list; None is a line that cannot be read."""

    texts: list[str | None]
    name: str = "list"

    def read(self, position: str = "") -> Iterator[Item]:
        for number, text in enumerate(self.texts[int(position or 0) :], int(position or 0) + 1):
            if text is None:
                bad = BadLine(number=number, code="bad-input", message="no post")
                yield Item(position=str(number), bad=bad)
            else:
                yield Item(position=str(number), post=Post(id=f"p{number}", text=text))

    def fraction(self, position: str) -> float | None:
        return int(position or 0) / len(self.texts) if self.texts else 1.0


def app(
    store: Store | None = None,
    *,
    checkers: Mapping[str, FakeChecker] | None = None,
    clock: Clock | None = None,
    mailbox: Mailbox | None = None,
) -> App:
    numbers = itertools.count(1)
    return App(
        store=store or MemoryStore(),
        checkers=checkers or {"house": FakeChecker()},
        now=clock or Clock(),
        new_id=lambda: f"id{next(numbers)}",
        notify=mailbox or Mailbox(),
    )
