"""How easily a post reads: hard cases, innocent first."""

from __future__ import annotations

import pytest

from compliance.rules.readability import FORMULAS, HARD, KIND, reading_ease
from tests.support import found, hits

EASY = {
    "fr": "le chat est sur le toit",
    "en": "the cat is on the mat",
    "de": "die katze ist auf dem dach",
    "es": "el gato esta en el sol",
    "it": "il gatto sta sul tetto",
    "nl": "de kat zit op het dak",
    "pt": "o gato esta no sol",
}


def test_short_posts_and_other_languages_are_left_alone() -> None:
    assert found(KIND, HARD, min=100, min_words=100) == []
    assert found(KIND, HARD, min=100, min_words=5, post={"language": "und"}) == []
    assert found(KIND, "🎉 " * 100, min=100, min_words=1) == []


@pytest.mark.parametrize("language", FORMULAS)
def test_a_short_plain_sentence_is_easy_in_each_language(language: str) -> None:
    assert reading_ease(EASY[language], 1, language) > 70


def test_the_french_formula_is_that_of_kandel_and_moles() -> None:
    # Six words, six spoken syllables («le chat est sur le toit»), one sentence.
    assert reading_ease(EASY["fr"], 1, "fr") == pytest.approx(207 - 1.015 * 6 - 73.6)


@pytest.mark.parametrize(
    ("words", "syllables"),
    [("les tables", 2), ("l'ecole", 2), ("ils parlent", 2), ("une ordonnance", 4), ("ami", 2)],
)
def test_a_final_e_is_not_spoken_in_french(words: str, syllables: int) -> None:
    count = len(words.split())
    assert reading_ease(words, 1, "fr") == pytest.approx(
        207 - 1.015 * count - 73.6 * syllables / count
    )


def test_the_hardest_sentence_is_pointed_at() -> None:
    text = f"🎉 On y va. {HARD} Bises à tous."
    [hit] = hits(KIND, text, min_words=10)
    assert text[hit.span.start : hit.span.end] == HARD
    assert hit.fills == {"ease": "0", "min": "40"}
