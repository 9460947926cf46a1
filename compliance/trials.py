"""An article's own examples, run; and which of its rules no example protects.

The examples judge what people wrote: rules of the kind `classifier` are left out, for a model has
figures of its own and would make every example depend on its last training.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from compliance.charter import Article, Charter, Example, Mode, Rule
from compliance.finding import READERS, Finding
from compliance.pipeline import Checker
from compliance.ports import unmarked
from compliance.post import Post
from compliance.text import Span

Compile = Callable[[Charter], Checker]


@dataclass(frozen=True, slots=True)
class Trial:
    """One example, run.

    guilty: whether its article must find something (`ko`).
    found: what the article did find.
    missed: marked words that no finding touched; the whole example where nothing is marked.
    """

    article: str
    example: Example
    guilty: bool
    found: tuple[Finding, ...]
    missed: tuple[str, ...]

    @property
    def passed(self) -> bool:
        return not self.missed if self.guilty else not self.found


def trials(charter: Charter, compile: Compile, *, now: datetime) -> list[Trial]:
    """Every example of every article that is not off, in the order of the charter."""
    checker = compile(_by_people(charter))
    return [
        _tried(checker, article, example, guilty=guilty, now=now)
        for article in charter.articles
        if article.mode is not Mode.OFF
        for guilty, examples in ((False, article.examples.ok), (True, article.examples.ko))
        for example in examples
    ]


def _by_people(charter: Charter) -> Charter:
    """The charter without classifiers, every article that runs made active."""
    return charter.model_copy(
        update={"articles": tuple(_article_by_people(article) for article in charter.articles)}
    )


def _article_by_people(article: Article) -> Article:
    rules = tuple(rule for rule in article.rules if rule.kind not in READERS)
    mode = Mode.OFF if article.mode is Mode.OFF else Mode.ACTIVE
    return article.model_copy(update={"rules": rules, "mode": mode})


def _tried(
    checker: Checker, article: Article, example: Example, *, guilty: bool, now: datetime
) -> Trial:
    text, marks = unmarked(example.text)
    post = Post(
        id="example",
        text=text,
        lang=example.lang,
        channel=example.channel,
        author=example.author,
        posted_at=example.posted_at,
    )
    findings = checker.findings(post, now=now)
    found = tuple(finding for finding in findings if finding.article == article.id)
    missed = _missed(text, marks, found) if guilty else ()
    return Trial(article.id, example, guilty, found, missed)


def _missed(text: str, marks: Sequence[Span], found: Sequence[Finding]) -> tuple[str, ...]:
    if not marks:
        return () if found else (text,)
    spans = [finding.span for finding in found]
    untouched = (m for m in marks if not any(m.overlaps(s) or len(s) == 0 for s in spans))
    return tuple(text[mark.start : mark.end] for mark in untouched)


@dataclass(frozen=True, slots=True)
class Mutant:
    """A change to a rule that no example of its article noticed."""

    article: str
    rule: Rule
    change: str


def survivors(charter: Charter, compile: Compile, *, now: datetime) -> Iterator[Mutant]:
    """Mutants that pass every trial: rules, and parts of rules, that no example protects."""
    for article in charter.articles:
        if article.mode is Mode.OFF or not (article.examples.ok or article.examples.ko):
            continue
        alone = _by_people(charter.model_copy(update={"articles": (article,)}))
        failing = _failures(alone, compile, now)
        for mutant, changed in _mutants(alone.articles[0]):
            mutated = alone.model_copy(update={"articles": (changed,)})
            if _failures(mutated, compile, now) <= failing:
                yield mutant


def _failures(charter: Charter, compile: Compile, now: datetime) -> set[str]:
    return {t.example.text for t in trials(charter, compile, now=now) if not t.passed}


def _mutants(article: Article) -> Iterator[tuple[Mutant, Article]]:
    for index, rule in enumerate(article.rules):
        for change, mutated in _changes(rule):
            kept = [*article.rules[:index], *mutated, *article.rules[index + 1 :]]
            changed = article.model_copy(update={"rules": tuple(kept)})
            yield Mutant(article.id, rule, change), changed


def _changes(rule: Rule) -> Iterator[tuple[str, tuple[Rule, ...]]]:
    yield "taken out", ()
    for name in ("unless", "near"):
        if getattr(rule, name):
            yield f"without `{name}`", (rule.model_copy(update={name: ()}),)
    for name in ("quoted", "negated"):
        if getattr(rule, name) == "leave":
            yield f"without `{name}: leave`", (rule.model_copy(update={name: "flag"}),)
