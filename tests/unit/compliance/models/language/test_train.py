from __future__ import annotations

import random

from compliance.models.language.train import (
    LANGUAGES,
    frequent_words,
    piece,
    plain,
    second_half,
    varied,
)
from compliance.models.language.words import shipped


def test_only_every_second_post_is_learned_from() -> None:
    assert second_half([("a", "fr"), ("b", "fr"), ("c", "fr"), ("d", "en")]) == [
        ("b", "fr"),
        ("d", "en"),
    ]


def test_a_piece_is_some_words_in_a_row() -> None:
    text = "un deux trois quatre cinq six sept huit neuf dix"
    pieces = [piece(text, random.Random(seed)) for seed in range(50)]
    assert all(each and each in text for each in pieces)
    assert len(set(pieces)) > 5


def test_accents_can_be_left_out() -> None:
    assert plain("Élève, garçon, señor, Müller") == "Eleve, garcon, senor, Muller"


def test_each_post_comes_with_two_pieces_of_it() -> None:
    made = varied([("un deux trois", "fr")] * 100, random.Random(0))
    assert len(made) > 300
    assert {label for _, label in made} == {"fr"}


def test_frequent_words_are_given_for_each_language() -> None:
    assert {label for _, label in frequent_words(random.Random(0))} == set(LANGUAGES)


def test_the_shipped_table_has_the_languages_that_are_trained() -> None:
    assert shipped().labels == (*LANGUAGES, "other")
