"""IP addresses, 4 and 6. Loopback is nobody's, and documentation's are where words say so."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator

from compliance.finding import Hit
from compliance.ports import example
from compliance.recognizers._pattern import DELETED, Pattern, surroundings
from compliance.text import Span, Text

OCTET = r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"
FOUR = rf"{OCTET}(?:\.{OCTET}){{3}}"
SIX = rf"[0-9A-Fa-f:]{{1,39}}:{FOUR}|[0-9A-Fa-f:]{{0,39}}:[0-9A-Fa-f:]{{1,39}}"
SHAPE = Pattern(rf"(?:{SIX}|{FOUR})(?:/\d{{1,3}}\b)?")
DOCUMENTATION = tuple(
    map(
        ipaddress.ip_network, ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32")
    )
)
AS_AN_EXAMPLE = re.compile(
    r"\b(?:documentation|examples?|exemples?|fictif|fictive|formation|training|tuto\w*|rfc"
    r"|test|demo|slide)\b"
)
NOT_AN_ADDRESS = re.compile(
    r"\b(?:v|version(?: number)?(?: is)?|release|chapitre|article|section|§) ?\0"
)
REACH = 60


class IpAddress:
    category = "security"
    form = "typed"
    look = r"\d\.\d{1,3}\.\d{1,3}\.\d|[0-9A-Fa-f]?::?[0-9A-Fa-f]{1,4}::?[0-9A-Fa-f]|::[0-9A-Fa-f/]"
    examples = (
        example("📷 somebody's lunch, and ops at ⟦10.20.4.7⟧ on the rack label"),
        example(r"le serveur de plans : \\⟦10.12.0.9⟧\plans"),
        example("192.0.2.1 is what documentation addresses are for"),
        example("version 2.14.0.1, à 12:30:45, sur 127.0.0.1"),
    )

    def find(self, text: Text) -> Iterator[Hit]:
        words = text.readable
        for match in SHAPE.finditer(words):
            start, end = match.span()
            if _stands_alone(words, start, end) and (address := _address(words[start:end])):
                around = surroundings(words, start, end, REACH)
                if not _is_harmless(address, around):
                    yield Hit(Span(start, end), suggestions=DELETED)


def _stands_alone(words: str, start: int, end: int) -> bool:
    """Not cut out of a longer number, as a version or a time would be."""
    if re.match(r"\.\d+\.\d", words[end : end + 6]) or re.search(
        r"\d\.$", words[max(start - 2, 0) : start]
    ):
        return False
    return not words[max(start - 1, 0) : start].isalnum() and not words[end : end + 1].isalnum()


def _address(words: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    host = words.partition("/")[0]
    has_digit = any(sign.isdigit() for sign in host)
    if ":" in host and not (has_digit and ("::" in host or host.count(":") >= 6)):
        return None
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _is_harmless(address: ipaddress.IPv4Address | ipaddress.IPv6Address, around: str) -> bool:
    if address.version == 4 and (address.is_loopback or address.is_unspecified):
        return True
    if NOT_AN_ADDRESS.search(around):
        return True
    documented = any(address.version == n.version and address in n for n in DOCUMENTATION)
    return documented and AS_AN_EXAMPLE.search(around) is not None


RECOGNIZER = IpAddress()
