"""Words to say otherwise: each with the words to write instead, ready to be applied."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from compliance.charter import Params
from compliance.finding import Hit
from compliance.matching.phrases import Phrases
from compliance.matching.replacing import like, offered
from compliance.ports import Find, Kind, Reading, Tools, example


def _split(value: Any) -> Any:
    return tuple(value.split("|")) if isinstance(value, str) else value


Instead = Annotated[tuple[str, ...], BeforeValidator(_split)]


class Substitution(Params):
    """swap: what is written → what to write, several by `|` or as a list; empty deletes."""

    swap: Mapping[Annotated[str, Field(min_length=1)], Instead] = Field(min_length=1)


def build(params: Substitution, tools: Tools) -> Find:
    phrases, instead = Phrases(params.swap), tuple(params.swap.values())

    def find(reading: Reading) -> Iterator[Hit]:
        text = reading.text
        for match in phrases.matches(text):
            written, swaps = text[match.span], instead[match.phrase]
            better = [like(words, written) for words in swaps]
            if written not in better:
                fills = {"term": written, "instead": better[0] if better else ""}
                # Words glued as a hashtag cannot be replaced by a phrase.
                fitting = () if written.startswith("#") else swaps
                suggestions = offered(fitting, match.span, text, reading.language)
                yield Hit(match.span, fills=fills, suggestions=suggestions)

    return find


def keys(params: Substitution) -> tuple[str, ...]:
    return Phrases(params.swap).keys


KIND = Kind(
    Substitution,
    build,
    keys=keys,
    examples=(
        example("Mon e-mail pro", swap={"email": "e-mail"}),
        example("🎉 Nous sommes ⟦n°1⟧", swap={"n°1": "parmi les premiers"}),
        example(
            "⟦Handicapés⟧ et valides", swap={"handicapés": "personnes en situation de handicap"}
        ),
    ),
)
