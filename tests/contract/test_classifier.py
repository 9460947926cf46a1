"""One promise, every shipped classifier: labels, ranges, order, a batch as one by one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from compliance import models
from compliance.charter import ClassifierChoice
from compliance.errors import ModelError
from compliance.models.embedded import BACKEND
from compliance.ports import Classifier
from compliance.post import Post
from compliance.text import WHOLE

POSTS = [
    Post(
        text="Très fière de notre équipe, merci à tous !", channel="linkedin", author="infirmière"
    ),
    Post(text="Vos gardiens, on les attendra à la sortie. Brûlons tout.", channel="x"),
    Post(text="The app has been down for three days. No answer from support."),
    Post(text=""),
    Post(text="\n\t "),
    Post(text="🎉" * 40),
    Post(text="\ud800 \x00 a\u202eb ﬁﬁ œ"),
    Post(text="a" * 30_000),
]


@pytest.fixture(params=BACKEND.tasks)
def classifier(request: pytest.FixtureRequest) -> Classifier:
    return BACKEND.load(ClassifierChoice(task=request.param))


def test_every_label_is_scored_between_nought_and_one(classifier: Classifier) -> None:
    for scores in classifier.score(POSTS):
        assert tuple(scores) == classifier.labels
        assert all(0 <= score <= 1 for score in scores.values())


def test_every_label_has_a_threshold(classifier: Classifier) -> None:
    assert set(classifier.thresholds) == set(classifier.labels)


def test_a_batch_says_what_one_by_one_says(classifier: Classifier) -> None:
    assert classifier.score(POSTS) == [classifier.score([post])[0] for post in POSTS]


def test_the_same_post_gets_the_same_scores(classifier: Classifier) -> None:
    assert classifier.score(POSTS) == classifier.score(POSTS)


def test_evidence_is_the_whole_post_or_a_sentence_of_it(classifier: Classifier) -> None:
    for post in POSTS:
        for label in classifier.labels:
            span = classifier.evidence(post, label)
            assert span == WHOLE or post.text[span.start : span.end].strip()


def test_no_post_gives_no_scores(classifier: Classifier) -> None:
    assert classifier.score([]) == []


def test_the_id_names_the_task_and_a_version(classifier: Classifier) -> None:
    name, version = classifier.id.split("@")
    assert name
    assert version


def test_weights_in_a_folder_answer_as_those_of_the_package(tmp_path: Path) -> None:
    shutil.copy(Path(models.__path__[0]) / "weights" / "protected.npz", tmp_path)
    own = BACKEND.load(ClassifierChoice(task="protected", model=str(tmp_path)))
    shipped = BACKEND.load(ClassifierChoice(task="protected"))
    assert own.score(POSTS) == shipped.score(POSTS)


def test_a_folder_without_weights_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="holds no weights"):
        BACKEND.load(ClassifierChoice(task="risks", model=str(tmp_path)))


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be read"):
        BACKEND.load(ClassifierChoice(task="risks", model=str(tmp_path / "none")))
