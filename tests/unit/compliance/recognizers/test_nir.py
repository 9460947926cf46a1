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
