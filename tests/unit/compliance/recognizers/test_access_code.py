"""Codes of doors, alarms, meetings; promotion and postal codes left alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from compliance.ports import Recognizer
from compliance.recognizers.access_code import RECOGNIZER

Asserts = Callable[[Recognizer, str], None]


@pytest.mark.parametrize(
    "marked",
    [
        # innocent
        "code NADIA15 pour -15 %",
        "code FORGE15 sur le site",
        "35000, le code postal de Rennes",
        "le code de la commande publique",
        "elle a validé son premier QR code toute seule",
        "quai 4500 tonnes",
        "call 1800# they said",
        "erreur code 404 sur le site",
        "on reçoit un code, on ne le lit à personne",
        # guilty
        "portail nord après 21h, code ⟦4471B puis dièse⟧",
        "le portillon du parking c'est ⟦2580 puis dièse⟧",
        "dépôt de Clairfond, code ⟦4826B⟧, vous rentrez",
        "code réserve ⟦7714B⟧, remettez le",
        "PIN ⟦4471#⟧, and mute yourselves",
        "le code d'entrée c'est ⟦Tournesol44⟧",
        "door code flips to ⟦5050⟧ at midnight",
        "le code tombe chez moi : ⟦604 118⟧",
        "Every aid we sell takes ⟦0000⟧",
    ],
)
def test_codes_that_open_are_flagged(assert_flags: Asserts, marked: str) -> None:
    assert_flags(RECOGNIZER, marked)


@pytest.mark.parametrize(
    "marked",
    [
        # innocent
        "code promo ETE25",
        "code postal 38000",
        "code APE 6201Z",
        "code 404 sur le site",
        "erreur code 5120",
        "code article 4512",
        "le code civil, article 1240",
        "l'article 1789 du code",
        "code de la route 2025",
        "Porte 12, quai 4500",
        "code 2026 du travail",
        "le code source fait 4512 lignes",
        "alarme sur les prix : 4512 euros",
        "parking de 450 places, salle 312",
        "code barres 3401",
        "le code couleur est 4512C",
        # guilty
        "le code de la porte est le ⟦4512B⟧",
        "code porte : ⟦4512B⟧",
        "digicode ⟦45B12⟧",
        "digicode : ⟦B4512⟧",
        "code alarme ⟦4512⟧",
        "le code de l'alarme c'est ⟦4512⟧",
        "pour l'alarme tapez ⟦4512#⟧",
        "badge n° ⟦4471-B⟧",
        "mon badge c'est le ⟦004471⟧",
        "the gate code is ⟦4512⟧",
        "alarm code: ⟦4512⟧",
        "the door code's ⟦4512⟧",
        "Türcode ⟦4512⟧",
        "el código de la puerta es ⟦4512⟧",
        "il codice della porta è ⟦4512⟧",
        "de code van de deur is ⟦4512⟧",
        "o código da porta é ⟦4512⟧",
        "le code du coffre : ⟦12-34-56⟧",
        "code portail ⟦A4512⟧",
        "le code c’est ⟦1789⟧ pour entrer",
        "code PIN ⟦4512⟧",
    ],
)
def test_codes_of_doors_are_flagged_and_other_codes_are_not(
    assert_flags: Asserts, marked: str
) -> None:
    assert_flags(RECOGNIZER, marked)


@pytest.mark.parametrize(
    "marked",
    [
        "le code est ouvert à tous, 250 contributeurs",
        "porte 4512 voyageurs par jour",
        "la porte est à 4512 km",
        "code de la route est passé à 1200 questions",
        "le badge 2026 est arrivé",
        "badge : 1500 participants",
        "badge n° 12 ans d'ancienneté",
        "12 badges et 1500 points",
        "notre badge c'est 4500 heures de bénévolat",
        "codice sconto: 4512",
        "el código postal es 28013",
        "codice fiscale, codice 4512 articoli",
        "Türcode? 3 Türen, 2026",
        "la alarma es a las 0730",
        "porta 1500 persone",
        "código 100% digital",
        "code NAF : 6201Z",
        "code INSEE 35238",
        "alarme incendie : 2024 a été une année",
        "coffre de 450 litres",
        "salle 204, 2e étage",
        "quai est à 1200 mètres",
        "parking : 250 places",
        "le hall est 3000 m2",
        "gate 4512 people",
        "the garage is 2500 sq ft",
    ],
)
def test_counts_beside_doors_and_badges_are_no_codes(assert_flags: Asserts, marked: str) -> None:
    assert_flags(RECOGNIZER, marked)
