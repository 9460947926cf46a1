"""Passport numbers beside the word."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from compliance.ports import Recognizer
from compliance.recognizers.passport import RECOGNIZER

Asserts = Callable[[Recognizer, str], None]


@pytest.mark.parametrize(
    "marked",
    [
        # innocent
        "renouveler son passeport avant le 12.12.2027",
        "passeport 2026 : 86 €",
        "passport to success, 100 %",
        "(passport 000…000, born Nowhere)",
        "26FV04417",
        # guilty
        "navy backpack, passport ⟦26FV04417⟧ in the name of Owen",
        "passeport n° ⟦12AB34567⟧",
        "Mr Venn (passport ⟦53…8821⟧, born Graz)",
    ],
)
def test_numbers_beside_the_word_are_flagged(assert_flags: Asserts, marked: str) -> None:
    assert_flags(RECOGNIZER, marked)


@pytest.mark.parametrize(
    "marked",
    [
        # innocent
        "passeport phytosanitaire 2026",
        "passeport 10 ans pour 86 euros",
        "passeport : comptez 12 semaines",
        # guilty
        "passeport n° ⟦26FV04417⟧",
        "son passeport, ⟦18AB12345⟧",
        "passport number ⟦533401372⟧",
        "n° de passeport : ⟦14DK 04417⟧",
        "Reisepass ⟦C01X00T47⟧",
    ],
)
def test_new_numbers_are_flagged_and_terms_are_not(assert_flags: Asserts, marked: str) -> None:
    assert_flags(RECOGNIZER, marked)


@pytest.mark.parametrize(
    "marked",
    [
        "passeport valable 10 ans, 86 euros depuis 2025",
        "passeport jeune 12345 places",
        "passport control, gate 12",
        "passeport bénévole n° 2026",
    ],
)
def test_prices_and_doors_are_no_passports(assert_flags: Asserts, marked: str) -> None:
    assert_flags(RECOGNIZER, marked)
