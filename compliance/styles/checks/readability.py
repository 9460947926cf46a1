"""`readability`: the school grade that a text asks for, by one formula or the mean of several."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from compliance.styles.blocks import Block
from compliance.styles.checks.parts import Alert, Check, State, Vocabulary, said
from compliance.styles.definition import Definition, Unread
from compliance.styles.sentences import Measures, measured

GRADES: Mapping[str, Callable[[Measures], float]] = {
    "SMOG": Measures.smog,
    "Gunning Fog": Measures.gunning_fog,
    "Coleman-Liau": Measures.coleman_liau,
    "Flesch-Kincaid": Measures.flesch_kincaid,
    "Automated Readability": Measures.automated_readability,
}


def build(rule: Definition, vocabulary: Vocabulary) -> Check:
    metrics = rule.words("metrics")
    unknown = [name for name in metrics if name not in GRADES]
    if unknown or not metrics:
        what = f"unknown metric '{unknown[0]}'" if unknown else "no `metrics`"
        raise Unread(f"{what}; there are {', '.join(GRADES)}")
    most = rule.number("grade")

    def run(block: Block, state: State) -> Iterator[Alert]:
        measures = measured(block.text)
        if not measures.words or not measures.sentences:
            return
        grade = sum(GRADES[name](measures) for name in metrics) / len(metrics)
        if grade > most:
            yield Alert(0, 0, said(rule.message, f"{grade:.2f}"))

    return Check(run, scope=("summary",))
