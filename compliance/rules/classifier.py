"""A classifier's label over a threshold; the hit spans the sentence or words that weighed most."""

from __future__ import annotations

import difflib
import math
from collections.abc import Callable, Iterator
from zoneinfo import ZoneInfo

from pydantic import Field

from compliance.charter import Charter, Params
from compliance.errors import CharterError
from compliance.finding import Hit, Severity
from compliance.matching.allusions import Allusions
from compliance.ports import Classifier, Find, Kind, Reading, Tools, example
from compliance.rules.confidential import free_from
from compliance.text import WHOLE, Span

# Log-odds that an allusion loses in a sentence other than the one the classifier means.
ELSEWHERE = 1.0


class Label(Params):
    """task, label: what is asked of a classifier, and the answer that fires.

    over: from what score on; None for the charter's own threshold of that label, else the model's.
    sure: under this score a hit is only suggested, whatever its article says: more often wrong
        than right, it is for a person to judge.
    allusions: whether what the charter says of its confidential terms, found again in a sentence,
        counts for the label too; what only that brings over the threshold is a suggestion.
    """

    task: str = "categories"
    label: str = Field(min_length=1)
    over: float | None = Field(None, ge=0, le=1)
    sure: float = Field(0.5, ge=0, le=1)
    allusions: bool = False


def build(params: Label, tools: Tools) -> Find:
    _known(params, tools)
    alluded = _alluding(params, tools.charter) if params.allusions else _alone

    def find(reading: Reading) -> Iterator[Hit]:
        scores = reading.scores(params.task)
        if params.label not in scores:
            if reading.thorough:
                raise CharterError(f"no model answers '{params.label}'")
            return  # one that is too slow for typing does
        alone, least = scores[params.label], _least(params, reading)
        score, span = alluded(reading, alone)
        if score >= least:
            yield Hit(
                span or reading.evidence(params.task, params.label),
                fills={"label": params.label},
                score=score,
                source=params.task,
                confidence=reading.confidence(params.task, params.label, score),
                severity=None if alone >= least and score >= params.sure else Severity.SUGGESTION,
            )

    return find


def _alone(reading: Reading, score: float) -> tuple[float, Span | None]:
    """The score as the classifier gave it, about the words that it names."""
    return score, None


def _alluding(
    params: Label, charter: Charter
) -> Callable[[Reading, float], tuple[float, Span | None]]:
    """What a score becomes beside an allusion to a secret, and the sentence that alludes."""
    zone = ZoneInfo(charter.time_zone)
    free = [free_from(term, zone) for term in charter.confidential]
    allusions = Allusions(charter.confidential, charter.organisation)

    def judged(reading: Reading, score: float) -> tuple[float, Span | None]:
        def is_secret(number: int) -> bool:
            moment = free[number]
            return moment is None or moment > reading.now

        told = allusions.strongest(reading.text, is_secret)
        if told is None:
            return score, None
        meant = reading.evidence(params.task, params.label)
        there = meant == WHOLE or told.span.overlaps(meant)
        weight = told.weight if there else told.weight - ELSEWHERE
        return (_moved(score, weight), told.span) if weight > 0 else (score, None)

    return judged


def _moved(score: float, weight: float) -> float:
    """`score` with `weight` more log-odds."""
    odds = score / max(1 - score, 1e-9) * math.exp(weight)
    return odds / (1 + odds)


def _least(params: Label, reading: Reading) -> float:
    return reading.thresholds(params.task)[params.label] if params.over is None else params.over


def _known(params: Label, tools: Tools) -> None:
    """Raises CharterError for a label that no model answers; not all tell theirs beforehand."""
    model, slow = tools.classifier(params.task), tools.slow(params.task)
    if params.label in model.labels or (slow and (not slow.labels or params.label in slow.labels)):
        return
    raise CharterError(f"'{params.label}' is no label of {model.id}", mend=_mend(params, model))


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
