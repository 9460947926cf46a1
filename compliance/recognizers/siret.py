"""SIREN and SIRET numbers of people who trade under their own name; a company's are public."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compliance.finding import Hit
from compliance.ports import example
from compliance.recognizers._digits import luhn
from compliance.recognizers._pattern import DELETED, Pattern, surroundings
from compliance.text import Text

SHAPE = Pattern(r"\b\d(?:[ .-]?\d){8}(?:(?:[ .-]?\d){5})?\b")
UNMISTAKEN = re.compile(r"\d{14}|\d{3}[ .-]\d{3}[ .-]\d{3}[ .-]\d{5}")
LA_POSTE = "356000000"
REACH = 70
NAMED = re.compile(r"\bsire[nt]s?\b")
A_COMPANY = re.compile(
    r"\b(?:s\.?a\.?s\.?u?|s\.?a\.?r\.?l|s\.?a|sci|scop|snc|gie|eurl|rcs|au capital|societe"
    r"|entreprise [a-z]|association|mairie|commune|etablissement|mentions legales|groupe|siege)\b"
)
IN_A_ROW = re.compile(r"\d[ .-]?\0|\0[ .-]?\d")


class Siret:
    category = "personal-data"
    form = "folded"
    look = r"\b\d(?:[ .-]?\d){8}"
    examples = (
        example("Léa facture à son nom 🧾, SIRET ⟦732 829 320 00074⟧"),
        example("auto-entrepreneur, SIREN ⟦404 833 048⟧"),
        example("Forges SAS, SIREN 404 833 048, au capital de 1 000 €"),
        example("SIRET 732 829 320 00075"),
        example("404 833 048 vues"),
    )

    def find(self, text: Text) -> Iterator[Hit]:
        words = text.folded
        for match in SHAPE.finditer(words):
            start, end = match.span()
            around = surroundings(words, start, end, REACH)
            if (
                agrees(re.sub(r"\D", "", words[start:end]))
                and not IN_A_ROW.search(around)
                and _is_meant(words[start:end], around)
                and not A_COMPANY.search(around)
            ):
                yield Hit(text.span(start, end), suggestions=DELETED)


def _is_meant(number: str, around: str) -> bool:
    """Fourteen digits with two keys speak for themselves; nine need the word beside them.

    A text that holds nothing else denies nothing.
    """
    return (
        UNMISTAKEN.fullmatch(number) is not None
        or NAMED.search(around) is not None
        or not re.search(r"\w", around)
    )


def agrees(digits: str) -> bool:
    """Whether the keys of a SIREN (9 digits) or SIRET (14) agree.

    La Poste's establishments have another key: the sum of their digits is a multiple of 5.
    """
    if len(digits) == 9:
        return luhn(digits)
    if digits.startswith(LA_POSTE) and digits != LA_POSTE + "00048":
        return sum(map(int, digits)) % 5 == 0
    return luhn(digits) and luhn(digits[:9])


RECOGNIZER = Siret()
