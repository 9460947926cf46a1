"""French social security numbers (numéro d'inscription au répertoire), with their key."""

from __future__ import annotations

import re

from compliance.ports import example
from compliance.recognizers._pattern import PatternRecognizer

# Sex, year, month (20 and over: month unknown), department, commune, order, key.
PARTS = re.compile(
    r"[123478]\d\d(?:0[1-9]|1[0-2]|[2-3]\d|4[0-2]|[5-9]\d)(?P<department>0[1-9]|[1-8]\d|9[0-9]"
    r"|2[ab])\d{3}(?!000)\d{3}\d\d"
)


def key_agrees(nir: str) -> bool:
    """Whether the key is 97 less the number's remainder by 97; 2A counts as 19 and 2B as 18."""
    if PARTS.fullmatch(nir) is None:
        return False
    number = int(nir[:13].replace("2a", "19").replace("2b", "18"))
    return 97 - number % 97 == int(nir[13:])


RECOGNIZER = PatternRecognizer(
    r"\b[123478](?:[ .-]{0,2}\d){4}[ .-]{0,2}(?:\d[ .-]?\d|2 ?[ab])(?:[ .-]{0,2}\d){8}\b",
    category="personal-data",
    proof=key_agrees,
    separators=" .-",
    unless=r"\d[ .-]\0|\0[ .-]\d",
    reach=3,
    examples=(
        example("son numéro de sécu 🙈 : ⟦2 95 10 99 126 111 93⟧"),
        example("⟦253072A07300443⟧, en Corse"),
        example("2 95 10 99 126 111 99 ne tombe pas juste"),
    ),
)
