from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest

from compliance.models.language import by_langid, open_detector
from compliance.models.language.cascade import Cascade
from compliance.models.language.words import OTHER, Table
from compliance.post import UNSURE

WEIGHTS = {" le ": (9, 0, 0), " the ": (0, 9, 0), " och ": (0, 0, 9), " a ": (1, 1, 0)}


class Counting:
    """An arbiter that says what it is told to and counts how often it is asked."""

    def __init__(self, **shares: float) -> None:
        self.said, self.asked = shares, 0

    def shares(self, text: str) -> Mapping[str, float]:
        self.asked += 1
        return self.said


def cascade(arbiter: Counting, *languages: str) -> Cascade:
    weights = np.array(list(WEIGHTS.values()), np.float32)
    rows = {gram: index for index, gram in enumerate(WEIGHTS)}
    table = Table(rows, weights, np.zeros(3, np.float32), ("fr", "en", OTHER))
    return Cascade(table, languages or ("fr", "en"), lambda: arbiter)


def test_a_sure_table_asks_nobody() -> None:
    arbiter = Counting(en=1.0)
    assert cascade(arbiter).detect("le").label == "fr"
    assert arbiter.asked == 0


def test_a_table_sure_of_another_language_is_unsure() -> None:
    assert cascade(Counting(fr=1.0)).detect("och") == UNSURE
    assert cascade(Counting(fr=1.0), "fr").detect("the") == UNSURE


def test_a_hesitation_goes_to_the_arbiter() -> None:
    arbiter = Counting(fr=0.1, en=0.8)
    heard = cascade(arbiter).detect("a")
    assert heard.label == "en"
    assert heard.score == pytest.approx(8 / 9, abs=1e-4)
    assert arbiter.asked == 1


def test_both_must_find_it_foreign() -> None:
    assert cascade(Counting(fr=0.01, en=0.02)).detect("xyzzy") == UNSURE
    assert cascade(Counting(fr=0.01, en=0.02)).detect("a").label == "en"


def test_an_arbiter_that_hears_nothing_is_unsure() -> None:
    assert cascade(Counting()).detect("a") == UNSURE


def test_the_shipped_one_gives_the_same_answer_twice() -> None:
    texts = ["ok boomer", "no comment", "la team", "super job", "menu du jour"]
    first, second = open_detector(("fr", "en")), open_detector(("fr", "en"))
    assert [first.detect(t) for t in texts] == [second.detect(t) for t in texts]


def test_a_language_beyond_the_table_is_left_to_the_arbiter() -> None:
    pytest.importorskip("py3langid")
    detector = open_detector(("fr", "pl"))
    assert isinstance(detector, by_langid.Langid)
    assert detector.detect("Jutro rano spotykamy się przed budynkiem").label == "pl"


def test_a_language_without_any_share_is_weighed_all_the_same() -> None:
    weights = np.array([[-500, 1, 1]], np.float32)
    table = Table({" a ": 0}, weights, np.zeros(3, np.float32), ("fr", "en", OTHER))
    assert Cascade(table, ("fr",), lambda: Counting(fr=0.5)).detect("a").label == "fr"
