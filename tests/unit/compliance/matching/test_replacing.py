"""Words that replace others, as they are."""

from __future__ import annotations

import pytest

from compliance.fold import fold
from compliance.matching.replacing import like, offered
from compliance.ports import unmarked


@pytest.mark.parametrize(
    ("marked", "words", "language", "fits"),
    [
        ("le plaisir d'⟦utiliser⟧", "se servir de", "fr", False),
        ("le plaisir d’⟦utiliser⟧", "employer", "fr", True),
        ("parce qu'⟦on⟧ vient", "nous", "fr", False),
        ("assez de ⟦gens⟧", "amis", "fr", False),
        ("assez de ⟦gens⟧", "monde", "fr", True),
        ("le ⟦leader⟧", "héros", "fr", True),
        ("mode ⟦leader⟧", "ami", "fr", True),
        ("un rien d'⟦humour⟧", "", "fr", True),
        ("⟦Utiliser⟧", "se servir de", "fr", True),
        ("it's d'⟦x⟧", "y z", "en", True),
    ],
)
def test_a_replacement_stands_only_where_elision_lets_it(
    marked: str, words: str, language: str, fits: bool
) -> None:
    text, [span] = unmarked(marked)
    assert bool(offered([words], span, fold(text), language)) is fits


@pytest.mark.parametrize(
    ("words", "model", "expected"),
    [
        ("une annonce", "pub", "une annonce"),
        ("une annonce", "Pub", "Une annonce"),
        ("une annonce", "PUB", "UNE ANNONCE"),
        ("une annonce", "N", "Une annonce"),
        ("SNCF", "le train", "SNCF"),
        ("", "Pub", ""),
        ("une annonce", "🎉", "une annonce"),
    ],
)
def test_a_replacement_has_the_capitals_of_the_words(words: str, model: str, expected: str) -> None:
    assert like(words, model) == expected
