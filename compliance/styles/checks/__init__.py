"""Vale's extension points, one file each: `build(definition, vocabulary)` gives a Check."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from compliance.styles.checks import (
    capitalization,
    conditional,
    consistency,
    existence,
    metric,
    occurrence,
    readability,
    repetition,
    substitution,
)
from compliance.styles.checks.parts import Check, Vocabulary
from compliance.styles.definition import Definition

Build = Callable[[Definition, Vocabulary], Check]

BUILDERS: Mapping[str, Build] = {
    "capitalization": capitalization.build,
    "conditional": conditional.build,
    "consistency": consistency.build,
    "existence": existence.build,
    "metric": metric.build,
    "occurrence": occurrence.build,
    "readability": readability.build,
    "repetition": repetition.build,
    "substitution": substitution.build,
}


def built(definition: Definition, vocabulary: Vocabulary) -> Check:
    """The definition ready to run. Raises Unread with the reason why it cannot be."""
    return BUILDERS[definition.point](definition, vocabulary)
