"""Codes of doors, alarms, meetings; promotion and postal codes left alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from compliance.ports import Recognizer
from compliance.recognizers.access_code import RECOGNIZER

Asserts = Callable[[Recognizer, str], None]


@pytest.mark.parametrize(
    "marked",
    [
        # innocent
        "code NADIA15 pour -15 %",
        "code FORGE15 sur le site",
        "35000, le code postal de Rennes",
        "le code de la commande publique",
        "elle a validé son premier QR code toute seule",
        "quai 4500 tonnes",
        "call 1800# they said",
        "erreur code 404 sur le site",
        "on reçoit un code, on ne le lit à personne",
        # guilty
        "portail nord après 21h, code ⟦4471B puis dièse⟧",
        "le portillon du parking c'est ⟦2580 puis dièse⟧",
        "dépôt de Clairfond, code ⟦4826B⟧, vous rentrez",
        "code réserve ⟦7714B⟧, remettez le",
        "PIN ⟦4471#⟧, and mute yourselves",
        "le code d'entrée c'est ⟦Tournesol44⟧",
        "door code flips to ⟦5050⟧ at midnight",
        "le code tombe chez moi : ⟦604 118⟧",
        "Every aid we sell takes ⟦0000⟧",
    ],
)
def test_codes_that_open_are_flagged(assert_flags: Asserts, marked: str) -> None:
    assert_flags(RECOGNIZER, marked)
