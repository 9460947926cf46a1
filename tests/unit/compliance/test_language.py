from __future__ import annotations

import pytest

from compliance.fold import fold
from compliance.language import by_sentence, judged_in, prose
from compliance.post import UNSURE, Language

LANGUAGES = ("fr", "en")


class Scripted:
    """A detector that knows a few words and remembers what it was asked."""

    def __init__(self, score: float = 0.9, **labels: str) -> None:
        self.score, self.labels, self.asked = score, labels, list[str]()

    def detect(self, text: str) -> Language:
        self.asked.append(text)
        label = next((code for word, code in self.labels.items() if word in text), None)
        return Language(label=label, score=self.score) if label else UNSURE


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


MIXED = "Bonjour à tous, et merci d'être venus. Here we go again, dear friends of ours! Ok."


def spoken(typed: str, *, whole: str = "fr", score: float = 0.9) -> list[str] | None:
    """The language of each sentence."""
    text = fold(typed)
    detector = Scripted(score, Bonjour="fr", Here="en")
    tells = by_sentence(text, detector=detector, languages=LANGUAGES, whole=whole)
    assert len(detector.asked) == 0
    return tells and [tells(sentence) for sentence in text.sentences]


def test_a_sentence_of_a_mixed_post_has_its_language_and_a_short_one_the_posts() -> None:
    assert spoken(MIXED) == ["fr", "en", "fr"]
    assert spoken(MIXED, whole="en") == ["fr", "en", "en"]


def test_a_sentence_that_is_not_heard_clearly_is_in_the_language_of_the_post() -> None:
    assert spoken(MIXED, score=0.6) == ["fr", "fr", "fr"]


def test_a_short_post_is_in_one_language() -> None:
    assert spoken("Bonjour. Here we go again, dear friends of ours!") is None


def test_a_sentence_is_listened_to_once_and_not_too_many_are() -> None:
    text, detector = fold("Here we go again, dear friends. " * 100), Scripted(Here="en")
    tells = by_sentence(text, detector=detector, languages=LANGUAGES, whole="fr")
    assert tells is not None
    heard = [tells(sentence) for sentence in (*text.sentences, *text.sentences)]
    assert heard[:3] == ["en", "en", "en"]
    assert heard[99] == "fr"
    assert len(detector.asked) == 40
