"""What is worth a thought in a charter that loads: gaps, rules that never fire, unfair articles."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

from compliance.charter import Article, Charter, Mode, Rule
from compliance.errors import Place
from compliance.facts import with_facts
from compliance.fold import folded
from compliance.pipeline import Checker, CompiledRule
from compliance.protected import forbids

# Kinds whose keys are all that they look for: with fewer of them, one says nothing of its own.
WHOLLY_KEYED = frozenset({"terms"})
GUARDS = ("unless", "near", "quoted", "negated")


@dataclass(frozen=True, slots=True)
class Remark:
    """One thought about a charter: where, what, the mend."""

    place: Place | None
    message: str
    mend: str = ""

    def __str__(self) -> str:
        head = f"{self.place}: " if self.place else ""
        return f"{head}{self.message}{f'; {self.mend}' if self.mend else ''}"


def remarks_on(checker: Checker, *, ready_made: Container[str] = ()) -> list[Remark]:
    """Every remark on a compiled charter, in the order of its articles, the charter's own last.

    ready_made: files that speak more languages than most who extend them; nobody is told of those.
    """
    charter = checker.charter
    found: list[Remark] = []
    for article in charter.articles:
        if article.mode is not Mode.OFF:
            rules = [rule for rule in checker.rules if rule.article.id == article.id]
            found += [*_of_words(article, charter), *_of_rules(rules, charter, ready_made)]
            found += _without_facts(article, charter, ready_made)
    return [*found, *_of_models(checker), *_of_charter(charter)]


def _of_words(article: Article, charter: Charter) -> Iterator[Remark]:
    name = f"article '{article.id}'"
    for language in charter.languages:
        for what, words in (("title", article.title), ("text", article.text)):
            if not words.get(language):
                mend = f"add `{what}: {{{language}: …}}`"
                yield Remark(article.place, f"{name} has no {what} in '{language}'", mend)
    if not article.rules:
        yield Remark(article.place, f"{name} has no rule: nothing can ever be found", "add one")
    for language, text in article.text.items():
        topic = forbids(text, language)
        if topic is not None:
            mend = "people have a right to it: say what is welcome instead"
            yield Remark(article.place, f"{name} forbids protected speech ({topic})", mend)


def _of_rules(
    rules: Sequence[CompiledRule], charter: Charter, ready_made: Container[str]
) -> Iterator[Remark]:
    for compiled in rules:
        reason = _never(compiled) or _unspoken(compiled.rule, charter, ready_made)
        if reason:
            yield Remark(compiled.rule.place, f"{_named(compiled)} can never fire: {reason}")
    for one, other in permutations(rules, 2):
        if _says_it_already(one, other):
            first, second = _named(one), f"rule '{other.rule.id}'"
            same = (
                set(one.keys or ()) == set(other.keys or ()) and one.rule.scope == other.rule.scope
            )
            if not same:
                message = f"{first} is shadowed: {second} finds all that it could"
                yield Remark(one.rule.place, message, "take it out, or give it words of its own")
            elif one.rule.id < other.rule.id:
                message = f"{first} and {second} always fire together"
                yield Remark(one.rule.place, message, "keep one of the two")


def _without_facts(
    article: Article, charter: Charter, ready_made: Container[str]
) -> Iterator[Remark]:
    """Rules that ask for facts or calendars which are not there; ready-made ones may."""
    for rule in article.rules:
        shared = rule.place and rule.place.file in ready_made
        if not shared and with_facts(rule, charter.organisation) is None:
            message = f"article '{article.id}', rule '{rule.id}' can never fire: no such fact"
            yield Remark(rule.place, message, "give `organisation` the names it asks for")
        if not shared and rule.kind == "quiet-period" and not charter.calendars:
            message = f"article '{article.id}', rule '{rule.id}' can never fire: no calendar"
            yield Remark(rule.place, message, "name the .ics files of quiet periods: `calendars`")


def _named(compiled: CompiledRule) -> str:
    return f"article '{compiled.article.id}', rule '{compiled.rule.id}'"


def _never(compiled: CompiledRule) -> str:
    if compiled.keys == ():
        return "it looks for nothing"
    rule = compiled.rule
    if rule.kind in WHOLLY_KEYED and compiled.keys and _excuses_itself(compiled.keys, rule):
        return "its own words stand in its `unless`"
    return ""


def _unspoken(rule: Rule, charter: Charter, ready_made: Container[str]) -> str:
    languages = set(rule.scope.languages)
    if not languages or not languages.isdisjoint({*charter.languages, "und"}):
        return ""
    if rule.place and rule.place.file in ready_made:
        return ""
    return f"the charter speaks none of {', '.join(sorted(languages))}"


def _excuses_itself(keys: Sequence[str], rule: Rule) -> bool:
    excuses = [folded(words) for words in rule.unless]
    return all(any(excuse in folded(key) for excuse in excuses) for key in keys)


def _says_it_already(one: CompiledRule, other: CompiledRule) -> bool:
    """Whether `other` finds whatever `one` can, wherever `one` applies, at least as severely."""
    a, b = one.rule, other.rule
    return (
        a.kind == b.kind
        and a.kind in WHOLLY_KEYED
        and set(one.keys or ()) <= set(other.keys or ())
        and b.scope in (a.scope, type(b.scope)())
        and not any(b.model_dump(include=set(GUARDS), exclude_defaults=True).values())
        and _rank(other) >= _rank(one)
    )


def _rank(compiled: CompiledRule) -> int:
    return (compiled.rule.severity or compiled.article.severity).rank


def _of_models(checker: Checker) -> Iterator[Remark]:
    for choice, error in checker.unopened():
        message = f"classifiers: task '{choice.task}': {error}"
        yield Remark(choice.place, message, "until then the shipped model answers, and says so")


def _of_charter(charter: Charter) -> Iterator[Remark]:
    categories = {article.category for article in charter.articles}
    for override in charter.overrides:
        missing = sorted(set(override.categories) - categories)
        if missing:
            message = f"override '{override.id}': no article is about {', '.join(missing)}"
            yield Remark(override.place, message, "mend the name, or add the article")
    if charter.referent is None:
        yield Remark(None, "no référent", "name whom people may ask: `referent: {role, contact}`")
    if not charter.safe_channels:
        mend = "name them in `safe_channels`: staff representatives, an ethics line"
        yield Remark(None, "no safe channel for protected speech", mend)
