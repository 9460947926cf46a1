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
