"""The heads of all embedded tasks over one table of hashed features.

A weight file holds, for one task:

rows     (n,)   places in the table of `_features.SIZE` that weigh something, ascending, int32
weights  (n, h) their weights in int8; times `scale` (h,) they are logits before `intercept` (h,)
mix      (z, l) from what the heads say to the logits of the labels, then `bias` (l,)
card     JSON   task, labels, link, thresholds, version, written by `compliance.models.train`

What the heads say, z = h: the sum of the weights of a post's distinct features over the square root
of how many it has. `link` turns label logits into scores: `several` labels each by itself, `one` of
them, or `steps` (from label k on, the scores of a scale).
"""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from io import BytesIO
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from compliance.errors import ModelError, UnknownName
from compliance.models._features import SIZE, Features, features
from compliance.post import Post

Link = Literal["several", "one", "steps"]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Card:
    """What a weight file says of itself."""

    task: str
    version: str
    labels: tuple[str, ...]
    link: Link
    thresholds: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Head:
    """One task's weights as they stand in its file."""

    card: Card
    rows: NDArray[np.int32]
    weights: NDArray[np.int8]
    scale: Floats
    intercept: Floats
    mix: Floats
    bias: Floats


class Bank:
    """All heads side by side: a post's features are looked up once, whoever asks first."""

    def __init__(self, heads: Sequence[Head]) -> None:
        self.cards = {head.card.task: head.card for head in heads}
        self._heads = {head.card.task: head for head in heads}
        ends = np.cumsum([len(head.scale) for head in heads]).tolist()
        starts = [0, *ends[:-1]]
        self._columns = {
            head.card.task: slice(start, end)
            for head, start, end in zip(heads, starts, ends, strict=True)
        }
        rows = np.unique(np.concatenate([head.rows for head in heads]))
        self._place = np.zeros(SIZE, np.int32)
        self._place[rows] = np.arange(1, len(rows) + 1, dtype=np.int32)
        self._weights = np.zeros((len(rows) + 1, ends[-1]), np.int8)
        for head in heads:
            self._weights[self._place[head.rows], self._columns[head.card.task]] = head.weights
        self._scale = np.concatenate([head.scale for head in heads])
        self._last = threading.local()

    def scores(self, task: str, post: Post) -> dict[str, float]:
        head = self._heads[task]
        said = self._said(post)[self._columns[task]] + head.intercept
        return _linked(head.card, said @ head.mix + head.bias)

    def _said(self, post: Post) -> Floats:
        """What every head says of the post; the last post's is kept, for the next task to ask."""
        key = (post.text, post.channel, post.author)
        if getattr(self._last, "key", None) != key:
            self._last.said = self._sums(features(post))
            self._last.key = key
        said: Floats = self._last.said
        return said

    def _sums(self, seen: Features) -> Floats:
        ids = np.unique(seen.ids)
        sums = self._weights[self._place[ids]].sum(axis=0, dtype=np.int32)
        return (sums * self._scale / np.sqrt(np.float32(len(ids)))).astype(np.float32)

    def weighed(self, task: str, label: str, seen: Features) -> Floats:
        """What each feature of a post adds to the logit of `label`, up to a common factor."""
        head = self._heads[task]
        toward = head.mix[:, head.card.labels.index(label)] * head.scale
        weights: Floats = self._weights[self._place[seen.ids], self._columns[task]] @ toward
        return weights


def _linked(card: Card, logits: Floats) -> dict[str, float]:
    if card.link == "several":
        values = _sigmoid(logits)
    elif card.link == "one":
        powers = np.exp(logits - logits.max())
        values = powers / powers.sum()
    else:  # label 0 is what no step reaches
        steps = np.minimum.accumulate(_sigmoid(logits[1:]))
        values = -np.diff(np.concatenate([[1.0], steps, [0.0]]))
    return dict(zip(card.labels, np.clip(values, 0.0, 1.0).tolist(), strict=True))


def _sigmoid(logits: Floats) -> Floats:
    return 1 / (1 + np.exp(-np.clip(logits, -30, 30)))


def read(task: str, content: bytes) -> Head:
    """One weight file. Raises ModelError where it is damaged or another task's."""
    try:
        with np.load(BytesIO(content), allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
        card = json.loads(arrays.pop("card").tobytes())
        card["labels"] = tuple(card["labels"])
        head = Head(card=Card(**card), **arrays)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"the weights of '{task}' cannot be read: install balise again") from error
    if head.card.task != task:
        raise ModelError(f"the weights of '{task}' are those of '{head.card.task}'")
    return head


def written(head: Head) -> bytes:
    """The file of `head`: the same bytes for the same weights."""
    card = {
        "task": head.card.task,
        "version": head.card.version,
        "labels": head.card.labels,
        "link": head.card.link,
        "thresholds": dict(head.card.thresholds),
    }
    file = BytesIO()
    np.savez_compressed(
        file,
        rows=head.rows,
        weights=head.weights,
        scale=head.scale,
        intercept=head.intercept,
        mix=head.mix,
        bias=head.bias,
        card=np.frombuffer(json.dumps(card, sort_keys=True).encode(), np.uint8),
    )
    return file.getvalue()


def tasks() -> tuple[str, ...]:
    """Those whose weights are shipped, sorted."""
    folder = resources.files("compliance.models") / "weights"
    found = (file.name.removesuffix(".npz") for file in folder.iterdir())
    return tuple(sorted(name for name in found if "." not in name))


@cache
def shipped() -> Bank:
    """The models in this package, loaded once."""
    folder = resources.files("compliance.models") / "weights"
    return Bank([read(task, (folder / f"{task}.npz").read_bytes()) for task in tasks()])


def known(task: str) -> str:
    if task not in tasks():
        raise UnknownName(task, what="embedded model", near=tasks())
    return task
