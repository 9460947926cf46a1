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


@pytest.mark.parametrize(
    "marked",
    [
        # innocent
        "la carte d'identité : renouvelée en 2026, 12 mois d'attente",
        "carte d'identité valable 15 ans depuis 2014",
        "carte d'identité 25 euros, passeport 86",
        # guilty
        "CNI n° ⟦880692310285⟧",
        "sa carte d'identité n° ⟦X4RTBPFW4⟧",
        "numéro de carte d'identité : ⟦D2H6862M2⟧",
        "carte nationale d'identité, numéro ⟦880692310285⟧",
        "Personalausweis ⟦L01X00T47⟧",
        "DNI ⟦12345678Z⟧",
    ],
)
def test_cards_of_neighbours_are_flagged_and_prices_are_not(
    assert_flags: Asserts, marked: str
) -> None:
    assert_flags(RECOGNIZER, marked)


@pytest.mark.parametrize(
    "marked",
    [
        "carte d'identité : 25 minutes d'attente",
        "carte d'identité en 48 heures chrono",
        "DNI electrónico 2026",
    ],
)
def test_waits_are_no_cards(assert_flags: Asserts, marked: str) -> None:
    assert_flags(RECOGNIZER, marked)
