from __future__ import annotations

import json
from pathlib import Path

import pytest

from compliance.errors import InputError
from compliance.models.train.data import categories, risks, toxicity
from compliance.models.train.reading import OWN, lines

DRAFT = {
    "id": "a-d-001",
    "kind": "draft",
    "channel": "x",
    "author": "vendeuse",
    "text": "Un secret, deux secrets",
    "sentiment": "neutral",
    "findings": [{"category": "confidentiality", "text": "secret", "occurrence": 2}],
}
OBSERVED = {
    "id": "a-o-001",
    "kind": "observed",
    "text": "Toujours en panne",
    "sentiment": "negative",
    "risks": ["service-failure"],
    "severity": 1,
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A data folder with one company and one drill pair."""
    _write(tmp_path / "corpus" / "aa" / "posts.jsonl", DRAFT, OBSERVED)
    pair = [{**DRAFT, "id": f"drill-{n}", "pair": "p001"} for n in (1, 2)]
    _write(tmp_path / "corpus" / "drills" / "claims.jsonl", *pair)
    return tmp_path


def _write(path: Path, *posts: object) -> None:
    path.parent.mkdir(parents=True)
    path.write_text("\n".join(map(json.dumps, posts)), encoding="utf-8")


def test_a_company_is_its_own_group_and_a_drill_pair_another(root: Path) -> None:
    told = [(row.group, row.source, row.company) for row in categories(root)]
    assert told[:3] == [("aa", "aa", True), *[("claims:p001", "claims", False)] * 2]


def test_the_companies_written_for_this_repository_follow(root: Path) -> None:
    own = {row.source for row in categories(root) if row.company} - {"aa"}
    assert own == {sheet.parent.name for sheet in OWN.glob("*/company.yaml")}


def test_a_span_is_that_of_the_occurrence_meant(root: Path) -> None:
    assert categories(root)[0].spans == (("confidentiality", 16, 22),)


def test_drafts_teach_no_risks(root: Path) -> None:
    told = [(row.post.id, row.labels) for row in risks(root) if row.source == "aa"]
    assert told == [("a-o-001", frozenset({"service-failure"}))]


def test_missing_data_is_told_with_its_place(root: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        list(lines(root / "data" / "none.jsonl"))
    with pytest.raises(InputError, match="tox-"):
        toxicity(root)
