"""Licence plates: the French form since 2009 as it stands, older and foreign ones by context."""

from __future__ import annotations

from compliance.ports import example
from compliance.recognizers._pattern import PatternRecognizer

LETTERS = "[a-hj-np-tv-z]{2}"  # I, O and U are never used
VEHICLE = (
    r"\b(?:plaques?|immatricul\w+|voiture|berline|camion(?:nette)?|scooter|moto|clio|twingo|plate"
    r"|number ?plate|licen[cs]e|registration|car|van|kennzeichen|targa|matricula|kenteken)\b"
)
RECOGNIZER = PatternRecognizer(
    rf"\b({LETTERS}-\d{{3}}-{LETTERS})\b"
    rf"|{VEHICLE}[^\n]{{0,25}}?\b({LETTERS} ?\d{{3}} ?{LETTERS}|[1-9]\d{{1,3}}"
    rf" ?[a-z]{{2,3}} ?\d{{2}}"
    r"|[a-z]{2}\d{2} ?[a-z]{3})\b",
    category="personal-data",
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
