"""The dial: a higher level never loses a finding and never lowers a route."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.charter import Charter, Level
from compliance.charter_file import overlay_names
from compliance.pipeline import Checker
from compliance.ports import unmarked
from compliance.post import Post
from compliance.report import Report
from compliance.settings import Settings
from compliance.wiring import checker as real_checker
from compliance.wiring import load_charter
from tests.support import checker

NOW = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)
CHARTER = """\
id: acme
level: {level}
languages: [fr, en]
listed_topics: [merger]
listed_channels: [press]
articles:
  - id: claims
    title: {{fr: Promesses}}
    text: {{fr: Dites ce que vous pouvez prouver.}}
    rules:
      - {{id: a, kind: terms, terms: [top], severity: suggestion}}
      - {{id: b, kind: terms, terms: [n°1], severity: caution}}
      - {{id: c, kind: terms, terms: [garanti], severity: serious}}
  - id: disconnect
    title: {{fr: Repos}}
    text: {{fr: Reposez-vous.}}
    severity: serious
    rules: [{{id: d, kind: terms, terms: [minuit]}}]
overrides:
  - {{id: soft, categories: [claims], severities: [serious], channels: [slack], route: advise}}
"""
WORDS = ["top", "n°1", "garanti", "minuit", "mon salaire", "bonjour", "🎉", "\n", "«", "»", "sans"]


@cache
def at(level: Level) -> Checker:
    return checker(CHARTER.format(level=level))


posts = st.builds(
    Post,
    text=st.lists(st.sampled_from(WORDS) | st.text(max_size=8), max_size=12).map(" ".join),
    channel=st.sampled_from([None, "slack", "press", "linkedin"]),
    topics=st.sampled_from([(), ("merger",)]),
)


@given(posts)
def test_turning_the_dial_up_loses_no_finding_and_lowers_no_route(post: Post) -> None:
    reports = [at(level).check(post, now=NOW) for level in Level]
    for lower, higher in pairwise(reports):
        assert lower.findings == higher.findings
        assert lower.route.rank <= higher.route.rank


@given(posts)
def test_the_same_post_gets_the_same_report_and_spans_that_cut_its_own_words(post: Post) -> None:
    report = at(Level.GUIDE).check(post, now=NOW)
    assert report == at(Level.GUIDE).check(post, now=NOW)
    for finding in report.findings:
        assert finding.text == post.text[finding.start : finding.end]
        assert finding.end <= len(post.text)


OVERLAYS = ((), *((name,) for name in overlay_names()), overlay_names())
EVERY = 3  # of the examples: each is judged at four levels under each overlay


@pytest.mark.parametrize("overlays", OVERLAYS, ids="+".join)
def test_ready_made_levels_lose_no_finding_and_lower_no_route(overlays: tuple[str, ...]) -> None:
    charters = [load_charter(level.value, overlays) for level in Level]
    checkers = [real_checker(charter, Settings()) for charter in charters]
    for post in _examples(charters[0]):
        reports = [ready.check(post, now=NOW) for ready in checkers]
        for lower, higher in pairwise(reports):
            assert _found(lower) <= _found(higher), post.text
            assert lower.protected or lower.route.rank <= higher.route.rank, post.text


def _examples(charter: Charter) -> list[Post]:
    """Some of what its articles give as examples, alternately on a listed channel."""
    examples = [e for a in charter.articles for e in (*a.examples.ok, *a.examples.ko)]
    shown = [e.model_dump(include={"lang", "author", "posted_at"}) for e in examples]
    texts = (unmarked(e.text)[0] for e in examples)
    made = (
        Post(text=text, channel="press-comment" if at % 2 else None, **fields)
        for at, (text, fields) in enumerate(zip(texts, shown, strict=True))
    )
    return list(made)[::EVERY]


def _found(report: Report) -> set[tuple[str, int, int, int]]:
    return {(f.article, f.start, f.end, f.severity.rank) for f in report.findings}
