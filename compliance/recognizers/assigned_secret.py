"""Secrets known by the name they are given: `client_secret = "…"`, `heroku: …`, `?token=…`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from compliance.finding import Hit
from compliance.ports import example
from compliance.recognizers._pattern import DELETED, Pattern, flagged
from compliance.recognizers._secrets import entropy, is_placeholder, mixes
from compliance.text import Span, Text

# Services whose keys bear no mark of their own; beside their name, a random value is one.
SERVICES = (
    r"(?:adafruit|adobe|airtable|algolia|alibaba|asana|atlassian|confluence|jira|beamer"
    r"|bitbucket|bittrex|(?-i:[Mm]eraki|MERAKI)|cloudflare|codecov|cohere|co_api_key|coinbase"
    r"|confluent"
    r"|contentful|datadog|discord|droneci|dropbox|(?-i:[Ee]tsy|ETSY)|facebook|fastly|finicity"
    r"|finnhub|flickr|freshbooks|gitter|gocardless|heroku|hubspot|intercom|jfrog|artifactory"
    r"|bintray|xray|kraken|kucoin|launchdarkly|linear|linked[_-]?in|lob|looker|mailchimp|mailgun"
    r"|mapbox|mattermost|message[_-]?bird|netlify|new[_-]?relic|nytimes|new-york-times,"
    r"|newyorktimes|(?-i:[Oo]kta|OKTA)|plaid|private[_-]?ai|rapidapi|sendbird|sentry|snyk|sonar"
    r"|squarespace|(?-i:[Ss]umo|SUMO)|telegr|travis|twitch|twitter|typeform|yandex|zendesk"
    r"|bundle_(?:enterprise|gems)__contribsys__com|softlayer|cloudant)"
)
SIGN = r"(?:=|>|:{1,3}=|\|\||:|=>|\?=|,)"
OF_A_SERVICE = (
    rf"(?i:[\w.-]{{0,50}}?{SERVICES}["
    rf" \t\w.-]{{0,20}}[\s'\"]{{0,3}}){SIGN}[`'\"\s=]{{0,5}}([A-Za-z0-9][\w=.:/+-]{{13,150}})"
)
WORD = (
    r"(?:secret|token|[_-]api|api[ _.-]?key|apikey|access[ _.-]?key|auth(?:orization)?"
    r"|credentials?|private[_-]?key|signing[_-]?key|encryption[_-]?key|passkey|bearer"
    r"|salt\d?|cookie|session[_-]?id|seed)"
)
NAMED = (
    rf"(?i:[\w.-]{{0,50}}?{WORD}(?:[\w.-]{{0,40}}| key|\(\w{{1,20}}\)"
    rf"|\)))(?:\\{{0,3}}[\"'\])]|&quot;|</\w+>){{0,3}}[ \t]{{0,3}}(?::=|=>|==|=|:|, )["
    rf" \t]{{0,3}}(?i:(?:basic|bearer|ntlm) )?(?:\\{{0,3}}[\"'`]|&quot;|b[\"']"
    rf"|u[\"'])?([^\s\"'`,;<>()&\\]{{8,200}})"
)
KEY = (
    r"(?i:[\w.-]{0,40}?\bkey[\w.-]{0,20}|[\w.-]{0,40}(?:_key|Key|-key)\w{0,12})(?:[\"'\])]"
    r"|&quot;){0,2}[ \t]{0,3}(?::=|=>|=|:)[ \t]{0,3}(?:'''|\"\"\""
    r"|[\"'`])([^\s\"'`,;<>()&]{20,300})"
)
ACTIVATION = (
    r"(?i:activation|licen[cs]e|product|serial) (?i:key|code)[ ]?[:=]"
    r" ?((?:[A-Z0-9]{4,6}-){2,7}[A-Z0-9]{4,6})"
)
IN_QUERY = (
    r"[?&](?i:token|key|api_?key|access_?token|secret|credential|sig|signature|auth"
    r"|code)=([\w%.~+/-]{16,200})"
)
OPTION = r"(?:^|\s)--?[\w-]{0,20}(?i:token|secret|key)[ =][\"']?([^\s\"']{10,120})"
BASIC = (
    r"(?i:authorization: ?|-H ?[\"']authorization: ?)(?i:basic|bearer|digest|ntlm)"
    r" ([A-Za-z0-9+/=._-]{12,1000})"
)
DEFINED = r"(?:#|%)define\s+(?i:\w*(?:token|secret|key)\w*)\s+[\"']?([A-Za-z0-9+/=_-]{16,200})"
SPOKEN = r"\b(?i:secret|token)(?i: is| est| c['’]est) [\"'`]?([A-Za-z0-9_./+=-]{12,120})"
UUID = r"[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}"

# Names that hold a secret's name and no secret.
HARMLESS = re.compile(
    r"(?i)author(?!iz)|public|tokeni[sz]|credentials?_?id|accessor|_length|_size|_url"
    r"|webtoken|keyboard|keyword|keysize|_st\b"
)
# Groups of five, as activation keys are printed.
SERIAL = re.compile(r"(?:[A-Z0-9]{5}-){3,6}[A-Z0-9]{5}")
EASY = (OPTION, IN_QUERY, BASIC, DEFINED, SPOKEN, ACTIVATION)


class AssignedSecret:
    category = "security"
    form = "typed"
    look = (
        rf"(?i){SERVICES}[ \t\w.-]{{0,20}}[\s'\"]{{0,3}}{SIGN}|(?:secret|token|key|auth"
        rf"|credential|salt|seed|cookie|session).{{0,45}}[=:,]"
        r"|(?i:--?[\w-]{0,20}(?:token|secret|key)|define\s|activation|licen[cs]e|product"
        r"|serial|(?:secret|token) )"
    )
    examples = (
        example('🙈 client_secret = "⟦q7Zp' + '2LmX9vTr4KdW⟧"'),
        example("heroku : ⟦9f1c" + "7a62-4be0-4d15-8a3e-6b1f0c2d7e84⟧"),
        example("secret = '<your secret here>'"),
        example("Twitter : https://reseau.example/balise, LinkedIn : Balise Officiel"),
        example("Le secret : une équipe soudée. La clé = la confiance"),
    )

    def __init__(self) -> None:
        self._service, self._named, self._key = map(Pattern, (OF_A_SERVICE, NAMED, KEY))
        self._easy = tuple(map(Pattern, EASY))

    def find(self, text: Text) -> Iterator[Hit]:
        words = text.readable
        spans = {
            _value(words, m) for m in self._service.finditer(words) if _is_random(words, m, 2.8)
        }
        spans |= {
            _value(words, m) for m in self._named.finditer(words) if _is_random(words, m, 2.7)
        }
        spans |= {_value(words, m) for m in self._key.finditer(words) if _is_random(words, m, 3.6)}
        for shape in self._easy:
            spans |= {_value(words, m) for m in shape.finditer(words) if _is_random(words, m, 2.7)}
        reached = 0
        for span in sorted(spans, key=lambda s: (s.start, -s.end)):
            if span.start >= reached:
                reached = span.end
                yield Hit(span, suggestions=DELETED)


def _value(words: str, match: Any) -> Span:
    start, end = flagged(match)
    return Span(start, start + len(words[start:end].rstrip(".,;:!?")))


def _is_random(words: str, match: Any, bits: float) -> bool:
    """Whether the value mixes letters and digits, with more than `bits` of entropy a sign."""
    span = _value(words, match)
    value = words[span.start : span.end]
    if HARMLESS.search(words[match.start() : span.start]):
        return False
    if not _is_mixed(value) or is_placeholder(value):
        return False
    return entropy(value) > bits and not _is_code(value)


def _is_mixed(value: str) -> bool:
    """Two digits among letters, or one in a long one of both cases; a serial of capitals."""
    digits = sum(sign.isdigit() for sign in value)
    if SERIAL.fullmatch(value):
        return True
    both = value.lower() != value != value.upper() and len(value) >= 16
    return mixes(value) and (digits >= 2 or (both and entropy(value) > 3.5))


def _is_code(value: str) -> bool:
    """An address, a path, a call or a version: what programs put after a sign of assignment."""
    return (
        value.startswith(("http", "www.", "/", "./", "git@", "file:"))
        or value.count(".") > 2
        or "(" in value
        or value.endswith((".p12", ".pem", ".json", ".html", ".php"))
    )


RECOGNIZER = AssignedSecret()
