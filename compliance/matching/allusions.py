"""What a list says of a confidential term, found again in a post that does not name it.

A secret given by its substance alone has no name to match; the reason its owner wrote beside it
(«fermeture du site de Lorient, 54 postes») has words, numbers and a date that a draft repeats. No
one of them proves anything: they add to what a classifier makes of the same words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date

from compliance.charter import Organisation, Term
from compliance.fold import folded
from compliance.matching.numbers import WORDS, spelled
from compliance.text import Span, Text

# Log-odds of a sentence for each clue of one term, as fitted on companies held out.
WORD, NUMBER, MONTH = 0.7, 1.7, 0.9
STEM = 6  # letters by which two words are taken for one
SHORTEST = 4
FEWEST = 3  # a smaller number says nothing
_TOKEN = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)?")
_YEAR = re.compile(r"20[23]\d")
# Words of reasons that say nothing of the secret's substance, and words of grammar.
_VAGUE = (
    "accord annonce annoncee annoncer annonces annoncees apres avant avec cette clause client"
    " clients confidentialite confidentiel confidentielle cours dans depuis deja donc elle elles"
    " embargo encore entre entreprise etre faire fait groupe interne internes lancement leur leurs"
    " moins negociation negociations nous operation parce partie pendant plan plus pour projet"
    " public publics publie publiee publies publique sans seulement societe sont sous sujet tous"
    " tout toute toutes vous"
    " about after agreement announced announcement been before being client clients company"
    " confidential could embargo from have internal launch listed negotiation plan project public"
    " published secret that their them there this under until unannounced were what when which will"
    " with yet your"
)
VAGUE = frozenset(_VAGUE.split())
# By month, folded, in French, English, German, Spanish, Italian, Dutch and Portuguese.
_MONTHS = (
    "janvier january januar enero gennaio januari janeiro",
    "fevrier february februar febrero febbraio februari fevereiro",
    "mars march marz marzo maart marco",
    "avril april abril aprile",
    "mai may mayo maggio mei maio",
    "juin june juni junio giugno junho",
    "juillet july juli julio luglio julho",
    "aout august agosto augustus",
    "septembre september septiembre settembre setembro",
    "octobre october oktober octubre ottobre outubro",
    "novembre november noviembre novembro",
    "decembre december dezember diciembre dicembre dezembro",
)


@dataclass(frozen=True, slots=True)
class Allusion:
    """A sentence and by how much, in log-odds, it speaks more for a secret."""

    span: Span
    weight: float


class Allusions:
    """The clues of a charter's terms. Those that only name the house are none."""

    def __init__(self, terms: Sequence[Term], house: Organisation) -> None:
        own = set(_stems(" ".join((*house.names, house.sector, *house.products_public))))
        self._terms: dict[str, dict[int, float]] = {}
        for number, term in enumerate(terms):
            for clue, weight in _clues(term, own):
                self._terms.setdefault(clue, {})[number] = weight

    def strongest(self, text: Text, is_secret: Callable[[int], bool]) -> Allusion | None:
        """The sentence that alludes most to one of the terms, by number, that are still secret."""
        if not self._terms:
            return None
        found = (Allusion(span, self._weight(text[span], is_secret)) for span in text.sentences)
        best = max(found, key=lambda each: each.weight, default=None)
        return best if best and best.weight else None

    def _weight(self, sentence: str, is_secret: Callable[[int], bool]) -> float:
        """Of the term most alluded to; a month alone is none."""
        sums: dict[int, float] = {}
        months: dict[int, float] = {}
        for clue in dict.fromkeys(_said(sentence)):
            for number, weight in self._terms.get(clue, {}).items():
                if is_secret(number):
                    group = months if weight == MONTH else sums
                    group[number] = group.get(number, 0.0) + weight
        return max((weight + months.get(number, 0.0) for number, weight in sums.items()), default=0)


def _clues(term: Term, own: Set[str]) -> Iterator[tuple[str, float]]:
    for stem in _stems(term.why):
        if stem not in own:
            yield stem, WORD
    for word in _tokens(" ".join((term.why, *term.names))):
        if word in MONTHS:
            yield MONTHS[word], MONTH
        elif word[0].isdigit() and float(word) >= FEWEST:
            yield word, MONTH if _YEAR.fullmatch(word) else NUMBER
    if term.until:
        yield _month(term.until), MONTH


def _said(sentence: str) -> Iterator[str]:
    """The clues that a sentence may hold."""
    for word in _tokens(sentence):
        yield MONTHS.get(word, word if word[0].isdigit() else word[:STEM])


def _stems(words: str) -> Iterator[str]:
    for word in _tokens(words):
        known = word in VAGUE or word in MONTHS
        if len(word) >= SHORTEST and not word[0].isdigit() and not known:
            yield word[:STEM]


def _tokens(text: str) -> Iterator[str]:
    """Folded words and numbers, those said in words too: «quinze ans» is «15», «ans»."""
    words, at = _TOKEN.findall(folded(text)), 0
    while at < len(words):
        number = spelled(words, at) if words[at] in WORDS else None
        if number:
            yield number[0]
            at = number[1]
        else:
            yield words[at].replace(",", ".").removesuffix(".0")
            at += 1


def _month(day: date) -> str:
    return f"month {day.month}"


MONTHS = {
    word: f"month {number}" for number, words in enumerate(_MONTHS, 1) for word in words.split()
}
