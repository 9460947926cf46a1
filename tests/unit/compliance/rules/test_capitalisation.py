"""Shouting: hard cases, innocent first."""

from __future__ import annotations

import pytest

from compliance.rules.capitalisation import KIND
from tests.support import found, hits


@pytest.mark.parametrize(
    "text",
    [
        "Le SGTC, la STI LOC&PAS, le RFN, l'EPSF…",
        "ICPE, PLUi, ZNIEFF, CDNPS, SDIS, CSE, PPA, VRD, DICT, PGC.",
        "Ne donnez JAMAIS votre mot de passe. UNE miette sur TON siège",
        "PERMIS D CHERCHE CONDUCTEUR. Enfin l'inverse 😄",
        "A B C D E F G H",
        "LED / LCD / USB / HDMI / DVI / VGA !!",
        "S.N.C.F. et R.A.T.P.",
        "日本語だけ 中文 العربية",
    ],
)
def test_acronyms_and_a_stressed_word_are_no_shouting(text: str) -> None:
    assert found(KIND, text) == []


@pytest.mark.parametrize(
    ("text", "shout"),
    [
        ("🎉 ON RECRUTE À CONDÉ DEMAIN MATIN et après", "ON RECRUTE À CONDÉ DEMAIN MATIN"),
        ("CHARIOTS LIVRÉS !!!!! ENFIN !!", "CHARIOTS LIVRÉS !!!!! ENFIN !!"),
        ("N'ATTENDEZ PAS LE 30 NOVEMBRE !!!", "N'ATTENDEZ PAS LE 30 NOVEMBRE !!!"),
        ("ARRÊTEZ, C'EST TROP TARD MAINTENANT OUI", "ARRÊTEZ, C'EST TROP TARD MAINTENANT OUI"),
        ("ЭТО ОЧЕНЬ ОЧЕНЬ ГРОМКО ДА", "ЭТО ОЧЕНЬ ОЧЕНЬ ГРОМКО ДА"),
    ],
)
def test_words_in_a_row_in_capitals_are_shouting(text: str, shout: str) -> None:
    assert found(KIND, text) == [shout]


def test_known_acronyms_do_not_count() -> None:
    text = "REUNION CSE CSSCT NAO RPS DUERP"
    assert found(KIND, text) == [text]
    assert found(KIND, text, acronyms=["cse", "cssct", "nao"]) == []


def test_the_suggestion_says_it_in_small_letters_and_keeps_the_house_s_name() -> None:
    [hit] = hits(KIND, "VENEZ VOIR HÉLIANTHE SAMEDI !!! ON VOUS ATTEND !")
    assert hit.suggestions == ("Venez voir Hélianthe samedi ! On vous attend !",)
    assert found(KIND, hit.suggestions[0]) == []
