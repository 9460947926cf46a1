"""Keys and tokens by their form. Samples are made here and now, and are nobody's."""

from __future__ import annotations

import base64
import json
import random
import string
from collections.abc import Callable

import pytest

from compliance.ports import Recognizer
from compliance.recognizers.api_key import RECOGNIZER

Asserts = Callable[[Recognizer, str], None]
ALNUM = string.ascii_letters + string.digits


def made(prefix: str, length: int, alphabet: str = ALNUM) -> str:
    """A token of that form, the same in every run, with a digit in it."""
    rng = random.Random(prefix)
    return prefix + "".join(rng.choices(alphabet, k=length - 2)) + "a7"


@pytest.mark.parametrize(
    ("prefix", "length", "alphabet"),
    [
        ("gh" + "p_", 36, ALNUM),
        ("gl" + "pat-", 20, ALNUM),
        ("AI" + "za", 35, ALNUM),
        ("sk" + "_live_", 24, ALNUM),
        ("xo" + "xb-", 24, string.digits),
        ("da" + "pi", 32, "0123456789abcdef"),
        ("np" + "m_", 36, ALNUM),
        ("br" + "n_live_", 10, ALNUM),
        ("ls" + "t_pat_", 12, ALNUM),
    ],
)
def test_a_token_is_flagged_wherever_it_stands(
    assert_flags: Asserts, prefix: str, length: int, alphabet: str
) -> None:
    token = made(prefix, length, alphabet)
    if prefix.startswith("xox"):
        token = f"{token[:16]}-{token[16:]}"
    assert_flags(RECOGNIZER, f"j'ai collé 😀 ⟦{token}⟧ par erreur")
    assert_flags(RECOGNIZER, f'key="⟦{token}⟧"')


def test_a_key_of_amazon_is_flagged_and_the_one_of_the_manual_is_not(assert_flags: Asserts) -> None:
    assert_flags(RECOGNIZER, f"⟦{made('AK' + 'IA', 18, string.ascii_uppercase)[:18].upper()}B7⟧")
    assert_flags(RECOGNIZER, "AKIA" + "IOSFODNN7" + "EXAMPLE")


def test_a_web_token_is_one_only_if_its_head_is_json(assert_flags: Asserts) -> None:
    def part(of: object) -> str:
        return base64.urlsafe_b64encode(json.dumps(of).encode()).decode().rstrip("=")

    token = (
        f"{part({'alg': 'HS256', 'typ': 'JWT'})}.{part({'sub': '1234567890', 'n': 'x'})}.c2lnbm"
        f"F0dXJlLTQy"
    )
    assert_flags(RECOGNIZER, f"jeton ⟦{token}⟧")
    assert_flags(RECOGNIZER, "ey" + "AAAAAAAAAAAAAAAAAAAA." + "ey" + "BBBBBBBBBBBBBBBBBBBBBBBB.x")


@pytest.mark.parametrize(
    "marked",
    [
        "gh" + "p_" + "x" * 36,
        "gl" + "pat-" + "x" * 20,
        "xoxb-xoxb-my-bot-token",
        "prod token: nobody posts it, nobody asks for it",
        "le token de recette marche plus",
        "https://site.example/video_box.ico-7a388b69018576d24b59331fd60aab0c.png",
        "prod token if anyones stuck: kv-" + "7Qm2-x81p",
    ][:6],
)
def test_placeholders_and_talk_are_left_alone(assert_flags: Asserts, marked: str) -> None:
    assert_flags(RECOGNIZER, marked)


def test_a_shorter_one_is_flagged_after_a_word_that_announces_it(assert_flags: Asserts) -> None:
    assert_flags(RECOGNIZER, 'curl -H "X-Token: ⟦hlx_' + '4Tq81vNe0⟧" et voilà')
    assert_flags(RECOGNIZER, "prod token: ⟦kv-" + "7Qm2-x81p⟧, delete after reading")


@pytest.mark.parametrize(
    "marked",
    [
        # innocent
        "commit 3f786850e387550fdab836ed7e6dc881de23001b",
        "md5 d41d8cd98f00b204e9800998ecf8427e",
        "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    ],
)
def test_hashes_are_left_alone(assert_flags: Asserts, marked: str) -> None:
    assert_flags(RECOGNIZER, marked)
