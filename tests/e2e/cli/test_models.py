"""`balise models`: what there is, and a line of scores for each post."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.e2e.cli.conftest import Balise

POSTS = [
    {"id": "1", "text": "Bravo à toute l'équipe, merci pour ce beau chantier !"},
    {"id": "2", "text": "C'est une honte, trois heures d'attente et personne ne répond."},
]


def test_the_models_are_listed_with_their_labels(balise: Balise) -> None:
    ran = balise("models", "list")
    assert ran.status == 0
    for task in ("sentiment", "risks", "urgency", "categories", "toxicity", "protected"):
        assert task in ran.out


@pytest.mark.parametrize(
    ("task", "key", "labels"),
    [
        ("sentiment", "label", {"positive", "neutral", "negative"}),
        ("toxicity", "label", {"toxic", "ok"}),
        ("language", "label", {"fr", "en", "de", "es", "it", "nl", "pt", "und"}),
        ("risks", "labels", None),
        ("categories", "labels", None),
    ],
)
def test_each_line_gets_its_scores(
    balise: Balise, tmp_path: Path, task: str, key: str, labels: set[str] | None
) -> None:
    posts, out = tmp_path / "posts.jsonl", tmp_path / "out.jsonl"
    posts.write_text("".join(json.dumps(p) + "\n" for p in POSTS) + "oops\n", "utf-8")
    ran = balise("models", "score", "--task", task, "--input", str(posts), "--output", str(out))
    assert ran.status == 0, ran.err
    first, second, third = map(json.loads, out.read_text("utf-8").splitlines())
    for line in (first, second):
        assert set(line) == {"id", key, "scores"}
        assert all(0 <= score <= 1 for score in line["scores"].values())
        assert labels is None or line[key] in labels
    assert third["error"]["code"] == "bad-input"


def test_sentiment_tells_praise_from_anger(balise: Balise, tmp_path: Path) -> None:
    posts = tmp_path / "posts.jsonl"
    posts.write_text("".join(json.dumps(p) + "\n" for p in POSTS), "utf-8")
    ran = balise("models", "score", "--task", "sentiment", "--input", str(posts))
    assert [json.loads(line)["label"] for line in ran.out.splitlines()] == ["positive", "negative"]


def test_an_unknown_task_is_misuse(balise: Balise, tmp_path: Path) -> None:
    assert balise("models", "score", "--task", "mood", "--input", "x").status == 2


@pytest.mark.parametrize("order", [("evaluate",), ("train", "--output", "weights")])
def test_data_that_is_not_there_is_told(
    balise: Balise, tmp_path: Path, order: tuple[str, ...]
) -> None:
    pytest.importorskip("sklearn")
    (tmp_path / "corpus").mkdir()
    ran = balise("models", *order, "--data", str(tmp_path))
    assert ran.status == 2
    assert f"{tmp_path}: no folder data/ there; --data names the one with both" in ran.err


def test_a_company_that_is_not_there_is_told_and_nothing_is_shown(
    balise: Balise, tmp_path: Path
) -> None:
    pytest.importorskip("sklearn")
    for part in ("corpus", "data"):
        (tmp_path / part).mkdir()
    order = ("models", "evaluate", "protected", "--data", str(tmp_path), "--without", "nowhere")
    ran = balise(*order)
    assert (ran.status, ran.out) == (2, "")


def test_cards_go_to_a_folder_that_is_there(balise: Balise, tmp_path: Path) -> None:
    pytest.importorskip("sklearn")
    for part in ("corpus", "data"):
        (tmp_path / part).mkdir()
    nowhere = tmp_path / "nowhere"
    ran = balise("models", "evaluate", "--data", str(tmp_path), "--cards", str(nowhere))
    assert ran.status == 2
    assert f"{nowhere}: no such folder" in ran.err
