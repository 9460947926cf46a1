"""Length, as the channel counts it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from typing import Literal, Self

from pydantic import Field, model_validator

from compliance.charter import Params
from compliance.finding import Hit
from compliance.matching.signs import EMOJI, links, spans_of
from compliance.ports import Find, Kind, Reading, Tools, example
from compliance.text import WHOLE, Span, Text

Count = Literal["codepoints", "utf16", "x"]
Weights = list[int]

# How X counts (twitter-text, configuration 3): a link is 23, an emoji 2, and so is any sign outside
# these ranges.
X_LINK = 23
X_NARROW = ((0x0, 0x10FF), (0x2000, 0x200D), (0x2010, 0x201F), (0x2032, 0x2037))


class Length(Params):
    """max, min: in the unit `count`. per_channel: the limits that the charter gives the channel."""

    max: int | None = Field(None, gt=0)
    min: int | None = Field(None, gt=0)
    count: Count = "codepoints"
    per_channel: bool = False

    @model_validator(mode="after")
    def _some_bound(self) -> Self:
        if self.max is None and self.min is None and not self.per_channel:
            raise ValueError("say `max`, `min` or `per_channel: true`")
        return self


def build(params: Length, tools: Tools) -> Find:
    limits = {name.casefold(): limit for name, limit in tools.charter.channels.items()}

    def find(reading: Reading) -> Iterator[Hit]:
        limit, count = params.max, params.count
        if params.per_channel:
            channel = limits.get((reading.post.channel or "").casefold())
            limit, count = (channel.max_length, channel.count) if channel else (limit, count)
        text = reading.text
        if params.min is None and (limit is None or HEAVIEST[count] * len(text) <= limit):
            return
        weights = WEIGHTS[count](text)
        length = sum(weights)
        if limit is not None and length > limit:
            fills = {"length": str(length), "max": str(limit), "over": str(length - limit)}
            yield Hit(Span(_first_over(weights, limit), len(text)), fills=fills)
        if params.min is not None and length < params.min:
            fills = {"length": str(length), "min": str(params.min)}
            yield Hit(WHOLE, fills=fills, variant="too-short")

    return find


def _first_over(weights: Weights, limit: int) -> int:
    """The first code point that does not fit."""
    total = 0
    for position, weight in enumerate(weights):
        total += weight
        if total > limit:
            return position
    return len(weights)


def _x_weights(text: Text) -> Weights:
    of = {sign: _x_weight(sign) for sign in set(text.typed)}
    weights = [of[sign] for sign in text.typed]
    for spans, weight in ((spans_of(EMOJI, text), 2), (links(text), X_LINK)):
        for span in spans:
            weights[span.start : span.end] = [weight, *[0] * (len(span) - 1)]
    return weights


def _x_weight(sign: str) -> int:
    # X counts after NFC, so an accent typed apart weighs nothing.
    if unicodedata.combining(sign):
        return 0
    return 1 if any(low <= ord(sign) <= high for low, high in X_NARROW) else 2


WEIGHTS: dict[Count, Callable[[Text], Weights]] = {
    "codepoints": lambda text: [1] * len(text),
    "utf16": lambda text: [2 if sign > "\uffff" else 1 for sign in text.typed],
    "x": _x_weights,
}
# What a code point weighs at most: the shortest link («a.fr») has four.
HEAVIEST: dict[Count, int] = {"codepoints": 1, "utf16": 2, "x": 6}

KIND = Kind(
    Length,
    build,
    examples=(
        example("👩🏽‍🔬 https://helianthe.example/une/page/vraiment/longue", max=26, count="x"),
        example("Sans limite ici", per_channel=True, post={"channel": "blog"}),
        example("🎉 abc⟦de⟧", max=6, count="utf16"),
        example("abcd🎉⟦e⟧", max=5),
        example("⟦⟧Court", min=10),
    ),
)
