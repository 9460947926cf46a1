from __future__ import annotations

import numpy as np
import pytest

from compliance.fold import folded
from compliance.models import _polarity


@pytest.mark.parametrize(
    ("text", "balance"),
    [
        ("Réunion lundi à neuf heures, salle trois.", 0),
        ("Der Zug fährt um acht Uhr ab, die Karte liegt bereit.", 0),
        ("Un film superbe.", 1),
        ("What a terrible day.", -1),
        ("This is not good.", -1),
        ("Pas terrible, hein :(", -1),
        ("Lundi 😍", 1),
    ],
)
def test_words_and_faces_tell_which_way_a_post_leans(text: str, balance: int) -> None:
    said = _polarity.tone(folded(text))
    assert np.sign(said.good - said.bad) == balance


def test_steps_are_distinct_and_fit() -> None:
    reached = _polarity.ids(folded("I love this superb place but hate the awful noise :) :("))
    assert len(set(reached.tolist())) == len(reached)
    assert reached.max() < _polarity.SIZE


def test_a_post_without_words_says_nothing() -> None:
    assert _polarity.tone("") == _polarity.Tone(0.0, 0.0, 0, 0)
