"""IP addresses, 4 and 6."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from compliance.ports import Recognizer
from compliance.recognizers.ip_address import RECOGNIZER

Asserts = Callable[[Recognizer, str], None]


@pytest.mark.parametrize(
    "marked",
    [
        # innocent
        "192.0.2.1 is what documentation addresses are for",
        "version 2.14.0.1 est sortie",
        "sur 127.0.0.1 chez moi",
        "256.256.256.256",
        "12:30:45, std::cout, :::",
        "1.2.3.4.5.6",
        "aa:bb:cc:dd:ee:ff",
        # guilty
        "ops at ⟦10.20.4.7⟧ on the rack",
        "tour de séchage ⟦192.168.40.12⟧, login",
        "the printer, ⟦10.8.0.31⟧.",
        "en v6 ⟦2001:db8::8a2e:370:7334⟧ aussi",
        "⟦::ffff:192.168.1.1⟧",
        "le réseau ⟦10.0.0.0/8⟧ entier",
    ],
)
def test_addresses_are_flagged_and_versions_are_not(assert_flags: Asserts, marked: str) -> None:
    assert_flags(RECOGNIZER, marked)


@pytest.mark.parametrize(
    "marked",
    [
        # innocent
        "version 1.2.3.4 en prod",
        "article 1.2.3.4 du règlement",
        # guilty
        "le serveur ⟦10.12.0.9⟧",
    ],
)
def test_an_address_is_no_version(assert_flags: Asserts, marked: str) -> None:
    assert_flags(RECOGNIZER, marked)
