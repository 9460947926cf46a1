"""Mentions of accounts: not too many, none that is unwanted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self

from pydantic import Field, model_validator

from compliance.charter import Params
from compliance.finding import Hit
from compliance.fold import folded
from compliance.matching.signs import MENTION, flood, spans_of
from compliance.ports import Find, Kind, Reading, Tools, example


class Mentions(Params):
    """max: how many. allowed: only these accounts. forbidden: none of these."""

    max: int | None = Field(None, ge=0)
    allowed: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _something_to_check(self) -> Self:
        if self.max is None and not (self.allowed or self.forbidden):
            raise ValueError("say `max`, `allowed` or `forbidden`")
        return self


def build(params: Mentions, tools: Tools) -> Find:
    allowed = frozenset(map(_account, params.allowed))
    forbidden = frozenset(map(_account, params.forbidden))

    def find(reading: Reading) -> Iterator[Hit]:
        text = reading.text
        spans = spans_of(MENTION, text)
        if params.max is not None and len(spans) > params.max:
            fills = {"count": str(len(spans)), "max": str(params.max)}
            yield Hit(flood(spans, text, limit=params.max).span, fills=fills)
        for span in spans:
            account = _account(text[span])
            if account in forbidden:
                yield Hit(span, variant="forbidden")
            elif allowed and account not in allowed:
                yield Hit(span, variant="not-allowed")

    return find


def _account(mention: str) -> str:
    return folded(mention).lstrip("@")


def keys(params: Mentions) -> tuple[str, ...]:
    return ("@",)


KIND = Kind(
    Mentions,
    build,
    keys=keys,
    examples=(
        example("Écrire à contact@helianthe.example 👋 ou @Lise", max=1),
        example("🎉 ⟦@lise @noe @sam⟧ venez", max=2),
        example("🎉 Bravo ⟦@Voltabrise⟧, merci @helianthe.", forbidden=["@voltabrise"]),
        example("Avec @helianthe et ⟦@noe⟧", allowed=["helianthe"]),
    ),
)
