from __future__ import annotations

import numpy as np
import pytest

from compliance.fold import folded
from compliance.models._concepts import PAIRS, REACH, ROOM, ids, lexicon, parsed

LINES = ["# a comment", "fire: feu, incend*, brand", "law: juge, mise en demeure", "sad: 😢"]


def found(text: str) -> list[tuple[str, int]]:
    small = parsed(LINES)
    concepts, starts = small.find(folded(text))
    return [(small.names[c], int(s)) for c, s in zip(concepts, starts, strict=True)]


def test_a_word_inside_a_longer_one_is_left_alone() -> None:
    assert found("Le feuillage, les préjugés") == []


def test_an_entry_with_a_star_is_found_with_any_ending() -> None:
    assert found("Un incendie, deux incendiaires") == [("fire", 3), ("fire", 18)]


def test_phrases_and_emoji_are_found_and_accents_do_not_matter() -> None:
    assert found("Mise en Demeuré😢 !") == [("law", 0), ("sad", 15)]


def test_words_that_touch_are_both_found() -> None:
    assert found("feu feu juge") == [("fire", 0), ("fire", 4), ("law", 8)]


def array(*values: int) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    return np.array(values, np.int32)


def test_two_concepts_of_one_sentence_stand_side_by_side() -> None:
    found, places = ids(array(3, 7), array(0, 0), array())
    assert found.tolist() == [3, 7, ROOM + 3 * ROOM + 7]
    assert places.tolist() == [0, 1, 0]


def test_concepts_of_two_sentences_do_not() -> None:
    assert ids(array(3, 7), array(0, 1), array())[0].tolist() == [3, 7]


def test_concepts_too_far_apart_do_not() -> None:
    many = array(*range(REACH + 2))
    together = ids(many, np.zeros(len(many), np.int32), array())[0]
    assert ROOM + 0 * ROOM + REACH in together
    assert ROOM + 0 * ROOM + REACH + 1 not in together


def test_a_role_stands_beside_every_concept_of_the_text() -> None:
    found, places = ids(array(3), array(0), array(9))
    assert found.tolist() == [3, PAIRS + 9 * ROOM + 3, 9]
    assert places.tolist() == [0, 0, -1]


def test_a_lexicon_with_more_concepts_than_room_is_refused() -> None:
    with pytest.raises(ValueError, match=f"at most {ROOM}"):
        parsed(f"c{n}: w{n}" for n in range(ROOM + 1))


def test_lines_of_one_name_are_one_concept() -> None:
    both = parsed([*LINES, "fire: flamme*", "fire: feu"])
    assert (both.names, both.find("feu, flammes")[0].tolist()) == (("fire", "law", "sad"), [0, 0])


def test_the_shipped_lexicon_leaves_room() -> None:
    assert 200 < len(lexicon().names) <= ROOM


def test_another_lexicon_is_another_version() -> None:
    assert parsed(LINES).version != parsed(LINES[:-1]).version
