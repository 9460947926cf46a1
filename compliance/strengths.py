"""What is good in a post, so that praise is true: who speaks, thanks, sources, one's own voice.

Only what the words show beyond doubt is named; where a finding stands in the same sentence, or
doubts the very thing, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from compliance.charter import Organisation
from compliance.finding import Finding, Severity
from compliance.fold import folded
from compliance.text import Span, Text

# On folded text (no accents, lower case), French and English together: a word of one language says
# nothing in the other, and posts mix them. Order is how much each is worth saying.
SIGNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "insider",
        re.compile(
            r"\b(?:chez nous|mon equipe|notre equipe|nos equipes|mes collegues|mon metier"
            r"|je travaille (?:chez|a|au|pour|ici)|j'y travaille|je bosse (?:chez|a|au|pour|ici)"
            r"|my team|our team|my colleagues|where i work|i work (?:here|at|for))\b"
        ),
    ),
    (
        "source",
        re.compile(
            r"\b(?:(?:selon|d'apres) (?:le |la |les |l'|un |une )?(?:rapport|etude|barometre"
            r"|enquete|communique|classement|chiffres|bilan|sondage|insee|ademe|has|anses)\b"
            r"|source ?: \S|rapport public|communique (?:de presse|officiel)|le communique du \d"
            r"|according to (?:the|a|our) (?:[\w']+ ){0,2}(?:report|survey|study|ranking|figures)"
            r"|press release)"
        ),
    ),
    (
        "thanks",
        re.compile(
            r"\b(?:(?:merci|bravo|felicitations|chapeau) (?:bas )?(?:encore |infiniment )?"
            r"(?:a (?!vos |tes |ceux qui (?:ne|n'))|aux? |les (?:collegues|filles|gars|equipes?)\b)"
            r"|merci [a-z]+ ?(?:🙏|❤|💙|💛|💚)"
            r"|thank you (?:to|so much|all)|many thanks|thanks (?:so much|team|everyone|again)"
            r"|well done (?:to|team|everyone)|congratulations to|hats off to)"
        ),
    ),
    (
        "question",
        re.compile(
            r"\b(?:et (?:vous|toi|chez vous)\b[^.!?\n]{0,80}\?|qu'en pensez[- ]vous\b"
            r"|quel(?:le)?s? (?:est|sont) (?:votre|vos|ton|tes) [^.!?\n]{0,80}\?"
            r"|what about you\b|and you\b[^.!?\n]{0,40}\?|what(?:'s| is| are) your [^.!?\n]{0,80}\?"
            r"|what do you think\b|how do you [^.!?\n]{0,80}\?)"
        ),
    ),
    (
        "own-voice",
        re.compile(
            r"\b(?:j'ai (?:appris|commence|decouvert|grandi|passe|eu la chance|compris)"
            r"|je me souviens|je n'oublierai|quand j'(?:etais|ai commence)|mon premier jour"
            r"|ma premiere (?:journee|semaine|nuit)|il y a \w+ ans,? (?:je|j'|on m')"
            r"|i (?:have )?learn(?:t|ed)|i remember|my first (?:day|week|night|year)"
            r"|when i (?:was|started)|i grew up|years ago,? i)\b"
        ),
    ),
)
# What a finding of a category puts in doubt, wherever it stands.
DOUBTED = {
    "transparency": frozenset({"insider", "thanks", "question", "own-voice"}),
    "claims": frozenset({"source"}),
    "regulated": frozenset({"source"}),
    "confidentiality": frozenset({"source"}),
    "third-party-rights": frozenset({"source"}),
    "crisis": frozenset({"source", "question"}),
    "respect": frozenset({"thanks", "question"}),
    "disparagement": frozenset({"insider", "thanks", "question"}),
    "neutrality": frozenset({"insider", "thanks", "question"}),
    "authenticity": frozenset({"own-voice"}),
}
# Before «chez» or "at" the house: who says so works there.
WORKING = "ans|mois|jours?|travaille|bosse|stage|alternance|work|years?|months?"
# A ready-made text is nobody's own words.
COPIED = "similarity"


def strengths(
    text: Text, organisation: Organisation, findings: Sequence[Finding] = ()
) -> tuple[str, ...]:
    """Ids of what is good in `text`, most telling first; the words are in `messages`.

    Nothing is praised beside insults or threats: their author has other things to read.
    """
    if any(f.category == "respect" and f.severity is Severity.SERIOUS for f in findings):
        return ()
    if any(finding.source.startswith(COPIED) for finding in findings):
        return ()
    doubted = frozenset[str]().union(*(DOUBTED.get(f.category, frozenset()) for f in findings))
    named = dict.fromkeys(_found(text, organisation, findings))
    return tuple(id for id in named if id not in doubted)


def rest_is_fine(text: Text, findings: Sequence[Finding]) -> bool:
    """Whether most of the post, by its sentences, is touched by no finding."""
    if not findings or any(finding.end == 0 for finding in findings):
        return False
    untouched = [s for s in text.sentences if not any(f.span.overlaps(s) for f in findings)]
    return sum(map(len, untouched)) > len(text) / 2


def _found(text: Text, organisation: Organisation, findings: Sequence[Finding]) -> Iterator[str]:
    if _by_name(text, organisation):
        yield "insider"
    for id, sign in SIGNS:
        spans = (text.span(*match.span()) for match in sign.finditer(text.folded))
        if any(_untouched(span, text, findings) for span in spans):
            yield id


def _untouched(span: Span, text: Text, findings: Sequence[Finding]) -> bool:
    """Whether no finding stands in the sentence of `span`."""
    sentence = text.sentence_at(span.start)
    return not any(finding.span.overlaps(sentence) for finding in findings)


def _by_name(text: Text, organisation: Organisation) -> bool:
    """Whether the author says to work «chez» or "at" the house."""
    if " chez " not in text.folded and " at " not in text.folded:
        return False
    names = "|".join(re.escape(folded(name)) for name in organisation.names if len(name) > 2)
    if not names:
        return False
    return re.search(rf"\b(?:{WORKING}) (?:chez|at) (?:{names})\b", text.folded) is not None
