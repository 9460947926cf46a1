from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from compliance.matching.allusions import NONE, SORTS, Allusion
from compliance.matching.substance import (
    BELIEVED,
    FARTHEST,
    Sentence,
    at_most,
    log_odds,
    meant,
    name_signals,
    signals,
    told,
    weights,
)

QUIET = Sentence(
    post=0.1,
    alone=-2.0,
    behind=0.0,
    sentences=2,
    length=60,
    named_here=False,
    named=False,
    allusion=Allusion(),
)


def test_there_is_a_weight_for_each_signal_and_no_other() -> None:
    assert weights().sentence.keys() == signals(QUIET).keys() == weights().beside.keys()
    assert weights().name.keys() == name_signals(0.5, 0.5).keys()


@pytest.mark.parametrize(
    "louder", [{"post": 0.9}, {"alone": 2.0}, *({"allusion": Allusion(**{s: 1})} for s in SORTS)]
)
def test_what_speaks_for_a_secret_makes_it_likelier(louder: dict[str, object]) -> None:
    assert told(replace(QUIET, **louder)) > told(QUIET)


def test_an_allusion_says_no_more_than_is_reckoned_with() -> None:
    rich = Allusion(words=2, names=1, places=1, numbers=1)
    for named in (False, True):
        seen = replace(QUIET, named=named, allusion=rich)
        assert told(QUIET) < told(seen) < at_most(seen) == at_most(replace(seen, allusion=NONE))


def test_one_sentence_of_many_is_less_likely_to_be_the_one() -> None:
    assert told(replace(QUIET, sentences=9)) < told(QUIET)


def test_a_name_is_likelier_meant_the_surer_the_list_and_the_guiltier_the_post() -> None:
    sure = [meant(confidence, 0.3) for confidence in (0.1, 0.5, 0.9)]
    guilty = [meant(0.6, post) for post in (0.01, 0.3, 0.9)]
    assert all(a < b for ladder in (sure, guilty) for a, b in pairwise(ladder))


def test_a_harmless_post_does_not_overrule_a_list_that_is_sure() -> None:
    assert meant(BELIEVED, 0.0) == BELIEVED
    assert meant(BELIEVED - 0.05, 0.0) < 0.5
    assert meant(BELIEVED, 0.99) > BELIEVED


def test_what_is_disguised_is_the_lists_to_judge() -> None:
    assert meant(0.56, 0.0, disguised=True) == 0.56
    assert meant(0.56, 0.99, disguised=True) > 0.56


@pytest.mark.parametrize("score", [0.0, 1e-300, 0.5, 1.0])
def test_log_odds_of_any_score_stay_within_bounds(score: float) -> None:
    assert -FARTHEST <= log_odds(score) <= FARTHEST
    assert 0 <= told(replace(QUIET, post=score, alone=1e9, sentences=0, length=0)) <= 1
