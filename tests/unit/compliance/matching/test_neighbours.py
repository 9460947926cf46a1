"""Neighbours: everything within the allowed edits is offered, wherever the edits stand."""

from __future__ import annotations

import random

from compliance.matching.neighbours import Neighbours, allowed

NAMES = [b"sarvonie", b"lambrey", b"haldenberg", b"pivot", b"departclairemontagnac"]
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def edited(word: str, edits: int, rng: random.Random) -> str:
    for _ in range(edits):
        at = rng.randrange(len(word))
        other = rng.choice(LETTERS)
        word = rng.choice(
            [
                word[:at] + word[at + 1 :],
                word[:at] + other + word[at:],
                word[:at] + other + word[at + 1 :],
                word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
            ]
        )
    return word


def test_every_spelling_within_the_allowed_edits_is_offered() -> None:
    index, rng = Neighbours.of(NAMES), random.Random(4)
    for _ in range(2_000):
        at = rng.randrange(len(NAMES))
        word = edited(NAMES[at].decode(), allowed(len(NAMES[at])), rng)
        assert at in index.near(word.encode()), word


def test_a_far_word_is_offered_nothing() -> None:
    assert Neighbours.of(NAMES).near(b"zzyzx") == []


def test_an_empty_list_offers_nothing() -> None:
    assert Neighbours.of([]).near(b"sarvonie") == []
