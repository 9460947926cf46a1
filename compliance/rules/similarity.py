"""A ready-made text copied, with small changes or none: «add your own words».

The share of the post's own words that stand in the text, in its order, tells a copy from a quote
with a comment: who adds words of their own brings that share down.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from ahocorasick_rs import AhoCorasick
from pydantic import Field, model_validator
from rapidfuzz.distance import LCSseq

from compliance.charter import Params
from compliance.finding import Hit
from compliance.fold import folded
from compliance.ports import Find, Kind, Reading, Tools, example
from compliance.text import WHOLE, Span, Text

WORD = re.compile(r"\w+")
# Tags, accounts and links are no words of one's own, and no words of the ready-made text either.
TAGGED = re.compile(r"[#@]\w+|https?://\S+")
SHINGLE = 3  # words in a row that stand in both before anything is compared
WORD_FOR_WORD = 0.97  # of the words, from which the message says so
COMPARED = 1_000  # words of a post; no ready-made text is longer


class Similarity(Params):
    """texts: beside the ready-made texts of the charter.

    share: of the post's words that stand in one of them, from which it is a copy.
    below: the share from which another rule tells it, and this one does not.
    min_words: shorter posts are left alone.
    """

    texts: tuple[Annotated[str, Field(min_length=1)], ...] = ()
    share: float = Field(0.7, gt=0, le=1)
    below: float | None = Field(None, gt=0, le=1)
    min_words: int = Field(5, ge=SHINGLE)

    @model_validator(mode="after")
    def _some_room(self) -> Similarity:
        if self.below is not None and self.below <= self.share:
            raise ValueError("`below` is more than `share`")
        return self

    def tells(self, share: float) -> bool:
        return share >= self.share and (self.below is None or share < self.below)


@dataclass(frozen=True, slots=True)
class Ready:
    """A ready-made text: its folded words, and every three of them in a row."""

    words: list[str]

    @property
    def shingles(self) -> list[str]:
        rows = zip(*(self.words[at:] for at in range(SHINGLE)), strict=False)
        return [" ".join(row) for row in rows]


def build(params: Similarity, tools: Tools) -> Find:
    texts = (*params.texts, *tools.charter.organisation.ready_made_texts)
    ready = [Ready(_words(folded(text))) for text in texts]
    pieces = AhoCorasick(sorted({piece for text in texts for piece in _pieces(folded(text))}))

    def find(reading: Reading) -> Iterator[Hit]:
        text = reading.text
        if not pieces.find_matches_as_indexes(text.folded):
            return
        words = _words(text.folded)[:COMPARED]
        if len(words) < params.min_words:
            return
        share, copied = max(((_share(words, each), each) for each in ready), key=_first)
        if params.tells(share):
            variant = "copy" if share >= WORD_FOR_WORD else ""
            fills = {"share": f"{share:.0%}"}
            yield Hit(_first_copied(text, copied), fills=fills, score=share, variant=variant)

    return find


def _first(pair: tuple[float, Ready]) -> float:
    return pair[0]


def _words(haystack: str) -> list[str]:
    return WORD.findall(TAGGED.sub(" ", haystack))


def _pieces(text: str) -> Iterator[str]:
    """Every three words in a row, as they are written."""
    return (match[1] for match in re.finditer(r"(?=\b(\w+\W+\w+\W+\w+)\b)", text))


def _share(words: Sequence[str], ready: Ready) -> float:
    """Share of `words` that stand in the ready-made text, in its order."""
    return LCSseq.similarity(words, ready.words) / len(words)


def _first_copied(text: Text, ready: Ready) -> Span:
    """The first sentence that shares three words in a row with the text, from its first word."""
    known = set(ready.shingles)
    for sentence in text.sentences:
        if known.intersection(Ready(_words(folded(text[sentence]))).shingles):
            first = WORD.search(text.typed, sentence.start)
            return Span(first.start() if first else sentence.start, sentence.end)
    return WHOLE


LINES = "Chez Hélianthe, chaque toit compte. Rejoignez une équipe fière de ses chantiers !"
KIND = Kind(
    Similarity,
    build,
    examples=(
        example(
            "« Chez Hélianthe, chaque toit compte. » Le mien, c'est celui de ma grand-mère : trois"
            " jours sous la pluie, et son sourire quand la lumière est revenue.",
            texts=[LINES],
        ),
        example("Chaque toit a son histoire, le nôtre fuit.", texts=[LINES]),
        example(
            "🎉 ⟦Chez Hélianthe, chaque toit compte !⟧ Rejoignez notre équipe, fière de ses"
            " chantiers #emploi",
            texts=[LINES],
        ),
        example(LINES, texts=[LINES], below=0.9),
    ),
)
