"""The ready-made charters: complete, loadable, and true to their own examples."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from compliance import wiring
from compliance.charter import Article, Charter, Level
from compliance.charter_file import builtin_names
from compliance.finding import CATEGORIES, NUDGES, Severity
from compliance.settings import Settings
from compliance.trials import trials

NOW = datetime(2026, 3, 3, 10, tzinfo=UTC)
LANGUAGES = {"fr", "en", "de", "es", "it", "nl", "pt"}
LEVELS = [level.value for level in Level]
OVERLAYS = ["public-service", "finance", "health", "listed-company", "crisis"]
EXAMPLES = 8


@cache
def charter(name: str) -> Charter:
    return wiring.load_charter(name)


def articles() -> list[tuple[str, Article]]:
    return [(name, a) for name in ("base", *OVERLAYS) for a in charter(name).articles]


def named(pair: object) -> str:
    return pair if isinstance(pair, str) else getattr(pair, "id", "")


every_article = pytest.mark.parametrize(("name", "article"), articles(), ids=named)


def test_levels_and_overlays_are_there() -> None:
    assert {"base", *LEVELS, *OVERLAYS} <= set(builtin_names())


@pytest.mark.parametrize("name", LEVELS)
def test_a_level_holds_every_category_and_its_own_level(name: str) -> None:
    assert {a.category for a in charter(name).articles} >= set(CATEGORIES)
    assert charter(name).level == name


@pytest.mark.parametrize("overlay", OVERLAYS)
@pytest.mark.parametrize("level", LEVELS)
def test_an_overlay_adds_articles_and_leaves_the_level_alone(level: str, overlay: str) -> None:
    together = wiring.load_charter(level, also=[overlay])
    assert together.level == level
    assert {a.id for a in together.articles} == {
        *(a.id for a in charter(level).articles),
        *(a.id for a in charter(overlay).articles),
    }


@every_article
def test_an_article_speaks_all_languages(name: str, article: Article) -> None:
    assert set(article.title) == LANGUAGES
    assert set(article.why) == LANGUAGES
    assert set(article.text) >= {"fr", "en"}


@every_article
def test_an_article_has_its_examples(name: str, article: Article) -> None:
    assert len(article.examples.ok) >= EXAMPLES
    assert len(article.examples.ko) >= EXAMPLES
    texts = [e.text for e in (*article.examples.ok, *article.examples.ko)]
    assert len(set(texts)) == len(texts)


@every_article
def test_a_nudge_is_never_more_than_a_suggestion(name: str, article: Article) -> None:
    if article.category in NUDGES:
        assert article.severity is Severity.SUGGESTION


@every_article
def test_a_model_alone_is_never_more_than_a_caution(name: str, article: Article) -> None:
    for rule in article.rules:
        if rule.kind == "classifier":
            severity = rule.severity or article.severity
            assert severity.rank <= Severity.CAUTION.rank, rule.id


@pytest.mark.parametrize("name", ["base", *OVERLAYS])
def test_every_example_is_judged_as_its_author_meant(name: str) -> None:
    ran = trials(charter(name), lambda c: wiring.checker(c, Settings()), now=NOW)
    assert [t.example.text for t in ran if not t.passed] == []


# What somebody says to another in an example is no word to the reader.
SAID = re.compile(r"«[^»]*»|rendez-vous")
VOUS = re.compile(r"\b(?:vous|votre|vos|(?!chez\b|assez\b|nez\b)\w+ez)\b", re.IGNORECASE)


@pytest.mark.parametrize("name", ["base", *OVERLAYS])
def test_a_house_that_says_tu_is_told_tu_throughout(name: str, tmp_path: Path) -> None:
    path = tmp_path / "house.yaml"
    path.write_text(f"id: house\nextends: [{name}]\naddress: tu\n", "utf-8")
    for article in wiring.load_charter(path).articles:
        messages = [rule.message for rule in article.rules if "fr" in rule.message]
        for words in (article.title, article.text, article.why, *messages):
            assert VOUS.findall(SAID.sub("", words["fr"])) == [], article.id
