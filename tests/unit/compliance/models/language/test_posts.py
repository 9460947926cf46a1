"""The shipped detector on what people post: few words, hashtags, two languages, none of ours."""

from __future__ import annotations

import pytest

from compliance.fold import fold
from compliance.language import by_sentence, judged_in
from compliance.models.language import open_detector
from compliance.models.train.languages import SEVEN
from compliance.ports import LanguageDetector


@pytest.fixture(scope="module")
def detector() -> LanguageDetector:
    return open_detector(SEVEN)


def heard(typed: str, detector: LanguageDetector) -> str:
    return judged_in(typed, detector=detector, languages=SEVEN, given=None).label


@pytest.mark.parametrize(
    ("typed", "lang"),
    [
        ("On recrute deux soudeurs à Brest", "fr"),
        ("franchement le support répond jamais mdr", "fr"),
        ("We are hiring two welders today", "en"),
        ("support never picks up the phone", "en"),
        ("Wir suchen zwei neue Kollegen dringend", "de"),
        ("warum geht da nie jemand ran", "de"),
        ("Buscamos dos compañeros para el taller", "es"),
        ("llevo tres días esperando mi pedido", "es"),
        ("Cerchiamo due colleghi per il magazzino", "it"),
        ("aspetto il mio pacco da giorni", "it"),
        ("Wij zoeken twee collega's voor Utrecht", "nl"),
        ("waarom neemt er niemand de telefoon", "nl"),
        ("Procuramos dois colegas para a oficina", "pt"),
        ("estou há três dias à espera", "pt"),
        ("#OnRecrute #RejoignezNous #UnMétierQuiAduSens", "fr"),
        ("#WeAreHiring #JoinUs #ThisIsOurJob", "en"),
        ("RT @acme: llevo tres días esperando https://example.com/x #pedido", "es"),
        ("𝗡𝗼𝘂𝘀 𝗿𝗲𝗰𝗿𝘂𝘁𝗼𝗻𝘀 𝗮̀ 𝗟𝘆𝗼𝗻", "fr"),
        ("MERCI À TOUTE L'ÉQUIPE DE NUIT", "fr"),
    ],
)
def test_six_words_or_a_few_hashtags_are_enough(
    typed: str, lang: str, detector: LanguageDetector
) -> None:
    assert heard(typed, detector) == lang


@pytest.mark.parametrize(
    "typed",
    [
        "@acme @example",
        "https://example.com/a https://example.com/b",
        "@acme https://example.com 🎉🎉 100 %",
        "😂😂😂",
        "hmm",
        "Jag kommer hem sent ikväll efter jobbet",
        "Szukamy nowych pracowników do naszego zespołu",
        "Yarın sabah erkenden işe gideceğim inşallah",
        "Etsimme uutta työntekijää varastollemme heti",
        "Hľadáme ďalších kolegov, volajte zajtra ráno",
        "我们正在招聘新同事",
        "مرحبا بكم في فريقنا الجديد",
        "新しい仲間を探しています Paris",
        "Мы ищем новых коллег в нашу команду",
    ],
)
def test_no_words_or_none_of_ours_are_unsure(typed: str, detector: LanguageDetector) -> None:
    assert heard(typed, detector) == "und"


def test_each_sentence_of_a_mixed_post_is_heard(detector: LanguageDetector) -> None:
    text = fold(
        "Une belle journée au salon avec toute mon équipe. We met so many curious people there! "
        "Morgen fahren wir alle zusammen wieder nach Hause."
    )
    tells = by_sentence(text, detector=detector, languages=SEVEN, whole="fr")
    assert tells is not None
    assert [tells(sentence) for sentence in text.sentences] == ["fr", "en", "de"]


def test_a_detector_loaded_again_gives_the_same_answers(detector: LanguageDetector) -> None:
    typed = ("ok merci bye", "Que ridículo", "super cool", "das war echt nice heute")
    again = open_detector(SEVEN)
    assert [detector.detect(text) for text in typed] == [again.detect(text) for text in typed]
