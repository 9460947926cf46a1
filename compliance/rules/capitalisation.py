"""Shouting: several words in a row in capitals. Acronyms and a word stressed are no shouting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pydantic import Field

from compliance.charter import Params
from compliance.finding import Hit
from compliance.matching.regex import compiled
from compliance.ports import Find, Kind, Reading, Tools, example
from compliance.text import Span, Text

# Two words in capitals with no small letter between: most posts have none, and stop here.
TWO_WORDS = compiled(r"\p{Lu}{2}[^\p{Ll}]*[^\p{L}\p{Ll}]\p{Lu}", on="typed", ignore_case=False)
WORD = re.compile(r"[^\W\d_]+")
EXCLAIMED = re.compile(r"[^\w\n]*?!{2,}")
TAIL = re.compile(r"[ !?]*[!?]")
# Between shouted words stand spaces, digits and stresses; a comma, a slash or an ampersand between
# every two is a list of acronyms.
TOGETHER = re.compile(r"[\s'’!\-0-9%€:«»\"]*")
APART = re.compile(r"[\s'’!\-0-9%€:«»\",;.?…&()/+]*")


class Capitalisation(Params):
    """words: how many words in capitals in a row are shouting; `exclaimed`, with «!!» after them.

    acronyms: words that do not count.
    """

    words: int = Field(5, ge=2)
    exclaimed: int = Field(3, ge=1)
    acronyms: tuple[str, ...] = ()


def build(params: Capitalisation, tools: Tools) -> Find:
    acronyms = frozenset(word.upper() for word in params.acronyms)
    names = {
        word.upper(): word for name in tools.charter.organisation.names for word in name.split()
    }

    def find(reading: Reading) -> Iterator[Hit]:
        text = reading.text
        if not TWO_WORDS.stands_in(text):
            return
        for run in _runs(text):
            shouted = _shouted(run, text, acronyms)
            last = run[-1].end
            needed = params.exclaimed if EXCLAIMED.match(text.typed, last) else params.words
            if shouted >= needed:
                tail = TAIL.match(text.typed, last)
                span = Span(run[0].start, tail.end() if tail else last)
                yield Hit(span, suggestions=(_lowered(text[span], names, acronyms),))

    return find


def _runs(text: Text) -> Iterator[list[Span]]:
    """Words in capitals, in order, with nothing but signs and digits between them."""
    run: list[Span] = []
    for match in WORD.finditer(text.typed):
        if not match[0].isupper():
            continue
        span = Span(*match.span())
        if run and not _only(APART, text, run[-1].end, span.start):
            yield run
            run = []
        run.append(span)
    if run:
        yield run


def _only(signs: re.Pattern[str], text: Text, start: int, end: int) -> bool:
    return signs.fullmatch(text.typed, start, end) is not None


def _shouted(run: list[Span], text: Text, acronyms: frozenset[str]) -> int:
    """Words of two letters or more that stand beside another, without a comma or so between."""
    together = [_only(TOGETHER, text, a.end, b.start) for a, b in pairwise(run)]
    beside = zip(run, [False, *together], [*together, False], strict=True)
    return sum(
        len(span) > 1 and (before or after) and text[span] not in acronyms
        for span, before, after in beside
    )


def _lowered(shout: str, names: dict[str, str], acronyms: frozenset[str]) -> str:
    """In small letters but for the first of each sentence, the house's names and acronyms."""

    def lowered(match: re.Match[str]) -> str:
        word = match[0]
        return word if word in acronyms else names.get(word, word.lower())

    small = WORD.sub(lowered, shout)
    small = re.sub(r"([!?])[!?]+", r"\1", small)
    return re.sub(r"(?:^|[.!?] )\W*\w", lambda match: match[0].upper(), small)


KIND = Kind(
    Capitalisation,
    build,
    examples=(
        example("Les sigles : ICPE, PLUi, ZNIEFF, CDNPS, SDIS, CSE, PPA, VRD, DICT"),
        example("Ne donnez JAMAIS VOTRE mot de passe 🙏"),
        example("🎉 ⟦VENEZ TOUS AU LOTO DE SAMEDI !!!!⟧ Bises"),
        example("⟦CHARIOTS LIVRÉS !!!!! ENFIN !!!⟧"),
    ),
)
