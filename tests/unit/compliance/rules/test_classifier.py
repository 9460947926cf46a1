from __future__ import annotations

from dataclasses import replace

import pytest

from compliance.charter import ClassifierChoice
from compliance.errors import CharterError, ModelError
from compliance.finding import Severity
from compliance.rules.classifier import KIND
from compliance.text import Span
from tests.support import CHARTER, FakeClassifier, FakeTools, built, found, hits, reading


def test_a_score_under_the_threshold_is_left_alone() -> None:
    assert found(KIND, "Quel imbécile !", label="respect", over=0.91) == []


def test_a_hit_spans_the_evidence_and_carries_score_and_task() -> None:
    (hit,) = hits(KIND, "Quel imbécile !", label="respect")
    assert (hit.span, hit.score, hit.source) == (Span(5, 13), 0.9, "categories")


def test_a_threshold_of_the_charter_replaces_that_of_the_model() -> None:
    strict = ClassifierChoice(task="categories", thresholds={"respect": 0.95})
    tools = replace(FakeTools(), charter=CHARTER.model_copy(update={"classifiers": (strict,)}))
    find = built(KIND, tools=tools, label="respect")
    assert list(find(reading("Quel imbécile !", tools=tools))) == []


def test_a_threshold_of_the_rule_speaks_before_that_of_the_charter() -> None:
    strict = ClassifierChoice(task="categories", thresholds={"respect": 0.95})
    tools = replace(FakeTools(), charter=CHARTER.model_copy(update={"classifiers": (strict,)}))
    find = built(KIND, tools=tools, label="respect", over=0.5)
    assert [hit.span for hit in find(reading("Quel imbécile !"))] == [Span(5, 13)]


def test_an_unknown_label_is_refused_with_the_one_spelled_like_it() -> None:
    with pytest.raises(CharterError, match="did you mean 'respect'"):
        built(KIND, label="respct")


def test_an_unknown_label_like_no_other_is_refused_with_all_labels() -> None:
    with pytest.raises(CharterError, match="its labels are respect, negative, neutral"):
        built(KIND, label="zzz")


def test_a_task_without_a_model_is_refused_when_the_rule_is_built() -> None:
    tools = replace(FakeTools(), minds={"sentiment": FakeClassifier()})
    with pytest.raises(ModelError):
        built(KIND, tools=tools, label="respect")


def test_a_score_that_is_more_often_wrong_than_right_is_only_suggested() -> None:
    [unsure] = hits(KIND, "Bravo, imbécile", label="respect", sure=0.95)
    [sure] = hits(KIND, "Bravo, imbécile", label="respect")
    assert (unsure.severity, sure.severity) == (Severity.SUGGESTION, None)
