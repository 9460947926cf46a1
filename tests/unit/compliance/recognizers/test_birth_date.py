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


@pytest.mark.parametrize(
    "marked",
    [
        # innocent
        "Notre association est née en 1984",
        "L'enseigne, née en 1984 à Lyon",
        "Mozart, né en 1756",
        "La tradition, née en 1984, continue",
        "born in 1984, our brand",
        "Zoé est née hier à 3h12",
        "née le 14 mars, la petite Zoé pèse 3 kilos",
        "Ma fille est née le 3 mai 2019",
        "je suis née en 1984 et fière",
        "née en 2019 d'une idée de Marc Duval, la boutique",
        # guilty
        "Mme Roussel, ⟦née le 3 mai 84⟧, attend",
        "M. Tardy, ⟦né le premier juin mille neuf cent soixante-cinq⟧",
        "La patiente, ⟦née en 1984⟧, vient seule",
        "Karim Belhassen, ⟦né en juillet 1990⟧, cherche",
        "Julie Moreau ⟦née le 03.05.84⟧",
        "D.O.B. ⟦03/05/1984⟧",
        "Mrs Vane, ⟦born 3rd of May 1984⟧",
        "Mrs Vane was ⟦born on the 3rd of May 1984⟧",
        "Frau Keller, ⟦geb. 03.05.1984⟧, wartet",
        "Frau Keller, ⟦geboren am 3. Mai 1984⟧",
        "la señora Ibarra, ⟦nacida el 3 de mayo de 1984⟧",
        "la signora Rossi, ⟦nata il 3 maggio 1984⟧",
        "mevrouw de Wit, ⟦geboren op 3 mei 1984⟧",
        "a dona Lurdes, ⟦nascida a 3 de maio de 1954⟧",
        "date de naiss. : ⟦3/5/84⟧",
        "BRUSSOL CAMILLE\n⟦1 2 0 2 1 9 4 0⟧",
    ],
)
def test_birth_dates_are_told_in_seven_languages_and_in_forms(
    assert_flags: Asserts, marked: str
) -> None:
    assert_flags(RECOGNIZER, marked)


@pytest.mark.parametrize(
    "marked",
    [
        "Rappel : réunion née le 3 mai 2024 de nos échanges",
        "Le projet est né le 3 mai 2021 grâce à Julie Moreau",
        "La patiente est née en Bretagne",
        "Born in 1984 and raised in Leeds",
        "Date de naissance du groupe : 1984",
        "1 2 3 4 5 6 7 8 9 0 1 2",
        "Mme Roux est née le 12 au matin",
        "l'assuré, ⟦né le 1er janvier 1962⟧",
        "DDN ⟦3/5/84⟧",
        "Paul Legrain (⟦né le 3 mai 84⟧)",
    ],
)
def test_things_and_old_dates_are_no_births(assert_flags: Asserts, marked: str) -> None:
    assert_flags(RECOGNIZER, marked)


@pytest.mark.parametrize(
    "marked",
    [
        # innocent
        "2 5 0 2 0 0 8\nun tirage du loto",
        "Lotto\n0 5 . 0 6 . 1 9 8 1\nrien",
        "At 9 p.m. a star born on May 3, 1951",
        # guilty
        "MARTIN Paul 1 8 5 0 4 8 4 2 3 9 8 6 2 ⟦2 5 0 2 0 0 8⟧",
        "Lundi\n⟦1 2 . 0 6 . 1 9 8 1⟧\n8 2 1 6\nBRUSSOL, Camille",
    ],
)
def test_forms_are_read_with_a_box_lost_or_the_name_below(
    assert_flags: Asserts, marked: str
) -> None:
    assert_flags(RECOGNIZER, marked)


@pytest.mark.parametrize(
    "marked",
    [
        # innocent
        "Née le 14 juillet 1789, la fête revient",
        "L'idée est née le 3 mai 2021, Julie Moreau la porte",
        "Lieu de naissance : Lyon, 1984",
        "nacio una idea en 2019",
        "Le 3 mai 1984, Julie Moreau entre à l'usine",
        "B. SPIRE 01.14.21.04.98",
        # guilty
        "⟦Née le 03-05-1984⟧, Julie Roux est promue",
        "⟦Né le 3 mai 1984⟧ à Lyon, Paul Roux est promu",
        "Né(e) le : ⟦03/05/1984⟧",
        "Date naissance : ⟦03/05/1984⟧",
        "D.D.N : ⟦03/05/1984⟧",
        "naissance : ⟦03/05/1984⟧",
        "Geb.-Datum: ⟦03.05.1984⟧",
        "Geb. Datum: ⟦3-5-1984⟧",
        "Fecha de nac.: ⟦03/05/1984⟧",
        "F. nac.: ⟦03/05/1984⟧",
        "Data nascita: ⟦03/05/1984⟧",
        "Data de nasc.: ⟦03/05/1984⟧",
        "Born: ⟦1984-05-03⟧, John Roe",
        "Mr Roe's birthday is ⟦3 May 1984⟧",
        "A dona Lurdes ⟦nasceu a 3 de maio de 1954⟧",
        "La señora Ruiz ⟦nació el 3 de mayo de 1954⟧",
    ],
)
def test_labels_of_births_are_read_as_people_shorten_them(
    assert_flags: Asserts, marked: str
) -> None:
    assert_flags(RECOGNIZER, marked)
