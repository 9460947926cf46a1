"""E-mail addresses of people; mailboxes of the house and open contact lines are left alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compliance.charter import Organisation
from compliance.finding import Hit
from compliance.ports import example
from compliance.recognizers._contact import open_to_all
from compliance.recognizers._pattern import DELETED, Pattern, surroundings
from compliance.text import Span, Text

# Latin letters, with or without accents: all of Unicode's would make an automaton 50 times larger.
SIGN = r"A-Za-z0-9\x{c0}-\x{24f}"
SHAPE = rf"[{SIGN}][{SIGN}._%+'-]*@(?:[{SIGN}][{SIGN}-]*\.)+[A-Za-z][A-Za-z0-9-]+"
# «paul.k (arobase) courriel (point) example», as people write it for machines not to read it.
AT = r"[\[({] ?(?i:at|arobase|arrobas|chez) ?[\])}]"
DOT = r"(?:\.| ?[\[({] ?(?i:dot|point|punkt|punto) ?[\])}] ?)"
DISGUISED = rf"[{SIGN}][{SIGN}._%+'-]* ?{AT} ?[{SIGN}-]+(?:{DOT}[{SIGN}-]+)*{DOT}[A-Za-z]{{2,24}}\b"
LONGEST = 254  # RFC 5321, 4.5.3.1.3
# Mailboxes of a role, which belong to no one person.
ROLES = re.compile(
    r"(?:contact|infos?|information|accueil|bonjour|hello|hi|presse|press|media|communication"
    r"|com|recrutement|rh|hr|jobs?|careers?|carrieres?|candidatures?|talents?|support|help|aide"
    r"|sav|service[-_.]?clients?|clients?|care|direction|secretariat|mairie|paie|payroll|compta"
    r"|ambassadeurs?|ambassadors?|dpo|rgpd|privacy|security|abuse|webmaster|admin|no[-_.]?reply"
    r"|reservations?|booking|inscriptions?|events?|boutique|shop|sales|ventes|commercial|equipe"
    r"|team)(?:[-_.+].*)?"
)
REACH = 70


class Email:
    category = "personal-data"
    form = "typed"
    look = rf"[{SIGN}_+-]@[{SIGN}]|{AT}"
    examples = (
        example("📧 le perso de Coralie : ⟦coralie.vm@courriel.example⟧"),
        example("Écrivez-moi : lise@courriel.example, je réponds même au mois d'août"),
        example("Pour la prime, écrivez à paie@magasin.example, boîte collective"),
        example("son mail : ⟦coralie.vm [at] courriel [point] example⟧"),
        example("photo de @lise.phot.o"),
    )

    def __init__(self, official: tuple[str, ...] = ()) -> None:
        self._official = tuple(domain.casefold() for domain in official)
        self._shape = Pattern(f"{SHAPE}|{DISGUISED}")

    def within(self, organisation: Organisation) -> Email:
        return Email(organisation.domains.official)

    def find(self, text: Text) -> Iterator[Hit]:
        words = text.readable
        for match in self._shape.finditer(words):
            start, end = match.span()
            if end - start <= LONGEST and not self._is_open(words, start, end):
                yield Hit(Span(start, end), suggestions=DELETED)

    def _is_open(self, words: str, start: int, end: int) -> bool:
        mailbox, _, domain = words[start:end].casefold().partition("@")
        of_a_role = ROLES.fullmatch(mailbox) is not None
        if of_a_role and self._is_official(domain):
            return True
        around = surroundings(words, start, end, REACH)
        return open_to_all(around) or (
            (of_a_role or self._is_official(domain)) and INVITED.search(around) is not None
        )

    def _is_official(self, domain: str) -> bool:
        return any(domain == one or domain.endswith(f".{one}") for one in self._official)


# Words that invite everybody to write.
INVITED = re.compile(
    r"\b(?:ecri(?:vez|s|re)|contacte[rz]?|envoye[rz]|postule[rz]|candidat\w*|inscri\w+|par ici"
    r"|renseignements?|infos?|questions?|rendez-vous|rdv|cv|write|contact|apply|send|email us"
    r"|reach|ping|drop|rsvp|sign up|register|join|book|get in touch|interest\w*"
    r"|interess\w*|dms?|enquir\w*|presse?|adresse|voir avec|en cas d'urgence|service)\b"
)

RECOGNIZER = Email()
