from __future__ import annotations

import numpy as np
import pytest

from compliance.models.language.words import OTHER, Table, grams, shipped, words


def test_words_are_lowered_shortened_and_freed_of_all_but_letters() -> None:
    assert words("TROOOOP bien, l'été_2026 !") == ["troop", "bien", "l", "été"]
    assert words("a" * 10_000) == ["aa"]
    assert [len(word) for word in words("ab" * 5_000)] == [40]


def test_the_runs_of_a_word_know_where_it_begins_and_ends() -> None:
    assert grams("le") == [" ", "l", "e", " ", " l", "le", "e ", " le", "le ", " le "]
    assert grams("chat")[-1] == " chat "


@pytest.fixture
def tiny() -> Table:
    weights = np.array([[4, 0, 0], [0, 4, 0]], np.float32)
    return Table({" le ": 0, " the ": 1}, weights, np.zeros(3, np.float32), ("fr", "en", OTHER))


def test_shares_add_up_to_one(tiny: Table) -> None:
    shares = tiny.shares("le le the")
    assert sum(shares.values()) == pytest.approx(1)
    assert shares["fr"] > shares["en"] > shares[OTHER]


@pytest.mark.parametrize("text", ["", "123 🎉", "\ud800", "xyzzy"])
def test_what_it_has_never_seen_is_even(tiny: Table, text: str) -> None:
    assert list(tiny.shares(text).values()) == pytest.approx([1 / 3] * 3)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("On débraye demain, venez nombreux", "fr"),
        ("jsuis trop contente mdr", "fr"),
        ("gonna miss yall so much", "en"),
        ("wir suchen dich für unser Team", "de"),
        ("q bueno verte por aquí", "es"),
        ("siamo molto contenti di voi", "it"),
        ("ik ga ff naar huis", "nl"),
        ("vcs não viram o jogo hoje né", "pt"),
        ("Jutro rano spotykamy się przed budynkiem", OTHER),
        ("Vi ses i morgen ved indgangen, husk madpakke", OTHER),
    ],
)
def test_the_shipped_table_knows_how_people_type(text: str, label: str) -> None:
    shares = shipped().shares(text)
    assert max(shares, key=shares.__getitem__) == label
