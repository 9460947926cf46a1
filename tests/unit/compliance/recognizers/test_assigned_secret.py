"""Secrets known by the name they are given. Samples are made here and now, and are nobody's."""

from __future__ import annotations

import random
import string
from collections.abc import Callable

import pytest

from compliance.ports import Recognizer
from compliance.recognizers.assigned_secret import RECOGNIZER

Asserts = Callable[[Recognizer, str], None]


def made(length: int, alphabet: str = string.ascii_letters + string.digits) -> str:
    return "".join(random.Random(length).choices(alphabet, k=length - 2)) + "47"


@pytest.mark.parametrize(
    "marked",
    [
        f'client_secret = "⟦{made(24)}⟧"',
        f"😀 heroku: ⟦{made(32, '0123456789abcdef')}⟧",
        f"ANY_token=⟦{made(16)}⟧ ok",
        f"https://site.example/get?token=⟦{made(40)}⟧",
        f"--super-secret_token ⟦{made(36)}⟧",
        f"Authorization: Basic ⟦{made(40)}⟧",
    ],
)
def test_a_random_value_under_a_secret_name_is_flagged(assert_flags: Asserts, marked: str) -> None:
    assert_flags(RECOGNIZER, marked)


@pytest.mark.parametrize(
    "marked",
    [
        "secret = '<your secret here>'",
        "api_key: ${API_KEY}",
        "credentials_id = 'K8S_CRED_2024_ab12'",
        "secret_length = X25519.secret_length",
        "Twitter : https://reseau.example/balise, LinkedIn : Balise Officiel",
        "Le secret : une équipe soudée. La clé = la confiance",
        "access_token_url='https://site.example/login/oauth/access_token'",
        'author = "M0Bn0Tf0YHDx"',
    ],
)
def test_names_without_a_secret_are_left_alone(assert_flags: Asserts, marked: str) -> None:
    assert_flags(RECOGNIZER, marked)


@pytest.mark.parametrize(
    "marked",
    [
        # innocent
        "commit: 3f786850e387550fdab836ed7e6dc881de23001b",
        "la clé = la confiance",
    ],
)
def test_a_commit_is_no_secret(assert_flags: Asserts, marked: str) -> None:
    assert_flags(RECOGNIZER, marked)
