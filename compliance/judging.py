"""Which model answers what about a post: the one the charter chose, or the shipped one for it.

A slow model is asked in a thorough check only. Where it cannot be had, breaks or takes too long,
that is a failure with a name, and the model that answers at once speaks in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import TypeVar

from compliance.charter import Charter
from compliance.errors import CharterError, ComplianceError
from compliance.finding import Confidence, confidence
from compliance.ports import ONE_OF, OWN_LABELS, Classifier, Scores, SlowModel, Tools
from compliance.post import Post
from compliance.report import Failure, ModelRef
from compliance.text import WHOLE, Span

# Posts that a slow model is asked about in one go.
AT_ONCE = 32
# After so many posts in a row that it could not judge, it is left alone for the rest of the batch.
PATIENCE = 3

Asked = Callable[[str], Scores]
T = TypeVar("T")


def in_batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """`items` in order, so many at a time, read only as they are used."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said of one post for one task.

    thresholds: from what score on a label counts, as its own speaker says.
    speakers: by label.
    """

    scores: Scores
    thresholds: Scores
    speakers: Mapping[str, Classifier]
    models: tuple[ModelRef, ...]


@dataclass
class Judging:
    """The models' answers about one post, each asked at most once; and what failed.

    slow: what the slow model of a task says of the post; None where none is asked.
    """

    post: Post
    tools: Tools
    slow: Asked | None = None
    failures: list[Failure] = field(default_factory=list)
    _answers: dict[str, Answer] = field(default_factory=dict)

    @property
    def models(self) -> tuple[ModelRef, ...]:
        """Who has spoken so far, by task."""
        return tuple(ref for task in sorted(self._answers) for ref in self._answers[task].models)

    def scores(self, task: str) -> Scores:
        return self._answer(task).scores

    def score(self, task: str, label: str) -> float | None:
        """That of one label, for what can do without; None where no model tells it. A model that
        fails is a failure on the report."""
        try:
            return self.scores(task).get(label)
        except Exception as error:  # a broken part is a failure; what asked still runs
            self.attempt(f"model {task}", error)
            return None

    def thresholds(self, task: str) -> Scores:
        return self._answer(task).thresholds

    def evidence(self, task: str, label: str) -> Span:
        """The words that weighed most; the whole post where their speaker can name none."""
        speaker = self._answer(task).speakers[label]
        try:
            return speaker.evidence(self.post, label)
        except Exception as error:  # it has said that the label holds: where, is a failure
            self.attempt(f"model {task}", error)
            return WHOLE

    def by_sentence(self, task: str, label: str) -> Sequence[tuple[Span, float]]:
        """What each sentence says by itself; none where their speaker fails."""
        speaker = self._answer(task).speakers[label]
        try:
            return speaker.by_sentence(self.post, label)
        except Exception as error:  # the post has its score; what its sentences say, is a failure
            self.attempt(f"model {task}", error)
            return ()

    def confidence(self, task: str, label: str, score: float) -> Confidence:
        return confidence(score, calibrated=self._answer(task).speakers[label].calibrated)

    def attempt(self, part: str, error: Exception) -> None:
        """Note that `part` failed; only the error's type, for its words might quote the post."""
        known = str(error) if isinstance(error, ComplianceError) else type(error).__name__
        failure = Failure(part=part, error=known)
        if failure not in self.failures:
            self.failures.append(failure)

    def _answer(self, task: str) -> Answer:
        if task not in self._answers:
            self._answers[task] = self._fresh(task)
        return self._answers[task]

    def _fresh(self, task: str) -> Answer:
        chosen = self.tools.slow(task)
        if chosen is None:
            return self._quick(task, self._chosen_thresholds(task))
        if self.slow is not None:
            try:
                return self._thorough(task, chosen, self.slow(task))
            except Exception as error:  # told; the shipped model answers meanwhile
                self.attempt(f"model {task}", error)
        return self._quick(task, {}, instead_of=chosen.name)

    def _quick(self, task: str, thresholds: Scores, *, instead_of: str | None = None) -> Answer:
        model = self.tools.classifier(task)
        scores = model.score([self.post])[0]
        return Answer(
            scores,
            {**model.thresholds, **thresholds},
            dict.fromkeys(model.labels, model),
            (_ref(task, model.id, instead_of),),
        )

    def _thorough(self, task: str, chosen: SlowModel, scores: Scores) -> Answer:
        model = chosen.open()
        said = Answer(
            scores,
            model.thresholds,
            dict.fromkeys(model.labels, model),
            (_ref(task, model.id, None),),
        )
        # Of labels that go by themselves, what it does not know the shipped model still answers.
        if task in ONE_OF or set(self.tools.classifier(task).labels) <= set(model.labels):
            return said
        quick = self._quick(task, {})
        return Answer(
            {**quick.scores, **said.scores},
            {**quick.thresholds, **said.thresholds},
            {**quick.speakers, **said.speakers},
            (*said.models, *quick.models),
        )

    def _chosen_thresholds(self, task: str) -> Scores:
        choices = self.tools.charter.classifiers
        return next((c.thresholds for c in choices if c.task == task), {})


class Together:
    """What slow models say of many posts: asked for AT_ONCE of them in one go, if a post asks."""

    def __init__(self, posts: Sequence[Post], tools: Tools) -> None:
        self._posts, self._tools = posts, tools
        self._said: dict[tuple[str, int], Scores | Exception] = {}
        self._given_up: dict[str, Exception] = {}

    def of(self, place: int) -> Asked:
        """What they say of the post at `place`. Raises what the model raised."""

        def asked(task: str) -> Scores:
            if (task, place) not in self._said:
                start = place - place % AT_ONCE
                self._ask(task, range(start, min(start + AT_ONCE, len(self._posts))))
            said = self._said[task, place]
            if isinstance(said, Exception):
                raise said
            return said

        return asked

    def _ask(self, task: str, places: range) -> None:
        chosen = self._tools.slow(task)
        if chosen is None:
            raise RuntimeError("bug: a task without a slow model is not asked here")
        if task in self._given_up:
            self._said.update(((task, place), self._given_up[task]) for place in places)
            return
        try:
            said = chosen.open().score([self._posts[place] for place in places])
            self._said.update(((task, at), one) for at, one in zip(places, said, strict=True))
        except Exception as error:  # a checkpoint may raise anything; each post's report tells it
            if len(places) > 1:  # which post it was, asking about each alone tells
                self._ask_each(task, places)
            else:
                self._said[task, places[0]] = error

    def _ask_each(self, task: str, places: range) -> None:
        failed = 0
        for place in places:
            self._ask(task, range(place, place + 1))
            said = self._said[task, place]
            failed = failed + 1 if isinstance(said, Exception) else 0
            if isinstance(said, Exception) and failed == PATIENCE:
                self._given_up[task] = said


@lru_cache(maxsize=256)
def _ref(task: str, model: str, instead_of: str | None) -> ModelRef:
    name, _, version = model.partition("@")
    return ModelRef(task=task, name=name, version=version, instead_of=instead_of)


def wrong_choices(charter: Charter, tools: Tools) -> list[CharterError]:
    """What is wrong in the `classifiers` of `charter`, as far as no slow model need be opened."""
    errors = []
    for choice in charter.classifiers:
        name = f"classifiers: task '{choice.task}'"
        try:
            labels = tools.classifier(choice.task).labels
            tools.slow(choice.task)
        except ComplianceError as error:
            errors.append(CharterError(f"{name}: {error}", place=choice.place))
            continue
        strange = [label for label in choice.labels.values() if label not in labels]
        if strange and choice.task not in OWN_LABELS:
            mend = f"its labels are {', '.join(labels)}"
            message = f"{name}: '{strange[0]}' is none of its labels"
            errors.append(CharterError(message, place=choice.place, mend=mend))
    return errors
