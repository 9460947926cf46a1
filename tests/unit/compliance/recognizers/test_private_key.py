"""Private keys, made here of nothing."""

from __future__ import annotations

from collections.abc import Callable

from compliance.ports import Recognizer
from compliance.recognizers.private_key import RECOGNIZER

Asserts = Callable[[Recognizer, str], None]
BODY = "\n".join(["c2FuZCBib3ggc2FuZCBib3ggc2FuZCBib3ggc2FuZCBib3gg"] * 3)


def test_a_whole_key_and_one_cut_short_are_flagged(assert_flags: Asserts) -> None:
    head, foot = "-----BEGIN RSA PRIVATE " + "KEY-----", "-----END RSA PRIVATE " + "KEY-----"
    assert_flags(RECOGNIZER, f"voici 🔑 ⟦{head}\n{BODY}\n{foot}⟧ 🙈")
    assert_flags(RECOGNIZER, f"⟦{head}\n{BODY}⟧…")


def test_a_placeholder_and_a_public_key_are_left_alone(assert_flags: Asserts) -> None:
    assert_flags(
        RECOGNIZER, "-----BEGIN PRIVATE " + "KEY-----\nanything\n-----END PRIVATE KEY-----"
    )
    assert_flags(RECOGNIZER, f"-----BEGIN PUBLIC KEY-----\n{BODY}\n-----END PUBLIC KEY-----")
