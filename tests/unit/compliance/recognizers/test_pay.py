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


@pytest.mark.parametrize(
    "marked",
    [
        # innocent
        "je touche 2 300 nets",
        "on touche 2 300 nets",
        "un infirmier débutant gagne 1 900 €",
        "les infirmiers gagnent 1 900 €",
        "nous payons 2 300 € brut",
        "salaire : 2 300 € brut, CDI, Lyon",
        "le poste est à 38 k€",
        "elle touche 2 300 personnes par jour",
        "la campagne touche 2 300 personnes",
        "elle a gagné 2 300 euros pour l'association",
        "il gagne 2 000 abonnés",
        "elle gagne 10 000 pas par jour",
        # guilty
        "⟦elle touche 2 300 nets⟧",
        "⟦Elle touche 2 300 nets⟧ par mois",
        "⟦Kevin gagne 2 300 euros⟧",
        "⟦ma collègue touche 2 300 nets⟧",
        "⟦le chef est à 4 500 brut⟧",
        "⟦Sonia a été embauchée à 38 k€⟧",
        "⟦son salaire : 2 300 €⟧",
        "⟦son salaire est de 2 300 € net⟧",
        "⟦Paul se fait 3 200 par mois⟧",
        "⟦il est payé 1 900⟧",
        "⟦he's on £41,000⟧",
        "⟦she earns $85,000⟧",
        "⟦Frau Keller verdient 3.200 €⟧",
    ],
)
def test_pay_of_others_is_flagged_and_other_amounts_are_not(
    assert_flags: Asserts, marked: str
) -> None:
    assert_flags(RECOGNIZER, marked)


@pytest.mark.parametrize(
    "marked",
    [
        "Il fait 2 300 pas",
        "elle est à 2 300 km d'ici",
        "il est à 10 000 abonnés",
        "elle touche 2 300 lecteurs",
        "Paul est à 12 000 € de son objectif de collecte",
        "Mathilde gagne 3 000 euros au loto",
        "il se fait 30 km par jour",
        "la machine gagne 2 000 €",
        "elle gagne 30 %",
        "he gets 2,000 likes",
        "he's on 3,000 bikes",
        "Julie se fait 10 km",
        "Paul gana 3.000 seguidores",
        "Marie est passée à 4 000 mètres",
    ],
)
def test_other_amounts_are_no_pay(assert_flags: Asserts, marked: str) -> None:
    assert_flags(RECOGNIZER, marked)
