"""A classifier's label over a threshold; the hit spans the sentence or words that weighed most."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from pydantic import Field

from compliance.charter import Params
from compliance.errors import CharterError
from compliance.finding import Hit, Severity
from compliance.ports import Classifier, Find, Kind, Reading, Tools, example


class Label(Params):
    """task, label: what is asked of a classifier, and the answer that fires.

    over: from what score on; None for the charter's own threshold of that label, else the model's.
    sure: under this score a hit is only suggested, whatever its article says: more often wrong
        than right, it is for a person to judge.
    """

    task: str = "categories"
    label: str = Field(min_length=1)
    over: float | None = Field(None, ge=0, le=1)
    sure: float = Field(0.5, ge=0, le=1)


def build(params: Label, tools: Tools) -> Find:
    threshold = _threshold(params, tools)

    def find(reading: Reading) -> Iterator[Hit]:
        score = reading.scores(params.task)[params.label]
        if score >= threshold:
            span = reading.evidence(params.task, params.label)
            yield Hit(
                span,
                fills={"label": params.label},
                score=score,
                source=params.task,
                severity=None if score >= params.sure else Severity.SUGGESTION,
            )

    return find


def _threshold(params: Label, tools: Tools) -> float:
    model = tools.classifier(params.task)
    if params.label not in model.labels:
        raise CharterError(f"'{params.label}' is no label of {model.id}", mend=_mend(params, model))
    if params.over is not None:
        return params.over
    chosen = (c.thresholds for c in tools.charter.classifiers if c.task == params.task)
    return {**model.thresholds, **next(chosen, {})}[params.label]


def _mend(params: Label, model: Classifier) -> str:
    near = difflib.get_close_matches(params.label, model.labels, n=1)
    return f"did you mean '{near[0]}'?" if near else f"its labels are {', '.join(model.labels)}"


KIND = Kind(
    Label,
    build,
    # The fakes of the contract suite score 0.9 where «imbécile» stands, and 0.1 elsewhere.
    examples=(
        example("Quel bel effort, merci à tous", label="respect"),
        example("👏 Bravo, ⟦imbécile⟧", label="respect"),
        example("👏 Bravo, imbécile", label="respect", over=0.95),
        example("Très ⟦déçu⟧ du guichet", task="sentiment", label="negative", over=0.8),
    ),
)
