"""Patterns: hard cases, innocent first. Most are in `matching/test_regex.py`."""

from __future__ import annotations

import pytest

from compliance.errors import CharterError
from compliance.rules.pattern import KIND, Pattern, doors
from tests.support import built, found, hits


def test_accents_and_capitals_of_the_post_do_not_matter() -> None:
    assert found(KIND, "🎉 Élève de l’ÉCOLE", patterns=r"élève de l'école") == ["Élève de l’ÉCOLE"]


def test_accents_matter_on_text_as_typed() -> None:
    assert found(KIND, "prime et primé", patterns="primé", on="typed") == ["primé"]


def test_every_pattern_of_a_rule_counts() -> None:
    assert found(KIND, "un deux 🎉 trois", patterns=["trois", "un"]) == ["trois", "un"]


def test_named_groups_fill_the_message() -> None:
    [hit] = hits(KIND, "Merci à Léa", patterns=r"merci à (?P<who>\w+)")
    assert hit.fills == {"who": "Léa"}


def test_a_bad_pattern_is_refused_when_the_rule_is_built() -> None:
    with pytest.raises(CharterError, match="look-ahead"):
        built(KIND, patterns=["n°1(?= de)"])


def test_a_rule_sleeps_only_where_each_of_its_patterns_needs_a_word() -> None:
    assert doors(Pattern(patterns=("garanti à vie", "zéro"))) == (
        (("garanti a vie",),),
        (("zero",),),
    )
    assert doors(Pattern(patterns=("garanti", r"\d+"))) is None
