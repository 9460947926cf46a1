from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("sklearn", reason="the models are trained with scikit-learn")

from compliance.models.train.figures import (
    by_label,
    calibration_error,
    decided,
    figure,
    kappa,
    macro_f1,
    urgent_f1,
)
from compliance.models.train.fit import Flags, Recipe


def scale(*steps: int) -> Flags:
    return np.eye(4, dtype=np.bool_)[list(steps)]


def test_precision_recall_and_f1_are_those_of_the_label() -> None:
    gold = np.array([[True], [True], [False], [False]])
    given = np.array([[True], [False], [True], [False]])
    assert by_label(gold, given).tolist() == [[0.5, 0.5, 0.5]]


def test_agreement_is_one_and_its_opposite_below_nought() -> None:
    assert kappa(scale(0, 1, 2, 3), scale(0, 1, 2, 3)) == pytest.approx(1)
    assert kappa(scale(0, 0, 3, 3), scale(3, 3, 0, 0)) == pytest.approx(-1)


def test_a_near_miss_costs_less_than_a_far_one() -> None:
    gold = scale(0, 1, 2, 3)
    assert kappa(gold, scale(1, 1, 2, 3)) > kappa(gold, scale(3, 1, 2, 3))


def test_urgent_is_two_and_three_alike() -> None:
    assert urgent_f1(scale(2, 3, 0), scale(3, 2, 1)) == 1


def test_a_scale_is_decided_by_its_median() -> None:
    scores = np.array([[0.4, 0.15, 0.25, 0.2], [0.6, 0.1, 0.1, 0.2]])
    given = decided([], scores, Recipe(("0", "1", "2", "3"), "steps"))
    assert given.argmax(axis=1).tolist() == [1, 0]


def test_scores_that_mean_what_they_say_have_no_error() -> None:
    gold = np.array([[True], [False], [False], [False]])
    assert calibration_error(gold, np.full((4, 1), 0.25)) == pytest.approx(0)
    assert calibration_error(gold, np.full((4, 1), 0.95)) == pytest.approx(0.7)


def test_an_interval_holds_the_figure_and_is_the_same_again() -> None:
    gold = np.arange(60).reshape(-1, 1) % 3 == 0
    given = np.arange(60).reshape(-1, 1) % 2 == 0
    one = figure(macro_f1, gold, given)
    assert one.low <= one.value <= one.high
    assert figure(macro_f1, gold, given) == one


def test_a_label_that_stands_nowhere_costs_nothing_in_the_mean() -> None:
    gold = np.array([[True, False, False], [False, False, False]])
    given = np.array([[True, False, False], [False, True, False]])
    assert macro_f1(gold, given) == 0.5
    assert macro_f1(gold[:, 2:], given[:, 2:]) == 0.0
