from __future__ import annotations

import pytest

from compliance.models.language import by_langid
from compliance.post import UNSURE

pytest.importorskip("py3langid")


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("On débraye demain, venez nombreux", "fr"),
        ("So proud of this team", "en"),
        ("wir suchen dich", "de"),
        ("estamos contratando", "es"),
        ("siamo molto contenti", "it"),
        ("wij zoeken jou", "nl"),
        ("hoje foi um dia muito bom", "pt"),
    ],
)
def test_a_few_words_are_enough(text: str, label: str) -> None:
    assert by_langid.load(("fr", "en", "de", "es", "it", "nl", "pt")).detect(text).label == label


@pytest.mark.parametrize(
    "text",
    [
        "Jutro rano spotykamy się wszyscy przed budynkiem",
        "Завтра утром встречаемся у входа",
        "Am Montag fangen wir mit der neuen Schicht an",
    ],
)
def test_a_language_that_is_not_its_own_is_unsure(text: str) -> None:
    assert by_langid.load(("fr", "en")).detect(text) == UNSURE


@pytest.mark.parametrize("text", ["", "🎉 123", "\ud800\udfff", "a" * 10_000])
def test_what_is_no_language_gets_an_answer_all_the_same(text: str) -> None:
    heard = by_langid.load(("fr", "en")).detect(text)
    assert heard.label in {"fr", "en", "und"}
    assert 0.0 <= heard.score <= 1.0


def test_the_languages_of_one_charter_do_not_change_anothers() -> None:
    text = "Am Montag fangen wir mit der neuen Schicht an"
    french, german = by_langid.load(("fr",)), by_langid.load(("de",))
    assert [french.detect(text).label, german.detect(text).label] == ["und", "de"]
    assert french.detect(text) == UNSURE


def test_a_language_that_nobody_knows_is_never_heard() -> None:
    detector = by_langid.load(("fr", "tlh"))
    assert detector.detect("nuqneH, Daq Dat jIHtaH").label in {"fr", "und"}
    assert detector.detect("Bonjour à toutes et à tous").label == "fr"
