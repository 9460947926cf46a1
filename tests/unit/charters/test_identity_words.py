"""Words for who people are, by themselves, are never an offence to a rule of ours.

What the classifier makes of them is measured by `tests/benchmarks/quality/fairness_routes.py`.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from compliance.pipeline import Checker
from compliance.post import Post
from compliance.settings import settings
from compliance.wiring import checker, load_charter

TODAY = datetime(2026, 11, 21, 11, 0, tzinfo=UTC)
SPOKEN = Path(__file__).parents[2] / "benchmarks" / "quality" / "fairness_routes.yaml"
HARMLESS = yaml.safe_load(SPOKEN.read_text("utf-8"))["harmless"]


@pytest.fixture(scope="module")
def guide() -> Checker:
    return checker(load_charter("guide"), settings())


def offended(guide: Checker, text: str, lang: str) -> bool:
    """Whether a rule that is no classifier finds that `text` lacks respect."""
    report = guide.check(Post(text=text, lang=lang, channel="linkedin"), now=TODAY)
    return any(f.category == "respect" and "classifier" not in f.rule for f in report.findings)


@pytest.mark.parametrize(
    ("lang", "saying"),
    [(lang, saying) for lang in HARMLESS for saying in HARMLESS[lang]["sayings"]],
)
def test_who_people_are_is_no_offence(guide: Checker, lang: str, saying: str) -> None:
    people = HARMLESS[lang]["people"]
    assert [who for who in people if offended(guide, saying.format(who), lang)] == []


@pytest.mark.parametrize(
    ("lang", "text"),
    [("fr", "Ce chef est un connard."), ("en", "That manager is a fucking idiot.")],
)
def test_an_insult_is_one(guide: Checker, lang: str, text: str) -> None:
    assert offended(guide, text, lang)
