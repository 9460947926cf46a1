"""Passwords in clear: «mdp : …», "the pwd is …", a login with its password, code that sets one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from compliance.finding import Hit
from compliance.fold import folded
from compliance.ports import example
from compliance.recognizers._pattern import DELETED, Pattern, flagged
from compliance.recognizers._secrets import PLACEHOLDER, is_placeholder, looks_chosen
from compliance.text import Span, Text

WORD = (
    r"(?i:mots? de passe|mdp|pass?words?|passwrd|passwd|pwd|passphrase|passcode|contraseña"
    r"|passwort|kennwort|wachtwoord|senha|palavra-passe|clé wi-?fi)"
)
VALUE = r"[^\s\"'«»“”`,;<>()\x{a0}]{3,64}"
IS = (
    r"(?:\b(?i:c['’]est|cest|est|is|are|was|ist|lautet|es|sera|reste|remains|devient|becomes)\b"
    r"|\x{e8}|\x{e9}|=|:|→|->)"
)
STILL = (
    r"(?i:toujours|tjrs|tjs|encore|still|just|simply|bien|maintenant|now"
    r"|pass[eé] (?:à|a)|chang[eé] en|devenu|donc|tout simplement|now|again|le|nun|jetzt|ahora"
    r"|ora|nu)"
)
GAP = r"[ \x{a0}]{0,2}"
TOLD = (
    rf"\b{WORD}\b(?:[ \x{{a0}}][^.!?\n:=\"]{{0,40}}?)??{GAP}{IS}{GAP}(?:{STILL} )?"
    rf"[\"'«“` ]{{0,3}}({VALUE})"
)
QUOTED = rf"\b{WORD}\b[^.!?\n:=\"«“]{{0,40}}?[«“] ?({VALUE}) ?[»”]"
BESIDE = rf"\b(?i:mdp|mot de passe|pwd) [\"'«“]{{0,2}}({VALUE})"
PAIR = (
    rf"\b(?i:login|user|session|identifiant|compte) [\"'«“]?[\w.@-]{{2,30}}[\"'»”]?[ ,/"
    rf"|;et]{{1,5}}(?i:mdp|pass|pwd|password|mot de passe) [\"'«“]?({VALUE})"
)
# An identifier of a program, a sign of assignment, a value.
NAME = (
    r"(?i:[\w.-]{0,40}?(?:pass?s?w(?:or|r)?s?d|pa+s+wor[ds]{1,2}|pass?phrase|psw?r?d"
    r"|pss?w(?:o?r)?d|passwd|pwd|pswd|_pw|_pass|mysqlpass|userpwd))"
    r"(?i:[\w.-]{0,20}|s)"
)
SIGN = r"(?::=|=>|={2,3}|!={1,2}|=|:|,[ ]?default:)"
QUOTE = r"(?:\\{0,3}[\"'`]|&quot;|\(|b[\"']|r[\"']|\[)?"
BLANK = r"[ \t]{0,3}"
ASSIGNED = (
    rf"\b{NAME}(?:[\"'\])]|&quot;){{0,2}}(?i:: str(?:ing)?)?{BLANK}{SIGN}{BLANK}{QUOTE}"
    rf"([^\s\"'`,;<>()&\\]{{4,80}})"
)
SHORT = r"(?i)(?:^|[\s,/(\-:.)])(?:pw|pass|pwd)[ ]?(?::=|=|:)[ ]?[\"']?([^\s\"'`,;<>()]{4,64})"
OPTION = r"(?:^|\s)--?(?i:password|passphrase|passin)[= ][\"']?(?:pass:)?([^\s\"'`,;<>()]{4,64})"
SQL = (
    r"(?i:(?:identified\s+(?:with\s+\w+\s+)?by|(?:with|encrypted|login)\s+password"
    r"|role\s+\w+\s+password)\s+=?\s*)['\"]([^\s'\";,()]{4,64})"
    r"|(?:IDENTIFIED\s+(?:WITH\s+\w+\s+)?BY|PASSWORD)\s+([^\s'\";,()=:]{4,64})"
)
IN_URL = r"\b[a-zA-Z][a-zA-Z0-9+.-]{1,20}://[^\s/:@\"'<>]{1,64}:([^\s/@\"'<>]{3,64})@[\w.-]+"
CURL = (
    r"CURLOPT_\w*(?:PASSWORD|PASSWD|PWD)\b[\"',\s]{1,4}([^\s\"'`,;<>()]{4,80})"
    r"|ConvertTo-SecureString\s+\\?[\"'](?:-String )?([^\s\"'\\]{4,64})"
)
CURL_USER = r"\bcurl\b[^\n]{0,200}?\s(?:-u|--user)[=\s]?['\"]?([^\s:'\"]{2,64}:[^\s'\"]{2,64})"
WIFI = (
    r"\b(?i:wi-?fi)\b[^.!?\n]{0,50}?[,:/]"
    r" ?[\"'«“]?([A-Za-z\x{c0}-\x{24f}][\w\x{c0}-\x{24f}!@#$%*.-]{3,30}\d[\w!@#$%*]{0,10})"
)
# «talent / Talent!23», beside a word that announces an account.
SLASHED = (
    r"\b(?i:log-?in|use|comptes?|portal|portail|acc[eè]s|access|vpn|admin\w*|session|demo"
    r"|identifiants?"
    rf"|connect\w*|account)\b[^\n]{{0,40}}?\b[\w.@-]{{3,20}} / ({VALUE})"
)
DEFINED = r"[#%]define(?:\s|\\t)+(?i:\w*pass\w*)(?:\s|\\t)+\\?[\"']([^\s\"'\\]{4,64})"
STRICT = (TOLD, QUOTED, BESIDE, ASSIGNED, SHORT, OPTION, DEFINED, SLASHED, WIFI)
IN_XML = r"(?i:password)\"\s{0,9}value=\"([^\"\n]{4,64})\""
LENIENT = (PAIR, IN_XML, SQL, IN_URL, CURL, CURL_USER)

# A password held up as a warning, or words about passwords in general.
AS_A_WARNING = re.compile(
    r"\b(?:n'est pas|n'est jamais|is not|isn't|not|jamais|never|mauvais|pire|worst|bad|eviter"
    r"|avoid|exemple|example|a ne (?:pas|jamais)|interdit|incorrect\w*|oubli\w+|forgot\w*|reset"
    r"|reinitialis\w+|change[rz]?|expire\w*|visiteurs|visitors)\b[^.!?\n]{0,30}$"
)
PLAIN_WORDS = """
    incorrect invalid wrong required requis obligatoire oublie perdu secret protected protege
    colle sur dans pas jamais toujours un une le la les en au aux mon ton son votre not a an the
    in on under sous ici visible trop simple complexe
"""
NO_PASSWORDS = frozenset(PLAIN_WORDS.split())
TRAILING = ".,;:!?…)]}»”"


class Password:
    category = "security"
    form = "typed"
    look = (
        rf"{WORD}|(?i:pswd|psswd|pss?wr?o?r?d|_pw|_pass|userpwd|mysqlpass|passwo?r?s?d)"
        rf"|(?i:\b(?:pw|pass)[ ]?[:=])|(?i:identified\s|password)"
        rf"|://[^\s/:@]{{1,64}}:[^\s/@]{{3,64}}@|CURLOPT_|ConvertTo-Secure|curl\s|(?i:wi-?fi)"
        rf"|--?passin|define| / "
    )
    examples = (
        example("le wifi du dépôt 📶 c toujours AERIA-ATELIER, mdp ⟦Charmoy1987!⟧ (oui je sais)"),
        example("rappel : login invite / mdp ⟦Ecluse2024⟧, c'est écrit dans le wiki"),
        example("the pwd is still ⟦hunter22⟧"),
        example("Pour ceux d'astreinte : login maint mdp ⟦maint⟧, bon courage"),
        example("the password is incorrect"),
        example("« Soleil2024! » is not a password. Neither is your dog"),
        example("Votre conseiller ne vous demandera JAMAIS votre mot de passe : raccrochez"),
    )

    def __init__(self) -> None:
        self._strict = tuple(map(Pattern, STRICT))
        self._lenient = tuple(map(Pattern, LENIENT))

    def find(self, text: Text) -> Iterator[Hit]:
        spans = {
            span for match in self._matches(text, self._strict) for span in _chosen(text, match)
        }
        spans |= {
            span for match in self._matches(text, self._lenient) for span in _any(text, match)
        }
        for span in _outermost(spans):
            yield Hit(span, suggestions=DELETED)

    def _matches(self, text: Text, shapes: tuple[Any, ...]) -> Iterator[Any]:
        return (match for shape in shapes for match in shape.finditer(text.readable))


def _chosen(text: Text, match: Any) -> Iterator[Span]:
    """The value of `match`, where it looks like a password and is not held up as a warning."""
    span = _trimmed(text, *flagged(match))
    value = text[span]
    if looks_chosen(value) and not _is_a_warning(text, span):
        yield span


def _any(text: Text, match: Any) -> Iterator[Span]:
    span = _trimmed(text, *flagged(match))
    value = text[span]
    if len(value) > 2 and folded(value) not in NO_PASSWORDS and not PLACEHOLDER.search(value):
        yield span


def _trimmed(text: Text, start: int, end: int) -> Span:
    """Without the punctuation that ends a sentence; a single ! may belong to the password."""
    value = text.readable[start:end]
    bare = value.rstrip(TRAILING)
    if value[len(bare) :].startswith("!") and looks_chosen(bare):
        bare += "!"
    return Span(start, start + len(bare))


def _is_a_warning(text: Text, span: Span) -> bool:
    before = folded(text.typed[max(span.start - 60, 0) : span.start])
    return AS_A_WARNING.search(before) is not None or is_placeholder(text[span])


def _outermost(spans: set[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not kept or not span.overlaps(kept[-1]):
            kept.append(span)
    return kept


RECOGNIZER = Password()
