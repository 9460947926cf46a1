"""SIREN and SIRET of people; a company's are public."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from compliance.ports import Recognizer
from compliance.recognizers.siret import RECOGNIZER

Asserts = Callable[[Recognizer, str], None]


@pytest.mark.parametrize(
    "marked",
    [
        # innocent
        "Forges SAS, SIREN 404 833 048",
        "404 833 048 vues",
        "SIRET 732 829 320 00075",
        "mentions légales : SIRET 732 829 320 00074",
        "montant 12 345 678 901 234",
        # guilty
        "à son nom, SIRET ⟦732 829 320 00074⟧",
        "auto-entrepreneur, SIREN : ⟦404833048⟧",
        "elle facture avec ⟦73282932000074⟧",
        "⟦404 833 048⟧",
        "bureau de poste SIRET ⟦356 000 000 09075⟧",
    ],
)
def test_numbers_of_people_are_flagged_and_companies_are_not(
    assert_flags: Asserts, marked: str
) -> None:
    assert_flags(RECOGNIZER, marked)
