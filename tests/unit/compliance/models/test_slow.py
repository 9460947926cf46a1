"""A slow model is opened when it is asked, once; one that is not there is tried again later."""

from __future__ import annotations

import pytest

from compliance.charter import ClassifierChoice
from compliance.errors import ModelError
from compliance.models._slow import AGAIN, Slow
from compliance.ports import Classifier
from tests.support import FakeClassifier


class Loading:
    """Loads a classifier of those labels, but for the first `broken` times."""

    def __init__(self, *labels: str, broken: int = 0) -> None:
        self.labels, self.broken, self.times = labels, broken, 0

    def __call__(self, choice: ClassifierChoice) -> Classifier:
        self.times += 1
        if self.times <= self.broken:
            raise ModelError(f"model '{choice.model}' is not there")
        return FakeClassifier(dict.fromkeys(self.labels, "x"))


def slow(loading: Loading, task: str = "sentiment", now: list[float] | None = None) -> Slow:
    moments = now or [0.0]
    choice = ClassifierChoice(
        task=task, model="some/folder/tiny", labels={"POS": "positive", "JOY": "positive"}
    )
    return Slow(choice, loading, labels=("positive", "negative"), clock=lambda: moments[0])


def test_it_is_opened_once_and_not_before_it_is_asked() -> None:
    loading = Loading("positive")
    model = slow(loading)
    assert (model.name, model.labels, loading.times) == ("tiny", ("positive",), 0)
    assert model.open() is model.open()
    assert loading.times == 1


def test_one_that_is_not_there_is_looked_for_again_after_a_while() -> None:
    loading, now = Loading("positive", broken=1), [0.0]
    model = slow(loading, now=now)
    for _ in range(3):
        with pytest.raises(ModelError, match="is not there"):
            model.open()
    assert loading.times == 1
    now[0] = AGAIN
    assert model.open().labels == ("positive",)


def test_labels_that_are_not_the_task_s_are_told_with_the_mend() -> None:
    with pytest.raises(ModelError, match="'joy' is no label of 'sentiment'; say in `labels` which"):
        slow(Loading("positive", "joy")).open()


def test_a_charter_may_bring_categories_of_its_own() -> None:
    assert slow(Loading("greenwash"), task="categories").open().labels == ("greenwash",)
