"""Code words in the other language."""

from __future__ import annotations

from compliance.matching.translations import translated


def test_a_word_is_translated_both_ways() -> None:
    assert "lighthouse" in translated("phare")
    assert "phare" in translated("lighthouse")


def test_a_word_that_is_not_listed_has_no_translation() -> None:
    assert translated("lambreval") == translated("") == ()


def test_no_word_is_its_own_translation() -> None:
    assert all(word not in translated(word) for word in ("horizon", "oasis", "phare", "light"))
