"""Neighbours: everything within the allowed edits is offered, wherever the edits stand."""

from __future__ import annotations

import random

import numpy as np

from compliance.matching.neighbours import Neighbours, allowed, in_order, table

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


def listing(names: list[bytes]) -> Neighbours:
    starts = np.cumsum([0, *map(len, names)]).astype(np.uint32)
    return Neighbours(table(np.frombuffer(b"".join(names), np.uint8), starts))


def near(index: Neighbours, word: str) -> set[str]:
    return {index.spelling(id) for id in index.candidates([word.encode()])[1]}


def test_every_spelling_within_the_allowed_edits_is_offered() -> None:
    index, rng = listing(NAMES), random.Random(4)
    for _ in range(2_000):
        name = rng.choice(NAMES).decode()
        word = edited(name, allowed(len(name)), rng)
        assert name in near(index, word), word


def test_many_are_asked_at_once_and_each_gets_its_own() -> None:
    row, ids, longer = listing(NAMES).candidates([b"lamrbey", b"zzyzx", b"departclare", b"departc"])
    assert (row, ids, longer) == ([0, 2], [1, 4], [False, True])


def test_a_far_word_is_offered_nothing() -> None:
    assert near(listing(NAMES), "zzyzx") == set()


def test_an_empty_list_offers_nothing() -> None:
    assert near(listing([]), "sarvonie") == set()


def test_numbers_are_put_in_order_and_equal_ones_stay_in_theirs() -> None:
    values = np.random.default_rng(4).integers(0, 1 << 18, 5_000, np.uint32) << np.uint32(7)
    assert np.array_equal(in_order(values), np.argsort(values, kind="stable"))
