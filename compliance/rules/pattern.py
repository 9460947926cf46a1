"""Regular expressions, in linear time.

They read folded text, without accents or capitals, unless `on: typed` says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from compliance.charter import Params
from compliance.finding import Hit
from compliance.matching.keys import Door, doors_of
from compliance.matching.regex import On, Sieve, compiled, haystack
from compliance.ports import Find, Kind, Reading, Tools, example


def _listed(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


class Pattern(Params):
    """patterns: one or several, in the syntax of RE2.

    group: the name or number of the group to flag; 0 is the whole match.
    """

    patterns: Annotated[tuple[str, ...], BeforeValidator(_listed)] = Field(min_length=1)
    on: On = "folded"
    ignore_case: bool = True
    group: str | int = 0


def build(params: Pattern, tools: Tools) -> Find:
    expressions = [
        compiled(each, on=params.on, ignore_case=params.ignore_case, group=params.group)
        for each in params.patterns
    ]
    sieve = Sieve([each.expression.pattern for each in expressions], ignore_case=params.ignore_case)

    def find(reading: Reading) -> Iterator[Hit]:
        for index in sieve.passing(haystack(reading.text, params.on)):
            for match in expressions[index].matches(reading.text):
                yield Hit(match.span, fills=match.groups)

    return find


def doors(params: Pattern) -> tuple[Door, ...] | None:
    return doors_of(params.patterns)


KIND = Kind(
    Pattern,
    build,
    doors=doors,
    examples=(
        example("Rien à vendre, tout à offrir", patterns=[r"\bvend(?:re|u)\b!"]),
        example("🎉 Notre ⟦École n° 1⟧", patterns=r"école n°\s?\d"),
        example("🎉 Des ⟦STOCKS⟧ et des stocks", patterns="STOCKS", on="typed", ignore_case=False),
        example("Merci à ⟦Léa⟧ 🙏", patterns=r"merci à (?P<who>\w+)", group="who"),
    ),
)
