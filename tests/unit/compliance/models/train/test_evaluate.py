"""Figures of tiny models: companies held out, companies kept apart, one set of words for both."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("sklearn", reason="the models are trained with scikit-learn")

from compliance.cli.models import evaluation
from compliance.errors import InputError
from compliance.models.train import languages
from compliance.models.train.data import Row
from compliance.models.train.evaluate import evaluate_on
from compliance.models.train.fit import Recipe
from compliance.post import Post

BAD = Recipe(("bad", "ugly"), "several", rare=1)
SAYINGS = {
    "Belle journée avec l'équipe": (),
    "Un vol de plus au dépôt": ("bad",),
    "Odeur affreuse près du canal": ("ugly",),
}


def company(name: str, *, most: int = 3) -> list[Row]:
    """Six posts of each of the first `most` sayings."""
    return [
        Row(
            Post(text=f"{text} {n}{name}", author="cliente", channel="x"),
            frozenset(labels),
            group=name,
            source=name,
            company=True,
        )
        for n in range(6)
        for text, labels in list(SAYINGS.items())[:most]
    ]


# The last has no post of the last label.
ROWS = [*company("aa"), *company("bb"), *company("cc"), *company("dd", most=2)]


def evaluated(root: Path, *without: str) -> dict[str, Any]:
    return {**evaluate_on("risks", ROWS, BAD, root, without=without), "flips": {}}


def test_every_company_has_its_figure_over_the_labels_it_has(tmp_path: Path) -> None:
    said = evaluated(tmp_path)
    by_company = said["companies"]["by_source"]
    assert {name: figure[0] for name, figure in by_company.items()} == dict.fromkeys(
        ("aa", "bb", "cc", "dd"), 1.0
    )
    assert said["companies"]["posts"] == len(ROWS)
    assert said["milliseconds"] > 0
    assert "kept apart" not in said


def test_a_company_kept_apart_teaches_nothing_and_is_judged(tmp_path: Path) -> None:
    said = evaluated(tmp_path, "dd")
    assert said["rows"] == {"companies": 54}
    assert set(said["companies"]["by_source"]) == {"aa", "bb", "cc"}
    assert (said["kept apart"]["posts"], list(said["kept apart"]["by_source"])) == (12, ["dd"])
    with pytest.raises(InputError, match="no company 'zz' has posts for risks"):
        evaluated(tmp_path, "zz")


def test_figures_are_the_same_again_but_for_the_time_taken(tmp_path: Path) -> None:
    first, again = ({**evaluated(tmp_path), "milliseconds": 0} for _ in range(2))
    assert first == again


def test_the_tables_give_each_figure_with_its_interval(tmp_path: Path) -> None:
    said = {"commit": "abc", "machine": "m", "tasks": {"risks": evaluated(tmp_path, "dd")}}
    shown = "\n".join(evaluation(said, by_company=True))
    one = said["tasks"]["risks"]
    value, low, high = one["companies"]["macro_f1"]
    for words in (
        f"{value:.3f} [{low:.3f}, {high:.3f}]",
        one["version"],
        str(one["seed"]),
        "Apache-2.0",
        "Companies kept out of the learning",
        "Macro F1 of each company held out",
        "Limits:",
    ):
        assert words in shown
    assert "Public sets" not in shown
    assert "each company" not in "\n".join(evaluation(said, by_company=False))


def test_the_detector_of_languages_is_judged_as_it_is(tmp_path: Path) -> None:
    house, data = tmp_path / "corpus" / "aa", tmp_path / "data" / "langid-tatoeba"
    for folder in (house, data):
        folder.mkdir(parents=True)
    posts = [
        ("Bonjour à toutes et à tous, belle journée de travail avec notre équipe.", "fr"),
        ("Thank you all for coming, what a lovely day with the whole team.", "en"),
    ]
    lines = [{"id": lang, "kind": "draft", "text": text, "lang": lang} for text, lang in posts]
    (house / "posts.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    pairs = [{"text": text, "label": "fr"} for text, _ in posts for _ in range(2)]
    (data / "all.jsonl").write_text("\n".join(map(json.dumps, pairs)), "utf-8")
    said = languages.evaluate(tmp_path)
    assert said["companies"]["by_source"]["aa"] == [1.0, 1.0, 1.0]
    assert said["public"]["sentences (Tatoeba)"]["accuracy"] == 0.5
    shown = "\n".join(
        evaluation({"commit": "", "machine": "", "tasks": {"language": said}}, by_company=True)
    )
    assert "Which of seven languages" in shown
