"""The models shipped in this package: hashed n-grams, concepts and calibrated linear heads.

No framework is imported to judge a post. They answer in a fraction of a millisecond on one core,
and share what they read of a post: the second task asked costs next to nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from compliance.charter import ClassifierChoice
from compliance.models import _bank
from compliance.models._features import LIMIT, Features, features
from compliance.ports import Backend, Classifier, Scores
from compliance.post import Post
from compliance.text import WHOLE, Span

TASKS = ("categories", "protected", "risks", "sentiment", "toxicity", "urgency")


class Embedded:
    """One task of the shipped models."""

    def __init__(self, bank: _bank.Bank, task: str) -> None:
        self._bank = bank
        self._task = task
        self._card = bank.cards[task]

    @property
    def id(self) -> str:
        return f"embedded-{self._task}@{self._card.version}"

    @property
    def labels(self) -> tuple[str, ...]:
        return self._card.labels

    @property
    def thresholds(self) -> Scores:
        return self._card.thresholds

    def score(self, posts: Sequence[Post]) -> list[Scores]:
        return [self._bank.scores(self._task, post) for post in posts]

    def evidence(self, post: Post, label: str) -> Span:
        """The sentence whose features add most to `label`; `[0, 0)` where none adds anything."""
        seen = features(post)
        sentences = [span for span in seen.text.sentences if span.end <= LIMIT]
        if not sentences:
            return WHOLE
        weights = self._bank.weighed(self._task, label, seen)
        totals = _by_sentence(seen, weights, [span.start for span in sentences])
        best = int(totals.argmax())
        return sentences[best] if totals[best] > 0 else WHOLE


def _by_sentence(seen: Features, weights: _bank.Floats, starts: Sequence[int]) -> _bank.Floats:
    """Sum of weights of each sentence, shape (sentences,)."""
    inside = seen.places >= 0
    typed = seen.typed_places()[inside]
    which = np.maximum(np.searchsorted(np.asarray(starts), typed, side="right") - 1, 0)
    return np.bincount(which, weights[inside], minlength=len(starts)).astype(np.float32)


def load(choice: ClassifierChoice) -> Classifier:
    """The shipped model of `choice.task`. Raises UnknownName, ModelError."""
    return Embedded(_bank.shipped(), _bank.known(choice.task))


BACKEND = Backend(tasks=TASKS, needs=tuple(f"weights/{task}.npz" for task in TASKS), load=load)
