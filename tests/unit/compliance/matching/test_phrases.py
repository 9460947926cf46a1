"""Words and phrases, found whole."""

from __future__ import annotations

import pytest

from compliance.fold import fold
from compliance.matching.phrases import Match, Phrases, gap, spellings
from compliance.text import Span


def words(phrases: list[str], typed: str) -> list[str]:
    text = fold(typed)
    return [text[span] for span in Phrases(phrases).spans(text)]


@pytest.mark.parametrize(
    ("phrase", "typed"),
    [
        ("art", "la party des artisans"),
        ("n°1", "le n°10 de la liste"),
        ("col", "l'école"),
        ("", "rien à chercher"),
        ("*", "pas d'étoile seule"),
        ("zéro risque", "zéro. Risque ?"),
        ("oe", "du cœur"),  # not from the middle of a ligature
    ],
)
def test_a_part_of_a_word_is_left_alone(phrase: str, typed: str) -> None:
    assert words([phrase], typed) == []


@pytest.mark.parametrize(
    ("phrase", "typed", "expected"),
    [
        ("n°1", "🎉 Nous sommes N°1 !", ["N°1"]),
        ("n°1", "nº1, n° 1, No 1, n°2", ["nº1", "n° 1", "No 1"]),
        ("incendie", "L’incendie, l'INCENDIE", ["incendie", "INCENDIE"]),
        ("cœur", "un coeur, un CŒUR", ["coeur", "CŒUR"]),
        (
            "zéro risque",
            "zero\nrisque, zéro-risque, #ZéroRisque",
            ["zero\nrisque", "zéro-risque", "#ZéroRisque"],
        ),
        ("porte-parole", "Porte parole", ["Porte parole"]),
        ("100 % bio", "100% bio, 100\u00a0% bio", ["100% bio", "100\u00a0% bio"]),
        ("licenci*", "🙈 licenciements et licencié", ["licenciements", "licencié"]),
        ("garanti", "gara\u200bnti", ["gara\u200bnti"]),
        ("été", "e\u0301te\u0301", ["e\u0301te"]),  # the last accent is folded away, so outside
    ],
)
def test_a_phrase_is_found_as_it_is_typed(phrase: str, typed: str, expected: list[str]) -> None:
    assert words([phrase], typed) == expected


def test_the_longest_phrase_speaks_where_two_overlap() -> None:
    assert words(["sans risque", "sans", "risque zéro"], "sans risque zéro") == ["sans risque"]


def test_a_longer_phrase_that_does_not_stand_whole_hides_no_shorter_one() -> None:
    assert words(["bon", "bon marche"], "un bon marcheur") == ["bon"]


def test_a_match_tells_which_phrase_it_is() -> None:
    assert list(Phrases(["un", "deux"]).matches(fold("deux et un"))) == [
        Match(Span(0, 4), 1),
        Match(Span(8, 10), 0),
    ]


def test_near_counts_the_code_points_between() -> None:
    text, source = fold("n°1 selon la source"), Phrases(["source"])
    assert source.near(Span(0, 3), text, reach=10)
    assert not source.near(Span(0, 3), text, reach=9)


def test_the_gap_of_spans_that_touch_is_none() -> None:
    assert (
        gap(Span(0, 3), Span(3, 5)),
        gap(Span(0, 3), Span(1, 2)),
        gap(Span(6, 8), Span(0, 3)),
    ) == (0, 0, 3)


def test_keys_stand_in_every_text_that_holds_a_phrase() -> None:
    phrases = Phrases(["Zéro risque", "licenci*"])
    for typed in ("ZERO-RISQUE", "#zérorisque", "licenciée"):
        assert any(key in fold(typed).folded for key in phrases.keys)


def test_a_phrase_has_few_spellings() -> None:
    assert spellings("Zéro  risque") == ("zero risque", "zero-risque", "#zerorisque")


def test_no_phrase_finds_nothing() -> None:
    assert words([], "rien") == []
