from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

import pytest

from api.rendering import LANGUAGES, pieces, when, words
from compliance.finding import Finding, Severity


def finding(start: int, end: int, severity: Severity) -> Finding:
    return Finding(
        article="a",
        rule="r",
        category="claims",
        severity=severity,
        start=start,
        end=end,
        text="x",
        message="m",
        why="w",
        score=1.0,
        source="terms",
    )


def keys(said: Mapping[str, object], path: str = "") -> Iterator[str]:
    for name, value in said.items():
        if isinstance(value, Mapping):
            yield from keys(value, f"{path}{name}.")
        else:
            yield f"{path}{name}"


def test_every_language_has_the_same_words():
    assert len({tuple(keys(words(language))) for language in LANGUAGES}) == 1


def test_a_text_without_findings_is_one_piece():
    assert list(pieces("abc", ())) == [("abc", "")]


def test_an_empty_text_has_no_piece():
    assert list(pieces("", (finding(0, 0, Severity.SERIOUS),))) == []


def test_where_findings_overlap_the_worst_shows():
    found = (finding(1, 4, Severity.SUGGESTION), finding(2, 6, Severity.SERIOUS))
    assert list(pieces("abcdefg", found)) == [
        ("a", ""),
        ("b", "suggestion"),
        ("cd", "serious"),
        ("ef", "serious"),
        ("g", ""),
    ]


def test_a_finding_about_the_whole_post_marks_nothing():
    assert list(pieces("abc", (finding(0, 0, Severity.CAUTION),))) == [("abc", "")]


@pytest.mark.parametrize(
    ("language", "said"),
    [("fr", "vendredi 20 novembre à 12\u00a0h\u00a005"), ("en", "Friday 20 November, 12:05")],
)
def test_a_time_is_said_where_the_charter_lives(language, said):
    moment = datetime(2026, 11, 20, 11, 5, tzinfo=UTC)
    assert when(moment, "Europe/Paris", words(language)) == said
