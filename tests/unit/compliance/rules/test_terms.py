"""Words and phrases: hard cases, innocent first. Most are in `matching/test_phrases.py`."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from compliance.rules.terms import KIND, Terms
from tests.support import FakeTools, built, found, hits, reading


def test_a_word_inside_another_is_left_alone() -> None:
    assert found(KIND, "🎨 La party des artisans du 10e", terms=["art", "1"]) == []


def test_an_inflection_is_left_alone_unless_lemmas_are_asked_for() -> None:
    assert found(KIND, "ils licencient", terms=["licencier"]) == []


def test_lemmas_of_the_other_language_are_left_alone_where_one_is_named() -> None:
    assert found(KIND, "they lied", terms=["lie"], lemmas="fr") == []
    assert found(KIND, "they lied", terms=["lie"], lemmas="en") == ["lied"]


def test_lemmas_find_each_form() -> None:
    text = "🙈 Ils licencièrent 10 salariées, vous licencierez, licenciement compris"
    assert found(KIND, text, terms=["licencier"], lemmas=True) == ["licencièrent", "licencierez"]


def test_a_hit_says_which_words_it_found() -> None:
    assert [hit.fills for hit in hits(KIND, "le N°1 !", terms=["n°1"])] == [{"term": "N°1"}]


def test_a_rule_without_words_is_refused() -> None:
    with pytest.raises(ValidationError):
        Terms(terms=())
    with pytest.raises(ValidationError):
        Terms(terms=("",))


def test_keys_wake_the_rule_for_every_form() -> None:
    keys = KIND.keys(Terms(terms=("licencier", "zéro risque"), lemmas="fr"))
    assert keys is not None
    assert {"licencierent", "zero-risques", "#zerorisque"} <= set(keys)


def test_the_same_find_serves_several_posts() -> None:
    find = built(KIND, tools=FakeTools(), terms=["n°1"])
    assert [len(list(find(reading(text)))) for text in ("n°1", "rien", "n°1 n°1")] == [1, 0, 2]
