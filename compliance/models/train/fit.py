"""From rows to a weight file: folds, linear heads, calibration, thresholds."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from compliance.models._bank import Card, Head, Link
from compliance.models._features import SIZE, features
from compliance.models.train.data import Row

SEED = 20261121
FOLDS = 8
# scipy has no types of its own: a CSR matrix, rows × SIZE.
Matrix = Any
Doubles = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one task is fitted.

    strength: inverse of the penalty on weights (scikit-learn's C).
    rare: features in fewer rows are left out.
    alarms: the largest share of innocent company posts a label's threshold may flag; None for the
        threshold of best F1 alone.
    """

    labels: tuple[str, ...]
    link: Link
    strength: float = 2.0
    rare: int = 4
    alarms: float | None = None


@dataclass(frozen=True, slots=True)
class Fitted:
    """A head with what it said of rows it was not trained on.

    said: what the heads said of each row before calibration, shape (rows, heads).
    """

    head: Head
    said: Doubles


def fit(task: str, rows: Sequence[Row], recipe: Recipe) -> Fitted:
    table = tabled(rows)
    targets = targets_of(rows, recipe)
    said = out_of_fold(table, targets, rows, recipe)
    weights = np.array([row.weight for row in rows])
    judged = np.array([row.company for row in rows])
    mix, bias = calibrated(said[judged], [row for row in rows if row.company], recipe)
    columns, coefficients, intercept = fitted_heads(table, targets, weights, recipe)
    kept, small, scale = quantised(columns, coefficients)
    scores = linked(said[judged] @ mix + bias, recipe.link)
    card = Card(
        task=task,
        version=_version(rows, small),
        labels=recipe.labels,
        link=recipe.link,
        thresholds=thresholds(scores, [row for row in rows if row.company], recipe),
    )
    head = Head(
        card,
        kept,
        small,
        scale,
        intercept.astype(np.float32),
        mix.astype(np.float32),
        bias.astype(np.float32),
    )
    return Fitted(head, said)


def tabled(rows: Sequence[Row]) -> Matrix:
    """Which feature stands in which row, each row over the square root of how many it has."""
    found = [np.unique(features(row.post).ids) for row in rows]
    ends = np.cumsum([0, *map(len, found)])
    values = np.concatenate([np.full(len(ids), len(ids) ** -0.5, np.float32) for ids in found])
    shape = (len(rows), SIZE)
    return sparse.csr_matrix((values, np.concatenate(found), ends), shape=shape)


def targets_of(rows: Sequence[Row], recipe: Recipe) -> Flags:
    """What each head is to say, shape (rows, heads); of a scale, whether it reaches each step."""
    holds = np.array([[label in row.labels for label in recipe.labels] for row in rows])
    if recipe.link != "steps":
        return holds
    return np.cumsum(holds[:, ::-1], axis=1)[:, -2::-1] > 0


def fold_of(row: Row, companies: Sequence[str]) -> int:
    """A company is a fold of its own number; anything else falls by its group."""
    if row.company:
        return companies.index(row.source) % FOLDS
    return zlib.crc32(row.group.encode()) % FOLDS


def folds(rows: Sequence[Row]) -> Iterator[Flags]:
    """The rows held out, fold by fold."""
    companies = sorted({row.source for row in rows if row.company})
    number = np.array([fold_of(row, companies) for row in rows])
    for fold in range(FOLDS):
        yield number == fold


def out_of_fold(table: Matrix, targets: Flags, rows: Sequence[Row], recipe: Recipe) -> Doubles:
    said = np.zeros(targets.shape)
    weights = np.array([row.weight for row in rows])
    for held in folds(rows):
        columns, coefficients, intercept = fitted_heads(
            table[~held], targets[~held], weights[~held], recipe
        )
        said[held] = table[held][:, columns] @ coefficients + intercept
    return said


def fitted_heads(
    table: Matrix, targets: Flags, weights: Doubles, recipe: Recipe
) -> tuple[NDArray[np.int64], Doubles, Doubles]:
    """Columns that weigh, their coefficients (columns, heads) on the unscaled table, intercepts."""
    seen = np.bincount(table.indices, minlength=SIZE)
    columns = np.flatnonzero(seen >= recipe.rare)
    rarity = np.log((1 + table.shape[0]) / (1 + seen[columns])) * (4 / 3)
    scaled = sparse.csr_matrix(table[:, columns] @ sparse.diags(rarity))
    coefficients, intercepts = [], []
    for target in targets.T:
        head = _regression(recipe.strength).fit(scaled, target, sample_weight=weights)
        coefficients.append(head.coef_[0] * rarity)
        intercepts.append(head.intercept_[0])
    return columns, np.array(coefficients).T, np.array(intercepts)


def _regression(strength: float) -> Any:
    return LogisticRegression(
        C=strength, solver="liblinear", dual=True, max_iter=300, random_state=SEED
    )


def calibrated(said: Doubles, rows: Sequence[Row], recipe: Recipe) -> tuple[Doubles, Doubles]:
    """Mix (heads, labels) and bias (labels,) that make scores mean what they say (Platt)."""
    targets = targets_of(rows, recipe)
    if recipe.link == "one":
        names = [next(i for i, flag in enumerate(row) if flag) for row in targets]
        both = len(recipe.labels) > 2
        model = LogisticRegression(C=1.0, random_state=SEED).fit(said, names)
        if both:
            return model.coef_.T, model.intercept_
        zero = np.zeros((said.shape[1], 1))
        return np.hstack([zero, model.coef_.T]), np.array([0.0, model.intercept_[0]])
    first = 1 if recipe.link == "steps" else 0
    mix = np.zeros((said.shape[1], len(recipe.labels)))
    bias = np.zeros(len(recipe.labels))
    for column, target in enumerate(targets.T):
        model = LogisticRegression(C=100.0, random_state=SEED).fit(said[:, [column]], target)
        mix[column, column + first] = model.coef_[0, 0]
        bias[column + first] = model.intercept_[0]
    return mix, bias


def linked(logits: Doubles, link: Link) -> Doubles:
    """Scores of many rows; what `_bank` does for one."""
    if link == "one":
        powers: Doubles = np.exp(logits - logits.max(axis=1, keepdims=True))
        powers /= powers.sum(axis=1, keepdims=True)
        return powers
    scores = 1 / (1 + np.exp(-np.clip(logits, -30, 30)))
    if link == "several":
        return scores
    steps = np.minimum.accumulate(scores[:, 1:], axis=1)
    edges = np.hstack([np.ones((len(steps), 1)), steps, np.zeros((len(steps), 1))])
    shares: Doubles = -np.diff(edges, axis=1)
    return shares


def thresholds(scores: Doubles, rows: Sequence[Row], recipe: Recipe) -> dict[str, float]:
    """By label, the score of best F1 that keeps false alarms under the recipe's share."""
    if recipe.link != "several":
        return dict.fromkeys(recipe.labels, 0.5)
    targets = targets_of(rows, recipe)
    found = {}
    for column, label in enumerate(recipe.labels):
        least = 0.0
        if recipe.alarms is not None:
            innocent = scores[~targets.any(axis=1), column]
            least = float(np.quantile(innocent, 1 - recipe.alarms))
        found[label] = round(max(best_threshold(targets[:, column], scores[:, column]), least), 4)
    return found


def best_threshold(target: Flags, score: Doubles) -> float:
    """The score from which on F1 is best; the lowest such, halfway to the next score below."""
    order = np.argsort(-score, kind="stable")
    hits = np.cumsum(target[order])
    f1 = 2 * hits / (np.arange(1, len(score) + 1) + target.sum())
    at = int(f1.argmax())
    below = score[order[at + 1]] if at + 1 < len(score) else 0.0
    return float((score[order[at]] + below) / 2)


def quantised(
    columns: NDArray[np.int64], coefficients: Doubles
) -> tuple[NDArray[np.int32], NDArray[np.int8], NDArray[np.float32]]:
    """Rows that weigh something in int8, with the scale of each head."""
    scale = np.maximum(np.abs(coefficients).max(axis=0), 1e-9) / 127
    small = np.rint(coefficients / scale).astype(np.int8)
    kept = small.any(axis=1)
    return columns[kept].astype(np.int32), small[kept], scale.astype(np.float32)


def _version(rows: Sequence[Row], weights: NDArray[np.int8]) -> str:
    """Eight hexadecimal digits of what was learnt and from how much."""
    return hashlib.sha256(weights.tobytes() + str(len(rows)).encode()).hexdigest()[:8]
