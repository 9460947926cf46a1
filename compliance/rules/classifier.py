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
    known(params.task, params.label, tools)

    def find(reading: Reading) -> Iterator[Hit]:
        score = score_of(params.task, params.label, reading)
        if score is not None and score >= _least(params, reading):
            yield Hit(
                reading.evidence(params.task, params.label),
                fills={"label": params.label},
                score=score,
                source=params.task,
                confidence=reading.confidence(params.task, params.label, score),
                severity=None if score >= params.sure else Severity.SUGGESTION,
            )

    return find


def score_of(task: str, label: str, reading: Reading) -> float | None:
    """The score of `label`; None where only a model that is too slow for typing tells it.

    Raises CharterError where none does.
    """
    scores = reading.scores(task)
    if label not in scores and reading.thorough:
        raise CharterError(f"no model answers '{label}'")
    return scores.get(label)


def _least(params: Label, reading: Reading) -> float:
    return reading.thresholds(params.task)[params.label] if params.over is None else params.over


def known(task: str, label: str, tools: Tools) -> None:
    """Raises CharterError for a label that no model answers; not all tell theirs beforehand."""
    model, slow = tools.classifier(task), tools.slow(task)
    if label in model.labels or (slow and (not slow.labels or label in slow.labels)):
        return
    raise CharterError(f"'{label}' is no label of {model.id}", mend=_mend(label, model))


def _mend(label: str, model: Classifier) -> str:
    near = difflib.get_close_matches(label, model.labels, n=1)
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
