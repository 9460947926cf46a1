"""From rows to a weight file: folds, linear heads, calibration, thresholds.

Nothing is judged by what has seen it: a company, a drill pair or a public post is scored by heads
fitted without it, and those scores are what calibration, thresholds and figures are made of.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import compress
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from compliance.models import _concepts
from compliance.models._bank import CONCEPTS_AT_LEAST, Card, Head, Link, by_sentence
from compliance.models._features import HASHED, POLAR, SIZE, features, vocabulary
from compliance.models.train.data import Row

SEED = 20261121
FOLDS = 5
# What a company's post weighs once more without its author's role and channel.
ALONE = 0.5
# Two concepts side by side are many and rare: they count for less than one alone.
PAIR = 0.5
# scipy has no types of its own: a CSR matrix, rows × SIZE.
Matrix = Any
Doubles = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one task is fitted.

    strength: inverse of the penalty on weights (scikit-learn's C).
    rare: features in fewer rows are left out.
    voices: heads a label has, each fitted with its own weights of the rows (`Row.weights`).
    polar: whether the last of the voices hears polarity, and nothing else; no other does.
    sentences: whether heads of sentences are fitted too, on the spans of the rows.
    also: other labels of the rows; what their heads say is evidence for the recipe's own.
    alarms: the largest share of innocent company posts a label's threshold may flag.
    """

    labels: tuple[str, ...]
    link: Link
    strength: float = 1.0
    rare: int = 4
    voices: int = 1
    polar: bool = False
    sentences: bool = False
    also: tuple[str, ...] = ()
    alarms: float = 0.05


@dataclass(frozen=True, slots=True)
class Linear:
    """Heads: ids that weigh, their weights (ids, heads) on the plain table, intercepts (heads,)."""

    ids: NDArray[np.int64]
    weights: Doubles
    intercept: Doubles

    def say(self, table: Matrix) -> Doubles:
        said: Doubles = table[:, self.ids] @ self.weights + self.intercept
        return said


@dataclass(frozen=True, slots=True)
class Heard:
    """What heads said of rows they had not seen, before calibration, shape (rows, z)."""

    rows: Sequence[Row]
    said: Doubles

    def part(self, chosen: Flags) -> Heard:
        return Heard(list(compress(self.rows, chosen)), self.said[chosen])


@dataclass(frozen=True, slots=True)
class Mix:
    """From what heads say to logits of labels: (z, labels) and (labels,)."""

    weights: Doubles
    bias: Doubles


def fit(task: str, rows: Sequence[Row], recipe: Recipe) -> tuple[Head, Heard]:
    """The head of `task`, and what heads like it said of each row unseen."""
    rows = with_alone(rows)
    table = tabled(rows)
    parts = sentences_of(rows, recipe) if recipe.sentences else None
    heard = out_of_fold(rows, table, parts, recipe)
    known, alone = calibrations(heard, recipe)
    whole = fitted(table, _all_targets(rows, recipe), _weights(rows, recipe), recipe)
    inside = parts.fit(rows, np.ones(len(rows), np.bool_), recipe) if parts else None
    return assembled(task, recipe, whole, inside, known, alone, heard), heard


def with_alone(rows: Sequence[Row]) -> list[Row]:
    """The rows, then those of companies as if nothing were known of author and channel."""
    bare = [
        replace(
            row,
            post=row.post.model_copy(update={"author": None, "channel": None}),
            weights=tuple(ALONE * weight for weight in row.weights),
            alone=True,
        )
        for row in rows
        if row.company
    ]
    return [*rows, *bare]


def tabled(rows: Sequence[Row]) -> Matrix:
    return matrix([np.unique(features(row.post).ids) for row in rows])


def matrix(found: Sequence[NDArray[np.int32]]) -> Matrix:
    """Distinct ids of each stretch of text, valued as `_bank` weighs them."""
    values = []
    for ids in found:
        hashed, polar = (int(np.searchsorted(ids, bound)) for bound in (HASHED, POLAR))
        concepts = polar - hashed
        values.append(np.full(hashed, max(hashed, 1) ** -0.5, np.float32))
        values.append(np.full(concepts, (concepts + CONCEPTS_AT_LEAST) ** -0.5, np.float32))
        values.append(np.ones(len(ids) - polar, np.float32))
    ends = np.cumsum([0, *map(len, found)])
    shape = (len(found), SIZE)
    return sparse.csr_matrix((np.concatenate(values), np.concatenate(found), ends), shape=shape)


@dataclass(frozen=True, slots=True)
class Parts:
    """The sentences of rows. row: of which row each is."""

    table: Matrix
    row: NDArray[np.int64]
    targets: Flags

    def fit(self, rows: Sequence[Row], used: Flags, recipe: Recipe) -> Linear:
        chosen = used[self.row]
        weights = np.array([row.weights[0] for row in rows])[self.row[chosen]]
        return fitted(self.table[chosen], self.targets[chosen], weights[:, None], recipe)

    def worst(self, heads: Linear, table: Matrix, row: NDArray[np.int64], count: int) -> Doubles:
        """What the sentence that speaks most for each label says, shape (count, labels)."""
        said = np.full((count, len(heads.intercept)), -np.inf)
        np.maximum.at(said, row, heads.say(table))
        return np.where(np.isinf(said), heads.intercept, said)


def sentences_of(rows: Sequence[Row], recipe: Recipe) -> Parts:
    found, of, targets = [], [], []
    for index, row in enumerate(rows):
        seen = features(row.post)
        where, ids = by_sentence(seen)
        for number, span in enumerate(seen.sentences):
            found.append(ids[where == number])
            of.append(index)
            held = {label for label, a, b in row.spans if a < span.end and span.start < b}
            targets.append([label in held for label in recipe.labels])
    return Parts(matrix(found), np.array(of), np.array(targets))


def targets_of(rows: Sequence[Row], recipe: Recipe) -> Flags:
    """What each head of the labels is to say; of a scale, whether it reaches each step."""
    holds = _flags(rows, recipe.labels)
    if recipe.link == "steps":
        return np.cumsum(holds[:, ::-1], axis=1)[:, -2::-1] > 0
    return holds[:, :1] if recipe.link == "one" and len(recipe.labels) == 2 else holds


def _all_targets(rows: Sequence[Row], recipe: Recipe) -> Flags:
    return np.hstack([targets_of(rows, recipe), _flags(rows, recipe.also)])


def _flags(rows: Sequence[Row], labels: Sequence[str]) -> Flags:
    """Which labels hold of each row, shape (rows, labels)."""
    flags = [[label in row.labels for label in labels] for row in rows]
    return np.array(flags, np.bool_).reshape(len(rows), len(labels))


def _weights(rows: Sequence[Row], recipe: Recipe) -> Doubles:
    """Of each row for each voice, shape (rows, voices)."""
    return np.array([row.weights[: recipe.voices] for row in rows])


def folds(rows: Sequence[Row]) -> Iterator[Flags]:
    """The rows held out, fold by fold: a company whole, anything else by its group."""
    companies = sorted({row.source for row in rows if row.company})
    number = np.array([_fold(row, companies) for row in rows])
    for fold in range(FOLDS):
        yield number == fold


def _fold(row: Row, companies: Sequence[str]) -> int:
    if row.company:
        return companies.index(row.source) % FOLDS
    return zlib.crc32(row.group.encode()) % FOLDS


def out_of_fold(rows: Sequence[Row], table: Matrix, parts: Parts | None, recipe: Recipe) -> Heard:
    targets, weights = _all_targets(rows, recipe), _weights(rows, recipe)
    width = targets.shape[1] * recipe.voices
    said = np.zeros((len(rows), width + (targets.shape[1] if parts else 0)))
    # A few dozen weights learn no post by heart: fold by fold they would be the same.
    polar = _polar(table, targets, weights, recipe)
    for held in folds(rows):
        heads = fitted(table[~held], targets[~held], weights[~held], recipe, polar)
        said[held, :width] = heads.say(table[held])
        if parts:
            heads = parts.fit(rows, ~held, recipe)
            inside = held[parts.row]
            place = np.cumsum(held) - 1
            said[held, width:] = parts.worst(
                heads, parts.table[inside], place[parts.row[inside]], int(held.sum())
            )
    return Heard(rows, said)


def _polar(table: Matrix, targets: Flags, weights: Doubles, recipe: Recipe) -> Linear | None:
    """The voice of polarity, None where a recipe has none."""
    if not recipe.polar:
        return None
    heard = weights[:, -1] > 0
    return _voice(table[heard], targets[heard], weights[heard, -1], recipe, (POLAR, SIZE))


def fitted(
    table: Matrix,
    targets: Flags,
    weights: Doubles,
    recipe: Recipe,
    polar: Linear | None = None,
) -> Linear:
    """One logistic head a voice and target, the targets of a voice side by side."""
    polar = polar or _polar(table, targets, weights, recipe)
    spoken = weights.T[:-1] if polar else weights.T
    voices = [
        _voice(table[voice > 0], targets[voice > 0], voice[voice > 0], recipe, (0, POLAR))
        for voice in spoken
    ]
    voices += [polar] if polar else []
    ids = np.unique(np.concatenate([voice.ids for voice in voices]))
    return Linear(
        ids,
        np.hstack([_spread(voice, ids) for voice in voices]),
        np.concatenate([voice.intercept for voice in voices]),
    )


def _voice(
    table: Matrix, targets: Flags, weights: Doubles, recipe: Recipe, among: tuple[int, int]
) -> Linear:
    """Over the features that are not rare in these rows."""
    seen = np.bincount(table.indices, minlength=SIZE)
    ids = np.flatnonzero(seen >= recipe.rare)
    ids = ids[(ids >= among[0]) & (ids < among[1])]
    rarity = _rarity(ids, seen[ids], table.shape[0])
    table = sparse.csr_matrix(table[:, ids])
    stands = sparse.csr_matrix(table > 0).T
    coefficients, intercepts = [], []
    for target in targets.T:
        scale = rarity * _contrast(stands, target, weights)
        head = _regression(recipe.strength)
        head.fit(table @ sparse.diags(scale), target, sample_weight=weights)
        coefficients.append(head.coef_[0] * scale)
        intercepts.append(head.intercept_[0])
    return Linear(ids, np.array(coefficients).T, np.array(intercepts))


def _contrast(stands: Matrix, target: Flags, weights: Doubles) -> Doubles:
    """What a feature counts for, more where it stands on one side of `target` only.

    stands: features × rows, whether each stands there. The root of the log-count ratio of naive
    Bayes: as held-out average precision has it, 0.02 better than none, and than the whole ratio.
    Source: Wang & Manning (2012), "Baselines and bigrams".
    """
    inside, outside = weights * target, weights * ~target
    ratio = (
        (stands @ inside + 1) / (stands @ outside + 1) * (outside.sum() + 1) / (inside.sum() + 1)
    )
    contrast: Doubles = np.sqrt(np.abs(np.log(ratio)))
    return contrast


def _rarity(ids: NDArray[np.int64], seen: NDArray[np.int64], rows: int) -> Doubles:
    """What a feature counts for: more where it is rare, less where it is a pair of concepts."""
    concept = ids - HASHED
    pair = concept >= _concepts.ROOM
    weight: Doubles = np.log((1 + rows) / (1 + seen)) * (4 / 3) * np.where(pair, PAIR, 1.0)
    return np.where(ids >= POLAR, 1.0, weight)


def _regression(strength: float) -> Any:
    """The dual problem to liblinear's own default tolerance: a hundredth of it took twice as long,
    and held-out average precision was the same to three digits."""
    return LogisticRegression(
        C=strength, solver="liblinear", dual=True, tol=0.1, max_iter=300, random_state=SEED
    )


def calibrations(heard: Heard, recipe: Recipe) -> tuple[Mix, Mix]:
    """For posts whose author's role is known, and for those alone; companies' posts and those
    public ones that count are what they are made of."""
    company = np.array([row.company for row in heard.rows])
    alone = np.array([row.alone for row in heard.rows])
    counts = np.array([row.counts for row in heard.rows]) > 0
    known = calibrated(heard.part(company & ~alone), recipe)
    return known, calibrated(heard.part(alone | counts), recipe)


def calibrated(heard: Heard, recipe: Recipe) -> Mix:
    """The mix that makes scores mean what they say: Platt, or a regression over all heads."""
    targets = targets_of(heard.rows, recipe)
    weights = np.array([row.counts or 1.0 for row in heard.rows])
    if recipe.link == "one":
        return _one_of(heard.said, targets, weights)
    if recipe.also:
        return _of_all(heard.said, targets)
    heads = targets.shape[1]
    mix = Mix(np.zeros((heard.said.shape[1], heads)), np.zeros(heads))
    for label, target in enumerate(targets.T):
        # What the whole post says, and what its worst sentence says where sentences are judged.
        columns = np.arange(label, heard.said.shape[1], heads)
        mix.weights[columns, label], mix.bias[label] = _platt(
            heard.said[:, columns], target, weights
        )
    return mix


def _platt(said: Doubles, target: Flags, weights: Doubles) -> tuple[Doubles, float]:
    """What each column weighs, and the bias; one that speaks against the target is not heard."""
    model = LogisticRegression(C=100.0, max_iter=500, random_state=SEED)
    model.fit(said, target, weights)
    against = model.coef_[0] < 0
    if not against.any() or against.all():
        return model.coef_[0], model.intercept_[0]
    kept = np.zeros(said.shape[1])
    kept[~against], bias = _platt(said[:, ~against], target, weights)
    return kept, bias


def _of_all(said: Doubles, targets: Flags) -> Mix:
    """Of a scale whose steps hear all heads; label 0, which has no step, comes first."""
    spread = said.std(axis=0)
    mix = Mix(np.zeros((said.shape[1], 1 + targets.shape[1])), np.zeros(1 + targets.shape[1]))
    for step, target in enumerate(targets.T, start=1):
        model = LogisticRegression(C=0.1, max_iter=500, random_state=SEED)
        model.fit(said / spread, target)
        mix.weights[:, step] = model.coef_[0] / spread
        mix.bias[step] = model.intercept_[0]
    return mix


def _one_of(said: Doubles, targets: Flags, weights: Doubles) -> Mix:
    """A softmax over the labels; of two labels, the second is what the first is not."""
    if targets.shape[1] == 1:
        heard, bias = _platt(said, targets[:, 0], weights)
        return Mix(np.column_stack([heard, np.zeros_like(heard)]), np.array([bias, 0.0]))
    model = LogisticRegression(C=1.0, max_iter=500, random_state=SEED)
    model.fit(said, targets.argmax(axis=1), weights)
    return Mix(model.coef_.T, model.intercept_)


def linked(logits: Doubles, link: Link) -> Doubles:
    """Scores of many rows, shape (rows, labels); what `_bank` does for one."""
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
    """By label, the score of best F1 whose false alarms stay within the recipe's share."""
    if recipe.link != "several":
        return dict.fromkeys(recipe.labels, 0.5)
    targets = targets_of(rows, recipe)
    innocent = scores[~targets.any(axis=1)]
    found = {}
    for column, label in enumerate(recipe.labels):
        least = float(np.quantile(innocent[:, column], 1 - recipe.alarms))
        found[label] = round(max(best_threshold(targets[:, column], scores[:, column]), least), 4)
    return found


def best_threshold(target: NDArray[np.bool_], score: Doubles) -> float:
    """The score from which on F1 is best, halfway to the next below it."""
    order = np.argsort(-score, kind="stable")
    hits = np.cumsum(target[order])
    f1 = 2 * hits / (np.arange(1, len(score) + 1) + target.sum())
    at = int(f1.argmax())
    below = score[order[at + 1]] if at + 1 < len(score) else 0.0
    return float((score[order[at]] + below) / 2)


def assembled(
    task: str,
    recipe: Recipe,
    whole: Linear,
    inside: Linear | None,
    known: Mix,
    alone: Mix,
    heard: Heard,
) -> Head:
    """The weight file's content: all heads over one list of ids, in int8."""
    inside = inside or Linear(whole.ids[:0], whole.weights[:0, :0], whole.intercept[:0])
    ids = np.union1d(whole.ids, inside.ids)
    weights, scale = quantised(_spread(whole, ids))
    parts, parts_scale = quantised(_spread(inside, ids))
    kept = weights.any(axis=1) | parts.any(axis=1)
    judged = heard.part(np.array([row.company and not row.alone for row in heard.rows]))
    scores = linked(judged.said @ known.weights + known.bias, recipe.link)
    card = Card(
        task=task,
        version=_version(weights[kept], parts[kept]),
        labels=recipe.labels,
        link=recipe.link,
        thresholds=thresholds(scores, judged.rows, recipe),
        lexicon=vocabulary(),
    )
    return Head(
        card=card,
        rows=ids[kept].astype(np.int32),
        weights=weights[kept],
        scale=scale,
        intercept=whole.intercept.astype(np.float32),
        sentence_weights=parts[kept],
        sentence_scale=parts_scale,
        sentence_intercept=inside.intercept.astype(np.float32),
        mix=known.weights.astype(np.float32),
        bias=known.bias.astype(np.float32),
        alone_mix=alone.weights.astype(np.float32),
        alone_bias=alone.bias.astype(np.float32),
    )


def _spread(heads: Linear, ids: NDArray[np.int64]) -> Doubles:
    weights = np.zeros((len(ids), heads.weights.shape[1]))
    weights[np.searchsorted(ids, heads.ids)] = heads.weights
    return weights


def quantised(weights: Doubles) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Weights in int8 and the scale of each head."""
    scale = np.maximum(np.abs(weights).max(axis=0, initial=0.0), 1e-9) / 127
    return np.rint(weights / scale).astype(np.int8), scale.astype(np.float32)


def _version(*weights: NDArray[np.int8]) -> str:
    """Eight hexadecimal digits of what was learnt."""
    return hashlib.sha256(b"".join(array.tobytes() for array in weights)).hexdigest()[:8]
