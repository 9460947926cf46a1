"""What ready-made charters offer for their own examples silences the rule that asked for it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from compliance.finding import Finding
from compliance.mending import Edit, applied, deletion, mended
from compliance.pipeline import Checker
from compliance.ports import unmarked
from compliance.post import Post
from compliance.settings import settings
from compliance.wiring import checker, load_charter

NOW = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)
OVERLAYS = ("public-service", "finance", "health", "listed-company", "crisis")


@pytest.fixture(scope="module")
def strict() -> Checker:
    return checker(load_charter("strict", OVERLAYS), settings())


@pytest.fixture(scope="module")
def guilty(strict: Checker) -> list[tuple[Post, tuple[Finding, ...]]]:
    """Every example that an article must find, with what is found in it."""
    posts = [
        Post(text=unmarked(example.text)[0], lang=example.lang, channel=example.channel)
        for article in strict.charter.articles
        for example in article.examples.ko
    ]
    return [(post, strict.check(post, now=NOW).findings) for post in posts]


def silenced(strict: Checker, post: Post, finding: Finding, words: str) -> bool:
    """Whether the rule has nothing more to say where `words` were put."""
    edit = (
        Edit(finding.start, finding.end, words)
        if words
        else deletion(post.text, finding.start, finding.end)
    )
    better = post.model_copy(update={"text": applied(post.text, [edit])})
    end = edit.start + len(edit.replacement)
    return not any(
        left.rule == finding.rule and left.start <= end and left.end >= edit.start
        for left in strict.check(better, now=NOW).findings
    )


def test_every_suggestion_clears_what_it_is_offered_for(
    strict: Checker, guilty: list[tuple[Post, tuple[Finding, ...]]]
) -> None:
    offered = [
        (finding.rule, finding.text, words, silenced(strict, post, finding, words))
        for post, findings in guilty
        for finding in findings
        for words in finding.suggestions
    ]
    failed = [each[:3] for each in offered if not each[3]]
    assert len(offered) > 30
    assert len(failed) <= 0.05 * len(offered), failed


def test_a_mend_never_asks_for_more_than_the_draft_did(
    strict: Checker, guilty: list[tuple[Post, tuple[Finding, ...]]]
) -> None:
    for post, findings in guilty:
        mend = mended(strict, post, findings, now=NOW)
        assert len(mend.left) <= len(findings)
        assert max((f.severity.rank for f in mend.left), default=0) <= max(
            (f.severity.rank for f in findings), default=0
        )
