"""What others earn; one's own pay is protected."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from compliance.ports import Recognizer
from compliance.recognizers.pay import RECOGNIZER

Asserts = Callable[[Recognizer, str], None]


@pytest.mark.parametrize(
    "marked",
    [
        # innocent
        "Ma paie : 1 742 net. J'ai écrit à la RH",
        "Je suis à 1 890 net, neuf ans de maison",
        "Moi je gagne 1 700 net",
        "L'équipe gagne 2 000 abonnés",
        "The salary range is in the ad",
        "Fiche de paie de novembre : 1 742 € net",
        "Mettez 1 000 € de côté",
        "le redressement de Pastor & Fils, 212 000 €",
        "his tenure as prime minister from 1988 to 1990",
        "I'm on 11.88 an hour after four years",
        # guilty
        "⟦Sandrine de la paie gagne 2 480 net⟧ et elle compte",
        "⟦Tomasz in depot 2 is on £41,300⟧. Stop",
        "⟦Karim who started in June is on 13.20⟧, he showed me",
        "⟦Patricia, presse 6, 1 612 € net⟧",
        "les salaires : ⟦Ali 2 950, Jeanne 3 120⟧",
    ],
)
def test_the_pay_of_others_is_flagged(assert_flags: Asserts, marked: str) -> None:
    assert_flags(RECOGNIZER, marked)
