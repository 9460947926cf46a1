"""Fold: spellings brought together, and every folded sign mapped to the sign as typed."""

from __future__ import annotations

import pytest

from compliance.fold import fold, folded


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("Élan d'été", "elan d'ete"),
        ("Ｍｉｓｔｒａｌ", "mistral"),
        ("Мistrаl", "mistral"),
        ("Βοussοle", "boussole"),
        ("𝓐𝓾𝓻𝓸𝓻𝓮", "aurore"),
        ("ᴘʜᴀʀᴇ", "phare"),
        ("🅰🆃🅻🅰🆂", "atlas"),
        ("Ⓐtlas", "atlas"),
        ("cœur", "coeur"),
        ("« l’Étoile »", '" l\'etoile "'),
        ("2027—2030", "2027-2030"),
        ("Straße", "strasse"),
        ("日本語", "日本語"),
    ],
)
def test_spellings_come_together(typed: str, plain: str) -> None:
    assert folded(typed) == plain


@pytest.mark.parametrize("sign", ["\u200b", "\u00ad", "\u202e", "\u2060", "\ufe0f", "\u3164"])
def test_invisible_signs_fold_away_and_stay_outside_a_span_that_ends_before_them(sign: str) -> None:
    text = fold(f"At{sign}las{sign}!")
    assert text.folded == "atlas!"
    assert text[text.span(0, 5)] == f"At{sign}las"


def test_a_lost_sign_and_a_doubled_one_do_not_cancel_out() -> None:
    text = fold("\u200bœuf Atlas")
    assert text.folded == "oeuf atlas"
    assert text[text.span(5, 10)] == "Atlas"


def test_a_lone_surrogate_and_a_null_are_read_without_harm() -> None:
    assert folded("a\ud800\x00b") == "a\ufffd\x00b"


def test_a_text_that_lines_up_needs_no_map() -> None:
    assert fold("Déjà vu").origin is None
