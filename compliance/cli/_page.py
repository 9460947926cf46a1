"""A charter as people read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from textwrap import fill

from compliance.charter import Article, Charter, Mode
from compliance.errors import Place
from compliance.messages import messages

WIDTH = 96


# Words of an article that people read; each language may come from a file of its own.
WORDS = ("title", "text", "why", "learn_more")
Origins = Mapping[str, Place]


def page(charter: Charter, language: str, *, origins: Origins | None = None) -> str:
    """The charter in `language`, as Markdown; with `origins`, where each part was written."""
    head = [*_head(charter, language), *(_routes(charter, origins) if origins else ())]
    return "\n".join([*head, *_articles(charter, language, origins)]) + "\n"


def _routes(charter: Charter, origins: Origins) -> Iterator[str]:
    """What routes a draft: the level, its exceptions, the lists of strict."""
    yield ""
    for key in ("level", "address", "listed_topics", "listed_channels", "quiet_hours"):
        if key in origins:
            yield f"- {key}: {origins[key]}"
    for override in charter.overrides:
        yield f"- override {override.id} → {override.route}: {override.place}"


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


def _articles(charter: Charter, language: str, origins: Origins | None) -> Iterator[str]:
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
        if origins:
            yield from _parts(article, origins)


def _parts(article: Article, origins: Origins) -> Iterator[str]:
    path = f"articles.{article.id}"
    yield f"- article: {article.place}"
    for key in ("severity", "mode", "legal_ground"):
        if f"{path}.{key}" in origins:
            yield f"- {key}: {origins[f'{path}.{key}']}"
    for key in WORDS:
        yield from _spoken(f"{path}.{key}", key, origins)
    for rule in article.rules:
        severity = f", {rule.severity}" if rule.severity else ""
        yield f"- {rule.id} ({rule.kind}{severity}): {rule.place}"
        yield from (
            f"  {said}" for said in _spoken(f"{path}.rules.{rule.id}.message", "message", origins)
        )


def _spoken(path: str, key: str, origins: Origins) -> Iterator[str]:
    """Which file the words come from, by language: «- title: de, en, fr base.yaml:82»."""
    by_file: dict[str, list[tuple[str, Place]]] = {}
    for where, place in origins.items():
        if where.startswith(f"{path}."):
            language = where.removeprefix(f"{path}.")
            if "." not in language:  # `fr.tu` and `fr.vous` are one language
                by_file.setdefault(place.file, []).append((language, place))
    for found in by_file.values():
        languages = ", ".join(language for language, _ in found)
        yield f"- {key} ({languages}): {found[0][1]}"
