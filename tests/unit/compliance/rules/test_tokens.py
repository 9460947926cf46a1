"""Token patterns: hard cases, innocent first."""

from __future__ import annotations

from typing import Any

import pytest

from compliance.errors import CharterError
from compliance.rules.tokens import KIND, Tokens
from tests.support import built, found

SOLD: list[dict[str, Any]] = [{"LOWER": "vendu"}, {"LIKE_NUM": True}, {"LOWER": {"IN": ["toits"]}}]


def test_a_pattern_holds_within_one_sentence() -> None:
    assert found(KIND, "On a vendu.\n300 toits", patterns=[SOLD]) == []


def test_spans_are_those_of_the_text_as_typed() -> None:
    text = "🎉 On a Vendu trois toits \ud800, et vendu 300 toits !"
    assert found(KIND, text, patterns=[SOLD]) == ["Vendu trois toits", "vendu 300 toits"]


@pytest.mark.parametrize(
    ("pattern", "says"),
    [
        ([{"LEMMA": "vendre"}], "LEMMA would need a trained model"),
        ([{"POS": "VERB"}], "POS would need a trained model"),
        ([{"LOWER": {"REGEX": "(a+)+$"}}], "REGEX could run without end"),
        ([{"LOWR": "x"}], "not a token pattern that spaCy understands"),
        ([], "not a token pattern that spaCy understands"),
    ],
)
def test_a_pattern_that_cannot_be_used_is_told_why(pattern: Any, says: str) -> None:
    with pytest.raises(CharterError, match=says):
        built(KIND, patterns=[pattern])


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(CharterError):
        built(KIND, patterns=[SOLD], language="zz")


def test_a_rule_sleeps_until_a_word_of_each_pattern_stands() -> None:
    either = Tokens.model_validate({"patterns": [SOLD, [{"LOWER": {"IN": ["Été", "hiver"]}}]]})
    assert KIND.keys(either) == ("vendu", "ete", "hiver")
    assert KIND.keys(Tokens.model_validate({"patterns": [SOLD, [{"IS_DIGIT": True}]]})) is None
    optional = Tokens.model_validate(
        {"patterns": [[{"LOWER": "un", "OP": "?"}, {"LOWER": "toit"}]]}
    )
    assert KIND.keys(optional) == ("toit",)
