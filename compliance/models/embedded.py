"""The models shipped in this package: hashed n-grams, concepts and calibrated linear heads.

No framework is imported to judge a post. They answer in a fraction of a millisecond on one core,
and share what they read of a post: the second task asked costs next to nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from compliance.charter import ClassifierChoice
from compliance.errors import UnknownName
from compliance.models import _bank
from compliance.ports import Backend, Classifier, Scores
from compliance.post import Post
from compliance.text import WHOLE, Span

TASKS = ("categories", "protected", "risks", "sentiment", "toxicity", "urgency")


class Embedded:
    """One task of the shipped models."""

    calibrated = True

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
        """The sentence that speaks most for `label`; `[0, 0)` where none does."""
        sentences = self._bank.seen(post).features.sentences
        if not sentences:
            return WHOLE
        said = self._bank.by_sentence(self._task, label, post)
        best = int(said.argmax())
        return sentences[best] if len(sentences) == 1 or said[best] > said.min() else WHOLE

    def by_sentence(self, post: Post, label: str) -> Sequence[tuple[Span, float]]:
        sentences = self._bank.seen(post).features.sentences
        said = self._bank.by_sentence(self._task, label, post).tolist()
        return list(zip(sentences, said, strict=False))  # a post of no sentence says one thing


def load(choice: ClassifierChoice) -> Classifier:
    """The shipped model of `choice.task`, or that in the folder of weights `choice.model`.

    Raises UnknownName, ModelError.
    """
    bank = _bank.opened(choice.model)
    if choice.task not in bank.cards:
        raise UnknownName(choice.task, what="embedded model", near=tuple(bank.cards))
    return Embedded(bank, choice.task)


BACKEND = Backend(tasks=TASKS, needs=tuple(f"weights/{task}.npz" for task in TASKS), load=load)
