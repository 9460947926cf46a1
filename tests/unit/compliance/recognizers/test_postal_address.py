"""Postal addresses: homes flagged, open doors and mere numbers left alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from compliance.ports import Recognizer
from compliance.recognizers.postal_address import RECOGNIZER

Asserts = Callable[[Recognizer, str], None]


@pytest.mark.parametrize(
    "marked",
    [
        # innocent
        "L'agence vous accueille au 4, place du Tilleul",
        "il reste 212 places et 5 places, sur place",
        "les travaux au 12 rue Neuve, stationnement interdit",
        "8h07 cours Vauban, trois bagnoles",
        "T1 et T2 un passage sur deux",
        "un rond-point si je puis dire",
        "en 1932 rue des Cordiers on passait en tram",
        "Come visit our new office, 14 Larkspur Close",
        "In Spring 09 the band, scoring 2 in the 1st",
        # guilty
        "Au ⟦27 allée des Genêts, 4e gauche⟧, jamais un merci",
        "Amarand, ⟦12 rue du Lavoir⟧, née un 3 mai",
        "chez Raymond, ⟦18 montée des Oliviers à Castelmaur⟧",
        "elle vit ⟦3 rte des Ajoncs à Plouvic⟧, seule",
        "habite au ⟦37 bis, rue de la République 75011⟧",
        "Mrs Day, ⟦14 Larkspur Close⟧, asleep till 3",
        "die Kundin, ⟦Lindenstraße 12⟧, ist krank",
        "vive en ⟦Calle de la Luna 14⟧, sola",
    ],
)
def test_homes_are_flagged_and_open_doors_are_not(assert_flags: Asserts, marked: str) -> None:
    assert_flags(RECOGNIZER, marked)
