from __future__ import annotations

import pytest

from compliance.fold import fold
from compliance.language import by_sentence, judged_in, prose
from compliance.post import UNSURE, Language
from compliance.text import Span

LANGUAGES = ("fr", "en")


class Scripted:
    """A detector that knows a few words and remembers what it was asked."""

    def __init__(self, **labels: str) -> None:
        self.labels, self.asked = labels, list[str]()

    def detect(self, text: str) -> Language:
        self.asked.append(text)
        label = next((code for word, code in self.labels.items() if word in text), None)
        return Language(label=label, score=0.9) if label else UNSURE


def judged(typed: str, detector: Scripted, given: str | None = None) -> Language:
    return judged_in(typed, detector=detector, languages=LANGUAGES, given=given)


def test_what_somebody_said_is_not_guessed_again() -> None:
    detector = Scripted(bonjour="fr")
    assert judged("bonjour à tous", detector, given="de") == Language(label="de", score=1.0)
    assert detector.asked == []


def test_the_detector_decides_where_nobody_said() -> None:
    assert judged("bonjour à tous", Scripted(bonjour="fr")).label == "fr"


@pytest.mark.parametrize("typed", ["", "🎉🎉", "1 234,56 €", "ok!", "https://example.com/bonjour"])
def test_too_few_letters_are_unsure_without_asking(typed: str) -> None:
    detector = Scripted(bonjour="fr")
    assert judged(typed, detector) == UNSURE
    assert detector.asked == []


def test_a_language_that_the_charter_does_not_have_is_unsure() -> None:
    assert judged("buenos días a todos", Scripted(buenos="es")) == UNSURE


def test_a_detector_that_hesitates_is_unsure() -> None:
    class Hesitant:
        def detect(self, text: str) -> Language:
            return Language(label="fr", score=0.19)

    assert (
        judged_in("bonjour à tous", detector=Hesitant(), languages=LANGUAGES, given=None) == UNSURE
    )


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Merci @camille https://example.com/a?b=c !", "Merci !"),
        ("Écrire à equipe@example.com vite", "Écrire à vite"),
        ("lancer `git push --force` puis partir", "lancer puis partir"),
        ("#TransitionÉcologique #temps_partiel2026 ok", "Transition Écologique temps partiel ok"),
        ("RT @user: good news", ": good news"),
        ("NOUS RECRUTONS À LYON", "nous recrutons à lyon"),
    ],
)
def test_only_words_are_read(typed: str, words: str) -> None:
    assert prose(typed) == words


def test_a_long_post_is_read_by_its_beginning() -> None:
    assert len(prose("bonjour " * 10_000)) <= 300


def test_each_sentence_has_its_language_and_a_short_one_the_posts() -> None:
    text = fold("Bonjour à tous. Here we go again! Ok.")
    whole = Language(label="fr", score=0.8)
    detector = Scripted(Bonjour="fr", Here="en")
    assert by_sentence(text, detector=detector, languages=LANGUAGES, whole=whole) == (
        (Span(0, 15), Language(label="fr", score=0.9)),
        (Span(16, 33), Language(label="en", score=0.9)),
        (Span(34, 37), whole),
    )
