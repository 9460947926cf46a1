from __future__ import annotations

import langdetect
import pytest

from compliance.models.language import by_langdetect
from compliance.post import UNSURE


@pytest.fixture(scope="module")
def french_or_english() -> by_langdetect.Langdetect:
    return by_langdetect.load(("fr", "en"))


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Toute l'équipe est fière de ce chantier", "fr"),
        ("So proud of the whole team for this work", "en"),
    ],
)
def test_it_hears_its_languages(
    french_or_english: by_langdetect.Langdetect, text: str, label: str
) -> None:
    assert french_or_english.detect(text).label == label


@pytest.mark.parametrize("text", ["", "  ", "🎉 123", "\ud800"])
def test_no_letters_are_unsure(french_or_english: by_langdetect.Langdetect, text: str) -> None:
    assert french_or_english.detect(text) == UNSURE


def test_it_answers_the_same_whatever_others_do_with_langdetect(
    french_or_english: by_langdetect.Langdetect,
) -> None:
    first = french_or_english.detect("menu station 5")
    langdetect.DetectorFactory.seed = 7
    try:
        answers = {french_or_english.detect("menu station 5") for _ in range(20)}
        again = by_langdetect.load(("fr", "en")).detect("menu station 5")
    finally:
        langdetect.DetectorFactory.seed = None
    assert answers == {first}
    assert again == first


def test_a_language_without_a_profile_is_left_out() -> None:
    assert by_langdetect.load(("fr", "br")).detect("Bonjour à toutes et tous").label == "fr"
    assert by_langdetect.load(("br",)).detect("Demat d'an holl") == UNSURE


def test_an_iso_code_finds_its_profile() -> None:
    assert by_langdetect.load(("zh", "en")).detect("我们很高兴").label == "zh"
