"""The words that no match of a pattern does without."""

from __future__ import annotations

import time

import pytest

from compliance.matching.keys import Gate, doors, one_of, required


@pytest.mark.parametrize(
    "pattern",
    ["foo|(ba)", r"\bno\s?1\b", "abc*", "(?i)ab", "(?:abc)?", "(abc){0,2}", r"\w+", "", "(abc|)d"],
)
def test_a_pattern_that_needs_no_word_has_no_key(pattern: str) -> None:
    assert required(pattern) is None


@pytest.mark.parametrize(
    ("pattern", "keys"),
    [
        ("garanti(e|s)? par", ("garanti par", "garantie par", "garantis par")),
        ("Médaille|bronze", ("medaille", "bronze")),
        ("abcd+e", ("abcd",)),
        ("abcd{2}e", ("abcd",)),
        ("colou?r", ("color", "colour")),
        (r"[abc]\ddef", ("def",)),
        (r"\x41bcd", ("bcd",)),
        (r"\pLabc", ("abc",)),
        (r"\b(?:zero|sans) \b(?:pb|cas)", ("zero pb", "zero cas", "sans pb", "sans cas")),
        (r"(?P<who>client|usager)\w? content", (" content",)),
        (r"(?:(?:abc|def)x|ghi)+", ("abcx", "defx", "ghi")),
        (r"l'(?:école|œuvre)", ("l'ecole", "l'oeuvre")),
        (r"[]abc]{3}def", ("def",)),
        (r"(?i:ABC)", ("abc",)),
        (r"\bn°\s?1\b", ("n°",)),
        (r"#1|(?:⭐|★){4,}|\{\{?\w+", ("#1", "⭐", "★", "{")),
        (r"10\.\d", None),
        (r"\d[°o]1[€$]+ ab", ("°1€", "°1$", "o1€", "o1$")),
    ],
)
def test_keys_are_what_one_of_must_stand(pattern: str, keys: tuple[str, ...] | None) -> None:
    assert required(pattern) == keys


def test_a_broken_pattern_is_read_in_bounded_time() -> None:
    start = time.perf_counter()
    required("[" + r"\a" * 5_000)
    assert time.perf_counter() - start < 0.5


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        (r"(?:zero|sans) \w*(?:risques|impact)", ((("risques", "impact"), ("zero ", "sans ")),)),
        (r"abcd (?:efg)?|hij\d+(?:klmn)", ((("abcd ",),), (("klmn",), ("hij",)))),
        (r"abcd|e", None),
        (r"(?:abcd \w+|efgh) ijk", ((("abcd ", "efgh"), (" ijk",)),)),
    ],
)
def test_all_parts_of_a_pattern_must_stand(
    pattern: str, found: tuple[tuple[tuple[str, ...], ...], ...] | None
) -> None:
    assert doors(pattern) == found


def test_a_gate_wakes_what_a_key_calls_for_and_what_has_none() -> None:
    gate = Gate([one_of(("abc", "def")), None, one_of(("def", "ghi"))])
    assert gate.woken("rien") == [1]
    assert gate.woken("xabcx") == [0, 1]
    assert gate.woken("def ghi") == [0, 1, 2]
    assert Gate([]).woken("abc") == []


def test_a_gate_wakes_only_where_all_that_a_door_asks_for_stands() -> None:
    gate = Gate([[[("abc", "def"), ("ghi",)], [("jkl",)]], one_of(())])
    assert gate.woken("abc def") == []
    assert gate.woken("ghi abc") == [0]
    assert gate.woken("jkl") == [0]


def test_a_gate_wakes_a_phrase_that_goes_on_in_the_next_line() -> None:
    assert Gate([one_of(("zero risque",))]).woken("zero\nrisque") == [0]
    assert Gate([one_of(("zero\nrisque",))]).woken("zero\nrisque") == [0]
