"""Phone numbers: French, international, national by context; lines open to all left alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from compliance.ports import Recognizer
from compliance.recognizers.phone import RECOGNIZER

Asserts = Callable[[Recognizer, str], None]


@pytest.mark.parametrize(
    "marked",
    [
        # innocent
        "C'est moi au 06 39 98 12 60, laissez un message",
        "Mon numéro professionnel, c'est moi qui vous le donne : 06 39 98 20 65",
        "ou le standard de l'agence de Rivesance, 01 99 00 12 00",
        "appelez la mairie au 01 99 00 40 00 et dites-nous",
        "voici la ligne du poste de garde : 01 99 00 27 14, affichée sur la porte",
        "Please ring reception on 020 7946 0188",
        "412 modules, 9 jours, 3 averses",
        "le 03.09.2026 à 17 h 35",
        "12 000 000 de vues, 2 310 000 en 2025",
        "dossier n° 0639981260 clos",
        "IBAN FR76 3000 6000 0112 3456 7890 180",
        "https://site.example/2026/0639981260.html",
        "ref 00639981260AB",
        # guilty
        "son perso c'est le ⟦06 39 98 41 07⟧, elle répond vite",
        "⟦06.39.98.41.07⟧ ou ⟦0639984107⟧",
        "son portable : ⟦+33 6 39 98 41 07⟧",
        "⟦+33 (0)6 39 98 41 07⟧ chez elle",
        "⟦0033639984107⟧, c'est Paul",
        "il est au ⟦06\u00a039\u00a098\u00a041\u00a007⟧",
        "⟦06\u202f39\u202f98\u202f41\u202f07⟧, Mme Pichereau",
        "on her mobile, ⟦07700 900461⟧, she picks up",
        "His number is ⟦07700 900418⟧, tell him",
        "Handy von Jens: ⟦+49 30 23125 123⟧",
        "rappelez-le chez sa mère, ⟦01 99 00 08 33⟧",
        "si vous voulez me joindre : 06 39 98 55 20",
        "le deuxième c'est celui de Nawel, ⟦06 39 98 55 21⟧",
        "Phone: ⟦(202) 555-0147⟧",
    ],
)
def test_numbers_of_people_are_flagged_and_open_lines_are_not(
    assert_flags: Asserts, marked: str
) -> None:
    assert_flags(RECOGNIZER, marked)


@pytest.mark.parametrize(
    "marked",
    [
        # innocent
        "appelez le 3615 ou le 0 800 000 000",
        "numéro vert 0 800 000 000",
        "numéro vert 0800 00 00 00",
        "Appelez le 0 805 00 00 00 (gratuit)",
        "le 3919, le 115, le 17",
        "service client 0 969 00 00 00",
        "08 92 00 00 00 (0,35 €/min)",
        "Appelez-moi au 06 39 98 27 14",
        "suivi colis 6A12345678901",
        "colissimo 8R00123456789",
        "commande n° 0639982714",
        "ISBN 978-2-07-036822-8",
        "ISBN 2070368228",
        "réf. 0639982714",
        "article L. 1234-5 du code",
        "version 1.2.3.4567",
        "commit 0123456789abcdef",
        "facture 2026-0001234",
        "1 234 567 890 vues",
        "00130100000015",
        # guilty
        "son numéro ⟦06 39 98 27 14⟧",
        "Appelez Julie : ⟦06.39.98.27.14⟧",
        "⟦+33 6 39 98 27 14⟧ c'est Paul",
        "mobile de Paul ⟦0033639982714⟧",
    ],
)
def test_people_s_lines_are_flagged_and_services_are_not(
    assert_flags: Asserts, marked: str
) -> None:
    assert_flags(RECOGNIZER, marked)


@pytest.mark.parametrize(
    "marked",
    [
        "SIRET 00130100000015",
        "commande 0639982714",
        "température 06 07 08 09 10",
        "le 06 07 08 09 10 novembre",
        "grille : 01 02 03 04 05",
        "tirage 05 12 23 34 45",
    ],
)
def test_rows_of_numbers_are_no_phones(assert_flags: Asserts, marked: str) -> None:
    assert_flags(RECOGNIZER, marked)
