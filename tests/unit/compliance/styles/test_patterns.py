"""Patterns: the same matches as a backtracking engine, in linear or bounded time."""

from __future__ import annotations

import pytest

from compliance.styles.definition import Unread
from compliance.styles.patterns import (
    Haystack,
    Pattern,
    PatternTooSlow,
    compiled,
    without_look_around,
)


def words(pattern: Pattern, text: str) -> list[str]:
    return [text[match.start : match.end] for match in pattern.matches(Haystack(text))]


def test_a_letter_with_an_accent_is_part_of_its_word() -> None:
    pattern = compiled(r"\b(?:caf|ve)\b", "House.Rule")
    assert words(pattern, "café, privé et caf ve") == ["caf", "ve"]


def test_an_accented_word_is_found_with_its_edges() -> None:
    pattern = compiled(r"(?i)\b(?:école)\b", "House.Rule")
    assert words(pattern, "préécole, École et écoles") == ["École"]
    assert not pattern.linear


def test_a_no_break_space_is_space_but_not_a_plain_one() -> None:
    assert words(compiled(r"a\sb", "House.Rule"), "a\u00a0b") == ["a\u00a0b"]
    assert words(compiled("a b", "House.Rule"), "a\u00a0b é") == []


def test_look_around_runs_under_a_deadline() -> None:
    pattern = compiled(r"(?<!not )good(?= news)", "House.Rule")
    assert words(pattern, "good news, not good news, good day") == ["good"]
    assert not pattern.linear


def test_a_plain_pattern_is_linear() -> None:
    assert compiled(r"(?m)\b(?:very|quite)\b", "House.Rule").linear


def test_a_hostile_pattern_ends_with_an_error_that_names_its_rule() -> None:
    pattern = compiled(r"(a|aa)+\1b", "House.Rule")
    with pytest.raises(PatternTooSlow, match=r"House\.Rule"):
        words(pattern, "a" * 5_000 + "!")


def test_groups_are_those_of_the_pattern() -> None:
    [match] = compiled("(a)|(b)", "House.Rule").matches(Haystack("-b"))
    assert match.groups == (None, (1, 2))


def test_what_no_engine_takes_is_refused() -> None:
    with pytest.raises(Unread, match="not a valid pattern"):
        compiled("a(", "House.Rule")


@pytest.mark.parametrize("source", ["(?:(?:a{900}){900}){900}", "(?<!x)(?:(?:a{900}){900}){900}"])
def test_what_repeats_without_end_is_refused_at_load(source: str) -> None:
    with pytest.raises(Unread, match="repeats too much"):
        compiled(source, "House.Rule")


def test_a_pattern_says_which_words_it_cannot_do_without() -> None:
    assert compiled(r"(?m)\b(?:éclair|tonnerre)\b", "House.Rule").keys == ("eclair", "tonnerre")
    assert compiled(r"(?<=x)tonnerre", "House.Rule").keys == ("tonnerre",)
    assert compiled(r"(\w+) \1", "House.Rule").keys is None


@pytest.mark.parametrize(
    ("source", "without"),
    [
        ("a(?=b)c", "a(?:)c"),
        (r"(?<!a(?:b|[)])\))c", "(?:)c"),
        (r"[(?=]\(?=", r"[(?=]\(?="),
        ("(?:a|(?!b(c)d)e)", "(?:a|(?:)e)"),
        ("(?<name>a)", "(?<name>a)"),
    ],
)
def test_a_pattern_without_its_look_around_matches_more(source: str, without: str) -> None:
    assert without_look_around(source) == without
