"""Payment card numbers: an issuer's range and length, and the Luhn key."""

from __future__ import annotations

import re

from compliance.ports import example
from compliance.recognizers._digits import luhn
from compliance.recognizers._pattern import PatternRecognizer

# Issuers' ranges with the lengths they use (ISO/IEC 7812, as published by the networks).
ISSUERS = re.compile(
    r"4\d{12}(?:\d{3})?(?:\d{3})?"  # Visa
    r"|(?:5[1-5]\d{2}|222[1-9]|22[3-9]\d|2[3-6]\d{2}|27[01]\d|2720)\d{12}"  # Mastercard
    r"|3[47]\d{13}"  # American Express
    r"|3(?:0[0-5]|095|[689]\d)\d{11}|3(?:0[0-5]|[689]\d)\d{13}"  # Diners
    r"|6(?:011|5\d{2}|4[4-9]\d)\d{12}"  # Discover
    r"|35\d{14}|(?:1800|2131)\d{11}"  # JCB
    r"|62\d{14,17}|1[0-9]{14}|9792\d{12}"  # UnionPay, UATP, Troy
    r"|(?:50|5[6-8]|6\d)\d{10,17}"  # Maestro
)


def is_card(digits: str) -> bool:
    return ISSUERS.fullmatch(digits) is not None and len(set(digits)) > 1 and luhn(digits)


RECOGNIZER = PatternRecognizer(
    r"\b\d(?:[ -]?\d){11,18}\b",
    category="personal-data",
    proof=is_card,
    separators=" -",
    unless=r"\d[ -]\0|\0[ -]\d|\b(?:isbn|imei|ean|suivi|tracking|commande|order|serie|serial"
    r"|siret|nir)\b[^\0]{0,25}\0",
    reach=30,
    examples=(
        example("sa carte 💳 ⟦4111 1111 1111 1111⟧, exp 04/28"),
        example("please charge ⟦371449635398431⟧"),
        example("4111 1111 1111 1112 vues, merci"),
        example("commande 4111111111111111 expédiée"),
    ),
)
