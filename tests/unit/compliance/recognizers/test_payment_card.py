"""Card numbers: issuers, keys, and the numbers that look like them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from compliance.ports import Recognizer
from compliance.recognizers.payment_card import RECOGNIZER

Asserts = Callable[[Recognizer, str], None]


@pytest.mark.parametrize(
    "marked",
    [
        # innocent
        "4111 1111 1111 1112 vues",
        "commande 4111111111111111 expédiée",
        "0000 0000 0000 0000",
        "IMEI 35-209900-176148-1",
        "id facebook.example/pages/4111111111111111",
        # guilty
        "sa carte ⟦4111 1111 1111 1111⟧, exp 04/28",
        "⟦5555-5555-5555-4444⟧",
        "⟦371449635398431⟧ l'amex du patron",
        "my card ⟦30569309025904⟧ is lost",
    ],
)
def test_cards_are_flagged_and_look_alikes_are_not(assert_flags: Asserts, marked: str) -> None:
    assert_flags(RECOGNIZER, marked)


@pytest.mark.parametrize(
    "marked",
    [
        # innocent
        "ISBN 978-2-07-036822-8",
        "suivi 4111111111111111",
        # guilty
        "sa carte ⟦4111 1111 1111 1111⟧",
    ],
)
def test_a_parcel_is_no_card(assert_flags: Asserts, marked: str) -> None:
    assert_flags(RECOGNIZER, marked)
