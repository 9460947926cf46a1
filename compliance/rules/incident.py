"""What is said of the organisation's ongoing incident: a cause, a culprit, a toll, a way out.

Only posts that hold a word of the incident's name, or a proper name of the official statement, are
looked at. The sentence is flagged, but never one that relays the statement; the statement is
offered in its place, and so is saying nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from compliance.charter import Incident as Facts
from compliance.charter import Organisation, Params
from compliance.facts import COMMON, WORD, plain
from compliance.finding import Hit
from compliance.fold import fold, folded
from compliance.matching.keys import Door, doors_of
from compliance.matching.regex import compiled
from compliance.ports import Find, Kind, Reading, Tools, example
from compliance.text import Text

# Capitalised inside a sentence.
PROPER_NAME = re.compile(r"(?<=[a-zà-ÿ,] )[A-ZÀ-Þ][\w'-]+")
SHORTEST = 4  # letters; a shorter word tells no incident, nor loses its plural
# From this part of its words in the statement on, a sentence relays it.
RELAYED = 0.7


class Incident(Params):
    """patterns: what deserves a thought in a post about the incident; RE2, on folded text.

    about: words that tell the incident, beside those of its name and of the statement.
    """

    patterns: tuple[Annotated[str, Field(min_length=1)], ...] = Field(min_length=1)
    about: tuple[Annotated[str, Field(min_length=1)], ...] = ()


def build(params: Incident, tools: Tools) -> Find:
    house = tools.charter.organisation
    facts = house.incident
    stated = _words(facts.official) if facts else frozenset[str]()
    telling = _telling(facts, house) if facts else frozenset[str]()
    instead = (facts.official, "") if facts else ("",)
    subject = Subject(telling | _words(" ".join(params.about)), stated)
    expressions = [compiled(pattern) for pattern in params.patterns]

    def find(reading: Reading) -> Iterator[Hit]:
        text = reading.text
        if not subject.is_of(reading):
            return
        for expression in expressions:
            for span in expression.spans(text):
                sentence = text.sentence_at(span.start)
                if not subject.relayed(text[sentence]):
                    yield Hit(sentence, fills={"said": text[span]}, suggestions=instead)

    return find


@dataclass(frozen=True, slots=True)
class Subject:
    """telling: words of which one makes a post about the incident. stated: the statement's."""

    telling: frozenset[str]
    stated: frozenset[str]

    def is_of(self, reading: Reading) -> bool:
        if not any(word in reading.text.folded for word in self.telling):
            return False  # as most posts are: cheaper than to look at every word
        return not self.telling.isdisjoint(reading.once(_plain_words))

    def relayed(self, sentence: str) -> bool:
        words = [plain(word) for word in WORD.findall(folded(sentence))]
        known = sum(word in self.stated for word in words)
        return len(words) > SHORTEST and known >= RELAYED * len(words)


def _words(said: str) -> frozenset[str]:
    return _plain_words(fold(said))


def _plain_words(text: Text) -> frozenset[str]:
    return frozenset(map(plain, WORD.findall(text.folded)))


def _telling(facts: Facts, house: Organisation) -> frozenset[str]:
    """Words that tell this incident: neither common nor the house's own name."""
    named = _words(facts.name) | _words(" ".join(PROPER_NAME.findall(facts.official)))
    usual = COMMON | _words(" ".join((*house.names, house.sector)))
    return frozenset(w for w in named - usual if len(w) >= SHORTEST and not w[0].isdigit())


def doors(params: Incident) -> tuple[Door, ...] | None:
    return doors_of(params.patterns)


BLAME = r"\b(?:la faute|je mise|on savait)\b"
KIND = Kind(
    Incident,
    build,
    doors=doors,
    examples=(
        example("Je mise sur le beau temps demain", patterns=[BLAME], about=["Trémont"]),
        example("Pensées pour les collègues de Trémont 💛", patterns=[BLAME], about=["Trémont"]),
        example("💛 Courage. ⟦Trémont, on savait.⟧", patterns=[BLAME], about=["Trémont"]),
    ),
)
