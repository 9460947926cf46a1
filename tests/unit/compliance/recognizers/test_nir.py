"""French social security numbers, by their key."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from compliance.ports import Recognizer
from compliance.recognizers.nir import RECOGNIZER

Asserts = Callable[[Recognizer, str], None]


@pytest.mark.parametrize(
    "marked",
    [
        # innocent
        "2 95 10 99 126 111 99",
        "2 95 13 99 126 111 93",
        "295109912611193000",
        "253072C07300443",
        # guilty
        "son numéro de sécu : ⟦2 95 10 99 126 111 93⟧",
        "⟦295109912611193⟧",
        "⟦253072A07300443⟧ et ⟦2 53 07 2a 073 004 43⟧",
        "😀 ⟦2.95.10.99.126.111.93⟧",
    ],
)
def test_numbers_whose_key_agrees_are_flagged(assert_flags: Asserts, marked: str) -> None:
    assert_flags(RECOGNIZER, marked)


@pytest.mark.parametrize(
    "marked",
    [
        # innocent
        "numéro de sécurité sociale : 2 95 10 99 126 111 99",
        "on compte : 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15",
        "score : 3 1 2 1 puis 4 2",
        "la sécurité sociale a 80 ans, 1945 2025",
        "la sécurité sociale verse 2 840 538 185 euros aux hôpitaux",
        # guilty
        "Numéro de sécurité sociale ⟦173 2857 4932⟧, conformément à",
        "Son numéro d'assuré est ⟦1980612385213⟧, et",
        "n° SS : ⟦2 84 05 38 185 047⟧",
        "NIR ⟦2840538185047⟧",
        "son n° sécu ⟦2 85 1X XX XXX XXX 12⟧",
        "⟦1 2 6 1 2 3 8 5 2 1 9 2 1 1 1⟧ BRUSSOL CAMILLE",
    ],
)
def test_what_its_key_cannot_prove_is_told_by_words_or_boxes(
    assert_flags: Asserts, marked: str
) -> None:
    assert_flags(RECOGNIZER, marked)


@pytest.mark.parametrize(
    "marked",
    [
        "secu : 1 23 45 67 89",
    ],
)
def test_a_count_of_digits_is_no_number(assert_flags: Asserts, marked: str) -> None:
    assert_flags(RECOGNIZER, marked)
