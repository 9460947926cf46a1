"""Who answers: the charter's slow model in a thorough check, the quick one otherwise, told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from compliance.errors import CharterErrors, ModelError
from compliance.finding import Confidence
from compliance.judging import AT_ONCE, PATIENCE
from compliance.pipeline import Checker
from compliance.ports import Classifier, Scores
from compliance.post import Post, PostKind
from compliance.report import Failure, ModelRef, Report, Route
from compliance.text import Span
from tests.support import NOON, FakeClassifier, FakeTools, checker

CHARTER = """\
id: acme
languages: [fr]
classifiers: [{task: categories, labels: {oui: respect}, thresholds: {respect: 0.85}}]
articles:
  - id: respect
    title: {fr: Respect}
    text: {fr: Restez courtois.}
    rules: [{id: model, kind: classifier, label: respect}]
  - id: green
    category: claims
    title: {fr: Vert}
    text: {fr: Dites ce que vous pouvez montrer.}
    rules: [{id: model, kind: classifier, label: greenwash}]
"""
PLAIN = CHARTER[: CHARTER.index("  - id: green")]
QUICK = ModelRef(task="categories", name="fake", version="1", instead_of="tiny")


@dataclass(frozen=True)
class Slow(FakeClassifier):
    """Opened at once. batches: how many posts it was asked about, each time."""

    id: str = "tiny@2"
    poison: str = "\0"
    blind: bool = False
    batches: list[int] = field(default_factory=list)
    name: str = "tiny"

    def open(self) -> Classifier:
        return self

    def score(self, posts: Sequence[Post]) -> list[Scores]:
        self.batches.append(len(posts))
        if any(self.poison in post.text for post in posts):
            raise ModelError("it took too long")
        return super().score(posts)

    def evidence(self, post: Post, label: str) -> Span:
        if self.blind:
            raise ModelError("it took too long")
        return super().evidence(post, label)


class Missing:
    name, labels = "tiny", ()

    def open(self) -> Classifier:
        raise ModelError("model 'tiny' is no folder")


def slow(**words: str) -> Slow:
    return Slow(words)


def with_slow(model: Any, task: str = "categories", charter: str = CHARTER) -> Checker:
    return checker(charter, heavy={task: model})


def thorough(ready: Checker, *texts: str, **post: Any) -> list[Report]:
    posts = [Post(text=text, **post) for text in texts]
    return list(ready.check_thoroughly(posts, now=NOON))


def found(report: Report) -> list[tuple[str, str]]:
    return [(finding.article, finding.text) for finding in report.findings]


def of(report: Report, task: str = "categories") -> list[ModelRef]:
    return [model for model in report.models if model.task == task]


def test_an_instant_check_asks_the_quick_one_and_says_for_whom_it_speaks() -> None:
    model = slow(respect="andouille", greenwash="vert")
    report = with_slow(model).check(Post(text="Andouille, imbécile, tout est vert"), now=NOON)
    assert model.batches == []
    assert found(report) == [("respect", "imbécile")]
    assert (of(report), report.complete, report.failures) == ([QUICK], True, ())


def test_a_thorough_check_asks_the_slow_one() -> None:
    model = slow(respect="andouille", greenwash="vert")
    (report,) = thorough(with_slow(model), "Andouille, imbécile, tout est vert")
    assert found(report) == [("respect", "Andouille"), ("green", "vert")]
    assert ModelRef(task="categories", name="tiny", version="2") in of(report)
    assert report.complete


def test_labels_that_the_slow_one_does_not_know_the_quick_one_still_answers() -> None:
    (report,) = thorough(with_slow(slow(greenwash="vert")), "Imbécile, tout est vert")
    assert found(report) == [("respect", "Imbécile"), ("green", "vert")]
    assert [model.name for model in of(report)] == ["tiny", "fake"]


def test_where_one_label_holds_only_one_of_the_two_speaks() -> None:
    ready = with_slow(slow(negative="marteau", positive="merci"), "sentiment", PLAIN)
    (report,) = thorough(ready, "Un marteau, déçu hier")
    assert report.sentiment.label == "negative"
    assert [model.name for model in of(report, "sentiment")] == ["tiny"]


def test_one_that_cannot_be_had_is_a_named_failure_and_the_quick_one_answers() -> None:
    (report,) = thorough(with_slow(Missing()), "Imbécile")
    assert found(report) == [("respect", "Imbécile")]
    assert Failure(part="model categories", error="model 'tiny' is no folder") in report.failures
    assert (report.complete, of(report)) == (False, [QUICK])
    assert "incomplete" in [note.id for note in report.notes]


def test_a_check_whose_model_broke_is_never_clear() -> None:
    calm = FakeClassifier({"0": "bonjour", "1": "honte"})
    minds = {**FakeTools().minds, "urgency": calm}
    ready = checker(PLAIN, minds=minds, heavy={"sentiment": Missing()})
    for kind, route in ((PostKind.DRAFT, Route.ADVISE), (PostKind.OBSERVED, Route.WATCH)):
        assert ready.check(Post(text="Bonjour", kind=kind), now=NOON).route is Route.CLEAR
        assert [report.route for report in thorough(ready, "Bonjour", kind=kind)] == [route]


def test_a_rule_that_only_the_slow_one_could_run_has_failed_with_it() -> None:
    (report,) = thorough(with_slow(Missing()), "Tout est vert")
    assert Failure(part="rule green/model", error="no model answers 'greenwash'") in report.failures


def test_each_keeps_to_its_own_thresholds() -> None:
    strict = CHARTER.replace("0.85", "0.95")  # said of the model that the charter chose
    quick = with_slow(slow(respect="andouille", greenwash="vert"), charter=strict)
    assert found(quick.check(Post(text="Imbécile"), now=NOON)) == [("respect", "Imbécile")]
    alone = PLAIN.replace("0.85", "0.95")
    assert found(checker(alone).check(Post(text="Imbécile"), now=NOON)) == []


def test_many_posts_are_read_at_once_and_come_back_in_order() -> None:
    model = slow(respect="andouille", greenwash="vert")
    texts = ["Andouille" if n % 3 else f"Bonjour {n}" for n in range(AT_ONCE + 5)]
    reports = thorough(with_slow(model), *texts)
    assert model.batches == [AT_ONCE, 5]
    assert [bool(report.findings) for report in reports] == [bool(n % 3) for n in range(len(texts))]


def test_a_post_that_breaks_the_model_harms_no_other() -> None:
    model = slow(respect="andouille", greenwash="vert")
    reports = thorough(with_slow(model), "Andouille", "\0", "Andouille")
    assert [report.complete for report in reports] == [True, False, True]
    assert [found(report) for report in reports] == [
        [("respect", "Andouille")],
        [],
        found(reports[0]),
    ]


def test_a_model_that_fails_again_and_again_is_left_alone() -> None:
    model = Slow({"respect": "andouille", "greenwash": "vert"}, poison="")
    reports = thorough(with_slow(model), *["Bonjour"] * (2 * AT_ONCE))
    assert model.batches == [AT_ONCE, *[1] * PATIENCE]
    assert not any(report.complete for report in reports)


def test_where_it_cannot_say_which_words_weighed_the_whole_post_is_meant() -> None:
    model = Slow({"respect": "andouille", "greenwash": "vert"}, blind=True)
    (report,) = thorough(with_slow(model), "Andouille")
    assert found(report) == [("respect", "")]
    assert [failure.part for failure in report.failures] == ["model categories"]


def test_nobody_is_almost_certain_of_a_score_that_is_not_calibrated() -> None:
    quick = checker(PLAIN).check(Post(text="Imbécile"), now=NOON)
    assert [finding.confidence for finding in quick.findings] == [Confidence.HIGH]
    model = Slow({"respect": "andouille", "greenwash": "vert"}, calibrated=False)
    (report,) = thorough(with_slow(model), "Andouille")
    assert [finding.confidence for finding in report.findings] == [Confidence.MEDIUM]


def test_no_word_of_a_post_stands_in_a_failure() -> None:
    class Chatty(Slow):
        def score(self, posts: Sequence[Post]) -> list[Scores]:
            raise ValueError(posts[0].text)

    (report,) = thorough(with_slow(Chatty({"respect": "x", "greenwash": "y"})), "Projet Atlas")
    assert "Atlas" not in str(report.failures)


def test_a_charter_without_slow_models_is_always_checked_alike() -> None:
    ready = checker(PLAIN)
    assert not ready.has_slow_models
    assert with_slow(slow(respect="x", greenwash="y")).has_slow_models
    assert thorough(ready, "Imbécile") == [ready.check(Post(text="Imbécile"), now=NOON)]


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        ("task: mood", r"acme\.yaml:3:15: classifiers: task 'mood': no classifier for 'mood'"),
        (
            "task: sentiment, labels: {POS: positif}",
            r"acme\.yaml:3:15: classifiers: task 'sentiment': 'positif' is none of its labels; its "
            "labels are respect, negative, neutral",
        ),
    ],
)
def test_a_wrong_choice_is_told_with_its_place(choice: str, message: str) -> None:
    lines = PLAIN.splitlines()
    lines[2] = f"classifiers: [{{{choice}}}]"
    with pytest.raises(CharterErrors, match=message):
        checker("\n".join(lines))


def test_a_label_that_no_model_has_is_told_when_the_charter_is_read() -> None:
    with pytest.raises(CharterErrors, match="'greenwash' is no label of fake@1"):
        checker(CHARTER)
    slow_one = slow(respect="x", other="y")
    with pytest.raises(CharterErrors, match="'greenwash' is no label of fake@1"):
        with_slow(slow_one)
    assert FakeTools().slow("categories") is None
