from __future__ import annotations

from datetime import date

import pytest

from compliance.charter import Organisation, Term
from compliance.matching.allusions import NONE, Allusion, Allusions

CLOSING = Term(
    term="Aurore",
    until=date(2027, 2, 1),
    why="fermeture du site de Lorient, 54 postes, pas encore annoncée",
)
BUYING = Term(term="Nacelle", aliases=("le grand filet",), why="rachat d'un installateur catalan")
ALLUSIONS = Allusions((CLOSING, BUYING), Organisation(name="Hélianthe", sector="énergie solaire"))
ALL = frozenset({0, 1})


def told(text: str, secret: frozenset[int] = ALL) -> Allusion:
    return ALLUSIONS.strongest(text, secret.__contains__)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Merci à l'équipe pour le café de ce matin.",
        "Rien n'est encore annoncé, projet sous embargo.",  # words that any reason has
        "Deux offres en énergie solaire.",  # what only names the house
        "Rendez-vous en 2027.",  # a year
    ],
)
def test_what_any_post_may_say_alludes_to_nothing(text: str) -> None:
    assert told(text) == NONE


def test_the_words_of_a_reason_count_one_by_one_in_any_inflection() -> None:
    assert told("Les fermetures arrivent, les rachats aussi") == Allusion(words=1)
    assert told("Racheter une affaire catalane") == Allusion(words=1)


def test_what_a_reason_writes_with_a_capital_is_a_place() -> None:
    assert told("Les Lorientais l'ignorent") == Allusion(places=1)


def test_half_of_a_name_is_a_clue_of_its_own() -> None:
    assert told("On jette le filet demain") == Allusion(names=1)


def test_a_number_counts_however_it_is_written() -> None:
    for written in ("54 collègues", "cinquante-quatre collègues", "fifty-four colleagues"):
        assert told(written) == Allusion(numbers=1)


def test_the_month_of_its_date_counts_in_any_language() -> None:
    for month in ("en février", "in February", "im Februar", "en febrero"):
        assert told(f"Lorient, {month}") == Allusion(places=1, months=1)


def test_clues_of_two_secrets_do_not_add_up() -> None:
    assert told("Un rachat à Lorient") == Allusion(places=1)


def test_a_clue_said_twice_counts_once() -> None:
    assert told("Lorient, Lorient, Lorient") == Allusion(places=1)


def test_a_term_that_is_public_alludes_no_more() -> None:
    assert told("Lorient, 54 postes", frozenset({1})) == NONE


def test_what_only_names_the_house_is_no_clue() -> None:
    own = Allusions((BUYING,), Organisation(name="Maison Catalane", sector="installateur"))
    assert own.strongest("Installateur catalan", ALL.__contains__) == NONE


def test_any_reason_can_be_read() -> None:
    odd = Term(term="7,8 %", why="1.2.3 ² ٣٤ 99999999999999999999,5 🎉 «»")
    assert Allusions((odd,), Organisation()).strongest("7,8", ALL.__contains__).numbers == 1
