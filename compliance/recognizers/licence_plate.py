"""Licence plates: the French form since 2009 as it stands, older and foreign ones by context."""

from __future__ import annotations

import re

from compliance.ports import example
from compliance.recognizers._pattern import PatternRecognizer

LETTERS = "[a-hj-np-tv-z]{2}"  # I, O and U are never used
VEHICLE = (
    r"\b(?:plaques?|immatricul\w+|voiture|berline|camion(?:nette)?|scooter|moto|clio|twingo"
    r"|number ?plates?|licen[cs]e plates?|her car|his car|their car|kennzeichen|targa"
    r"|matricula|kenteken)\b"
)
# What stands between two numbers and is no plate: «38 to 31», «12 au 15».
BETWEEN = re.compile(
    r"\d+ ?(?:au|to|et|de|du|le|la|ou|en|on|km|ans|and|or|mn|min|eur|sur|for|per|by) ?\d+"
)


def is_plate(words: str) -> bool:
    return BETWEEN.fullmatch(words) is None


RECOGNIZER = PatternRecognizer(
    rf"\b({LETTERS}-\d{{3}}-{LETTERS})\b|{VEHICLE}[^\n]{{0,25}}?\b({LETTERS} ?\d{{3}} ?{LETTERS}"
    rf"|[1-9]\d{{1,3}} ?[a-z]{{2,3}} ?\d{{2}}"
    r"|[a-z]{2}\d{2} ?[a-z]{3})\b",
    category="personal-data",
    proof=is_plate,
    look=rf"\b{LETTERS}[ -]?\d{{3}}[ -]?{LETTERS}\b|{VEHICLE}",
    unless=r"\b(?:ref(?:erence)?|modele|model|produit|article|lot|vol|flight"
    r"|dossier)\b[^\0]{0,15}\0",
    examples=(
        example("🚗 Plaque ⟦GX-417-ZP⟧, c'est le fils Lombard"),
        example("sa voiture, ⟦1234 AB 56⟧, est garée devant"),
        example("réf. GX-417-ZP du catalogue"),
        example("version AB 123 CD du plan"),
    ),
)
