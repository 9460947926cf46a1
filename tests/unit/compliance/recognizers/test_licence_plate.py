"""Licence plates."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from compliance.ports import Recognizer
from compliance.recognizers.licence_plate import RECOGNIZER

Asserts = Callable[[Recognizer, str], None]


@pytest.mark.parametrize(
    "marked",
    [
        # innocent
        "réf. GX-417-ZP du catalogue",
        "Plate waste went from 38 to 31%",
        "version AB 123 CD",
        "camion 12 au 15",
        "IU-123-OA",
        # guilty
        "Plaque ⟦GX-417-ZP⟧, c'est le fils Lombard",
        "on a noté ⟦ej-902-kb⟧",
        "sa voiture, ⟦1234 AB 56⟧, est mal garée",
        "immatriculé ⟦GX 417 ZP⟧",
    ],
)
def test_plates_are_flagged_and_references_are_not(assert_flags: Asserts, marked: str) -> None:
    assert_flags(RECOGNIZER, marked)


@pytest.mark.parametrize(
    "marked",
    [
        # innocent
        "réf. GX-417-ZP du catalogue",
        "commande AB-123-CD expédiée",
        "le vol AF 123 du matin",
        "vis M8-125-AB",
        # guilty
        "⟦GX-417-ZP⟧ garée en double file",
        "plaque ⟦GX 417 ZP⟧",
        "immatriculée ⟦1234 AB 56⟧",
        "immat ⟦GX417ZP⟧",
        "sa Clio ⟦417 ABC 38⟧",
        "sa Clio, ⟦GX 417 ZP⟧",
        "la BMW ⟦GX 417 ZP⟧ encore",
        "his car, ⟦AB12 CDE⟧",
        "Kennzeichen ⟦M-AB 1234⟧",
        "her plate is ⟦AB12 CDE⟧",
        "matrícula ⟦1234 BCD⟧",
        "targa ⟦AB 123 CD⟧",
    ],
)
def test_plates_stand_beside_a_vehicle_and_references_do_not(
    assert_flags: Asserts, marked: str
) -> None:
    assert_flags(RECOGNIZER, marked)


@pytest.mark.parametrize(
    "marked",
    [
        "Peugeot 308 GT 2026",
        "la Renault 4 fait 180 km en 12 h",
        "voiture 12 CV 75",
        "ma voiture consomme 5 l au 100 km",
        "un camion de 19 t et 44 to",
        "voiture en 48 h 30",
        "108 avis sur notre camion en 24 h",
    ],
)
def test_measures_are_no_plates(assert_flags: Asserts, marked: str) -> None:
    assert_flags(RECOGNIZER, marked)
