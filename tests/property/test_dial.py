"""The dial: a higher level never loses a finding and never lowers a route."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from compliance.charter import Level
from compliance.pipeline import Checker
from compliance.post import Post
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
