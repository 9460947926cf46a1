"""Links: not too many, none that is internal, shortened, unsafe or to an unwanted place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self

from pydantic import Field, model_validator

from compliance.charter import Params
from compliance.finding import Hit
from compliance.matching.signs import LINK_KEYS, belongs, flood, host, links
from compliance.ports import Find, Kind, Reading, Tools, example

SHORTENERS = (
    "bit.ly tinyurl.com t.co goo.gl ow.ly buff.ly is.gd cutt.ly rebrand.ly lnkd.in shorturl.at"
    " t.ly tiny.cc rb.gy urlz.fr bl.ink dub.sh"
)


class Links(Params):
    """max: how many. allowed: only under these domains. forbidden: under none of these.

    internal: none under the organisation's internal domains. shortened: none that hides where it
    leads. insecure: none without encryption (http).
    """

    max: int | None = Field(None, ge=0)
    allowed: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    internal: bool = False
    shortened: bool = False
    insecure: bool = False

    @model_validator(mode="after")
    def _something_to_check(self) -> Self:
        checks = (self.allowed, self.forbidden, self.internal, self.shortened, self.insecure)
        if self.max is None and not any(checks):
            raise ValueError(
                "say `max`, `allowed`, `forbidden`, `internal`, `shortened` or `insecure`"
            )
        return self


def build(params: Links, tools: Tools) -> Find:
    internal = _hosts(tools.charter.organisation.domains.internal if params.internal else ())
    shorteners = tuple(SHORTENERS.split()) if params.shortened else ()
    allowed, forbidden = _hosts(params.allowed), _hosts(params.forbidden)

    def fault(link: str) -> str:
        """The first thing wrong with a link, as the variant of the message; "" for none."""
        name = host(link)
        if belongs(name, internal):
            return "internal"
        if belongs(name, forbidden):
            return "forbidden"
        if allowed and not belongs(name, allowed):
            return "not-allowed"
        if belongs(name, shorteners):
            return "shortened"
        return "insecure" if params.insecure and link[:7].lower() == "http://" else ""

    def find(reading: Reading) -> Iterator[Hit]:
        text = reading.text
        spans = links(text)
        if params.max is not None and len(spans) > params.max:
            fills = {"count": str(len(spans)), "max": str(params.max)}
            yield Hit(flood(spans, text, limit=params.max).span, fills=fills)
        for span in spans:
            link = text[span]
            variant = fault(link)
            if variant:
                safe = (f"https://{link[7:]}",) if variant == "insecure" else ()
                yield Hit(span, variant=variant, fills={"host": host(link)}, suggestions=safe)

    return find


def _hosts(domains: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(host(domain) for domain in domains)


def keys(params: Links) -> tuple[str, ...]:
    return LINK_KEYS


KIND = Kind(
    Links,
    build,
    keys=keys,
    examples=(
        example("C'est fini.de rien. M. Untel 🙂 a@b.com, 12.50 €", max=0),
        example("🎉 Voir ⟦https://intra.helianthe.example/a?b=1⟧.", internal=True),
        example("Le site helianthe.example, et ⟦voltabrise.com⟧", allowed=["helianthe.example"]),
        example("👉 (⟦bit.ly/3xYz⟧)", shortened=True),
        example("⟦http://helianthe.example⟧ et https://helianthe.example", insecure=True),
    ),
)
