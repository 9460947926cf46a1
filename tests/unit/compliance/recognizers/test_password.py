"""Passwords in clear, in words and in code."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from compliance.ports import Recognizer
from compliance.recognizers.password import RECOGNIZER

Asserts = Callable[[Recognizer, str], None]


@pytest.mark.parametrize(
    "marked",
    [
        # innocent
        "the password is incorrect",
        "« Soleil2024! » is not a password. Neither is your dog",
        "Votre conseiller ne vous demandera JAMAIS votre mot de passe",
        "un mot de passe sur un post-it, c'est un panneau d'affichage",
        "password = '<your password>'",
        "in-flight Wi-Fi for UA863 please",
        "identified by region",
        "wifi du stand, visiteurs : Doudou, lapin2019",
        # guilty
        "le wifi c toujours AERIA-ATELIER, mdp ⟦Charmoy1987!⟧ (oui je sais)",
        "login invite / mdp ⟦Ecluse2024⟧, c'est écrit",
        "session accueil062 mdp ⟦Tantine!54⟧, ça remarche",
        "login maint mdp ⟦maint⟧, bon courage",
        "the pwd is still ⟦hunter22⟧",
        "le mot de passe « provisoire » des nouveaux, c'est ⟦Bienvenue1⟧ pour tous",
        "id:master,pw:⟦dipPr14Gg!⟧",
        "--user master --password ⟦dipPr127Gg!⟧",
        "mongodb://app:⟦p4Dsr8b⟧@db.example/x",
        "until then use vpn-guest / ⟦Winter26⟧",
        "contraseña: ⟦Verano2026⟧",
    ],
)
def test_passwords_in_clear_are_flagged(assert_flags: Asserts, marked: str) -> None:
    assert_flags(RECOGNIZER, marked)
