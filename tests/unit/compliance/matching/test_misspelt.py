"""Words of their own and slips for others: what is likelier than what."""

from __future__ import annotations

import pytest

from compliance.matching.misspelt import slipped, written


@pytest.mark.parametrize(
    ("likelier", "than"),
    [
        ("maison", "mrcosrt"),
        ("delevingne", "dlevingnee"),
        ("brasserie", "brssaerie"),
        ("lambrey", "lmbrvey"),
        ("marisol", "m4risol"),
        ("arrivons", "arrivnos"),
        ("vermandois", "vermnadois"),
        ("les", "garniture"),
        ("ab", "abab"),
    ],
)
def test_what_reads_like_a_word_is_likelier_to_be_one(likelier: str, than: str) -> None:
    assert written(likelier) > written(than)


def test_any_letters_may_be_a_word() -> None:
    assert -40 < written("xzqvkw") < written("xz") < 0
    assert written("") <= 0
    assert written("ж") < 0


@pytest.mark.parametrize(
    ("likelier", "than"),
    [
        ("lambreval", "lambrevl"),  # as meant, a letter left out
        ("lambrevl", "lambrevap"),  # one among many that may stand for another
        ("lambreva", "lambrevayy"),
        ("lmabreval", "lxmbreval"),
        ("lambbreval", "lamqbreval"),  # typed twice, or any other put in
        ("lambreval", "lambrevam"),
        ("lambrecal", "lambretal"),  # the next key, or another
        ("lmbareval", "lxmbyreval"),  # swapped around a letter
    ],
)
def test_some_slips_are_likelier_than_others(likelier: str, than: str) -> None:
    assert slipped(likelier, "lambreval") > slipped(than, "lambreval")


def test_no_slip_costs_nothing_and_empty_words_are_measured() -> None:
    assert slipped("atlas", "atlas") == slipped("", "") == 0
    assert slipped("", "abc") < 0
    assert slipped("abc", "") < 0


def test_two_slips_cost_the_sum_of_them() -> None:
    one, other = slipped("ambreval", "lambreval"), slipped("lambreva", "lambreval")
    assert slipped("ambreva", "lambreval") == pytest.approx(one + other)
