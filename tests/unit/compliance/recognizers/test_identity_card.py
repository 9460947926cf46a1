"""Identity card numbers beside the word."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from compliance.ports import Recognizer
from compliance.recognizers.identity_card import RECOGNIZER

Asserts = Callable[[Recognizer, str], None]


@pytest.mark.parametrize(
    "marked",
    [
        # innocent
        "carte d'identité dupliquée",
        "880692310285 vues",
        "CNI demandée au guichet 3",
        # guilty
        "CNI n° ⟦880692310285⟧ retrouvée",
        "sa carte nationale d'identité : ⟦X4RT7PF22⟧",
        "Mme Ibarra, CNI ⟦1312…0457⟧",
    ],
)
def test_numbers_beside_the_word_are_flagged(assert_flags: Asserts, marked: str) -> None:
    assert_flags(RECOGNIZER, marked)
