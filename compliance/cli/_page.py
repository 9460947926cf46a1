"""A charter as people read it."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill

from compliance.charter import Article, Charter, Mode
from compliance.messages import messages

WIDTH = 96


def page(charter: Charter, language: str, *, explain: bool) -> str:
    """The charter in `language`, as Markdown; with `explain`, where articles and rules stand."""
    return "\n".join([*_head(charter, language), *_articles(charter, language, explain)]) + "\n"


def _head(charter: Charter, language: str) -> Iterator[str]:
    name = charter.organisation.name or charter.id
    title = charter.in_language(charter.title, language)
    yield f"# {name}{f' · {title}' if title and title != name else ''}"
    yield ""
    yield f"Level: {charter.level} · languages: {', '.join(charter.languages)}"
    yield f"Version: {charter.version}"
    if charter.referent:
        yield f"Référent: {charter.referent.role}, {charter.referent.contact}"
    terms = len(charter.confidential)
    if terms:
        yield f"Confidential terms: {terms} (listed in the file, shown to nobody)"
    incident = charter.organisation.incident
    if incident:
        yield f"Open incident: {incident.name}, since {incident.since}"
        yield ""
        yield fill(incident.official, WIDTH, initial_indent="> ", subsequent_indent="> ")


def _articles(charter: Charter, language: str, explain: bool) -> Iterator[str]:
    said = messages(language)
    for article in charter.articles:
        mode = "" if article.mode is Mode.ACTIVE else f" [{article.mode}]"
        severity = said.find("severities", article.severity.value)
        yield ""
        yield f"## {charter.in_language(article.title, language)} ({article.id}){mode}"
        yield ""
        yield fill(charter.in_language(article.text, language), WIDTH)
        yield ""
        yield f"{severity} · {len(article.rules)} rules"
        if article.legal_ground:
            yield f"Legal ground: {article.legal_ground.law}"
        if explain:
            yield from _rules(article)


def _rules(article: Article) -> Iterator[str]:
    if article.place:
        yield f"- article: {article.place}"
    for rule in article.rules:
        severity = f", {rule.severity}" if rule.severity else ""
        yield f"- {rule.id} ({rule.kind}{severity}): {rule.place}"
