"""Licence plates: the French form since 2009 as it stands, older and foreign ones by context."""

from __future__ import annotations

import re

from compliance.ports import example
from compliance.recognizers._pattern import PatternRecognizer

LETTERS = "[a-hj-np-tv-z]{2}"  # I, O and U are never used
VEHICLE = (
    r"\b(?:plaques?|immat(?:ricul\w+)?|vehicules?|fourgon(?:nette)?|utilitaire|voiture|berline"
    r"|camion(?:nette)?|scooter|moto|clio|twingo"
    r"|(?:number ?)?plates?|his van|her van|coche|matricule|licen[cs]e plates?|her car|his car"
    r"|their car|kennzeichen|targa"
    r"|matricula|kenteken)\b"
)
BRAND = (
    r"\b(?:bmw|audi|peugeot|renault|megane|golf|polo|tesla|fiat|mercedes|toyota|yaris|vw|volkswagen"
    r"|citroen|dacia|duster|ford|opel|nissan|kia|skoda|seat|kangoo|partner|scenic|espace|108"
    r"|208|308"
    r"|2008|3008|5008|c3|c4)\b"
)
# What stands between two numbers and is no plate: «38 to 31», «12 au 15».
BETWEEN = re.compile(
    r"\d+ ?(?:au|to|et|de|du|le|la|ou|en|on|km|cv|ch|ans|and|or|mn|min|eur|sur|for|per|by) ?\d+"
)


def is_plate(words: str) -> bool:
    return BETWEEN.fullmatch(words) is None


RECOGNIZER = PatternRecognizer(
    rf"\b({LETTERS}-\d{{3}}-{LETTERS})\b|{BRAND}[^\n]{{0,12}}?\b({LETTERS} \d{{3}} {LETTERS})\b"
    rf"|\bkennzeichen\b[^\n]{{0,12}}?\b([a-z]{{1,3}}-[a-z]{{1,2}} ?\d{{1,4}})\b"
    rf"|\b(?:matricula|coche)\b[^\n]{{0,12}}?\b(\d{{4}} ?[b-df-hj-np-tv-z]{{3}})\b"
    rf"|{VEHICLE}[^\n]{{0,25}}?\b({LETTERS} ?\d{{3}} ?{LETTERS}"
    rf"|[1-9]\d{{1,3}} ?[a-z]{{2,3}} ?\d{{2}}"
    r"|[a-z]{2}\d{2} ?[a-z]{3})\b",
    category="personal-data",
    proof=is_plate,
    look=rf"{BRAND}|\b{LETTERS}[ -]?\d{{3}}[ -]?{LETTERS}\b|{VEHICLE}",
    unless=r"\b(?:ref(?:erence)?|modele|model|produit|article|lot|vol|flight"
    r"|dossier|commande|order|colis|suivi|sku|norme|serie|vis|ecrou|facture|devis|bon"
    r"|salle)\b[^\0]{0,15}\0",
    examples=(
        example("🚗 Plaque ⟦GX-417-ZP⟧, c'est le fils Lombard"),
        example("sa voiture, ⟦1234 AB 56⟧, est garée devant"),
        example("réf. GX-417-ZP du catalogue"),
        example("version AB 123 CD du plan"),
    ),
)
