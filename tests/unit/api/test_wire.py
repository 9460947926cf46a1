from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.wire import Body, Utf16, in_utf16
from compliance.report import Risk
from compliance.text import to_utf16
from tests.service_support import report


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_utf16_offsets_are_those_of_javascript(text):
    units = Utf16(text)
    assert [units.at(i) for i in range(len(text) + 1)] == [
        to_utf16(text, i) for i in range(len(text) + 1)
    ]


class Said(Body):
    words: str = ""
    list: tuple[str, ...] = ()


@pytest.mark.parametrize("value", [{"words": "a\ud800"}, {"list": ("a", "\udfff")}])
def test_half_a_surrogate_pair_is_refused_wherever_it_stands(value):
    with pytest.raises(ValueError, match="surrogate pair") as refused:
        Said(**value)
    assert "\ud800" not in str(refused.value)
    assert "\udfff" not in str(refused.value)


def test_a_whole_pair_is_text():
    assert Said(words="🎉").words == "🎉"


def test_the_words_of_a_risk_count_in_utf16_too():
    risk = Risk(label="boycott", score=0.9, start=2, end=9)
    told = report().model_copy(update={"risks": (risk,)})
    [moved] = in_utf16(told, "🎉 boycott").risks
    assert (moved.start, moved.end) == (3, 10)
