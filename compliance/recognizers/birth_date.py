"""Dates of birth of somebody else, told with a name or another sign of who it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compliance.finding import Hit
from compliance.ports import example
from compliance.recognizers._dates import MONTH
from compliance.recognizers._pattern import Pattern, flagged, surroundings
from compliance.text import Span, Text

YEAR = r"(?:(?:19|20)\d\d|'?\d\d)"
DATE = (
    rf"(?:\d{{1,2}} ?[/.|-] ?\d{{1,2}} ?[/.|-] ?{YEAR}|\d{{4}}-\d\d-\d\d|\d{{1,2}}(?:er|st|nd|rd"
    rf"|th|\.)?,? (?:de |of )?{MONTH}\.?,?(?: de| del)? {YEAR}|{MONTH} \d{{1,2}}(?:st|nd|rd"
    rf"|th)?,? {YEAR}|{MONTH} (?:19|20)\d\d)\b"
)
# «Quinze septembre mille neuf cent soixante-cinq».
SPOKEN = (
    r"(?:premier|un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix(?:-(?:sept|huit|neuf))?|onze"
    r"|douze|treize|quatorze|quinze|seize|vingt(?:(?:-| et )?[a-z]{2,6})?|trente(?: et un)?"
    rf"|\d{{1,2}}(?:er)?) {MONTH} (?:(?:mil(?:le)?|dix)[- ]neuf[- ]cents?|deux[- ]mille?)"
    r"(?:[- ][a-z]{2,8}){0,5}\b"
)
# «07 . 03 . 1958», «1 2 0 2 1 9 4 0»: how forms part the signs.
BOXED = (
    r"(?:[0-3]\d ?[/.] ?[01]\d ?[/.] ?(?:19|20)\d\d"
    r"|[0-3] \d ?\. ?[01] \d ?\. ?(?:1 [89]|2 0) \d \d"
    r"|(?:[0-3] \d|[1-9]) [01] \d (?:1 [89]|2 0) \d \d)\b"
)
# A box of the month left blank, or lost by the scan: only after another number in boxes.
A_BOX_LOST = r"[0-3] \d [0-9] (?:1 9|2 0) \d \d\b"
# A row of a table: a name, a sex, a date.
ROW = r"\| ?[fhm] ?\| ?"
# After a number written a digit a box; or alone on its line or in its cell, under a name.
IN_BOXES = rf"(?:\d ){{9,20}} {{0,2}}(?:({BOXED})|({A_BOX_LOST}))"
IN_A_CELL = rf"(?:^|[\n|]) {{0,2}}({BOXED}|\d\d[/.-]\d\d[/.-](?:19|20)\d\d) {{0,2}}(?:$|[\n|])"
BORN = (
    r"\b(?:nee?s?(?:\(e\))?|born|geb\.|geb(?:oren)?|nat[oa]|nacid[oa]|nacio|nascid[oa]|nasceu)"
    r"(?: [a-z-]{1,14}){0,4}? (?:(?:(?:entre )?le|on the|on|in|am|el|il|em|a|en|op) )?"
    r"(?:\d\d/\d\d et (?:le )?)?"
)
LABEL = (
    r"(?:\b(?:dates? (?:de )?(?:naissance|naiss?|mise au monde)|ddn|date of birth|dob|birth ?date"
    r"|birthday(?: is)?|geburtsdatum|geb\.?[- ]?dat(?:um|\.)|geboortedatum"
    r"|f(?:echa|\.) (?:de )?nac(?:imiento)?|data (?:di )?nascita|data (?:de )?nasc(?:imento)?"
    r"|(?:mise?|venue?) au monde le|ne\(e\) le)\b\.?|\bd\. ?o\. ?b\b\.?|\bd\. ?d\. ?n\b\.?"
    r"|\b(?:naissance|born|geboren|geb\.) ?:)[ :=]{0,4}"
)
OWN = re.compile(
    r"\b(?:je suis|j'suis|moi|i was|i'm|ich bin|sono|soy|ik ben|ma|mon|my|nous"
    r" sommes)\b[^.!?\0]{0,18}\0"
)
# Things are born too.
A_THING = re.compile(
    r"\b(?:entreprise|societe|groupe|marque|projet|club|association|usine|produit|idee|site"
    r"|carte|maison|boite|service|start-?up|equipe|collectif|reseau|company|brand|firm|team"
    r"|project|charity|journal|festival)\b[^.!?\0]{0,45}\0"
)
A_PERSON = re.compile(
    r"(?<![.\w])m\. |\b(?:mme|mr|mrs|ms|dr|pr|mlle|madame|monsieur|mademoiselle|patiente?|cliente?"
    r"|collegue|eleve|salariee?|assuree?|adherente?|allocataire|il|elle|he|she|her|his|son|sa"
    r"|pupil|resident|vous|au nom de|frau|herrn?|kund(?:e|in)|patientin|kolleg(?:e|in)|senora?|sra"
    r"|paciente|companer[oa]|signora?|sig|paziente|collega|mevr(?:ouw)?|meneer|dhr|klant|dona"
    r"|utente|colega|er|sie|ella|lei|lui|hij|zij|ela|ele)\b"
)
# Whom the year alone tells about: a name with it may be any celebrity.
IN_CARE = re.compile(
    r"(?<![.\w])m\. |\b(?:mme|mrs|ms|mlle|madame|monsieur|patiente?|cliente?|collegue|eleve"
    r"|salariee?|assuree?|adherente?|allocataire|pupil|resident|locataire|voisine?|frau|herrn?|kund(?:e|in)"
    r"|patientin|kolleg(?:e|in)|senora?|sra|paciente|signora?|paziente|mevr(?:ouw)?|meneer|dhr"
    r"|klant|dona|utente)\b"
)
IN_A_YEAR = (
    r"\b(?:nee?(?:\(e\))?|born|geboren|nat[oa]|nacid[oa]|nascid[oa]) (?:en|in|nel|em)"
    r" (?:19|20)\d\d\b"
)
# A form filled in by hand: the name may stand below.
A_DIGIT_A_BOX = re.compile(r"\d \d")
FULL_NAME = re.compile(r"\b[A-ZÀ-Ý][\w'’-]+[ ,]+(?:[a-zé]{2,3} )?[A-ZÀ-Ý][\w'’.-]*")
# «Née le 3 mai 1984, Julie Moreau …»
NAMED_AFTER = re.compile(rf"(?: à [\w-]+)?, {FULL_NAME.pattern}")
OLDEST, YOUNGEST = 1910, 2015
OLDEST_IN_A_FORM = 1890
REACH = 100


class BirthDate:
    category = "personal-data"
    form = "folded"
    look = (
        rf"{BORN}(?:\d|{SPOKEN}|{MONTH})|{LABEL}|{ROW}\d|\d \d \d \d|\d ?\. ?\d \d"
        r"|(?:^|[\n|]) {0,2}[0-3]\d ?[/.-] ?[01]\d ?[/.-]"
    )
    examples = (
        example("👛 Lucette Amarand, 12 rue du Lavoir, ⟦née le 3 mai 1951⟧"),
        example("Mme Ibarra, CNI perdue, ⟦née le 8/8/80⟧, mariée sans contrat"),
        example("Her date of birth: ⟦1987-04-12⟧"),
        example("La patiente, ⟦née en 1984⟧, attend au guichet"),
        example("Elle est née le 15 septembre, elle pèse 5 grammes"),
        example("Je suis né le 3 mai 1980 à Lorient"),
        example("L'entreprise est née le 12 mars 1985"),
        example("Notre fournil, né en 1984 de deux amis"),
    )

    def __init__(self) -> None:
        self._born, self._told = Pattern(f"{BORN}(?:{DATE}|{SPOKEN})"), Pattern(IN_A_YEAR)
        self._labelled = Pattern(rf"(?:{LABEL}|{ROW})({DATE}|{SPOKEN}|{BOXED})")
        self._boxed, self._cell = Pattern(IN_BOXES), Pattern(IN_A_CELL)

    def find(self, text: Text) -> Iterator[Hit]:
        reached = 0
        for span in sorted({*self._in_a_sentence(text), *self._in_a_form(text)}):
            if span.start >= reached:
                reached = span.end
                yield Hit(span)

    def _in_a_sentence(self, text: Text) -> Iterator[Span]:
        for shape, whom in ((self._labelled, None), (self._born, A_PERSON), (self._told, IN_CARE)):
            for match in shape.finditer(text.folded):
                start, end = flagged(match)
                around = surroundings(text.folded, start, end, REACH)
                if _is_nobodys(around, text.folded[start:end]):
                    continue
                span = text.span(start, end)
                named = whom is A_PERSON and (
                    FULL_NAME.search(_before(text, span)) or NAMED_AFTER.match(_after(text, span))
                )
                if whom is None or whom.search(around) or named:
                    yield span

    def _in_a_form(self, text: Text) -> Iterator[Span]:
        for match in self._boxed.finditer(text.folded):
            span = text.span(*flagged(match))
            if _is_a_life_ago(text[span]):
                yield span
        for match in self._cell.finditer(text.folded):
            span = text.span(*flagged(match))
            if _is_a_life_ago(text[span]) and FULL_NAME.search(_lines_beside(text, span)):
                yield span


def _before(text: Text, span: Span) -> str:
    return text.typed[max(span.start - REACH, 0) : span.start]


def _after(text: Text, span: Span) -> str:
    return text.typed[span.end : span.end + REACH]


def _lines_beside(text: Text, span: Span) -> str:
    """The line above `span`, and what stands below where it is written a digit a box."""
    above = _before(text, span).rstrip("\n| ").rpartition("\n")[2]
    if not A_DIGIT_A_BOX.match(text[span]):
        return above
    return f"{above}\n{_after(text, span)}"


def _is_nobodys(around: str, date: str) -> bool:
    """The author's own, a thing's, or so old that nobody born then can be hurt by it."""
    if OWN.search(around) or A_THING.search(around):
        return True
    year = re.search(r"\b1\d{3}\b", date)
    return year is not None and int(year[0]) < OLDEST


def _is_a_life_ago(date: str) -> bool:
    """Whether the last four digits are a year that somebody who is known may be born in."""
    return OLDEST_IN_A_FORM <= int(re.sub(r"\D", "", date)[-4:]) <= YOUNGEST


RECOGNIZER = BirthDate()
