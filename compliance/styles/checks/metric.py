"""`metric`: a formula over the counts of a text, and when its value is worth a word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from compliance.styles.blocks import Block
from compliance.styles.checks.parts import Alert, Check, State, Vocabulary, required_text, said
from compliance.styles.definition import Definition
from compliance.styles.formula import Formula
from compliance.styles.sentences import Measures, measured

HEADING = re.compile(r"heading\.(h[1-6])")
COUNTED = ("pre", "list", "blockquote", *(f"heading_h{level}" for level in range(1, 7)))
MEASURED = tuple(Measures.__dataclass_fields__)


def build(rule: Definition, vocabulary: Vocabulary) -> Check:
    names = frozenset((*COUNTED, *MEASURED))
    formula = Formula(HEADING.sub(r"heading_\1", required_text(rule, "formula")), names)
    condition = Formula(f"result {required_text(rule, 'condition')}", names | {"result"})

    def run(block: Block, state: State) -> Iterator[Alert]:
        measures = measured(block.text)
        if measures.words and measures.sentences:
            values = _values(measures, state.counts)
            result = float(formula.value(values))
            if condition.value(values | {"result": round(result, 6)}):
                yield Alert(0, 0, said(rule.message, f"{result:.2f}"))

    return Check(run, scope=("summary",))


def _values(measures: Measures, counts: Mapping[str, int]) -> dict[str, float]:
    counted = {name: float(counts.get(name.replace("_", "."), 0)) for name in COUNTED}
    return counted | {name: float(getattr(measures, name)) for name in MEASURED}
