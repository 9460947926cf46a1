from __future__ import annotations

import numpy as np
import pytest

from compliance.fold import folded
from compliance.models import _concepts, _features
from compliance.models._features import HASHED, LIMIT, NOWHERE, SIZE, Features, cues, features
from compliance.post import Post
from compliance.text import Span


def seen(text: str, **post: str) -> Features:
    return features(Post(text=text, **post))


def hashed(found: Features) -> set[int]:
    """Ids of the n-grams of the text itself."""
    inside = (found.where != NOWHERE) & (found.ids < HASHED)
    return set(found.ids[inside].tolist())


def test_a_sentence_has_the_same_ngrams_wherever_it_stands() -> None:
    assert hashed(seen("Quel bel été")) <= hashed(seen("Oui ! Quel bel été non ?"))


@pytest.mark.parametrize(
    ("typed", "other"),
    [("ÉTÉ", "été"), ("été", "ete"), ("l’été", "l'été"), ("le 12 mai", "le 34 mai")],
)
def test_spellings_that_fold_together_and_numbers_are_seen_alike(typed: str, other: str) -> None:
    assert hashed(seen(typed)) == hashed(seen(other))


def test_words_in_another_order_are_seen_otherwise() -> None:
    assert hashed(seen("le chat mord le chien")) != hashed(seen("le chien mord le chat"))


def test_each_ngram_knows_its_sentence() -> None:
    found = seen("Un cœur. Deux cœurs ! Trois")
    assert found.sentences == (Span(0, 8), Span(9, 21), Span(22, 27))
    third = hashed(seen("Trois")) & set(found.ids[found.where == 2].tolist())
    assert third
    assert set(found.where.tolist()) == {NOWHERE, 0, 1, 2}


def test_role_and_channel_belong_to_no_sentence() -> None:
    bare, told = seen("Bonjour"), seen("Bonjour", channel="x", author="infirmière de nuit")
    assert hashed(bare) == hashed(told)
    assert len(told.ids) > len(bare.ids)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "a", "🎉", "\ud800", "\x00\u202e", "ﷺ" * 99])
def test_any_text_has_features_in_the_table(text: str) -> None:
    found = seen(text)
    assert found.ids.min() >= 0
    assert found.ids.max() < SIZE
    assert len(found.ids) == len(found.where)


def test_what_lies_past_the_limit_is_not_read() -> None:
    short, long = seen("a " * (LIMIT // 2)), seen("a " * LIMIT)
    assert np.array_equal(np.unique(short.ids), np.unique(long.ids))


def test_signs_that_fold_into_many_stay_within_bounds() -> None:
    assert len(seen("ﷺ" * LIMIT).ids) < 20 * LIMIT


def test_cues_count_in_doublings() -> None:
    assert "!:2" in cues("Oh !!!")
    assert "#:1" in cues("#un")
    assert "capitals:6" in cues("TOUT")
    assert "emoji:1" in cues("🎉")


def test_ids_are_the_same_on_every_machine() -> None:
    assert _features._name_id("channel:x") == 589_116


@pytest.mark.parametrize("word", ["Incendie", "😢"])
def test_a_concept_that_opens_a_sentence_belongs_to_it(word: str) -> None:
    found = seen(f"Bonjour à vous. {word} hier.")
    assert _concept(word) in found.ids[found.where == 1].tolist()


def _concept(word: str) -> int:
    concepts, _ = _concepts.lexicon().find(folded(word))
    return HASHED + int(concepts[0])
