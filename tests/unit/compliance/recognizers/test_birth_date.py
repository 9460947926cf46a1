"""Dates of birth of somebody else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from compliance.ports import Recognizer
from compliance.recognizers.birth_date import RECOGNIZER

Asserts = Callable[[Recognizer, str], None]


@pytest.mark.parametrize(
    "marked",
    [
        # innocent
        "Je suis né le 3 mai 1980 à Lorient",
        "Elle est née le 15 septembre, elle pèse 5 grammes",
        "L'entreprise est née le 12 mars 1985",
        "La carte est née le 15 septembre 2024 chez nous",
        "Victor Hugo, né le 26 février 1802",
        "née le 3 mai 1951",
        # guilty
        "Lucette Amarand, ⟦née le 3 mai 1951⟧",
        "M. Lavarde, ⟦né le 30/08/1980⟧, habite ici",
        "Mme Ibarra, ⟦née le 8/8/80⟧",
        "date de naissance : ⟦12/12/1994⟧",
        "Her colleague was ⟦born on May 3, 1951⟧",
        "DOB ⟦1987-04-12⟧",
        "Julie Petit | F | ⟦25/10/1980⟧ | 9857598456",
    ],
)
def test_births_of_others_are_flagged(assert_flags: Asserts, marked: str) -> None:
    assert_flags(RECOGNIZER, marked)
