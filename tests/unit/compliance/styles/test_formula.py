"""Formulas: arithmetic only, of known variables."""

from __future__ import annotations

import math

import pytest

from compliance.styles.definition import Unread
from compliance.styles.formula import Formula

NAMES = frozenset({"words", "sentences"})
VALUES = {"words": 30.0, "sentences": 2.0}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("words / sentences", 15.0),
        ("0.39 * (words / sentences)\n - 15.59", 0.39 * 15 - 15.59),
        ("math.sqrt(sentences * 8)", 4.0),
        ("words > 20 && !(sentences > 3)", True),
        ("words < 20 || sentences == 2", True),
        ("-words % 7", -30.0 % 7),
    ],
)
def test_a_formula_has_a_value(text: str, value: float) -> None:
    assert Formula(text, NAMES).value(VALUES) == pytest.approx(value)


def test_what_it_divides_by_nothing_is_infinite() -> None:
    assert Formula("words / 0", NAMES).value(VALUES) == math.inf


@pytest.mark.parametrize(
    "text",
    [
        *("__import__('os')", "words.real", "math", "math.tan(1)", "sqrt(4)"),
        *("syllables", "words; 1", "1 < 2 < 3", "'a'", "", "2 ** 9", "[1]"),
    ],
)
def test_what_is_no_arithmetic_is_refused_at_load(text: str) -> None:
    with pytest.raises(Unread):
        Formula(text, NAMES)
