from __future__ import annotations

from datetime import date

import pytest

from compliance.charter import Organisation, Term
from compliance.fold import fold
from compliance.matching.allusions import MONTH, NUMBER, WORD, Allusions

CLOSING = Term(
    term="Aurore",
    until=date(2027, 2, 1),
    why="fermeture du site de Lorient, 54 postes, pas encore annoncée",
)
BUYING = Term(term="Nacelle", why="rachat d'un installateur catalan")
ALLUSIONS = Allusions((CLOSING, BUYING), Organisation(name="Hélianthe", sector="énergie solaire"))
ALL = frozenset({0, 1})


def told(text: str, secret: frozenset[int] = ALL) -> tuple[str, float] | None:
    """The sentence that alludes most, and its weight to a thousandth."""
    read = fold(text)
    best = ALLUSIONS.strongest(read, secret.__contains__)
    return (read[best.span], round(best.weight, 3)) if best else None


@pytest.mark.parametrize(
    "text",
    [
        "Merci à l'équipe pour le café de ce matin.",
        "Rien n'est encore annoncé, projet sous embargo.",  # words that any reason has
        "Vivement février !",  # a month alone
        "Deux offres en énergie solaire.",
    ],
)
def test_what_any_post_may_say_alludes_to_nothing(text: str) -> None:
    assert told(text) is None


def test_the_words_of_a_reason_count_one_by_one_in_any_inflection() -> None:
    assert told("On ferme. Les Lorientais l'ignorent, ces fermetures arrivent.") == (
        "Les Lorientais l'ignorent, ces fermetures arrivent.",
        round(2 * WORD, 3),
    )


def test_a_number_counts_however_it_is_written() -> None:
    for written in ("54 collègues", "cinquante-quatre collègues", "fifty-four colleagues"):
        assert told(written) == (written, NUMBER)


def test_the_month_of_its_date_counts_beside_another_clue_in_any_language() -> None:
    for month in ("en février", "in February", "im Februar", "en febrero"):
        assert told(f"Lorient, {month}") == (f"Lorient, {month}", round(WORD + MONTH, 3))


def test_clues_of_two_secrets_do_not_add_up() -> None:
    assert told("Un rachat à Lorient") == ("Un rachat à Lorient", WORD)


def test_a_term_that_is_public_alludes_no_more() -> None:
    assert told("Lorient, 54 postes", frozenset({1})) is None


def test_what_only_names_the_house_is_no_clue() -> None:
    own = Allusions((BUYING,), Organisation(name="Maison Catalane", sector="installateur"))
    assert own.strongest(fold("Installateur catalan"), ALL.__contains__) is None


def test_any_reason_can_be_read() -> None:
    odd = Term(term="7,8 %", why="1.2.3 ² ٣٤ 99999999999999999999,5 🎉 «»")
    assert Allusions((odd,), Organisation()).strongest(fold("7,8"), ALL.__contains__) is not None
