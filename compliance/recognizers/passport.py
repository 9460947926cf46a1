"""Passport numbers, whole or half masked, where the word stands beside them."""

from __future__ import annotations

import re

from compliance.ports import example
from compliance.recognizers._pattern import PatternRecognizer

WORD = (
    r"\b(?:passe?ports?|pasaporte|passaporto|passaporte|reisepass(?:nummer)?|paspoort(?:nummer)?)\b"
)
NUMBER = r"\b(\d\d ?[a-z]{2} ?\d{5}|[a-z]{0,3}\d{2}[a-z]{0,2}[\d.x*•]{3,8}|[a-z]\d[a-z0-9]{7})\b"


def holds_digits(number: str) -> bool:
    """Four digits or more, and neither a year nor a date alone."""
    digits = sum(sign.isdigit() for sign in number)
    return (
        digits >= 4
        and len(number) >= 6
        and len(set(number)) > 2
        and not re.fullmatch(r"(?:19|20)\d\d.*|\d\d\.\d\d\.\d+", number)
    )


RECOGNIZER = PatternRecognizer(
    rf"{WORD}[^\n]{{0,25}}?{NUMBER}",
    category="personal-data",
    look=WORD,
    proof=holds_digits,
    examples=(
        example("Trouvé 🎒 : un passeport n° ⟦26FV04417⟧ au nom d'Owen"),
        example("Mr Leopold Venn (passport ⟦53…8821⟧, born Graz 1987)"),
        example("renouveler son passeport avant 2027 : 86 €"),
    ),
)
