"""Comments that turn rules off."""

from __future__ import annotations

import pytest

from compliance.styles.comments import Comments, silenced


def muted(*comments: str) -> frozenset[str]:
    state = Comments()
    for comment in comments:
        state.read(comment)
    return state.muted


@pytest.mark.parametrize(
    ("comments", "off"),
    [
        ([], False),
        (["an ordinary comment"], False),
        (["vale off"], True),
        (["vale off", "vale on"], False),
        (["vale House.Rule = NO"], True),
        (["vale House.Rule = NO", "vale House.Rule = YES"], False),
        (["vale House.Other = NO"], False),
        (["vale House = NO"], True),
        (["vale House = off"], True),
        (["vale styles = Google, alex"], True),
        (["vale style = House"], False),
        (['vale House.Rule["very"] = NO'], True),
        (['vale House.Rule["quite", "rather"] = NO'], False),
        (["vale House.Rule[very = NO"], False),
    ],
)
def test_a_comment_silences_a_rule_a_style_or_a_match(comments: list[str], off: bool) -> None:
    assert silenced("House.Rule", muted(*comments), "very") is off


def test_only_off_lasts_for_the_text_as_a_whole() -> None:
    state = Comments()
    state.read("vale House.Rule = NO")
    assert state.at_end == frozenset()
    state.read("vale off")
    assert state.at_end == {"off"}
