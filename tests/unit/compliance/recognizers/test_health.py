"""The health of others; one's own and one's family's is free to tell."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from compliance.ports import Recognizer
from compliance.recognizers.health import RECOGNIZER

Asserts = Callable[[Recognizer, str], None]


@pytest.mark.parametrize(
    "marked",
    [
        # innocent
        "En 2024 j'ai fait un burn-out. Je ne l'ai pas vu venir.",
        "Je suis en arrêt depuis cinq semaines",
        "Ma mère a eu un cancer, et elle a couru dimanche",
        "My dad has dementia and I am learning patience",
        "On court contre le cancer",
        "Le diabète touche quatre millions de personnes",
        "Octobre rose : il faut parler du cancer du sein",
        "Avec son accord : Inès revient de sa dépression",
        "Hate is a cancer on society",
        "I've got a pacemaker",
        "Biscotto has diabetes and he licked my face",
        # guilty
        "si qqn cherche Malik : c'est ⟦son burn out⟧ qui recommence",
        "⟦Elle se bat contre son cancer⟧ du sein",
        "⟦Mrs. Ferrand again (she's diabetic⟧, lives alone)",
        "le pauvre Ilyan avec ⟦son diabète⟧",
        "Marcus has ⟦his panic attacks⟧ there",
        "désolé : ⟦Guillaume est encore chez son psy⟧ le mercredi",
        "⟦Mme Kerbrat, notre patiente de la 214, est en rémission⟧",
    ],
)
def test_the_health_of_others_is_flagged(assert_flags: Asserts, marked: str) -> None:
    assert_flags(RECOGNIZER, marked)


@pytest.mark.parametrize(
    "marked",
    [
        # innocent
        "j'ai un cancer",
        "ma mère a un cancer",
        "on lutte contre le cancer",
        "Le cancer touche 1 femme sur 8",
        "Elle travaille sur le cancer depuis dix ans",
        "Le professeur Martin a publié sur le diabète",
        "Karim court contre le cancer",
        "notre équipe soigne le diabète",
        "Elle est infirmière en oncologie",
        # guilty
        "⟦Elle a un cancer⟧",
        "⟦Mme Roux est diabétique⟧",
        "⟦ma collègue est enceinte⟧",
        "⟦Karim est en dépression⟧",
        "⟦son cancer⟧ revient",
        "⟦Julie a la sclérose en plaques⟧",
        "⟦Frau Keller hat Krebs⟧",
    ],
)
def test_health_of_others_is_flagged_and_medicine_is_not(
    assert_flags: Asserts, marked: str
) -> None:
    assert_flags(RECOGNIZER, marked)


@pytest.mark.parametrize(
    "marked",
    [
        "Elle est en réa depuis dix ans comme infirmière",
        "Julie travaille en réanimation",
        "Il a soigné un cancer",
        "Le docteur Roy est spécialiste du cancer",
        "Sie hat kein Krebs",
        "Marie est chercheuse sur le cancer",
        "Il a lutté contre le cancer avec la Ligue",
        "Elle a couru pour Octobre rose contre le cancer",
        "L'équipe du Pr Blin a vaincu le cancer",
        "Notre collègue Anne a reçu un prix pour sa thèse sur Alzheimer",
        "Paul porte la voix des personnes handicapées",
        "Elle a fait un don contre le sida",
    ],
)
def test_those_who_treat_or_fund_are_not_ill(assert_flags: Asserts, marked: str) -> None:
    assert_flags(RECOGNIZER, marked)
