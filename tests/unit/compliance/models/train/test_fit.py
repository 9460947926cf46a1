from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

pytest.importorskip("sklearn", reason="the models are trained with scikit-learn")

from compliance.models._bank import Bank
from compliance.models._features import POLAR
from compliance.models.train.data import Row
from compliance.models.train.fit import (
    Heard,
    Recipe,
    best_threshold,
    calibrated,
    fit,
    fitted,
    folds,
    linked,
    quantised,
    sentences_of,
    tabled,
    targets_of,
    thresholds,
    with_alone,
)
from compliance.post import Post

BAD = Recipe(("bad",), "several", rare=1)
SCALE = Recipe(("0", "1", "2", "3"), "steps")


def row(text: str, *labels: str, **of: Any) -> Row:
    of = {"group": text, "source": "drills", **of}
    return Row(Post(text=text, author="cliente", channel="x"), frozenset(labels), **of)


def company(name: str, text: str, *labels: str) -> Row:
    return row(text, *labels, group=name, source=name, company=True)


def taught() -> list[Row]:
    """Three companies whose bad posts speak of theft."""
    good, bad = "Belle journée avec l'équipe", "Un vol de plus au dépôt"
    return [
        company(name, f"{text} {n}{name}", *labels)
        for name in ("aa", "bb", "cc")
        for n in range(6)
        for text, labels in ((good, ()), (bad, ("bad",)))
    ]


def test_both_posts_of_a_drill_pair_are_held_out_together() -> None:
    rows = [row(f"{n} {side}", group=f"claims:p{n}") for n in range(40) for side in "ab"]
    for held in folds(rows):
        assert np.array_equal(held[::2], held[1::2])


def test_a_company_is_held_out_whole_and_alone_copies_with_it() -> None:
    rows = with_alone(taught())
    held = [{r.source for r, out in zip(rows, fold, strict=True) if out} for fold in folds(rows)]
    assert held[:3] == [{"aa"}, {"bb"}, {"cc"}]


def test_every_row_is_held_out_once() -> None:
    rows = with_alone([*taught(), *(row(str(n)) for n in range(30))])
    assert np.sum(list(folds(rows)), axis=0).tolist() == [1] * len(rows)


def test_only_a_companys_post_is_learnt_again_without_its_role() -> None:
    both = with_alone([row("Oui"), company("aa", "Non")])
    assert [(r.post.author, r.alone) for r in both] == [
        ("cliente", False),
        ("cliente", False),
        (None, True),
    ]


def test_its_sentences_tell_the_same_without_its_role() -> None:
    told = replace(company("aa", "Non"), spans=(("bad", 0, 3),))
    recipe = replace(SCALE, labels=("bad",))
    assert sentences_of(with_alone([told]), recipe).targets.tolist() == [[True], [True]]


def test_a_step_is_reached_by_every_higher_one() -> None:
    targets = targets_of([row("a", "0"), row("b", "2"), row("c", "3")], SCALE)
    assert targets.astype(int).tolist() == [[0, 0, 0], [1, 1, 0], [1, 1, 1]]


def test_a_fitted_head_knows_good_from_bad_and_is_the_same_again() -> None:
    head, _ = fit("risks", taught(), BAD)
    again, _ = fit("risks", taught(), BAD)
    assert np.array_equal(head.weights, again.weights)
    assert head.card == again.card
    bank = Bank([head])
    good, bad = (bank.scores("risks", Post(text=t)) for t in ("Belle équipe", "Un vol au dépôt"))
    assert good["bad"] < 0.5 < bad["bad"]


def test_what_is_said_of_a_row_does_not_depend_on_its_own_label() -> None:
    said = []
    for labels in ((), ("bad",)):
        _, heard = fit("risks", [*taught(), company("dd", "Mot unique zébulon", *labels)], BAD)
        at = next(i for i, r in enumerate(heard.rows) if r.source == "dd")
        said.append(heard.said[at].tolist())
    assert said[0] == said[1]


def test_scores_of_many_rows_are_those_of_one() -> None:
    logits = np.array([[0.0, 2.0, 1.0, -1.0], [0.0, -1.0, 3.0, 2.0]])
    shares = linked(logits, "steps")
    assert shares.sum(axis=1) == pytest.approx([1, 1])
    assert shares.min() >= 0
    assert linked(logits, "one").sum(axis=1) == pytest.approx([1, 1])


def test_calibrated_scores_follow_the_share_that_is_right() -> None:
    said = np.repeat([[-1.0], [1.0]], 100, axis=0)
    rows = [company("aa", str(n), *(("bad",) if n % 4 == 0 else ())) for n in range(100)]
    rows += [company("aa", str(n), *(("bad",) if n % 4 else ())) for n in range(100)]
    mix = calibrated(Heard(rows, said), BAD)
    scores = linked(said @ mix.weights + mix.bias, "several")
    assert scores[[0, -1], 0] == pytest.approx([0.25, 0.75], abs=0.01)


def test_the_best_threshold_lies_between_two_scores() -> None:
    target = np.array([True, True, False, False])
    assert best_threshold(target, np.array([0.9, 0.7, 0.3, 0.1])) == pytest.approx(0.5)


def test_a_threshold_keeps_false_alarms_within_the_share_asked() -> None:
    rows = [row(str(n), *(("bad",) if n < 10 else ())) for n in range(110)]
    scores = np.linspace(0.5, 1.0, 110)[:, None]
    (least,) = thresholds(scores, rows, Recipe(("bad",), "several", alarms=0.05)).values()
    assert (scores[10:, 0] >= least).mean() <= 0.05


def test_weights_survive_eight_bits() -> None:
    weights = np.array([[1.0, -0.02], [-0.5, 0.01], [0.0, 0.0]])
    small, scale = quantised(weights)
    assert small * scale == pytest.approx(weights, abs=0.005)


def test_only_the_last_voice_hears_polarity_and_it_hears_nothing_else() -> None:
    rows = [
        replace(each, weights=(1.0, 1.0))
        for n in range(8)
        for each in (row(f"Superbe journée {n}"), row(f"Horrible journée {n}", "bad"))
    ]
    recipe = replace(BAD, voices=2, polar=True)
    heads = fitted(tabled(rows), targets_of(rows, recipe), np.ones((len(rows), 2)), recipe)
    words, polar = (np.flatnonzero(column) for column in heads.weights.T)
    assert heads.ids[words].max() < POLAR <= heads.ids[polar].min()
