"""What sounds alike has one key, what does not has another."""

from __future__ import annotations

import pytest

from compliance.matching.sounds import sound


@pytest.mark.parametrize(
    "words",
    [
        "chrysalide krizalid crizalide chrisalid",
        "morphelia morfelia maurphelia morfelya",
        "kestrel questrel kestrelle",
        "lambreval lanbreval lembreval lambrevale",
        "vauzel vozel vauzelle",
        "jonquille jonkille",
        "boussole bousole",
    ],
)
def test_respellings_have_one_key(words: str) -> None:
    keys = {sound(word) for word in words.split()}
    assert len(keys) == 1
    assert keys != {""}


@pytest.mark.parametrize("words", ["chavane chavante", "marmite mammouth", "galerie galion"])
def test_other_words_have_others(words: str) -> None:
    one, other = map(sound, words.split())
    assert one != other


@pytest.mark.parametrize("word", ["", "far", "aaaa", "su27", "жук", "hhh"])
def test_what_is_short_or_no_word_has_none(word: str) -> None:
    assert sound(word) == ""
