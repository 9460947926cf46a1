"""E-mail addresses: people's, the house's, and open contact lines."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from compliance.charter import Domains, Organisation
from compliance.ports import Recognizer
from compliance.recognizers.email import RECOGNIZER

Asserts = Callable[[Recognizer, str], None]


@pytest.mark.parametrize(
    "marked",
    [
        # innocent
        "photo de @lise.phot.o, merci",
        "écrivez-nous à direction@hotel.example, nous vous devons des excuses",
        "En cas d'urgence, support@robots.example, la boîte de l'équipe",
        "Écrivez-moi : c.delaunay@ville.example, c'est mon adresse pro",
        "Reach me at anna@mail.example any time",
        "a@b",
        "un@deux@trois",
        "prix : 3 @ 4,50 €",
        "rendez-vous (chez) nous. Demain",
        # guilty
        "joignable : ⟦coralie.vm@boite.example⟧, son perso",
        "Monsieur Lorcy (⟦jp.lorcy@courriel.example⟧) m'écrit",
        "rappelez-le : écrivez à son adresse, ⟦paul.k@courriel.example⟧",
        "😀 ⟦zoé.müller@courriel.example⟧",
        "son mail : ⟦paul.k (arobase) courriel (point) example⟧, sans robots",
        "bill for cc on my e-mail ⟦UtaK@mail.example⟧?",
        "⟦a.b@c.example⟧,⟦d.e@f.example⟧",
    ],
)
def test_addresses_of_people_are_flagged_and_open_lines_are_not(
    assert_flags: Asserts, marked: str
) -> None:
    assert_flags(RECOGNIZER, marked)


def test_mailboxes_on_official_domains_are_public(assert_flags: Asserts) -> None:
    at_home = RECOGNIZER.within(Organisation(domains=Domains(official=("helianthe.example",))))
    assert_flags(
        at_home, "le service : contact@helianthe.example ou recrutement@jobs.helianthe.example"
    )
    assert_flags(at_home, "Pour les rendez-vous c'est par ici : l.bastide@helianthe.example")
    assert_flags(at_home, "La preuve, son mail : ⟦l.bastide@helianthe.example⟧")


def test_an_endless_address_is_none(assert_flags: Asserts) -> None:
    assert_flags(RECOGNIZER, f"{'a' * 300}@mail.example")
