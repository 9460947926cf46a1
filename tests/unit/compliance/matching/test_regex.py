"""Linear-time patterns: their spans, their edges, and what a bad one is told."""

from __future__ import annotations

import time

import pytest

from compliance.errors import CharterError
from compliance.fold import fold
from compliance.matching.regex import MAX_MATCHES, On, Sieve, compiled


def words(pattern: str, typed: str, *, on: On = "folded", ignore_case: bool = True) -> list[str]:
    text = fold(typed)
    return [text[span] for span in compiled(pattern, on=on, ignore_case=ignore_case).spans(text)]


def test_an_empty_match_is_no_match() -> None:
    assert words("x*", "abc 🎉") == []


def test_case_matters_where_it_is_asked() -> None:
    assert words("[A-Z]{3,}", "le CSE et le cse", on="typed", ignore_case=False) == ["CSE"]


@pytest.mark.parametrize(
    ("pattern", "typed", "expected"),
    [
        (r"\bécole\b", "🎉 L’École d’été", ["École"]),
        (r"n°\s?\d", "🎉🎉 n° 1 et N°2", ["n° 1", "N°2"]),
        (r"c(œ|oe)ur", "du cœur", ["cœur"]),
        (r"« ?pub ?»", "une « pub »", ["« pub »"]),
        (r"etc…$", "etc…", ["etc…"]),
        (r"l’eau", "l'eau", ["l'eau"]),
        (r"\d+\s?€", "à 10 € 🎁", ["10 €"]),
    ],
)
def test_spans_are_those_of_the_text_as_typed(
    pattern: str, typed: str, expected: list[str]
) -> None:
    assert words(pattern, typed) == expected
    assert words(r"\d", "\ud800 7", on="typed") == ["7"]


def test_the_group_asked_for_is_flagged_and_the_named_ones_are_kept() -> None:
    text = fold("🎉 Merci à Léa Martin")
    [match] = compiled(r"merci à (?P<who>\w+)", group="who").matches(text)
    assert text[match.span] == "Léa"
    assert match.groups == {"who": "Léa"}


@pytest.mark.parametrize(
    ("pattern", "says", "mend"),
    [
        ("n°1(?= de)", "look-ahead at sign 4", "near"),
        ("(?!pas )promis", "negative look-ahead at sign 1", "unless"),
        ("(?<=à )Lyon", "look-behind at sign 1", "near"),
        ("(?<!pas )promis", "negative look-behind at sign 1", "unless"),
        (r"(\w+) \1", "back-reference at sign 7", "repetition"),
        ("(?P<a>x)(?P=a)", "back-reference at sign 9", "repetition"),
        ("a++", "possessive quantifier at sign 2", "linear"),
        ("(?>ab)", "atomic group at sign 1", "plain group"),
        ("(promis", "not a valid pattern: missing )", "RE2"),
        ("[a-", "not a valid pattern: missing ]", "RE2"),
        ("x{5000}", "not a valid pattern: invalid repetition size", "RE2"),
        (r"(?:\pL{100}){10}", "pattern too large", "repeat less"),
        ("x" * 10_001, "10,001 signs, the limit is 10,000", "split it"),
    ],
)
def test_a_bad_pattern_is_told_what_is_wrong_and_the_mend(
    pattern: str, says: str, mend: str
) -> None:
    with pytest.raises(CharterError) as caught:
        compiled(pattern)
    assert says in caught.value.message
    assert mend in caught.value.mend


def test_a_word_edge_beside_an_accent_is_refused_on_text_as_typed() -> None:
    with pytest.raises(CharterError, match="no word edge beside an accented letter"):
        compiled(r"\bété", on="typed")


@pytest.mark.parametrize("group", ["who", 2])
def test_a_group_that_is_not_there_is_named(group: str | int) -> None:
    with pytest.raises(CharterError, match=f"no group '{group}'; it has 1 groups; named: name"):
        compiled("(?P<name>x)", group=group)


@pytest.mark.parametrize("pattern", ["(a+)+$", "(a|aa)+b", "a.*b|a", "(.*)*x"])
def test_no_pattern_hangs_on_a_hostile_post(pattern: str) -> None:
    text = fold("a" * 100_000)
    expression = compiled(pattern)
    start = time.perf_counter()
    assert len(list(expression.matches(text))) <= MAX_MATCHES
    assert time.perf_counter() - start < 2


def test_a_sieve_tells_the_patterns_that_match_in_their_order() -> None:
    sieve = Sieve(["toit", "garanti.{0,9}10", "chantier"], ignore_case=True)
    assert sieve.passing("un CHANTIER et un Toit garanti 9") == [0, 2]
    assert sieve.passing("") == []


def test_a_sieve_without_room_lets_everything_through() -> None:
    assert Sieve(["a.{0,900}b", "c"], memory=1 << 14).passing("rien") == [0, 1]
    assert Sieve([]).passing("rien") == []


def test_a_sieve_knows_a_text_of_any_signs() -> None:
    assert Sieve(["é", "🎉"]).passing("\U0001f389 fête") == [1]
