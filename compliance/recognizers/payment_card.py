"""Payment card numbers: an issuer's range and length, and the Luhn key."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compliance.finding import Hit
from compliance.ports import example
from compliance.recognizers._digits import luhn
from compliance.recognizers._pattern import DELETED, Pattern, in_a_link, surroundings
from compliance.recognizers.nir import PARTS as PARTS_OF_A_NIR
from compliance.text import Text

# Issuers' ranges with the lengths they use (ISO/IEC 7812, as published by the networks).
ISSUERS = re.compile(
    r"4\d{12}(?:\d{3})?(?:\d{3})?"  # Visa
    r"|(?:5[1-5]\d{2}|222[1-9]|22[3-9]\d|2[3-6]\d{2}|27[01]\d|2720)\d{12}"  # Mastercard
    r"|3[47]\d{13}"  # American Express
    r"|6(?:011|5\d{2}|4[4-9]\d)\d{12}"  # Discover
    r"|35\d{14}|(?:1800|2131)\d{11}"  # JCB
    r"|62\d{14,17}|9792\d{12}|(?:50|5[6-8]|6\d)\d{14,17}"  # UnionPay, Troy, long Maestro
)
# Shorter ones, that other numbers look like: they need a word for a card.
DOUBTFUL = re.compile(r"3(?:0[0-5]|095|[689]\d)\d{11,13}|(?:50|5[6-8]|6\d)\d{10,13}|1\d{14}")
UATP = re.compile(r"1\d{14}")
A_CARD = re.compile(
    r"\b(?:cartes?|cb|visa|mastercard|amex|american express|diners|maestro|cards?|cc|debit|credit"
    r"|tarjeta|karte|kreditkarte|carta|kaart|cartao)\b"
)
ANOTHER = re.compile(
    r"\d[ -]\0|\0[ -]\d|\b(?:isbn|imei|ean|suivi|tracking|commande|order|serie|serial|siret"
    r"|nir)\b[^\0]{0,25}\0"
)
REACH = 45


class PaymentCard:
    category = "personal-data"
    form = "folded"
    look = r"\b\d(?:[ -]?\d){11}"
    examples = (
        example("sa carte 💳 ⟦4111 1111 1111 1111⟧, exp 04/28"),
        example("please charge ⟦371449635398431⟧"),
        example("4111 1111 1111 1112 vues, merci"),
        example("commande 4111111111111111 expédiée"),
    )

    def __init__(self) -> None:
        self._shape = Pattern(r"\b\d(?:[ -]?\d){11,18}\b")

    def find(self, text: Text) -> Iterator[Hit]:
        words = text.folded
        for match in self._shape.finditer(words):
            start, end = match.span()
            around = surroundings(words, start, end, REACH)
            if is_card(re.sub(r"\D", "", words[start:end]), around) and not in_a_link(words, start):
                yield Hit(text.span(start, end), suggestions=DELETED)


def is_card(digits: str, around: str) -> bool:
    """Whether `digits` are a card's, by themselves or by the folded words around them."""
    if len(set(digits)) == 1 or not luhn(digits) or ANOTHER.search(around):
        return False
    named = A_CARD.search(around) is not None
    if ISSUERS.fullmatch(digits):
        return named or PARTS_OF_A_NIR.fullmatch(digits) is None
    if UATP.fullmatch(digits) and not re.search(r"\w", around):
        return PARTS_OF_A_NIR.fullmatch(digits) is None
    return named and DOUBTFUL.fullmatch(digits) is not None


RECOGNIZER = PaymentCard()
