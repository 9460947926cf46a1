"""What somebody else earns. One's own pay is protected speech, a published scale is nobody's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import itemgetter

from compliance.finding import Hit
from compliance.fold import folded
from compliance.ports import example
from compliance.recognizers._pattern import Pattern, flagged
from compliance.recognizers._people import AUTHOR, is_name, sentence_before
from compliance.text import Span, Text

AMOUNT = (
    r"(?:[£€$] ?\d{1,3}(?:[ .,]?\d{3}){0,2}(?:[.,]\d\d)?k?|\d{1,3}(?:[ .,]\d{3}){0,2}(?:,\d\d)?"
    r" ?(?:k€|k|€|eur(?:os?)?|balles)|\d{1,3}[ .]\d{3}|\d{4,6}|\d{2}[.,]\d\d|\d{2,3} ?k)\b"
)
AFTER = (
    r"(?: ?(?:€|k€))?(?: (?:nets?\b|bruts?\b|par mois|par an|nets?|a (?:month|year)|an hour|de"
    r" l'heure|mensuels?|im monat|al mes|al mese|per maand|por mes))?"
)
EARNS = (
    r"(?:gagne(?:nt)?|touche(?:nt)?|palpe|se fait|se verse|est payee?|est a|a ete embauchee? a"
    r"|est passee? a|verdient|gana|cobra"
    r"|guadagna|ganha|est entree? a|est embauchee? a|emarge"
    r" a|plafonne a|salaire (?:de|est de|:)|earns?|makes|is (?:on|paid|getting)|gets|was hired"
    r" at|came in (?:asking|at)|salary (?:of|is))"
)
SAYS_IT = (
    rf"\b([a-z'-]{{2,25}}(?: [^.!?\n:;]{{1,40}}?)?)(?: {EARNS}|'s (?:on|paid|getting"
    rf"|making)) (?:a peine |seulement |only "
    rf"|deja |around |environ |pres de |plus de )?({AMOUNT}{AFTER})"
)
PAYSLIP = (
    rf"\b(?:son|sa|his|her|leur) (?:[a-z]+ ){{0,2}}(?:salaire|paie|paye|fiche de paie|bulletin"
    rf"|prime|bonus|package|salary|pay|wage|payslip)\b[^.!?\n]{{0,30}}?({AMOUNT}{AFTER})"
)
# «Patricia, presse 6, 1 612 € net», «Ali 2 950, Jeanne 3 120»
ROLL = r"\b([a-z-]{2,20})(?:, [^,.!?\n]{1,25})?, \d{1,3}[ .]\d{3} ?(?:€|eur)?(?: (?:net|brut)s?\b)?"
ROLL_OF_TWO = r"\b([a-z-]{2,20}) \d{1,3}[ .]\d{3}, [a-z-]{2,20} \d{1,3}[ .]\d{3}"
MONEY = re.compile(
    r"€|\bnet|\bbrut|[£$]|k\b|\bballes|salaire|paie|paye|gagne|touche|salary|wage|\bpay\b"
    r"|payslip|bulletins?|anciennete|augment\w+|remuner\w+"
)
NOT_PAY = re.compile(
    r"\b(?:clients?|abonnes?|vues|votes?|voix|points?|places?|km|likes|followers|contrats?"
    r"|tonnes?|personnes|metres|m\b|seguidores|de (?:son|sa|leur|notre)|au (?:loto|concours"
    r"|tirage|jeu)|heures|ans|pas|fois|pieces|joueurs|lecteurs|enfants|foyers|m2"
    r"|euros pour|€ pour|%)\b"
)
NOBODY = re.compile(
    r"^(?:l'|le|la|les|the|un|une|notre|nos|our)\b|\b(?:entreprise|societe|groupe|banque"
    r"|fonds|livret|club|equipe|company|fund|grille|annonce|poste)\b"
)


A_YEAR = re.compile(r"(?<![£€$\d])(?<!\d )\b(?:19|20)\d\d$")
A_ROLE = re.compile(
    r"\b(?:(?:le|la) (?:petite? )?(?:nouveau|nouvelle|stagiaire|voisine?|patronne?|patron|boss"
    r"|chef(?:fe)?)|(?:mon|ma|notre) (?:collegue|chef(?:fe)?|n\+1|directeur|directrice|patronne?"
    r"|stagiaire|manager)|(?:my|our|the) (?:new )?(?:boss|manager|colleague|coworker|intern|ceo"
    r"|director|new (?:guy|girl|hire)))\b"
)
HE_OR_SHE = re.compile(r"\b(?:il|elle|he|she)(?: (?:qui|deja|now|still))?$")
WORD = re.compile(r"[^\W\d_][\w’'-]*")


class Pay:
    category = "personal-data"
    form = "folded"
    look = (
        rf"\b(?:{EARNS}|s (?:on|paid|getting|making)) [^.!?\n]{{0,15}}?\d|\b(?:son|sa|his|her"
        rf"|leur) [^.!?\n]{{0,45}}?\d"
        rf"|\d{{1,3}}[ .]\d{{3}}"
    )
    examples = (
        example("💸 ⟦Sandrine de la paie gagne 2 480 net⟧ et elle compte encore les stylos"),
        example("⟦Tomasz in depot 2 is on £41,300⟧. Stop the sweepstake?"),
        example("⟦Patricia, presse 6, 1 612 € net⟧"),
        example("Ma paie : 1 742 net. J'ai écrit à la RH."),
        example("Je suis à 1 890 net, neuf ans de maison"),
        example("Moi je gagne 1 700 net"),
        example("L'équipe gagne 2 000 abonnés"),
    )

    def __init__(self) -> None:
        self._said, self._slip, self._roll = (
            Pattern(SAYS_IT),
            Pattern(PAYSLIP),
            Pattern(f"{ROLL}|{ROLL_OF_TWO}"),
        )

    def find(self, text: Text) -> Iterator[Hit]:
        seen = Span(0, 0)
        for span, subject in sorted(self._candidates(text), key=itemgetter(0)):
            if not span.overlaps(seen) and _is_somebody_elses(text, span, subject):
                seen = span
                yield Hit(span)

    def _candidates(self, text: Text) -> Iterator[tuple[Span, Span | None]]:
        """Where pay may be told, and the word that would be a name."""
        words = text.folded
        for match in self._said.finditer(words):
            yield text.span(*match.span()), text.span(*match.span(1))
        for match in self._slip.finditer(words):
            yield text.span(*match.span()), None
        for match in self._roll.finditer(words):
            if MONEY.search(words[max(match.start() - 80, 0) : match.end() + 12]) and (
                words[max(match.start() - 2, 0) : match.start()] != "& "
            ):
                yield text.span(*match.span()), text.span(*flagged(match))


def _is_somebody_elses(text: Text, span: Span, subject: Span | None) -> bool:
    if subject is None and A_YEAR.search(text[span]):
        return False
    after = folded(text.typed[span.end : span.end + 14])
    if NOT_PAY.match(after.strip()) or after[:1].isdigit():
        return False
    if AUTHOR.search(sentence_before(text, span)[-10:]):
        return False
    return subject is None or _is_person(text, subject)


def _is_person(text: Text, subject: Span) -> bool:
    """Whether the words before the verb end with somebody, and that is not the author."""
    words = text[subject]
    plain = folded(words)
    if NOBODY.search(plain) and not A_ROLE.search(plain):
        return False
    named = [match.start() for match in WORD.finditer(words) if is_name(match[0])]
    said = plain if not named else folded(words[named[-1] :])
    if AUTHOR.search(A_ROLE.sub("", said)):
        return False
    return bool(named) or A_ROLE.search(said) is not None or HE_OR_SHE.search(said) is not None


RECOGNIZER = Pay()
