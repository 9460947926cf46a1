"""Words to say otherwise: hard cases, innocent first."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from compliance.rules.substitution import KIND, Substitution
from tests.support import hits

SWAP = {"n°1": "parmi les premiers|bien placés", "pub": ["annonce"], "hélas": ""}


def suggested(text: str) -> list[tuple[str, tuple[str, ...]]]:
    found = hits(KIND, text, swap=SWAP)
    return [(text[hit.span.start : hit.span.end], hit.suggestions) for hit in found]


@pytest.mark.parametrize("text", ["un public", "le n°10", "rien 🎉"])
def test_other_words_are_left_alone(text: str) -> None:
    assert suggested(text) == []


def test_words_already_written_as_they_should_are_left_alone() -> None:
    assert hits(KIND, "Un e-mail", swap={"email": "e-mail", "e-mail": "e-mail"}) == []


def test_replacements_keep_the_capitals_of_the_words() -> None:
    assert suggested("🎉 N°1, n°1, PUB et Pub") == [
        ("N°1", ("Parmi les premiers", "Bien placés")),
        ("n°1", ("parmi les premiers", "bien placés")),
        ("PUB", ("ANNONCE",)),
        ("Pub", ("Annonce",)),
    ]


def test_an_empty_replacement_deletes() -> None:
    assert suggested("hélas") == [("hélas", ("",))]


def test_a_hashtag_is_found_but_not_replaced_by_a_phrase() -> None:
    [hit] = hits(KIND, "#ZéroRisque", swap={"zéro risque": "un risque réduit"})
    assert (hit.span.start, hit.span.end, hit.suggestions) == (0, 11, ())


def test_an_empty_key_is_refused() -> None:
    with pytest.raises(ValidationError):
        Substitution.model_validate({"swap": {"": "x"}})
