"""The health of a colleague, a client, a patient. One's own and one's family's is free to tell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compliance.finding import Hit
from compliance.fold import folded
from compliance.ports import example
from compliance.recognizers._pattern import Pattern, apart
from compliance.recognizers._people import (
    ALLOWED,
    AUTHOR,
    FAMILY,
    is_name,
    sentence_around,
    sentence_before,
)
from compliance.text import Span, Text

CONDITION = (
    r"(?:burn[ -]?out|cancer|tumeur|tumou?r|lymphom[ea]|leucemie|leuk[a]?emia"
    r"|chimio(?:therapie)?|chemo(?:therapy)?|radiotherapie|diabete|diabetique|diabet(?:es|ic)"
    r"|depression|depressi(?:f|ve)|avc|infarctus|heart attacks?|stroke|epilep\w{2,6}|sclerose en"
    r" plaques|multiple sclerosis|alzheimer|parkinson|vih|hiv|sida|seropositi\w{1,4}|hepatite"
    r"|hepatitis|hep c|cirrhose|fausse couche|miscarriage|ivg|abortion|fiv|ivf|bipolaire|bipolar"
    r"|schizophren\w{1,4}|anorexi\w{1,4}|boulimi\w{1,4}|bulimi\w{1,4}|autiste|autistic|tdah|adhd"
    r"|dyslexi\w{1,4}|trisomi\w{2,4}|rqth|hospitalisee?|operee? (?:d[ue]|de la|hier|cette nuit)"
    r"|enceinte|pregnant|attend un bebe|biopsie|biopsy|dialys\w{1,4}|stents?|rehab|sevrage"
    r"|desintox\w{0,10}|alcoolique|alcoholic|overdose|tentative de suicide|suicidaire|suicidal"
    r"|antidepress\w{3,6}|anxiolytiques?|psychiatr\w{1,6}|panic attacks?|crises? d'(?:angoisse"
    r"|panique)|rechute|en remission|in remission|relapse|dementia|demence|seizures?|maladie"
    r" grave|arret maladie|mi-temps therapeutique|sick leave|prothese|pacemaker|therapist|chez"
    r" (?:le|son) psy|on crutches|knee scan|hysterectom\w{1,3}|insuline?|fractures?|pronostic"
    r" (?:reserve|vital)|palliatif|palliative|malformation|fertility clinic|stoma|bedwetting"
    r"|curatelle|sous tutelle|maladie des? [a-z]{2,12}|hiv-positive|g d'alcool|accouche[re]?|hip"
    r" op|psychotherap\w{1,4}|krebs|schwanger|schlaganfall|herzinfarkt|diabetiker(?:in)?"
    r"|embarazada|ictus"
    r"|infarto|diabetic[ao]|cancro|tumore|incinta|depressione|kanker|zwanger|hersenbloeding|gravida"
    r"|en rea(?:nimation)?|dans le coma|in a coma|morphine|slipped disc|hernie discale|metastases?"
    r"|amputee?|krankgeschrieben|handicapee?|disabled|disability|stammers)"
)
HOLDS = (
    r"(?:a|est|etait|avait|fait|faisait|souffre|lutte|se bat|s'est battue?|revient|sort|attend"
    r"|vient|reprend|a ete|a eu|porte|hat|ist|heeft|tiene|esta|ha|tem|leidet|lijdt|sufre|soffre"
    r"|has|had|is|was|suffers|fights|beat|got|came|went|goes|gets"
    r"|takes)"
)
WHOSE = rf"\b(?:son|sa|ses|his|her) (?:[a-z'-]+ ){{0,2}}{CONDITION}\b"
THEY = r"(?:il|elle|he|she|er|sie|ella|lui|lei|hij|zij|ele|ela)"
PRONOUN = rf"\b{THEY}(?:'s| {HOLDS}\b| se \w+)[^.!?\n]{{0,35}}?\b{CONDITION}\b"
TITLED = (
    rf"\b(?:m\.|mme|mr\.?|mrs\.?|ms\.?|monsieur|madame|mlle|miss|frau|herrn?|senora?|sra"
    r"|signora?|mevrouw|meneer|dona)"
    rf" [a-z'-]+[^.!?\n]{{0,55}}?\b{CONDITION}\b"
)
# A name and what it holds, before a condition that stands in the same sentence.
NAMED = re.compile(
    rf"\b([^\W\d_][\w'-]{{1,19}})(?: [a-z]\.)?(?:,? (?:qui |who )?{HOLDS}\b|(?:,| \(| : |"
    rf" –)(?=.{{0,24}}$))"
)
BESIDE = (
    r"(?:collegue|patiente?|cliente?|eleve|chef(?:fe)?|voisine?|stagiaire|alternante?"
    r"|colleague|coworker|client|customer|neighbour|boss|manager|pupil)"
)
OF_SOMEBODY = (
    rf"\b(?:mon|ma|notre|un|une|le|la|my|our|a|the) {BESIDE}\b[^.!?\n]{{0,45}}?\b{CONDITION}\b"
)
BREAK = re.compile(r"[.!?\n]\s|\n")
REACH = 75
# «Pas de cancer», "hate is a cancer".
DENIED = re.compile(
    rf"\b(?:pas|jamais|ni|not|never|no|nicht|kein(?:en)?) (?:\w+ ){{0,2}}{CONDITION}"
    rf"|\b(?:sur|about|uber|sobre|over) (?:(?:le|la|les|the|den|die|het|el|il) |l')?{CONDITION}"
    rf"|\bson (?:un|una|el|la|como) "
    r"|\b(?:is|are|was|est|sont|etait) (?:an?|the|une?|le|la) (?:cancer|tumou?r|tumeur)\b"
)


# Those who treat, study or fund it.
MEDICINE = re.compile(
    r"\b(?:dons?|soign(?:e|ee?s?|ait|er)|vaincu|specialistes?|chercheu(?:r|se)s?|these|comme"
    r" (?:infirmiere?|aide-soignante?|medecin|benevole)|thesis|researchers?|specialists?"
    r"|a (?:lutte|couru) contre l[ea])\b"
)


class Health:
    category = "personal-data"
    form = "folded"
    look = rf"\b{CONDITION}\b"
    examples = (
        example("Si qqn cherche Malik 🙏 : arrêt jusqu'au 6, c'est ⟦son burn out⟧ qui recommence"),
        example("Cagnotte pour Sylvie ! ⟦Elle se bat contre son cancer⟧ du sein depuis mars"),
        example("Had a call with ⟦Mrs. Ferrand from Lauzet again (she's diabetic⟧, lives alone)"),
        example("Meine Kollegin ist einverstanden: Sie ist schwanger und freut sich."),
        example("En 2024 j'ai fait un burn-out. Je ne l'ai pas vu venir."),
        example("Ma mère a eu un cancer, et elle a couru dimanche"),
        example("On court contre le cancer, un euro par kilomètre"),
        example("Le diabète touche quatre millions de personnes"),
    )

    def __init__(self) -> None:
        self._shape = Pattern(rf"{WHOSE}|{PRONOUN}|{TITLED}|{OF_SOMEBODY}")
        self._condition = Pattern(rf"\b{CONDITION}\b")

    def find(self, text: Text) -> Iterator[Hit]:
        told = [text.span(*match.span()) for match in self._shape.finditer(text.folded)]
        named = apart(self._of_the_named(text), told)
        reached = 0
        for span in sorted((*told, *named)):
            if span.start >= reached and _is_somebody_elses(text, span):
                reached = span.end
                yield Hit(span)

    def _of_the_named(self, text: Text) -> Iterator[Span]:
        """From a name to a condition in the same sentence."""
        for match in self._condition.finditer(text.folded):
            end = match.end()
            start = max(end - REACH, 0)
            for named in NAMED.finditer(text.folded[start : match.start()]):
                name = text.span(start + named.start(1), start + named.end(1))
                whole = Span(name.start, text.span(match.start(), end).end)
                if is_name(text[name]) and not BREAK.search(text[whole]):
                    yield whole
                    break


def _is_somebody_elses(text: Text, span: Span) -> bool:
    sentence = sentence_around(text, span)
    if (
        "http" in text[span]
        or FAMILY.search(sentence)
        or ALLOWED.search(sentence)
        or DENIED.search(folded(text[span]))
        or MEDICINE.search(folded(text.typed[span.start : span.end + 45]))
    ):
        return False
    return AUTHOR.search(sentence_before(text, span)[-12:]) is None


RECOGNIZER = Health()
