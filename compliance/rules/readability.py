"""How easily a post reads, by sentence and word length: the hardest sentence is pointed at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import Field

from compliance.charter import Params
from compliance.finding import Hit
from compliance.fold import folded
from compliance.ports import Find, Kind, Reading, Tools, example

VOWELS = re.compile("[aeiouy]+")
WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")  # «l'école» is one word to the ear


@dataclass(frozen=True, slots=True)
class Formula:
    """Reading ease: base − sentence · words a sentence − syllable · syllables a word.

    From 100, very easy, to 0, very hard; a general reader is at ease from about 60.
    """

    base: float
    sentence: float
    syllable: float


FORMULAS = {
    "fr": Formula(207, 1.015, 73.6),  # Kandel and Moles (1958)
    "en": Formula(206.835, 1.015, 84.6),  # Flesch (1948)
    "de": Formula(180, 1, 58.5),  # Amstad (1978)
    "es": Formula(206.84, 1.02, 60),  # Fernández Huerta (1959)
    "it": Formula(217, 1.3, 60),  # Franchina and Vacca (1986)
    "nl": Formula(206.84, 0.93, 77),  # Douma (1960)
    "pt": Formula(248.835, 1.015, 84.6),  # Martins and others (1996)
}
# Final letters that are not spoken, after a vowel and one to three consonants.
AFTER_CONSONANTS = (
    "(?:" + "|".join(rf"(?<=[aeiouy][b-df-hj-np-tv-xz]{{{n}}})" for n in (1, 2, 3)) + ")"
)
SILENT = {
    "fr": re.compile(AFTER_CONSONANTS + r"(?:es?|ent)\b"),
    "en": re.compile(AFTER_CONSONANTS + r"(?<!l)e[ds]?\b"),
}


class Readability(Params):
    """min: the reading ease, from 0 to 100, below which a post is hard.

    min_words: shorter posts are left alone.
    """

    min: float = Field(40, ge=0, le=100)
    min_words: int = Field(30, ge=1)


def build(params: Readability, tools: Tools) -> Find:
    def find(reading: Reading) -> Iterator[Hit]:
        text, language = reading.text, reading.language
        if language not in FORMULAS or len(text) < 2 * params.min_words:
            return
        if len(WORD.findall(text.folded)) < params.min_words:
            return
        sentences = [span for span in text.sentences if WORD.search(text[span])]
        ease = reading_ease(text.folded, len(sentences), language)
        if ease < params.min:
            hardest = min(sentences, key=lambda span: reading_ease(folded(text[span]), 1, language))
            fills = {"ease": f"{max(ease, 0):.0f}", "min": f"{params.min:.0f}"}
            yield Hit(hardest, fills=fills)

    return find


def reading_ease(words: str, sentences: int, language: str) -> float:
    """words: folded, one at least. language: one of `FORMULAS`. May leave 0 to 100."""
    formula = FORMULAS[language]
    count = len(WORD.findall(words))
    syllables = max(_syllables(words, language), count)
    return (
        formula.base
        - formula.sentence * count / max(sentences, 1)
        - formula.syllable * syllables / count
    )


def _syllables(words: str, language: str) -> int:
    """Groups of vowels, those not spoken left out; an estimate that is right on average."""
    spoken = SILENT[language].sub("", words) if language in SILENT else words
    return len(VOWELS.findall(spoken))


HARD = (
    "La mise en œuvre opérationnelle des préconisations méthodologiques interministérielles"
    " relatives à la rationalisation organisationnelle conditionnera l'identification"
    " systématique des opportunités transversales d'amélioration."
)
KIND = Kind(
    Readability,
    build,
    examples=(
        example("On est venus. On a vu le toit. On a posé les tuiles. 🎉", min_words=5),
        example("Trop court", min=100),
        example(f"Bonjour 🎉. ⟦{HARD}⟧", min_words=10),
    ),
)
