from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pytest

from compliance.errors import InputError
from compliance.models.train import lexicon
from compliance.models.train.data import (
    SENTIMENT_SETS,
    TOGETHER,
    WHOLE,
    categories,
    risks,
    sentiment,
    toxicity,
)
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


@pytest.fixture
def toned(root: Path) -> Path:
    """The same with small public sets on tone, most of it bad, and empty word lists."""
    said = "\n".join(
        json.dumps({"text": f"{label} {number}", "label": label})
        for label, many in (("positive", 2), ("negative", 6))
        for number in range(many)
    )
    lists = {name: f"{word},{value}\n" for name, (word, value, _) in lexicon.POLARITY.items()}
    for name, text in {
        **dict.fromkeys(SENTIMENT_SETS, said),
        **{f"lexicon-sentiment/{name}": head for name, head in lists.items()},
    }.items():
        path = root / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def test_the_labels_of_a_public_set_on_tone_count_alike_together(toned: Path) -> None:
    counts: dict[tuple[str, ...], float] = defaultdict(float)
    for row in sentiment(toned):
        if row.source.startswith("sentiment-"):
            counts[row.source, *row.labels] += row.counts
    assert len(counts) == 6
    assert set(counts.values()) == {TOGETHER}


def test_subtitles_and_their_translation_are_judged_by_heads_that_saw_neither(toned: Path) -> None:
    groups = {row.source: row.group for row in sentiment(toned) if row.source in WHOLE}
    assert groups == dict.fromkeys(WHOLE, "xed")


def test_who_writes_a_post_about_tone_says_nothing(toned: Path) -> None:
    known = {
        row.source == "sentiment": (row.post.author, row.post.channel)
        for row in sentiment(toned)
        if row.source in {"aa", "sentiment"} and row.post.id != "a-o-001"
    }
    assert known == {False: ("vendeuse", "x"), True: (None, None)}
