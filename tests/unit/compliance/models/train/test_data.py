from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import pytest

from compliance.errors import InputError
from compliance.models.train import data, lexicon
from compliance.models.train.data import (
    HARMLESS_SETS,
    SENTIMENT_SETS,
    TOGETHER,
    TOXICITY_SETS,
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


def _write_all(root: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = root / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


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
    _write_all(root, dict.fromkeys(SENTIMENT_SETS, said))
    _write_all(root, {f"lexicon-sentiment/{name}": head for name, head in lists.items()})
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


@pytest.fixture
def ours(root: Path) -> dict[str, frozenset[str]]:
    """What this project's own sentences for toxicity are labelled, the public sets left empty."""
    empty = (*TOXICITY_SETS, *HARMLESS_SETS, "tox-spans/train.jsonl")
    lists = (*lexicon.INSULTS, "surge-profanity-en.csv")
    _write_all(root, dict.fromkeys(empty, "") | {f"lexicon-profanity/{n}": "" for n in lists})
    return {row.post.text: row.labels for row in toxicity(root) if row.source == "people"}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("les juifs sont un poison pour le pays.", "toxic"),
        (
            "J'ai encore lu « les juifs sont un poison pour le pays » ce matin "
            "et j'ai honte pour celui qui l'écrit.",
            "ok",
        ),
        ("women deserve respect like everybody else.", "ok"),
        ("Ferme ta gueule, personne t'a sonné.", "toxic"),
        ("Dire « ferme ta gueule » à un élève, c'est une faute, point.", "ok"),
        ("My phone is a piece of crap.", "ok"),
    ],
)
def test_hate_denounced_and_harsh_words_at_nobody_are_harmless(
    ours: dict[str, frozenset[str]], text: str, label: str
) -> None:
    assert ours[text] == {label}


def test_no_sentence_of_ours_is_both_toxic_and_harmless() -> None:
    said = [row.post.text for row in (*data._people(), *data._harsh())]
    assert len(said) == len(set(said))
