"""The health of a colleague, a client, a patient. One's own and one's family's is free to tell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compliance.finding import Hit
from compliance.ports import example
from compliance.recognizers._pattern import compiled
from compliance.recognizers._people import (
    ALLOWED,
    AUTHOR,
    FAMILY,
    is_name,
    sentence_around,
    sentence_before,
)
from compliance.text import Text

CONDITION = (
    r"(?:burn[ -]?out|cancer|tumeur|tumou?r|lymphom[ea]|leucemie|leuk[a]?emia"
    r"|chimio(?:therapie)?|chemo(?:therapy)?"
    r"|radiotherapie|diabete|diabetique|diabet(?:es|ic)|depression|depressi(?:f|ve)|avc"
    r"|infarctus|heart attacks?|stroke"
    r"|epilep\w{2,6}|sclerose en plaques|multiple sclerosis|alzheimer|parkinson|vih|hiv"
    r"|sida|seropositi\w{1,4}|hepatite|hepatitis|hep c"
    r"|cirrhose|fausse couche|miscarriage|ivg|abortion|fiv|ivf|bipolaire|bipolar"
    r"|schizophren\w{1,4}|anorexi\w{1,4}|boulimi\w{1,4}"
    r"|bulimi\w{1,4}|autiste|autistic|tdah|adhd|dyslexi\w{1,4}|trisomi\w{2,4}|rqth"
    r"|hospitalisee?|operee? (?:d[ue]|de la|hier|cette nuit)"
    r"|enceinte|pregnant|attend un bebe|biopsie|biopsy|dialys\w{1,4}|stents?|rehab|sevrage"
    r"|desintox\w{0,10}|alcoolique|alcoholic"
    r"|overdose|tentative de suicide|suicidaire|suicidal|antidepress\w{3,6}|anxiolytiques?"
    r"|psychiatr\w{1,6}|panic attacks?"
    r"|crises? d'(?:angoisse|panique)|rechute|en remission|in remission|relapse|dementia"
    r"|demence|seizures?|maladie grave"
    r"|arret maladie|mi-temps therapeutique|sick leave|prothese|pacemaker|therapist|chez"
    r" (?:le|son) psy|on crutches|knee scan|hysterectom\w{1,3})"
)
HOLDS = (
    r"(?:a|est|etait|avait|fait|faisait|souffre|lutte|se bat|s'est battue?|revient|sort"
    r"|attend|vient|reprend|a ete|a eu|porte"
    r"|has|had|is|was|suffers|fights|beat|got|came|went|goes|gets|takes|avec|with)"
)
WHOSE = rf"\b(?:son|sa|ses|his|her) (?:[a-z'-]+ ){{0,2}}{CONDITION}\b"
PRONOUN = rf"\b(?:il|elle|he|she)(?:'s| {HOLDS}\b| se \w+)[^.!?\n]{{0,35}}?\b{CONDITION}\b"
TITLED = (
    rf"\b(?:m\.|mme|mr\.?|mrs\.?|ms\.?|monsieur|madame|mlle|miss)"
    rf" [a-z'-]+[^.!?\n]{{0,55}}?\b{CONDITION}\b"
)
NAMED = (
    rf"\b([\pL'-]{{2,20}}(?: [\pL]\.)?),? (?:qui |who )?{HOLDS}\b[^.!?\n]{{0,40}}?\b{CONDITION}\b"
)
BESIDE = (
    r"(?:collegue|patiente?|cliente?|eleve|chef(?:fe)?|voisine?|stagiaire|alternante?"
    r"|colleague|coworker|client|customer|neighbour|boss|manager|pupil)"
)
OF_SOMEBODY = (
    rf"\b(?:mon|ma|notre|un|une|le|la|my|our|a|the) {BESIDE}\b[^.!?\n]{{0,45}}?\b{CONDITION}\b"
)
DENIED = re.compile(rf"\b(?:pas|jamais|ni|not|never|no) (?:\w+ ){{0,2}}{CONDITION}")


class Health:
    category = "personal-data"
    form = "folded"
    look = rf"\b{CONDITION}\b"
    examples = (
        example("Si qqn cherche Malik 🙏 : arrêt jusqu'au 6, c'est ⟦son burn out⟧ qui recommence"),
        example("Cagnotte pour Sylvie ! ⟦Elle se bat contre son cancer⟧ du sein depuis mars"),
        example("Had a call with ⟦Mrs. Ferrand from Lauzet again (she's diabetic⟧, lives alone)"),
        example("En 2024 j'ai fait un burn-out. Je ne l'ai pas vu venir."),
        example("Ma mère a eu un cancer, et elle a couru dimanche"),
        example("On court contre le cancer, un euro par kilomètre"),
        example("Le diabète touche quatre millions de personnes"),
    )

    def __init__(self) -> None:
        self._shape = compiled(rf"{WHOSE}|{PRONOUN}|{TITLED}|{OF_SOMEBODY}|{NAMED}")

    def find(self, text: Text) -> Iterator[Hit]:
        for match in self._shape.finditer(text.folded):
            start, end = match.span()
            span = text.span(start, end)
            named = match.span(1)
            if named[0] >= 0 and not is_name(text[text.span(*named)].partition(" ")[0]):
                continue
            sentence = sentence_around(text, span)
            if (
                FAMILY.search(sentence)
                or ALLOWED.search(sentence)
                or DENIED.search(text.folded[start:end])
            ):
                continue
            if not AUTHOR.search(sentence_before(text, span)[-12:]):
                yield Hit(span)


RECOGNIZER = Health()
