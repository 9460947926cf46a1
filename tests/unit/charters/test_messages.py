"""The words shown to people: the same in every language, with words to fill in that exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
import yaml

from compliance import messages as package
from compliance.finding import CATEGORIES, Severity
from compliance.messages import languages
from compliance.report import Route

LANGUAGES = ("de", "en", "es", "fr", "it", "nl", "pt")
PLACEHOLDER = re.compile(r"\{(\w+)\}")


def content(language: str) -> dict[str, Any]:
    text = (files(package) / f"{language}.yaml").read_text("utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


def sayings(
    tree: dict[str, Any], path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    for key, value in tree.items():
        if isinstance(value, str):
            yield (*path, key), [value]
        elif set(value) == {"tu", "vous"}:
            yield (*path, key), list(value.values())
        else:
            yield from sayings(value, (*path, key))


def placeholders(words: list[str]) -> list[set[str]]:
    return [set(PLACEHOLDER.findall(each)) for each in words]


def test_there_are_seven_languages() -> None:
    assert languages() == LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_all_that_english_says(language: str) -> None:
    assert {path for path, _ in sayings(content(language))} == {
        p for p, _ in sayings(content("en"))
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_to_fill_in_are_the_same_in_every_language(language: str) -> None:
    english = {path: placeholders(words)[0] for path, words in sayings(content("en"))}
    for path, words in sayings(content(language)):
        for found in placeholders(words):
            assert found == english[path], path


@pytest.mark.parametrize("language", LANGUAGES)
def test_categories_severities_and_routes_all_have_words(language: str) -> None:
    said = content(language)
    assert set(said["categories"]) == set(CATEGORIES)
    assert set(said["severities"]) == {s.value for s in Severity}
    assert set(said["routes"]) == {r.value for r in Route}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_is_long(language: str) -> None:
    assert [p for p, words in sayings(content(language)) for w in words if len(w) > 190] == []
