"""IBANs: their keys, their countries, and half-masked ones."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from compliance.ports import Recognizer
from compliance.recognizers.iban import RECOGNIZER

Asserts = Callable[[Recognizer, str], None]


@pytest.mark.parametrize(
    "marked",
    [
        # innocent
        "dossier FR76 3000 6000 0112 3456 7890 180",
        "FR01 3000 6000 0112 3456 7890 189",
        "DE89 3704 0044 0532 0130 0000",
        "XX89 3704 0044 0532 0130 00",
        "ISIN FR0000120271",
        # guilty
        "virement ⟦FR76 3000 6000 0112 3456 7890 189⟧ MERCI À TOUS",
        "⟦fr7630006000011234567890189⟧",
        "compte ⟦DE89 3704 0044 0532 0130 00⟧.",
        "⟦GB82 WEST 1234 5698 7654 32⟧",
        "⟦BE68-5390-0754-7034⟧",
        "⟦ＦＲ76 3000 6000 0112 3456 7890 189⟧ en pleine chasse",
        "⟦IBAN : FR76 1027 … 0391⟧",
        "celui de ma collègue : ⟦FR76 3000 … 118⟧",
    ],
)
def test_accounts_that_hold_together_are_flagged(assert_flags: Asserts, marked: str) -> None:
    assert_flags(RECOGNIZER, marked)
