"""Sentences and counts of English prose."""

from __future__ import annotations

import pytest

from compliance.styles.sentences import measured, sentences, syllables


@pytest.mark.parametrize(
    "text",
    [
        "Dr. Smith met Mrs. Jones at 5 p.m. on Oct. 3.|Then they left.",
        "It works, e.g. here, i.e. everywhere.|Good!",
        "Is it?|Yes!|Fine.",
        '"Stop!" he said.|"Why?" she asked.',
        "J. R. R. Tolkien wrote it.|We read it.",
        "Well... maybe not.|But yes.",
        "Wait…|The end.",
        "Version 2.5 is out.|See example.com now.",
        "this is one.|so is this",
    ],
)
def test_a_sentence_ends_where_a_reader_stops(text: str) -> None:
    whole = text.replace("|", " ")
    assert [whole[start:end] for start, end in sentences(whole)] == text.split("|")


def test_a_line_does_not_end_a_sentence() -> None:
    assert len(list(sentences("one\ntwo\n\nthree"))) == 1


def test_syllables_are_groups_of_vowels_but_silent_ones() -> None:
    assert [syllables(w) for w in ("readability", "make", "boxes", "sky", "asked", "the")] == [
        5,
        1,
        2,
        1,
        1,
        1,
    ]


def test_counts_are_of_words_sentences_and_paragraphs() -> None:
    counts = measured("The U.S. team's readability improved. Good!\n\nYes.\n\n")
    assert (counts.words, counts.sentences, counts.paragraphs) == (7, 3, 2)
    assert counts.polysyllabic_words == 1
