"""A post about A carries B: who praises the house says that they work there, an ad says so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from compliance.charter import Params
from compliance.finding import Hit
from compliance.matching.phrases import Phrases
from compliance.ports import Find, Kind, Reading, Tools, example
from compliance.text import WHOLE, Span, Text

Words = tuple[Annotated[str, Field(min_length=1)], ...]


class Required(Params):
    """about: words that call for one of `carries`; none is every post.

    organisation: the organisation's names are in `about` too.
    add: what could be added after the words that call for it, best first.
    """

    about: Words = ()
    organisation: bool = False
    carries: Words = Field(min_length=1)
    add: Words = ()


def build(params: Required, tools: Tools) -> Find:
    names = tools.charter.organisation.names if params.organisation else ()
    about, carries = Phrases((*params.about, *names)), Phrases(params.carries)
    every_post = not params.about and not params.organisation

    def called_for(text: Text) -> Span | None:
        return WHOLE if every_post else next(about.spans(text), None)

    def find(reading: Reading) -> Iterator[Hit]:
        text = reading.text
        span = called_for(text)
        if span is None or any(carries.spans(text)):
            return
        fills = {"carries": params.carries[0]}
        suggestions = () if span == WHOLE else tuple(f"{text[span]} {add}" for add in params.add)
        yield Hit(span, fills=fills, suggestions=suggestions)

    return find


def keys(params: Required) -> tuple[str, ...] | None:
    return Phrases(params.about).keys if params.about and not params.organisation else None


KIND = Kind(
    Required,
    build,
    keys=keys,
    examples=(
        example("Ravi de SolToit, je travaille ici 🙂", about=["SolToit"], carries=["travaille"]),
        example("Un toit tout neuf", about=["SolToit"], carries=["travaille"]),
        example("🎉 J'adore ⟦SolToit⟧, et SolToit encore", about=["SolToit"], carries=["#pub"]),
        example("🎉 Vive ⟦Hélianthe⟧", organisation=True, carries=["mon employeur"]),
        example("⟦⟧Bonjour à tous", carries=["#pub", "#ad"]),
    ),
)
