"""Links: hard cases, innocent first."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from compliance.matching.signs import host
from compliance.rules.links import KIND, Links
from tests.support import found, hits


@pytest.mark.parametrize(
    "text",
    [
        "C'est fini.de rien",
        "12.50 €",
        "a@example.com",
        "M. Untel",
        "v1.2.3",
        "etc...",
        "Bravo.Merci",
    ],
)
def test_what_is_no_link_does_not_count(text: str) -> None:
    assert found(KIND, text, max=0) == []


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("🎉 (voir https://example.com/a_(b)?c=d#e).", "https://example.com/a_(b)?c=d#e"),
        ("« www.example.org »", "www.example.org"),
        ("sur sous.domaine.example.fr/page, oui", "sous.domaine.example.fr/page"),
        ("vite youtu.be/abc !", "youtu.be/abc"),
        ("HTTPS://EXAMPLE.COM/É", "HTTPS://EXAMPLE.COM/É"),
    ],
)
def test_a_link_ends_before_the_punctuation_of_its_sentence(text: str, link: str) -> None:
    assert found(KIND, text, max=0) == [link]


def test_each_fault_has_its_own_message() -> None:
    text = (
        "https://intra.helianthe.example/x http://example.com https://bit.ly/a"
        " https://sub.voltabrise.example"
    )
    faults = hits(
        KIND, text, internal=True, insecure=True, shortened=True, forbidden=["voltabrise.example"]
    )
    assert [hit.variant for hit in faults] == ["internal", "insecure", "shortened", "forbidden"]
    assert faults[1].suggestions == ("https://example.com",)
    assert faults[2].fills == {"host": "bit.ly"}


def test_a_domain_that_only_ends_alike_is_another() -> None:
    assert found(KIND, "https://nothelianthe.example", forbidden=["helianthe.example"]) == []
    assert found(KIND, "https://x.example", allowed=["www.x.example"]) == []


def test_the_host_of_a_link_hides_behind_no_user_name() -> None:
    assert host("https://helianthe.example@evil.example:8080/x") == "evil.example"


def test_a_rule_that_checks_nothing_is_refused() -> None:
    with pytest.raises(ValidationError):
        Links()
