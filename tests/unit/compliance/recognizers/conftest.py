"""What the tests of recognizers share: a text with its ⟦marked words⟧, and what is seen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import re2

from compliance.fold import fold
from compliance.ports import Recognizer, unmarked
from compliance.rules.recognizers import Shaped


@pytest.fixture
def assert_flags() -> Callable[[Recognizer, str], None]:
    """Asserts that a recognizer flags exactly the marked words of a text."""

    def assert_flags(recognizer: Recognizer, marked: str) -> None:
        text, spans = unmarked(marked)
        folded = fold(text)
        found = sorted(hit.span for hit in recognizer.find(folded))
        if isinstance(recognizer, Shaped) and found:
            words = folded.folded if recognizer.form == "folded" else folded.readable
            assert re2.search(recognizer.look, words), "asleep behind its first look"
        assert [text[s.start : s.end] for s in found] == [text[s.start : s.end] for s in spans]
        assert found == list(spans)

    return assert_flags
