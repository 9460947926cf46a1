"""Findings in order, those of one article on the same words made one."""

from __future__ import annotations

import pytest

from compliance.finding import Confidence, Finding, Severity, confidence, merged


def finding(start: int, end: int, **given: object) -> Finding:
    base = {
        "article": "claims",
        "rule": "r",
        "category": "claims",
        "severity": Severity.CAUTION,
        "text": "",
        "message": "",
        "why": "",
        "score": 0.9,
        "source": "terms",
    }
    return Finding.model_validate({**base, **given, "start": start, "end": end})


@pytest.mark.parametrize(
    ("score", "calibrated", "word"),
    [
        (0.0, True, Confidence.LOW),
        (0.49, True, Confidence.LOW),
        (0.5, True, Confidence.MEDIUM),
        (0.79, True, Confidence.MEDIUM),
        (0.8, True, Confidence.HIGH),
        (0.99, False, Confidence.MEDIUM),
        (0.2, False, Confidence.LOW),
    ],
)
def test_a_score_is_one_of_three_words(score: float, calibrated: bool, word: Confidence) -> None:
    assert confidence(score, calibrated=calibrated) is word


def test_the_most_severe_speaks_for_overlapping_words() -> None:
    soft = finding(0, 30, severity="suggestion", source="classifier:categories")
    hard = finding(5, 12, severity="serious")
    assert merged([soft, hard]) == (hard,)


def test_words_that_are_named_speak_before_a_model_that_raises_them() -> None:
    named = finding(5, 12, severity="suggestion", message="This name?", suggestions=("it",))
    read = finding(0, 30, severity="caution", source="classifier:categories", message="Secret?")
    [one] = merged([read, named])
    assert one == named.model_copy(update={"severity": Severity.CAUTION})


def test_a_model_does_not_swallow_the_second_of_two_names_in_a_sentence() -> None:
    first, second = finding(5, 12, severity="suggestion"), finding(20, 25, severity="suggestion")
    read = finding(0, 30, severity="caution", source="classifier:categories")
    assert [one.span for one in merged([read, first, second])] == [first.span, second.span]


def test_what_the_house_has_published_no_model_raises() -> None:
    public = finding(5, 12, severity="suggestion", message="Give the link", settled=True)
    read = finding(0, 30, severity="caution", source="classifier:categories")
    assert merged([read, public]) == (public,)


def test_other_articles_keep_their_own_findings() -> None:
    one, other = finding(0, 9), finding(3, 9, article="respect", category="respect")
    assert merged([other, one]) == (one, other)


def test_suggestions_for_the_same_words_are_joined_once() -> None:
    one = finding(0, 4, suggestions=("a", "b"), score=1.0)
    other = finding(0, 4, suggestions=("b", "c"), rule="s")
    assert merged([other, one])[0].suggestions == ("a", "b", "c")


def test_findings_go_by_start_then_longest() -> None:
    far, short = finding(20, 25), finding(0, 4)
    long = finding(0, 9, article="form", category="form")
    assert merged([far, short, long]) == (long, short, far)
