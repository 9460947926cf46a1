"""What a list says of a confidential term, found again in a sentence that does not name it.

A secret given by its substance alone has no name to match; the reason its owner wrote beside it
(«fermeture du site de Lorient, 54 postes») has words, a place, numbers and a date that a draft
repeats. No one of them proves anything: `substance` weighs them with all else that is known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import astuple, dataclass, fields
from datetime import date

from compliance.charter import Organisation, Term
from compliance.fold import folded
from compliance.matching.numbers import WORDS, spelled

STEM = 6  # letters by which two words are taken for one
SHORTEST = 4
FEWEST = 3  # a smaller number says nothing
_TOKEN = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)?")
_YEAR = re.compile(r"20[23]\d")
# A capital inside a reason: a place, a firm, a person.
_PLACE = re.compile(r"(?<!^)\b[^\W\d_a-zà-ÿ][\w-]{3,}")
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
MONTHS = {
    word: f"month {number}" for number, words in enumerate(_MONTHS, 1) for word in words.split()
}


@dataclass(frozen=True, slots=True)
class Allusion:
    """How many clues of one secret a sentence holds, by sort.

    words: of the reason; names: of what it is called, apart from its name as a whole; places: what
    the reason writes with a capital; numbers: of either; months: of either, and of its date.
    """

    words: int = 0
    names: int = 0
    places: int = 0
    numbers: int = 0
    months: int = 0


SORTS = tuple(each.name for each in fields(Allusion))
# In which of two secrets a sentence alludes to more.
STRENGTH: dict[str, float] = {
    "words": 0.7,
    "names": 0.8,
    "places": 1.7,
    "numbers": 1.5,
    "months": 0.6,
}
NONE = Allusion()


class Allusions:
    """The clues of a charter's terms. Words that only name the house are none."""

    def __init__(self, terms: Sequence[Term], house: Organisation) -> None:
        own = set(_stems(" ".join((*house.names, house.sector, *house.products_public))))
        self._of_clue: dict[str, dict[int, str]] = {}
        for number, term in enumerate(terms):
            for clue, sort in _clues(term, own):
                self._of_clue.setdefault(clue, {}).setdefault(number, sort)

    def strongest(self, sentence: str, is_secret: Callable[[int], bool]) -> Allusion:
        """What `sentence` says of that one of the terms, by number, still secret, that it alludes
        to most; NONE where it alludes to none."""
        found: dict[int, dict[str, int]] = {}
        for clue in dict.fromkeys(_said(sentence)):
            for number, sort in self._of_clue.get(clue, {}).items():
                counts = found.setdefault(number, {})
                counts[sort] = counts.get(sort, 0) + 1
        told = (Allusion(**counts) for number, counts in found.items() if is_secret(number))
        return max(told, key=_strength, default=NONE)


def _strength(allusion: Allusion) -> float:
    counts: tuple[int, ...] = astuple(allusion)
    return sum(STRENGTH[sort] * count for sort, count in zip(SORTS, counts, strict=True))


def _clues(term: Term, own: Set[str]) -> Iterator[tuple[str, str]]:
    """Clues and their sorts, what says most first: a clue counts once."""
    for stem in _stems(" ".join(_PLACE.findall(term.why))):
        if stem not in own:
            yield stem, "places"
    for words, sort in ((term.why, "words"), (" ".join(term.names), "names")):
        for stem in _stems(words):
            if stem not in own:
                yield stem, sort
    for word in _tokens(" ".join((term.why, *term.names))):
        if word in MONTHS:
            yield MONTHS[word], "months"
        elif word[0].isdigit() and float(word) >= FEWEST and not _YEAR.fullmatch(word):
            yield word, "numbers"
    if term.until:
        yield _month(term.until), "months"


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
