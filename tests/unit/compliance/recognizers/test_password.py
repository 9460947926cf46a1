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


@pytest.mark.parametrize(
    "marked",
    [
        # innocent
        "mot de passe : jamais le même",
        "mdp oublié ?",
        "changez votre mot de passe tous les 90 jours",
        "mot de passe : 12 caractères minimum",
        "password: at least 12 characters",
        "le mot de passe est secret",
        "mot de passe obligatoire",
        "password manager is 3x better",
        "Le mot de passe c'est personnel.",
        # guilty
        "le mdp c'est ⟦Ecluse2024⟧",
        "le mdp c'est ⟦P@ssw0rd⟧",
        "pwd is ⟦P@ssw0rd!⟧",
        "le mot de passe : ⟦azerty123⟧",
        "mdp ⟦Ecluse2024!⟧",
        "mdp = ⟦Ecluse2024⟧",
        "Passwort: ⟦Sommer2024!⟧",
        "la contraseña es ⟦Verano2024⟧",
        "la password è ⟦Estate2024⟧",
        "het wachtwoord is ⟦Zomer2024⟧",
        "a senha é ⟦Verao2024⟧",
        "the wifi password is ⟦guest2024⟧",
        "code wifi : ⟦Bienvenue2024⟧",
        "wifi : ⟦Bienvenue2024⟧",
        "clé wifi : ⟦a1b2c3d4e5⟧",
        "WLAN-Passwort: ⟦Gast2024⟧",
        "le mdp du compte c'est toujours ⟦Ecluse2024⟧ hein",
        "mot de passe wifi invité « ⟦Ecluse2024⟧ »",
        "le mot de passe reste ⟦Ecluse2024⟧",
        "le mdp est passé à ⟦Ecluse2025⟧",
        "login: admin password: ⟦Admin123⟧",
        "identifiant jdupont, mot de passe ⟦soleil⟧",
    ],
)
def test_passwords_in_prose_are_flagged_and_advice_is_not(
    assert_flags: Asserts, marked: str
) -> None:
    assert_flags(RECOGNIZER, marked)


@pytest.mark.parametrize(
    "marked",
    [
        "Le mot de passe du jour est confiance",
        "Mdp = merci de patienter",
        "le mot de passe est : respect !",
        "password123 est le mot de passe le plus courant",
        "Le mot de passe de la réussite : travail",
        "wifi 6 : 3x plus rapide",
        "2FA : un mot de passe ne suffit pas",
        "le code de conduite reste le même",
        "mot de passe « robuste » conseillé",
        "mot de passe « 12 caractères »",
        "Votre mot de passe expire dans 3 jours",
        "the password is always 8 characters",
        "el password es importante",
        "login : 2 minutes, mot de passe : 1 minute",
    ],
)
def test_words_about_passwords_are_none(assert_flags: Asserts, marked: str) -> None:
    assert_flags(RECOGNIZER, marked)
