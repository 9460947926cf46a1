"""Numbers of French identity cards: twelve digits before 2021, nine signs since."""

from __future__ import annotations

from compliance.ports import example
from compliance.recognizers._pattern import PatternRecognizer

WORD = (
    r"\b(?:cni|cartes? (?:nationales? )?d'identite|piece d'identite|identity card|id card"
    r"|personalausweis(?:nummer)?|ausweisnummer|dni|carta d'identita|identiteitskaart"
    r"|cartao de cidadao|documento de identidad)\b"
)
NUMBER = r"\b(\d{12}|\d{4}[.x*•]{1,8}\d{2,6}|[a-z0-9]{9})\b"


def is_number(number: str) -> bool:
    """Two digits or more: «dupliquée» has as many signs as a new card's number."""
    return sum(sign.isdigit() for sign in number) >= 2


RECOGNIZER = PatternRecognizer(
    rf"{WORD}[^\n]{{0,25}}?{NUMBER}",
    category="personal-data",
    look=WORD,
    proof=is_number,
    examples=(
        example("🪪 CNI n° ⟦880692310285⟧ retrouvée au guichet 3"),
        example("Mme Ibarra, CNI ⟦1312…0457⟧, mariée sans contrat"),
        example("pensez à votre carte d'identité, dupliquée si possible"),
    ),
)
