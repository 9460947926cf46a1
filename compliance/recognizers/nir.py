"""French social security numbers (numéro d'inscription au répertoire): proven by their key, told
by the words beside them, or written a digit a box as forms want them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from compliance.finding import Hit
from compliance.ports import example
from compliance.recognizers._pattern import DELETED, Pattern, PatternRecognizer, apart, flagged
from compliance.text import Span, Text

# Sex, year, month (20 and over: month unknown), department, commune, order, key.
PARTS = re.compile(
    r"[123478]\d\d(?:0[1-9]|1[0-2]|[2-3]\d|4[0-2]|[5-9]\d)(?P<department>0[1-9]|[1-8]\d|9[0-9]"
    r"|2[ab])\d{3}(?!000)\d{3}\d\d"
)
SHAPE = r"\b[123478](?:[ .-]{0,2}\d){4}[ .-]{0,2}(?:\d[ .-]?\d|2 ?[ab])(?:[ .-]{0,2}\d){8}\b"
OF = r"(?: ?(?:de |d'|of |l')?(?:l')?)"
LABEL = (
    rf"(?:\b(?:(?:numero|n[°o]|num|no)\.?{OF}(?:secu(?:rite)?(?: sociale)?|ss|insee"
    r"|assuree?(?: sociale?)?|immatriculation|id(?:entification)?(?: national)?)"
    r"|(?:securite|secu) sociale|nir|nss|carte vitale|social security (?:number|no))\b)"
)
# Without its key, half masked, or badly copied. A whole one has a key, which must agree.
LABELLED = (
    rf"{LABEL}[^\n\d.!?]{{0,20}}?"
    r"\b([12][ .-]?\d(?:[ .-]{0,2}[\dx*•]){8,14})(?:[^\d\w]|$)"
)
# «1 2 6 1 2 3 8 5 …»: a digit a box.
SPELT = r"\b[1-9](?: \d){11,40}\b"
WHOLE = 15
LIKELY = 0.6
SEQUENCE = 0.6  # share of equal steps from which digits merely count


def key_agrees(nir: str) -> bool:
    """Whether the key is 97 less the number's remainder by 97; 2A counts as 19 and 2B as 18."""
    if PARTS.fullmatch(nir) is None:
        return False
    number = int(nir[:13].replace("2a", "19").replace("2b", "18"))
    return 97 - number % 97 == int(nir[13:])


class Nir:
    """A number that its key does not prove is found with a lesser score."""

    category = "personal-data"
    form = "folded"
    look = rf"{SHAPE}|{LABEL}|{SPELT}"
    examples = (
        example("son numéro de sécu 🙈 : ⟦2 95 10 99 126 111 93⟧"),
        example("⟦253072A07300443⟧, en Corse"),
        example("son n° de sécu, sans la clé : ⟦2 95 10 99 126 111⟧"),
        example("2 95 10 99 126 111 99 ne tombe pas juste"),
        example("la sécurité sociale a 80 ans, et 2 840 538 185 euros à trouver"),
    )

    def __init__(self) -> None:
        self._proven = PatternRecognizer(
            SHAPE,
            category=self.category,
            examples=(),
            proof=key_agrees,
            separators=" .-",
            unless=r"\d[ .-]\0|\0[ .-]\d",
            reach=3,
        )
        self._labelled, self._spelt = Pattern(LABELLED), Pattern(SPELT)

    def find(self, text: Text) -> Iterator[Hit]:
        proven = sorted(self._proven.find(text), key=lambda hit: hit.span)
        yield from proven
        taken = [hit.span for hit in proven]
        for likely in (self._beside_its_name(text), self._a_digit_a_box(text)):
            found = list(apart(likely, taken))
            taken = sorted((*taken, *found))
            for span in found:
                yield Hit(span, suggestions=DELETED, score=LIKELY)

    def _beside_its_name(self, text: Text) -> Iterator[Span]:
        for match in self._labelled.finditer(text.folded):
            start, end = flagged(match)
            signs = re.sub(r"[ .-]", "", text.folded[start:end])
            if not (signs.isdigit() and len(signs) == WHOLE) and not COUNTED.match(
                text.folded[end : end + 12]
            ):
                yield text.span(start, end)

    def _a_digit_a_box(self, text: Text) -> Iterator[Span]:
        words = text.folded
        for match in self._spelt.finditer(words):
            if not _counts(words[match.start() : match.end() : 2]):
                yield text.span(*match.span())


# Millions of something, after the name of the institution.
COUNTED = re.compile(r" ?(?:€|euros?|millions?|milliards?|assures|personnes|francais)\b|€")


def _counts(digits: str) -> bool:
    """«1 2 3 4 5 6 …», «1 1 1 1 …», «1 0 1 0 …»: no number of a person."""
    steps = [int(b) - int(a) for a, b in pairwise(digits)]
    most = max(map(steps.count, steps))
    return most > SEQUENCE * len(steps) or len(set(digits)) < 4


RECOGNIZER = Nir()
