"""Words and phrases, with their inflections where `lemmas` asks for them.

`unless`, `near` and the other options common to all rules say where they are excused.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from compliance.charter import Params
from compliance.finding import Hit
from compliance.matching.lemmas import LANGUAGES, inflected
from compliance.matching.phrases import Phrases
from compliance.ports import Find, Kind, Reading, Tools, example


class Terms(Params):
    """terms: words or phrases; a `*` at the end stands for any ending.

    lemmas: find them in every form, in French and English, or in the one language named.
    """

    terms: tuple[Annotated[str, Field(min_length=1)], ...] = Field(min_length=1)
    lemmas: bool | Literal["fr", "en"] = False


def build(params: Terms, tools: Tools) -> Find:
    phrases = _phrases(params)

    def find(reading: Reading) -> Iterator[Hit]:
        text = reading.text
        return (Hit(span, fills={"term": text[span]}) for span in phrases.spans(text))

    return find


def keys(params: Terms) -> tuple[str, ...]:
    return _phrases(params).keys


def _phrases(params: Terms) -> Phrases:
    if not params.lemmas:
        return Phrases(params.terms)
    languages = LANGUAGES if params.lemmas is True else (params.lemmas,)
    return Phrases(form for term in params.terms for form in inflected(term, languages))


KIND = Kind(
    Terms,
    build,
    keys=keys,
    examples=(
        example("Un artiste du 10e, prénom Noé", terms=["art", "no"]),
        example("Nous sommes ⟦n°1⟧ 🎉, oui ⟦N°1⟧ !", terms=["n°1"]),
        example("🙈 Zut, un ⟦cœur⟧ et des ⟦coeurs⟧", terms=["cœur", "coeurs"]),
        example("👀 Ils ⟦licencièrent⟧ puis ont ⟦licencié⟧", terms=["licencier"], lemmas=True),
        example("#⟦ZéroRisque⟧, ⟦zéro-risque⟧".replace("#⟦", "⟦#"), terms=["zéro risque"]),
    ),
)
