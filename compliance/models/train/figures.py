"""How good the models are, on what they have not seen.

Company by company: heads, calibration and thresholds that judge a company were made without it.
Intervals are of a bootstrap over posts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from compliance.models.train.data import Row
from compliance.models.train.fit import (
    SEED,
    Doubles,
    Flags,
    Heard,
    Recipe,
    calibrated,
    linked,
    thresholds,
)

DRAWS = 500


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with the middle 95 % of its bootstrap."""

    value: float
    low: float
    high: float


def judged(heard: Heard, recipe: Recipe, *, alone: bool = False) -> tuple[list[Row], Doubles]:
    """Companies' posts and their scores, each company calibrated by the others."""
    company = np.array([row.company and row.alone == alone for row in heard.rows])
    own = heard.part(company)
    counts = np.array([alone and row.counts > 0 for row in heard.rows])
    pool = heard.part(company | counts)
    source = np.array([row.source for row in own.rows])
    scores = np.zeros((len(own.rows), len(recipe.labels)))
    for name in sorted(set(source)):
        kept = np.array([row.source != name for row in pool.rows])
        mix = calibrated(pool.part(kept), recipe)
        held = source == name
        scores[held] = linked(own.said[held] @ mix.weights + mix.bias, recipe.link)
    return list(own.rows), scores


def decided(rows: Sequence[Row], scores: Doubles, recipe: Recipe) -> Flags:
    """Which labels each post gets, shape (rows, labels); thresholds are those of the others."""
    if recipe.link != "several":
        return _single(scores, recipe)
    source = np.array([row.source for row in rows])
    given = np.zeros(scores.shape, np.bool_)
    for name in sorted(set(source)):
        held = source == name
        others = [row for row in rows if row.source != name]
        least = thresholds(scores[~held], others, recipe)
        given[held] = scores[held] >= [least[label] for label in recipe.labels]
    return given


def over(scores: Doubles, least: Mapping[str, float], recipe: Recipe) -> Flags:
    """Which labels each post gets, shape (rows, labels), by one set of thresholds."""
    if recipe.link != "several":
        return _single(scores, recipe)
    given: Flags = scores >= [least[label] for label in recipe.labels]
    return given


def _single(scores: Doubles, recipe: Recipe) -> Flags:
    """The likeliest label; of a scale the median, the highest that is likelier reached than not."""
    if recipe.link == "one":
        chosen = scores.argmax(axis=1)
    else:
        chosen = (np.cumsum(scores[:, ::-1], axis=1)[:, -2::-1] >= 0.5).sum(axis=1)
    each: Flags = np.arange(len(recipe.labels)) == chosen[:, None]
    return each


def held(rows: Sequence[Row], recipe: Recipe) -> Flags:
    return np.array([[label in row.labels for label in recipe.labels] for row in rows])


def by_label(gold: Flags, given: Flags) -> Doubles:
    """Precision, recall and F1 of each label, shape (labels, 3)."""
    both = (gold & given).sum(axis=0)
    precision = both / np.maximum(given.sum(axis=0), 1)
    recall = both / np.maximum(gold.sum(axis=0), 1)
    f1 = 2 * both / np.maximum(gold.sum(axis=0) + given.sum(axis=0), 1)
    return np.stack([precision, recall, f1], axis=1)


def macro_f1(gold: Flags, given: Flags) -> float:
    """Over the labels that stand somewhere: a draw without a rare one says nothing of it."""
    there = (gold | given).any(axis=0)
    return float(by_label(gold[:, there], given[:, there])[:, 2].mean()) if there.any() else 0.0


def kappa(gold: Flags, given: Flags) -> float:
    """Quadratic weighted kappa of a scale; labels in order, one a row."""
    a, b = gold.argmax(axis=1), given.argmax(axis=1)
    steps = np.arange(gold.shape[1])
    apart = (steps[:, None] - steps[None, :]) ** 2
    expected = np.outer(np.bincount(a, minlength=len(steps)), np.bincount(b, minlength=len(steps)))
    seen = ((a - b) ** 2).sum()
    return float(1 - seen / max((expected * apart).sum() / len(a), 1e-9))


def urgent_f1(gold: Flags, given: Flags) -> float:
    """F1 of «act today or at once» against the rest."""
    wanted, got = gold[:, 2] | gold[:, 3], given[:, 2] | given[:, 3]
    return macro_f1(wanted[:, None], got[:, None])


def calibration_error(gold: Flags, scores: Doubles, bins: int = 10) -> float:
    """Mean distance of score and share that is right, over ten equal bins (all labels pooled)."""
    score, right = scores.ravel(), gold.ravel()
    which = np.minimum((score * bins).astype(int), bins - 1)
    size = np.bincount(which, minlength=bins)
    said = np.bincount(which, score, minlength=bins)
    true = np.bincount(which, right, minlength=bins)
    return float(np.abs(said - true).sum() / size.sum())


def figure(
    measure: Callable[[Flags, Flags], float],
    gold: Flags,
    given: Flags,
) -> Figure:
    draw = np.random.default_rng(SEED)
    values = []
    for _ in range(DRAWS):
        rows = draw.integers(0, len(gold), len(gold))
        values.append(measure(gold[rows], given[rows]))
    low, high = np.quantile(values, [0.025, 0.975])
    return Figure(measure(gold, given), float(low), float(high))


def interval(measure: Callable[[Flags, Flags], float], gold: Flags, given: Flags) -> list[float]:
    """The figure, and the bounds of the middle 95 % of its bootstrap, to three decimals."""
    found = figure(measure, gold, given)
    return [round(each, 3) for each in (found.value, found.low, found.high)]
