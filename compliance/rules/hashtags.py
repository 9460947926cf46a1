"""Hashtags: not too many, those that are asked for, none that is unwanted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Self

from pydantic import Field, model_validator

from compliance.charter import Params
from compliance.finding import Hit
from compliance.fold import folded
from compliance.matching.signs import HASHTAG, flood, spans_of
from compliance.ports import Find, Kind, Reading, Tools, example
from compliance.text import WHOLE, Span, Text


class Hashtags(Params):
    """max: how many. per_channel: as many as the charter gives the post's channel, if it does.

    allowed: only these. forbidden: none of these. required: one of these at least.
    """

    max: int | None = Field(None, ge=0)
    per_channel: bool = False
    allowed: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    required: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _something_to_check(self) -> Self:
        checks = (self.allowed, self.forbidden, self.required, self.per_channel)
        if self.max is None and not any(checks):
            raise ValueError("say `max`, `per_channel`, `allowed`, `forbidden` or `required`")
        return self


def build(params: Hashtags, tools: Tools) -> Find:
    allowed, forbidden, required = map(_names, (params.allowed, params.forbidden, params.required))
    limits = {name.casefold(): limit for name, limit in tools.charter.channels.items()}

    def find(reading: Reading) -> Iterator[Hit]:
        text = reading.text
        spans = spans_of(HASHTAG, text) if "#" in text.typed or "＃" in text.typed else []
        names = [_name(text[span]) for span in spans]
        limit = params.max
        if params.per_channel:
            channel = limits.get((reading.post.channel or "").casefold())
            limit = channel.max_hashtags if channel else params.max
        if limit is not None and len(spans) > limit:
            yield _too_many(spans, text, limit)
        for span, name in zip(spans, names, strict=True):
            if name in forbidden:
                yield Hit(span, variant="forbidden", suggestions=("",))
            elif allowed and name not in allowed:
                yield Hit(span, variant="not-allowed", suggestions=("",))
        if required and not required & set(names):
            yield Hit(WHOLE, variant="missing", fills={"required": " ".join(params.required)})

    return find


def _too_many(spans: Sequence[Span], text: Text, limit: int) -> Hit:
    found = flood(spans, text, limit=limit)
    fills = {"count": str(len(spans)), "max": str(limit)}
    return Hit(found.span, fills=fills, suggestions=(found.thinned(text, between=" ", mark="#"),))


def _names(hashtags: Sequence[str]) -> frozenset[str]:
    return frozenset(map(_name, hashtags))


def _name(hashtag: str) -> str:
    return folded(hashtag).lstrip("#")


def keys(params: Hashtags) -> tuple[str, ...] | None:
    return None if params.required else ("#",)


KIND = Kind(
    Hashtags,
    build,
    keys=keys,
    examples=(
        example("Le n#1, C# et le #1 👍 #train", max=1),
        example("🎉 Belle journée ⟦#train #rail #gare⟧", max=2),
        example("Ravie ! #SolToit, ⟦#solaire⟧", max=1),
        example("Salut ⟦#un #deux #trois⟧ !", per_channel=True, post={"channel": "x"}),
        example("🎉 ⟦#JobDeRêve⟧", forbidden=["#jobdereve"]),
        example("⟦⟧Vive le toit #solaire", required=["#Hélianthe"]),
    ),
)
