"""Every recognizer's own examples: the exact words, innocent ones, a first look that agrees."""

from __future__ import annotations

from typing import Any

import pytest
import re2
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance import recognizers
from compliance.declared import declared, names
from compliance.fold import fold

IDS = names(recognizers)
# Texts made of what recognizers look for, in an order nobody would write.
LIKELY = (
    r"(?:mdp |code |né le |FR76 |06 39 98 |son cancer |@x\.fr|12 rue |token=|gagne |SIRET |::1"
    r"|\d{3,5}|[ :/.,#]|[A-Za-zéß\u00a0\u200b😀ﬁ]{1,5}){1,25}"
)


@pytest.fixture(params=IDS)
def recognizer(request: pytest.FixtureRequest) -> Any:
    return declared(recognizers, request.param, "RECOGNIZER")


def test_examples_flag_their_marked_words_and_nothing_else(recognizer: Any) -> None:
    for shown in recognizer.examples:
        spans = sorted(hit.span for hit in recognizer.find(fold(shown.text)))
        assert spans == list(shown.spans), shown.text


def test_examples_hold_an_innocent_one_and_one_behind_an_emoji(recognizer: Any) -> None:
    marked = [shown for shown in recognizer.examples if shown.spans]
    assert len(marked) < len(recognizer.examples)
    assert any(
        any(sign > "\uffff" for sign in shown.text[: shown.spans[-1].end]) for shown in marked
    )


def test_the_category_is_one_of_the_two(recognizer: Any) -> None:
    assert recognizer.category in {"personal-data", "security"}


def test_the_first_look_matches_wherever_something_is_found(recognizer: Any) -> None:
    look = re2.compile(recognizer.look)
    for shown in recognizer.examples:
        if shown.spans:
            text = fold(shown.text)
            assert look.search(text.folded if recognizer.form == "folded" else text.readable)


@given(text=st.text(max_size=200) | st.from_regex(LIKELY, fullmatch=True))
@settings(max_examples=60, deadline=None)
def test_hits_stand_inside_any_text_and_are_the_same_again(text: str) -> None:
    for name in IDS:
        seer = declared(recognizers, name, "RECOGNIZER")
        spans = [hit.span for hit in seer.find(fold(text))]
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert spans == [hit.span for hit in seer.find(fold(text))]


def test_the_registry_holds_every_sort() -> None:
    assert set(IDS) >= {"email", "phone", "iban", "nir", "payment-card", "api-key", "password"}
