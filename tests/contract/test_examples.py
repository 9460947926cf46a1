"""Every kind's own examples: the exact words, the innocent ones, and a rule that sleeps rightly."""

from __future__ import annotations

import pytest

from compliance import rules
from compliance.declared import declared, names
from compliance.fold import folded
from compliance.matching.keys import Gate, one_of
from compliance.ports import Kind, MarkedExample
from compliance.text import WHOLE
from tests.support import built, reading


@pytest.fixture(params=names(rules))
def kind(request: pytest.FixtureRequest) -> Kind:
    kind: Kind = declared(rules, request.param, "KIND")
    return kind


def test_examples_flag_their_marked_words_and_nothing_else(kind: Kind) -> None:
    for shown in kind.examples:
        find = built(kind, **shown.params)
        post = dict(shown.options)
        language = post.get("lang", "fr")
        spans = [hit.span for hit in find(reading(shown.text, language=language, **post))]
        assert sorted(spans) == list(shown.spans), shown.text


def test_examples_are_three_with_an_innocent_one_and_one_behind_an_emoji(kind: Kind) -> None:
    assert len(kind.examples) >= 3
    assert any(not shown.spans for shown in kind.examples)
    assert any(_behind_an_emoji(shown) for shown in kind.examples)


def _behind_an_emoji(shown: MarkedExample) -> bool:
    ends = [len(shown.text) if span == WHOLE else span.start for span in shown.spans]
    return any(sign > "\uffff" for end in ends for sign in shown.text[:end])


def test_keys_stand_in_every_post_that_fires(kind: Kind) -> None:
    for shown in kind.examples:
        params = kind.params.model_validate(shown.params)
        doors = kind.doors(params) if kind.doors else one_of(kind.keys(params))
        if shown.spans and doors is not None:
            assert Gate([doors]).woken(folded(shown.text)), shown.text


def test_parameters_refuse_what_they_do_not_know(kind: Kind) -> None:
    with pytest.raises(ValueError, match=r"surely_unknown|Field required"):
        kind.params.model_validate({"surely_unknown": 1})
