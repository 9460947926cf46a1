"""What the tests of recognizers share: a text with its ⟦marked words⟧, and what is seen."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from compliance.fold import fold
from compliance.ports import Recognizer, unmarked


@pytest.fixture
def assert_flags() -> Callable[[Recognizer, str], None]:
    """Asserts that a recognizer flags exactly the marked words of a text."""

    def assert_flags(recognizer: Recognizer, marked: str) -> None:
        text, spans = unmarked(marked)
        found = sorted(hit.span for hit in recognizer.find(fold(text)))
        assert [text[s.start : s.end] for s in found] == [text[s.start : s.end] for s in spans]
        assert found == list(spans)

    return assert_flags
