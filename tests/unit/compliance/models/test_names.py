from __future__ import annotations

import numpy as np
import pytest

from compliance.fold import fold
from compliance.models._features import _codes, _tokens, features
from compliance.models._names import names
from compliance.post import Post


def named(typed: str) -> list[str]:
    """The folded words of `typed` that are names."""
    text = fold(typed)
    starts, ends = _tokens(_codes(text.folded))
    words = [text.folded[a - 1 : b - 1] for a, b in zip(starts, ends, strict=True)]
    return [word for word, name in zip(words, names(text, starts, ends), strict=True) if name]


@pytest.mark.parametrize(
    "text",
    ["Bonjour à tous. Nous voilà lundi.", "Merci", "URGENT : appel aux dons", "See you Monday", ""],
)
def test_ordinary_words_shouts_and_days_are_no_names(text: str) -> None:
    assert named(text) == []


def test_a_name_is_seen_at_the_beginning_and_inside() -> None:
    assert named("Karim et Fatoumata ont gagné, bravo à eux deux") == ["karim", "fatoumata"]


def test_accents_and_ligatures_before_a_name_do_not_move_it() -> None:
    assert named("Le cœur de l'œuvre est chez Zoé") == ["zoe"]


def test_where_capitals_abound_there_are_no_names() -> None:
    assert named("Zorglub Fantasio Spirou Gaston Prunelle Longtarin") == []


def test_origins_are_hidden_in_every_gender_and_number() -> None:
    assert named("une collègue algérienne, deux Roumains, a Polish friend") == [
        "algerienne",
        "roumains",
        "polish",
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Merci à Claire pour son aide", "Merci à Fatoumata pour son aide"),
        ("Un technicien polonais est passé", "Un technicien sénégalais est passé"),
    ],
)
def test_posts_that_differ_by_a_name_or_an_origin_are_seen_alike(one: str, other: str) -> None:
    seen, also = features(Post(text=one)), features(Post(text=other))
    inside = [np.sort(each.ids[each.where >= 0]) for each in (seen, also)]
    assert np.array_equal(*inside)
