"""Every kind on any text: spans stay inside it, the same twice, and hostile posts end in time."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance import rules
from compliance.charter import Params, Rule
from compliance.declared import declared, names
from compliance.finding import Hit
from compliance.guards import guarded
from compliance.ports import Find, Kind
from compliance.text import Span
from tests.support import built, reading

IDS = names(rules)
# What posts are made of, and what breaks naive code: surrogates, nulls, bidi controls, joiners.
SIGNS = st.one_of(
    st.characters(),
    st.sampled_from(
        "\ud800\udfff\x00\u202e\u2066\u200b\u200d\ufe0f\u0301ﬁœßİ🎉👨‍👩‍👧🇫#@«»\"'’!.,\n "
    ),
    st.sampled_from("aeéÉZ19"),
)
WORDS = st.sampled_from(
    ["SolToit", "n°1", "zéro risque", "#solaire", "@noe", "bit.ly/a", "le le", "AU SECOURS", "!!"]
)
POSTS = st.lists(st.one_of(WORDS, SIGNS), max_size=60).map("".join)
HOSTILE = {
    "a": "a" * 100_000,
    "a and spaces": "a " * 50_000,
    "lines": "a\n" * 50_000,
    "capitals": "A" * 100_000,
    "shouting": "AA AA! " * 15_000,
    "hashtags": "#a " * 33_000,
    "signs": "#@«\"'(" * 16_000,
    "dots": "a." * 50_000,
    "mentions": "@a." * 33_000,
    "links": "https://a.fr " * 7_700,
    "emoji": "👨‍👩‍👧" * 20_000,
    "joiners": "\u200d" * 100_000,
    "accents": "e" + "\u0301" * 100_000,
    "surrogates": "\ud800" * 100_000,
    "nulls": "\x00" * 100_000,
    "bidi": "\u202e" * 100_000,
    "digits": "1" * 100_000,
    "exclamations": "!" * 100_000,
    "ready-made": "chaque toit compte et " * 4_500,
}
SECONDS = 3.0  # for 100,000 code points, on a busy machine


def finds(kind: Kind) -> list[tuple[Find, dict[str, Any]]]:
    """One `find` for each of the kind's own examples, with the other fields of its post."""
    return [(built(kind, **shown.params), dict(shown.options)) for shown in kind.examples]


@pytest.fixture(scope="module", params=IDS)
def every_find(request: pytest.FixtureRequest) -> list[tuple[Find, dict[str, Any]]]:
    return finds(declared(rules, request.param, "KIND"))


@pytest.fixture(scope="module")
def guarded_find() -> Find:
    options: dict[str, Any] = {
        "unless": ("e",),
        "near": ("a",),
        "quoted": "leave",
        "negated": "leave",
    }
    rule = Rule(id="r", kind="terms", params=Params(), **options)
    return guarded(lambda at: (Hit(Span(i, i + 1)) for i in range(len(at.text))), rule)


def inside(hit: Hit, text: str) -> bool:
    return 0 <= hit.span.start <= hit.span.end <= len(text) and 0 <= hit.score <= 1


@settings(max_examples=60, deadline=None)
@given(text=POSTS, language=st.sampled_from(["fr", "en", "und", "de"]))
def test_a_span_never_leaves_the_text_and_comes_again(
    every_find: list[tuple[Find, dict[str, Any]]], text: str, language: str
) -> None:
    for find, post in every_find:
        at = reading(text, language=language, **post)
        found = list(find(at))
        assert all(inside(hit, text) for hit in found)
        assert list(find(at)) == found


@settings(max_examples=60, deadline=None)
@given(text=POSTS, language=st.sampled_from(["fr", "en", "und", "de"]))
def test_guards_only_drop_hits(guarded_find: Find, text: str, language: str) -> None:
    spans = [hit.span for hit in guarded_find(reading(text, language=language))]
    assert spans == sorted(set(spans))
    assert all(span.end <= len(text) for span in spans)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_post_is_answered_in_time(
    every_find: list[tuple[Find, dict[str, Any]]], hostile: str
) -> None:
    text = HOSTILE[hostile]
    for find, post in every_find:
        at = reading(text, **post)
        start = time.perf_counter()
        found = list(find(at))
        assert time.perf_counter() - start < SECONDS
        assert all(inside(hit, text) for hit in found)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_guards_answer_a_hostile_post_in_time(guarded_find: Find, hostile: str) -> None:
    at = reading(HOSTILE[hostile])
    start = time.perf_counter()
    list(guarded_find(at))
    assert time.perf_counter() - start < SECONDS
