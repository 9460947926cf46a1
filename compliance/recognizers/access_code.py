"""Codes that open doors, gates, alarms, safes and meetings; one-time codes; badge numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from compliance.finding import Hit
from compliance.ports import example
from compliance.recognizers._pattern import DELETED, Pattern, flagged, in_a_link, surroundings
from compliance.text import Text

CODE = (
    r"(?:digicode|codes?|pin|combinaison|combination|combi|passcode|keycode|codigo|codice"
    r"|pincode|tur-?code|zugangscode|alarmcode|toegangscode|deurcode|combinacion|combinazione)"
)
PLACE = (
    r"(?:portes?|portail|portillon|sas|alarme|coffre|garage|parking|vestiaire|cadenas|reserve"
    r"|local|entree|barriere|grille|salle|armoire|boite a cles?|immeuble|hall|depot|quai|gate"
    r"|door|alarm|safe|padlock|locker|lock|gym|fridge|lobby|barrier|entrance|puerta|portal|alarma"
    r"|caja fuerte|garaje|entrada|porta|allarme|cancello|cassaforte|portone|deur|poort|kluis"
    r"|ingang|tur|tor|tresor|eingang|schranke|portao|cofre)"
)
LOCK = (
    r"(?:portes?|portail|portillon|sas|alarme|coffre|cadenas|boite a cles?|digicode|gate|door|alarm"
    r"|safe|padlock|lock|keypad)"
)
DIGITS = r"(\d\d-\d\d-\d\d(?:-\d\d)?|\d{3} \d{3}|\d{2}[a-f]\d{2,3}|\d{3,6}[a-f]?|[a-f]\d{3,5})"
IS = (
    r"(?:c'est|cest|est|is|es|e|ist|lautet|s'ouvre avec|opens with|tape[rz]?|composez|faites|enter"
    r"|flips to|to)"
)
# What to press after the digits.
THEN = (
    r"(?:#| puis (?:la )?(?:diese|etoile|cloche|cle)| then (?:the )?(?:hash"
    r"|pound|bell))"
)
OF_A_PLACE = (
    rf"(?:(?:de |du |des |d'|of |for |del |della |dell'|do |da |van |der |vom |fur )?"
    rf"(?:l'|la |le |the |el |il |het |de |die |das |den )?(?:{PLACE}|acces|admin|wifi"
    rf"|manager) )?"
)
# «code 4471B», «code réserve 7714B», «le code du sas c'est … 2580», «le portillon, c'est 2580»
DIRECT = rf"\b{CODE}(?:'s)? {OF_A_PLACE}(?: ?{IS} |'s |[:=] ?)?(?:toujours |still |le )?{DIGITS}\b"
FAR = rf"\b{CODE}\b[^.!?\n\d]{{0,80}}?(?:[:,=]|\b{IS}|feutre,) ?{DIGITS}\b"
AT_PLACE = rf"\b{PLACE}\b[^.!?\n\d]{{0,45}}?\b{IS} ?(?:le |toujours |still )?{DIGITS}\b"
AT_LOCK = rf"\b{LOCK}\b[^.!?\n\d]{{0,45}}?[:,] ?{DIGITS}\b"
KEYED = rf"(\d{{3,6}}[a-f]?){THEN}"
WORDED = (
    r"\bcode (?:d'entree|d'acces|du wifi|de la salle|wifi|d'activation) (?:c'est|est|:)"
    r" ?([a-z]{3,20}\d{1,6})\b"
)
# Codes that come with the thing, and that everybody tries first.
FACTORY = (
    r"\b(?:takes|accepts?|accepte|prend|opens?|ouvre|unlocks?|deverrouille|defaut|default|owner)\b"
    r"[^.!?\n\d]{0,30}?\b(0000|1111|1234|4321|7777|9999)\b"
)
BADGE = r"\b(?:badge|matricule|accreditation)\b[^\n]{0,50}?\b(\d{3,6}-[a-z0-9]{1,3})\b"
BADGE_SAID = (
    r"\b(?:badge|matricule|accreditation)(?: (?:de |du |d'|of )?[a-z'-]{1,15}){0,2}?"
    r" ?(?:c'est|cest|est|is|n[°o]|numero|number|:) ?(?:le )?(\d{4,8})\b"
)
# Codes that everybody may have.
PUBLIC = re.compile(
    r"\b(?:promo\w*|remise|reduction|reduc|discount|coupon|sconto|fiscale|descuento|rabatt"
    r"|gutschein|korting|desconto|offert\w*|% |postal|postale|zip|rome"
    r"|naf|ape|barres?|qr|source|insee|article|art\.|erreur|error|http|status|swift|bic|ean"
    r"|produit|rouge|couleur|hex|page|edition|route|civil|penal|commerce|travail|de la route"
    r"|marches?|commande|pays|country|language|dress|morse|call|flight|vol|number"
    r"|appel\w*)\b[^\0]{0,22}\0|\b(?:fout\w*|fehler\w*|errore|erro|erreurs?|bug)\b[^\0]{0,50}\0"
    r"|\0[^.!?\n]{0,25}(?:%|reduction|de remise|off\b)"
)
# «Code 404», said of anything but a door.
STATUS = re.compile(r"\bcodes? \0")
YEAR = re.compile(r"(?:19|20)\d\d")
KEY_AFTER = re.compile(
    r" ?#(?!\w)| puis (?:la )?(?:diese|etoile|cloche|cle)\b| then (?:the )?(?:hash|pound"
    r"|bell)"
)
REACH = 70
COUNTED = re.compile(
    r"^ ?(?:€|%|km|m2|euros?|personnes?|places?|clients?|ans|years|h\b|min|g\b|kg|points?"
    r"|pages?|salaries?|colis|fois|jours?|/\d|sq\b"
    r"|(?!puis|apres|dans|sans|tous|vous|nous|plus|alors|toujours|sous|mais|always|unless"
    r"|works|opens)[a-z]{4,}s\b)"
)


class AccessCode:
    category = "security"
    form = "folded"
    look = (
        rf"\b(?:{CODE}|{PLACE}|badge|matricule|accreditation)\b[^.!?]{{0,110}}\d\d[\da-f-]"
        rf"|\d{{3}}[a-f]? ?(?:#|puis|then)|code [^\n]{{3,16}} (?:c'est|est|:)"
        rf"|\b(?:0000|1111|1234|4321|7777|9999)\b"
    )
    examples = (
        example("🚪 portail nord après 21h, code ⟦4471B puis dièse⟧, et si ça bipe vous poussez"),
        example("le portillon du parking c'est ⟦2580 puis dièse⟧ pour papa"),
        example("Same bridge since 2019, PIN ⟦4471#⟧, and do mute yourselves"),
        example("le code tombe chez moi : ⟦604 118⟧"),
        example("code NADIA15 pour -15 %, code postal 35000"),
        example("on reçoit un code ? on ne le lit à personne, 2026 ou pas"),
        example("le quai 4500 tonnes"),
    )

    def __init__(self) -> None:
        self._shapes = tuple(
            map(
                Pattern, (DIRECT, FAR, AT_PLACE, AT_LOCK, KEYED, WORDED, FACTORY, BADGE, BADGE_SAID)
            )
        )

    def find(self, text: Text) -> Iterator[Hit]:
        seen = -1
        found = {self._whole(m) for shape in self._shapes for m in shape.finditer(text.folded)}
        spans = sorted(found, key=lambda span: (span[0], -span[1]))
        for start, end in spans:
            if start >= seen and self._opens(text.folded, start, end):
                seen = end
                yield Hit(text.span(start, end), suggestions=DELETED)

    @staticmethod
    def _whole(match: Any) -> tuple[int, int]:
        """The digits with the key to press after them."""
        start, end = flagged(match)
        tail = KEY_AFTER.match(match.string, end)
        return start, tail.end() if tail else end

    @staticmethod
    def _opens(words: str, start: int, end: int) -> bool:
        if words[end : end + 1].isalnum():
            return False
        if COUNTED.match(words[end : end + 18]) and len(set(words[start:end])) > 1:
            return False
        if in_a_link(words, start):
            return False
        around = surroundings(words, start, end, REACH)
        if end - start == 3 and STATUS.search(around) and KEY_AFTER.search(around) is None:
            return False
        if PUBLIC.search(around) or re.search(r"\d[ .,/-]?\0|\0[.,/-]\d|[€$£] ?\0", around):
            return False
        return (
            not YEAR.fullmatch(words[start:end])
            or re.search(rf"\b(?:{CODE}|{LOCK})\b ?(?::|c'est|is|est|,) ?\0", around) is not None
        )


RECOGNIZER = AccessCode()
