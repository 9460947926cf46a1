"""A post about A carries B: hard cases, innocent first."""

from __future__ import annotations

from typing import Any

from compliance.rules.required import KIND, Required
from compliance.text import WHOLE
from tests.support import found, hits

AD: dict[str, Any] = {
    "about": ["partenariat", "offert par"],
    "carries": ["#pub", "collaboration commerciale"],
}


def test_a_post_about_something_else_needs_nothing() -> None:
    assert found(KIND, "Un café offert à tous 🎉", **AD) == []


def test_what_is_asked_for_may_stand_anywhere() -> None:
    assert found(KIND, "#Pub — un séjour offert par SolToit", **AD) == []


def test_the_first_words_that_call_for_it_are_flagged() -> None:
    assert found(KIND, "🎉 Séjour OFFERT PAR SolToit, en partenariat", **AD) == ["OFFERT PAR"]


def test_a_hashtag_that_only_begins_alike_is_not_it() -> None:
    assert found(KIND, "En partenariat #publicité", **AD) == ["partenariat"]


def test_what_could_be_added_follows_the_words() -> None:
    [hit] = hits(
        KIND, "J'adore SolToit", about=["SolToit"], carries=["chez nous"], add=["(chez nous)"]
    )
    assert hit.suggestions == ("SolToit (chez nous)",)


def test_every_post_may_be_meant() -> None:
    assert [hit.span for hit in hits(KIND, "Bonjour", carries=["#ad"])] == [WHOLE]


def test_the_house_s_names_are_those_of_the_charter() -> None:
    assert found(
        KIND, "Vive Hélianthe Énergies !", organisation=True, carries=["je travaille"]
    ) == ["Hélianthe Énergies"]


def test_a_rule_about_words_sleeps_without_them() -> None:
    assert KIND.keys(Required(about=("SolToit",), carries=("x",))) == ("soltoit",)
    assert KIND.keys(Required(about=("SolToit",), carries=("x",), organisation=True)) is None
