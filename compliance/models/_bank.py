"""The heads of all embedded tasks over one table of features.

A weight file holds, for one task of l labels:

rows        (n,)    ids of `_features` that weigh something, ascending, int32
weights     (n, h)  of a whole post, int8; times `scale` (h,) they are logits before `intercept`
sentence_*  (n, s)  the same for heads that judge each sentence by itself, where there are any
mix, bias   (h + s, l), (l,)  from what the heads say to the logits of the labels
alone_*             mix and bias for a post whose author's role is not known
card        JSON    what the file says of itself, written by `compliance.models.train`

A head sums the weights of the distinct n-grams it sees over the square root of how many they are,
and those of the concepts likewise; those of polarity as they are. Of the sentences, what the worst
of them says counts. `link` turns label logits into scores: `several` labels each by itself, `one`
of them, or `steps` (the logit of label k is that of reaching k).
"""

from __future__ import annotations

import json
import math
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from io import BytesIO
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, Literal
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from compliance.errors import ModelError
from compliance.models._features import (
    HASHED,
    NOWHERE,
    POLAR,
    SIZE,
    Features,
    features,
    vocabulary,
)
from compliance.post import Post

Link = Literal["several", "one", "steps"]
Floats = NDArray[np.float32]
Small = NDArray[np.int8]
# Concepts are few: without this a post of one concept would be all about it.
CONCEPTS_AT_LEAST = 20


@dataclass(frozen=True, slots=True)
class Card:
    """What a weight file says of itself; `lexicon` is the vocabulary it was fitted with."""

    task: str
    version: str
    labels: tuple[str, ...]
    link: Link
    thresholds: Mapping[str, float]
    lexicon: str


@dataclass(frozen=True, slots=True)
class Head:
    """One task's weights as they stand in its file."""

    card: Card
    rows: NDArray[np.int32]
    weights: Small
    scale: Floats
    intercept: Floats
    sentence_weights: Small
    sentence_scale: Floats
    sentence_intercept: Floats
    mix: Floats
    bias: Floats
    alone_mix: Floats
    alone_bias: Floats


@dataclass(frozen=True, slots=True)
class Seen:
    """What every head says of a post: of the whole, (heads,), and of each sentence, (n, heads)."""

    features: Features
    whole: Floats
    sentences: Floats


@dataclass
class _Last(threading.local):
    """The post a thread judged last: the next task asks about the same one."""

    post: Post | None = None
    seen: Seen | None = field(default=None, repr=False)


class Bank:
    """All heads side by side: a post's features are looked up once, whoever asks first."""

    def __init__(self, heads: Sequence[Head]) -> None:
        self._heads = {head.card.task: head for head in heads}
        self.cards = {task: head.card for task, head in self._heads.items()}
        weighs = np.zeros(SIZE, np.bool_)
        for head in heads:
            weighs[head.rows] = True
        rows = np.flatnonzero(weighs)
        self._place = np.zeros(SIZE, np.int32)
        self._place[rows] = np.arange(1, len(rows) + 1, dtype=np.int32)
        self._whole = _Columns({head.card.task: len(head.scale) for head in heads}, len(rows))
        self._parts = _Columns(
            {head.card.task: len(head.sentence_scale) for head in heads}, len(rows)
        )
        for head in heads:
            at = self._place[head.rows]
            self._whole.fill(head.card.task, at, head.weights, head.scale, head.intercept)
            self._parts.fill(
                head.card.task,
                at,
                head.sentence_weights,
                head.sentence_scale,
                head.sentence_intercept,
            )
        self._last = _Last()

    def scores(self, task: str, post: Post) -> dict[str, float]:
        head, seen = self._heads[task], self.seen(post)
        whole = seen.whole[self._whole.of[task]]
        said = np.concatenate([whole, seen.sentences[:, self._parts.of[task]].max(axis=0)])
        if post.author:
            return _linked(head.card, said @ head.mix + head.bias)
        return _linked(head.card, said @ head.alone_mix + head.alone_bias)

    def seen(self, post: Post) -> Seen:
        last = self._last
        if last.seen is None or (last.post is not post and last.post != post):
            last.seen = self._read(features(post))
            last.post = post
        return last.seen

    def _read(self, found: Features) -> Seen:
        ids = distinct(found.ids)
        whole = self._whole.summed(self._place[ids], ids, np.zeros(len(ids), np.int32), 1)
        where, parts = by_sentence(found)
        count = max(len(found.sentences), 1)
        return Seen(found, whole[0], self._parts.summed(self._place[parts], parts, where, count))

    def by_sentence(self, task: str, label: str, post: Post) -> Floats:
        """How much each sentence speaks for `label`, shape (sentences,).

        In log-odds where the task has heads of sentences, else up to a common factor.
        """
        head, seen = self._heads[task], self.seen(post)
        column = head.card.labels.index(label)
        if len(head.sentence_scale):
            return seen.sentences[:, self._parts.of[task].start + column]
        toward = head.mix[:, column] * head.scale
        inside = seen.features.where != NOWHERE
        rows = self._place[seen.features.ids[inside]]
        weights = self._whole.weights[rows, self._whole.of[task]] @ toward
        count = max(len(seen.features.sentences), 1)
        sums = np.bincount(seen.features.where[inside], weights, minlength=count)
        return sums.astype(np.float32)


class _Columns:
    """Weights of several tasks side by side; row 0 weighs nothing."""

    def __init__(self, widths: Mapping[str, int], rows: int) -> None:
        ends = np.cumsum(list(widths.values())).tolist()
        self.of = {
            task: slice(end - width, end)
            for (task, width), end in zip(widths.items(), ends, strict=True)
        }
        self.weights = np.zeros((rows + 1, ends[-1]), np.int8)
        self._scale = np.zeros(ends[-1], np.float32)
        self._intercept = np.zeros(ends[-1], np.float32)

    def fill(self, task: str, rows: NDArray[np.int32], weights: Small, *of_heads: Floats) -> None:
        self.weights[rows, self.of[task]] = weights
        self._scale[self.of[task]], self._intercept[self.of[task]] = of_heads

    def summed(
        self, rows: NDArray[np.int32], ids: NDArray[np.int32], where: NDArray[np.int32], count: int
    ) -> Floats:
        """Logits of each of `count` stretches; ids are grouped by `where`, ascending in each."""
        # N-grams come first, then concepts, then polarity: three sums a stretch, in one pass.
        group = where * 3 + (ids >= HASHED) + (ids >= POLAR)
        sizes = np.bincount(group, minlength=3 * count).astype(np.float32)
        sizes[1::3] += CONCEPTS_AT_LEAST
        sizes[2::3] = 1
        known = rows.nonzero()[0]
        sums = np.zeros((3 * count, self.weights.shape[1]), np.float32)
        if len(known):
            group = group[known]
            starts = np.concatenate([[0], (group[1:] != group[:-1]).nonzero()[0] + 1])
            # So few small numbers add up exactly in float32, four times quicker than in int.
            weights = self.weights.take(rows[known], axis=0).astype(np.float32)
            sums[group[starts]] = np.add.reduceat(weights, starts, axis=0)
        sums *= self._scale / np.sqrt(np.maximum(sizes, 1))[:, None]
        return sums[::3] + sums[1::3] + sums[2::3] + self._intercept


def distinct(ids: NDArray[Any]) -> NDArray[Any]:
    """As `np.unique`, which takes three times as long over so few."""
    ordered = np.sort(ids)
    kept = np.ones(len(ordered), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=kept[1:])
    return ordered[kept]


def by_sentence(found: Features) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Sentence and id of each distinct feature of each sentence, ordered by both, shape (m,)."""
    inside = found.where != NOWHERE
    keys = distinct(found.where[inside].astype(np.int64) * SIZE + found.ids[inside])
    sentence = keys // SIZE
    return sentence.astype(np.int32), (keys - sentence * SIZE).astype(np.int32)


def _linked(card: Card, logits: Floats) -> dict[str, float]:
    """Scores by label. A dozen numbers: plain Python is quicker than arrays."""
    told = [max(-30.0, min(30.0, logit)) for logit in logits.tolist()]
    if card.link == "several":
        values = [1 / (1 + math.exp(-logit)) for logit in told]
    elif card.link == "one":
        powers = [math.exp(logit) for logit in told]
        values = [power / sum(powers) for power in powers]
    else:
        values = _shares([1 / (1 + math.exp(-logit)) for logit in told[1:]])
    return dict(zip(card.labels, values, strict=True))


def _shares(steps: Sequence[float]) -> list[float]:
    """Of the chances to reach each step, what each stop has; label 0 is what reaches none."""
    reached = [1.0, *accumulate(steps, min), 0.0]
    return [here - further for here, further in pairwise(reached)]


def read(task: str, content: bytes) -> Head:
    """One weight file. Raises ModelError where it is damaged, another task's or lexicon's."""
    return _checked(_unpacked(task, content))


def _checked(head: Head) -> Head:
    if head.card.lexicon != vocabulary():
        task = head.card.task
        raise ModelError(f"the weights of '{task}' are for another lexicon; train them again")
    return head


def _unpacked(task: str, content: bytes) -> Head:
    try:
        with np.load(BytesIO(content), allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
        card = json.loads(arrays.pop("card").tobytes())
        card["labels"] = tuple(card["labels"])
        head = Head(card=Card(**card), **arrays)
    except (OSError, ValueError, KeyError, TypeError, EOFError, BadZipFile) as error:
        mend = "install balise again, or train them again where they are your own"
        raise ModelError(f"the weights of '{task}' cannot be read; {mend}") from error
    if head.card.task != task:
        raise ModelError(f"the weights of '{task}' are those of '{head.card.task}'")
    return head


def written(head: Head) -> bytes:
    """The file of `head`: the same bytes for the same weights."""
    card = {name: getattr(head.card, name) for name in Card.__slots__}
    arrays = {name: getattr(head, name) for name in Head.__slots__ if name != "card"}
    told = json.dumps({**card, "thresholds": dict(head.card.thresholds)}, sort_keys=True)
    file = BytesIO()
    np.savez_compressed(file, card=np.frombuffer(told.encode(), np.uint8), **arrays)
    return file.getvalue()


@cache
def opened(folder: str | None) -> Bank:
    """The models of a folder of weights, those of this package for None. Raises ModelError."""
    place = Path(folder) if folder else resources.files("compliance.models") / "weights"
    try:
        files = sorted((file for file in place.iterdir() if _task(file)), key=_task)
        heads = _all(files)
    except OSError as error:
        raise ModelError(f"the folder of weights {folder} cannot be read") from error
    if not heads:
        raise ModelError(f"the folder {folder} holds no weights (<task>.npz)")
    return Bank(heads)


def _all(files: Sequence[Traversable]) -> list[Head]:
    """The weight files, unpacked while the lexicon is read: neither waits for the other."""
    with ThreadPoolExecutor() as pool:
        unpacked = [pool.submit(_unpacked, _task(file), file.read_bytes()) for file in files]
        vocabulary()
        return [_checked(each.result()) for each in unpacked]


def _task(file: Traversable) -> str:
    return file.name.removesuffix(".npz") if file.name.endswith(".npz") else ""
