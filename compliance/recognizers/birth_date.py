"""Dates of birth of somebody else, told with a name or another sign of who it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compliance.finding import Hit
from compliance.ports import example
from compliance.recognizers._pattern import Pattern, surroundings
from compliance.text import Text

MONTH = (
    r"(?:janv(?:ier)?|fev(?:rier)?|mars|avr(?:il)?|mai|juin|juil(?:let)?|aout|sept(?:embre)?"
    r"|oct(?:obre)?|nov(?:embre)?|dec(?:embre)?|january|february|march|april|may|june|july"
    r"|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sep|dec|enero"
    r"|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|januar"
    r"|februar|marz|juni|juli|oktober|dezember|gennaio|febbraio|aprile|maggio|giugno|luglio"
    r"|settembre|ottobre|dicembre|januari|februari|maart|mei|augustus|janeiro|fevereiro|marco"
    r"|maio|junho|julho|setembro|outubro|novembro|dezembro)"
)
YEAR = r"(?:(?:19|20)\d\d|'?\d\d)"
DATE = (
    rf"(?:\d{{1,2}} ?[/.|-] ?\d{{1,2}} ?[/.|-] ?{YEAR}|\d{{4}}-\d\d-\d\d|\d{{1,2}}(?:er|st|nd|rd"
    rf"|th|\.)?,? (?:de |of )?{MONTH}\.?,?(?: de| del)? {YEAR}|{MONTH} \d{{1,2}}(?:st|nd|rd"
    rf"|th)?,? {YEAR}|{MONTH} (?:19|20)\d\d)\b"
)
# A row of a table: a name, a sex, a date.
ROW = r"\| ?[fhm] ?\| ?"
BORN = (
    r"\b(?:nee?s?(?:\(e\))?|born|geb(?:\.|oren)?|nat[oa]|nacid[oa]|nascid[oa])\b(?:"
    r" [a-z-]{1,14}){0,4}? (?:le |on |in |am |el |il |em |a |en |op )?"
)
LABEL = (
    r"\b(?:dates? de (?:naissance|nais|mise au monde)|ddn|date of birth|dob|birth ?date|birthday"
    r"|geburtsdatum|geboortedatum|fecha de nacimiento|data di nascita|data de nascimento"
    r"|(?:mise?|venue?) au monde le)\b[ :=]{0,4}"
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
    r"\bm\. |\b(?:mme|mr|mrs|ms|dr|pr|mlle|madame|monsieur|mademoiselle|patiente?|cliente?"
    r"|collegue|eleve|salariee?|assuree?|adherente?|allocataire|il|elle|he|she|her|his|son|sa"
    r"|pupil|resident|vous|au nom de)\b"
)
FULL_NAME = re.compile(r"\b[A-ZÀ-Ý][\w'’-]+[ ,]+(?:[a-zé]{2,3} )?[A-ZÀ-Ý][\w'’.-]*")
OLDEST = 1910
REACH = 100


class BirthDate:
    category = "personal-data"
    form = "folded"
    look = rf"{BORN}(?:\d|{MONTH})|{LABEL}|{ROW}\d"
    examples = (
        example("👛 Lucette Amarand, 12 rue du Lavoir, ⟦née le 3 mai 1951⟧"),
        example("Mme Ibarra, CNI perdue, ⟦née le 8/8/80⟧, mariée sans contrat"),
        example("Her date of birth: ⟦1987-04-12⟧"),
        example("Elle est née le 15 septembre, elle pèse 5 grammes"),
        example("Je suis né le 3 mai 1980 à Lorient"),
        example("L'entreprise est née le 12 mars 1985"),
    )

    def __init__(self) -> None:
        self._shape = Pattern(rf"({BORN}{DATE})|(?:{LABEL}|{ROW})({DATE})")

    def find(self, text: Text) -> Iterator[Hit]:
        for match in self._shape.finditer(text.folded):
            labelled = match.span(2)[0] >= 0
            start, end = match.span(2 if labelled else 1)
            around = surroundings(text.folded, start, end, REACH)
            if OWN.search(around) or A_THING.search(around) or _is_history(text.folded[start:end]):
                continue
            span = text.span(start, end)
            before = text.typed[max(span.start - REACH, 0) : span.start]
            if labelled or A_PERSON.search(around) or FULL_NAME.search(before):
                yield Hit(span)


def _is_history(date: str) -> bool:
    """Whether nobody born then can be hurt by it."""
    year = re.search(r"\b1\d{3}\b", date)
    return year is not None and int(year[0]) < OLDEST


RECOGNIZER = BirthDate()
