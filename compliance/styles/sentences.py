"""Sentences, words and syllables of English prose, counted as Vale counts them.

Vale splits sentences with a trained Punkt model; here a list of abbreviations does, and lines do
not end a sentence. Syllables are groups of vowels, a final e aside.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from compliance.styles.definition import listed_words

# A run of closing signs with what may follow it inside quotes or brackets. Only the first sign of a
# run is tried, so that a flood of them takes linear time.
END = re.compile(r"(?<![.?!…])[.?!…]+[\"'”’)\]*_]*(?=\s)")
# The next word, as much of it as tells anything.
FOLLOWING = re.compile(r"\s*(\S{0,40})")
# How far back an abbreviation may begin.
BACK = 80
ABBREVIATIONS = listed_words(
    "adm al apr assn aug ave bros ca capt cf ch cmdr co col comdr corp cos dec dept dr ed e.g eg"
    " est etc feb fig figs fri ft gen gov hon i.e ie inc jan jr jul jun lt ltd maj mar messrs min"
    " mon mr mrs ms mt mtg no nov oct p pp ph.d phd prof rep reps rev sat sen sens sep sept sgt sr"
    " st sun thu tue u.k u.s u.s.a u.n viz vol vols vs wed yr a.m p.m a.k.a n.b approx tel"
)
OPENERS = listed_words("the a an this that these those it he she we they i you but and in if so")
INITIALS = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]?$|^[A-Za-z]$")
LIST_NUMBER = re.compile(r"^\d+$")
WORDS = re.compile(r"(?:[A-Z]\.){2,}|(?:[^\W_]|')+")
# «make», «makes», «asked», but neither «table» nor «boxes», «wanted».
SILENT = re.compile(
    r"(?<=[^aeiouyl])e$|(?<=[aeiouy]l)e$|(?<=[^aeiouysxzhcgl])es$|(?<=[^aeiouytd])ed$"
)
VOWELS = re.compile(r"[aeiouy]+")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The bounds of each, without the white space around it."""
    start = 0
    for match in END.finditer(text):
        if _ends(text, start, match):
            yield from _trimmed(text, start, match.end())
            start = match.end()
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    words = piece.strip()
    if words:
        first = start + piece.index(words)
        yield first, first + len(words)


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether the signs end a sentence, rather than an abbreviation or a quotation in one."""
    after = FOLLOWING.match(text, match.end())
    following, signs = after[1] if after else "", match[0]
    if signs.startswith(("..", "…")):
        return following[:1].isupper() or following.lower() in OPENERS
    if signs[-1] in "\"'”’)" and following[:1].islower():
        return False
    if not signs.startswith("."):
        return True
    return not _abbreviated(text[max(start, match.start() - BACK) : match.start()], following)


def _abbreviated(before: str, following: str) -> bool:
    words = before.split()
    word = words[-1].lstrip("\"'“‘([*_") if words else ""
    if len(words) <= 1 and LIST_NUMBER.match(word):
        return True
    if INITIALS.search(word):
        return not (len(word) > 1 and following.lower() in OPENERS and following[:1].isupper())
    if word.lower() in ABBREVIATIONS:
        return not (following.lower() in OPENERS and following[:1].isupper())
    return False


def syllables(word: str) -> int:
    """Groups of vowels, a silent e at the end aside; one at least."""
    spoken = SILENT.sub("", word.lower())
    return max(len(VOWELS.findall(spoken)), 1)


@dataclass(frozen=True, slots=True)
class Measures:
    """What readability formulas count of a text; the grades are of schools in the United States."""

    words: int
    sentences: int
    characters: int
    paragraphs: int
    syllables: int
    complex_words: int
    long_words: int
    polysyllabic_words: int

    def flesch_kincaid(self) -> float:
        return 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59

    def gunning_fog(self) -> float:
        return 0.4 * (self.words / self.sentences + 100 * self.complex_words / self.words)

    def coleman_liau(self) -> float:
        return 5.88 * self.characters / self.words - 29.6 * self.sentences / self.words - 15.8

    def smog(self) -> float:
        return 1.0430 * math.sqrt(self.polysyllabic_words * 30 / self.sentences) + 3.1291

    def automated_readability(self) -> float:
        return 4.71 * self.characters / self.words + 0.5 * self.words / self.sentences - 21.43


def measured(text: str) -> Measures:
    """The counts of `text`, whose paragraphs stand between empty lines, each followed by one."""
    words: list[str] = []
    count = 0
    paragraphs = text.split("\n\n")
    for paragraph in paragraphs:
        for start, end in sentences(paragraph):
            count += 1
            words += WORDS.findall(paragraph[start:end])
    spoken = [syllables(word) for word in words]
    return Measures(
        words=len(words),
        sentences=count,
        characters=sum(sign.isalnum() for word in words for sign in word),
        paragraphs=len(paragraphs) - 1,
        syllables=sum(spoken),
        complex_words=sum(map(_complex, words, spoken)),
        long_words=sum(len(word.encode()) > 6 for word in words),
        polysyllabic_words=sum(number > 2 for number in spoken),
    )


def _complex(word: str, spoken: int) -> bool:
    return spoken - word.endswith(("es", "ed", "ing")) > 2
