"""How often something may, or must, stand in a post: emoji, exclamation marks, words, patterns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from compliance.charter import Params
from compliance.finding import Hit
from compliance.matching.phrases import Phrases
from compliance.matching.regex import compiled
from compliance.matching.signs import EMOJI, HASHTAG, MENTION, flood, links, spans_of, surplus
from compliance.ports import Find, Kind, Reading, Tools, example
from compliance.text import WHOLE, Span, Text

Counted = Callable[[Text], list[Span]]

EXCLAMATION, QUESTION = re.compile("[!！]"), re.compile("[?？]")
COUNTED: dict[str, Counted] = {
    "emoji": lambda text: spans_of(EMOJI, text),
    "exclamations": lambda text: spans_of(EXCLAMATION, text),
    "questions": lambda text: spans_of(QUESTION, text),
    "hashtags": lambda text: spans_of(HASHTAG, text),
    "mentions": lambda text: spans_of(MENTION, text),
    "links": links,
    "words": lambda text: list(text.words),
    "sentences": lambda text: list(text.sentences),
}
# Signs that may be thinned without harm to the sentence, and what parts those kept.
SIGNS = {"emoji": "", "exclamations": "", "questions": "", "hashtags": " "}


class Occurrence(Params):
    """What is counted (`of`, `terms` or `patterns`), and how many there may or must be."""

    of: (
        Literal[
            "emoji",
            "exclamations",
            "questions",
            "hashtags",
            "mentions",
            "links",
            "words",
            "sentences",
        ]
        | None
    ) = None
    terms: tuple[Annotated[str, Field(min_length=1)], ...] = ()
    patterns: tuple[str, ...] = ()
    max: int | None = Field(None, ge=0)
    min: int | None = Field(None, ge=1)

    @model_validator(mode="after")
    def _one_thing_and_a_bound(self) -> Self:
        if sum(map(bool, (self.of, self.terms, self.patterns))) != 1:
            raise ValueError("say what is counted by one of `of`, `terms` and `patterns`")
        if self.max is None and self.min is None:
            raise ValueError("say how many by `max`, `min` or both")
        return self


def build(params: Occurrence, tools: Tools) -> Find:
    counted = _counted(params)
    bounds = params.model_dump(include={"max", "min"}, exclude_none=True)
    asked = {name: str(bound) for name, bound in bounds.items()}

    def find(reading: Reading) -> Iterator[Hit]:
        text = reading.text
        spans = counted(text)
        fills = {"count": str(len(spans)), **asked}
        if params.max is not None and len(spans) > params.max:
            yield _too_many(params.of, spans, text, params.max, fills)
        if params.min is not None and len(spans) < params.min:
            yield Hit(WHOLE, fills=fills, variant="too-few")

    return find


def keys(params: Occurrence) -> tuple[str, ...] | None:
    return Phrases(params.terms).keys if params.terms and params.min is None else None


def _counted(params: Occurrence) -> Counted:
    if params.of:
        return COUNTED[params.of]
    if params.terms:
        phrases = Phrases(params.terms)
        return lambda text: list(phrases.spans(text))
    patterns = [compiled(pattern) for pattern in params.patterns]
    return lambda text: sorted(span for each in patterns for span in each.spans(text))


def _too_many(
    of: str | None, spans: Sequence[Span], text: Text, limit: int, fills: Mapping[str, str]
) -> Hit:
    if of not in SIGNS:  # words, and taking them out would break the sentence
        return Hit(surplus(spans, limit=limit).span, fills=fills)
    found = flood(spans, text, limit=limit)
    thinned = found.thinned(text, between=SIGNS[of], mark="#")
    return Hit(found.span, fills=fills, suggestions=(thinned,))


KIND = Kind(
    Occurrence,
    build,
    keys=keys,
    examples=(
        example("Bravo 🎉🎉 à l'équipe 👏🏽", of="emoji", max=4),
        example("Départ imminent ⟦🔥🔥☀️ 🚀🚀🚀⟧ à bord", of="emoji", max=4),
        example("🎉 Enfin⟦!!!!!⟧ Oui!", of="exclamations", max=4),
        example("🎉 demain ⟦demain⟧", terms=["demain"], max=1),
        example("⟦⟧Rien à lire", of="links", min=1),
    ),
)
