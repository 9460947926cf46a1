"""Spans, sentences, and the two ways of counting."""

from __future__ import annotations

import pytest

from compliance.fold import fold
from compliance.text import Span, from_utf16, to_utf16, utf16_length


def test_a_folded_span_maps_back_to_the_words_as_typed() -> None:
    text = fold("Vive l’Œuvre d’É\u0301lise !")
    start = text.folded.index("oeuvre")
    assert text[text.span(start, start + 6)] == "Œuvre"
    start = text.folded.index("elise")
    assert text[text.span(start, start + 5)].startswith("É")


def test_sentences_keep_their_words_and_lose_their_spaces() -> None:
    text = fold("Bravo !  M. Martin arrive.\n\nÀ demain… ok")
    assert [text[s] for s in text.sentences] == ["Bravo !", "M. Martin arrive.", "À demain…", "ok"]
    assert text[text.sentence_at(12)] == "M. Martin arrive."


def test_an_empty_text_has_no_sentence() -> None:
    assert fold("").sentences == ()
    assert fold(" \n ").sentence_at(1) == Span(0, 0)


@pytest.mark.parametrize(("position", "offset"), [(0, 0), (1, 2), (2, 3), (3, 5)])
def test_utf16_offsets_count_wide_signs_twice(position: int, offset: int) -> None:
    text = "🎉a🎈"
    assert to_utf16(text, position) == offset
    assert from_utf16(text, offset) == position
    assert utf16_length(text) == 5


def test_a_lone_surrogate_keeps_its_place_in_the_readable_form() -> None:
    text = fold("a\ud800b")
    assert (text.readable, text.folded) == ("a\ufffdb", "a\ufffdb")
