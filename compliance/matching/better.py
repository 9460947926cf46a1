"""Words to put in the place of those found, by language, as `better.yaml` lists them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


def general_words(kind: str, language: str) -> Mapping[str, str]:
    """Form → words for a confidential term of that kind; none where the language has none."""
    words: Mapping[str, str] = _table(language).get("general", {}).get(kind, {})
    return words


def sectors(language: str) -> Mapping[str, str]:
    """A word of a client's name, folded → what it says of the client."""
    words: Mapping[str, str] = _table(language).get("sectors", {})
    return words


@cache
def instead(category: str, language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Patterns of all the words found, and the template of what replaces them, best first."""
    patterns = _table(language).get("instead", {}).get(category, {})
    return tuple((re.compile(p, re.IGNORECASE), better) for p, better in patterns.items())


def _table(language: str) -> Mapping[str, Any]:
    table: Mapping[str, Any] = _tables().get(language, {})
    return table


@cache
def _tables() -> Mapping[str, Any]:
    words = (files(__package__) / "better.yaml").read_text("utf-8")
    tables: Mapping[str, Any] = yaml.load(words, Loader=yaml.CSafeLoader)
    return tables
