"""One line of a charter names a model of one's own: it reads, and the answer says so."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.e2e.cli.conftest import Balise
from tests.model_support import feelings, folder

pytest.importorskip("onnx")
pytest.importorskip("tokenizers")
pytest.importorskip("onnxruntime")

CHARTER = """\
id: acme
languages: [fr]
classifiers:
  - {task: sentiment, backend: transformers-text, model: tiny,
     labels: {POS: positive, NEG: negative}}
"""
# Nothing entails «fete» but «soleil».
SUN = {"soleil": (0, 4), "fete": (2, 0)}
MOODS = """\
id: acme
languages: [fr]
classifiers:
  - {task: categories, backend: transformers-text, model: tiny, labels: {fete: mood}}
articles:
  - id: mood
    title: {fr: Humeur}
    text: {fr: Dites-le à quelqu'un.}
    rules: [{id: model, kind: classifier, label: mood}]
"""


@pytest.fixture
def charter(tmp_path: Path) -> Path:
    feelings(tmp_path)
    file = tmp_path / "acme.yaml"
    file.write_text(CHARTER, "utf-8")
    return file


def test_the_answer_says_which_model_spoke(balise: Balise, charter: Path) -> None:
    ran = balise("check", "--charter", str(charter), "--format", "json", stdin="honte honte")
    report = json.loads(ran.out)
    spoke = {model["task"]: (model["name"], model["instead_of"]) for model in report["models"]}
    assert spoke == {"sentiment": ("tiny", None), "protected": ("embedded-protected", None)}
    assert (report["sentiment"]["label"], report["complete"]) == ("negative", True)
    shown = balise("check", "--charter", str(charter), stdin="honte honte").out
    assert "Lu par: sentiment tiny@" in shown
    assert "embedded" not in shown
    every = balise("check", "--charter", str(charter), "--explain", stdin="honte honte").out
    assert "Lu par: protected embedded-protected@" in every


def test_a_model_that_is_not_there_is_said_and_the_shipped_one_answers(
    balise: Balise, charter: Path
) -> None:
    shutil.rmtree(charter.parent / "tiny")
    (charter.parent / "tiny").mkdir()
    draft = "Quel bonheur, merci à tous !"
    ran = balise("check", "--charter", str(charter), "--format", "json", stdin=draft)
    report = json.loads(ran.out)
    assert ran.status == 3
    assert [failure["part"] for failure in report["failures"]] == ["model sentiment"]
    assert (report["sentiment"]["label"], report["complete"]) == ("positive", False)
    shown = balise("check", "--charter", str(charter), stdin=draft).out
    assert "! model sentiment: model 'tiny': no weights; export it to ONNX" in shown
    assert "Lu par: sentiment embedded-sentiment@" in shown
    assert "à la place de tiny" in shown


def test_a_batch_is_read_in_order(balise: Balise, charter: Path, tmp_path: Path) -> None:
    posts = tmp_path / "posts.jsonl"
    words = ["bravo", "honte", "bravo bravo"] * 15
    lines = [json.dumps({"id": str(n), "text": text}) for n, text in enumerate(words)]
    posts.write_text("\n".join([*lines[:5], "{broken", *lines[5:]]), "utf-8")
    ran = balise("check", "--charter", str(charter), "--input", str(posts))
    answers = [json.loads(line) for line in ran.out.splitlines()]
    assert "error" in answers.pop(5)
    assert [answer["id"] for answer in answers] == [str(n) for n in range(len(words))]
    tones = {"bravo": "positive", "honte": "negative", "bravo bravo": "positive"}
    assert [answer["sentiment"]["label"] for answer in answers] == [tones[text] for text in words]


def test_a_label_of_one_s_own_is_a_sentence_that_is_true_of_the_post(
    balise: Balise, tmp_path: Path
) -> None:
    folder(tmp_path, SUN, ("contradiction", "entailment"))
    charter = tmp_path / "acme.yaml"
    charter.write_text(MOODS, "utf-8")
    ran = balise("check", "--charter", str(charter), "--format", "json", stdin="bravo\nsoleil")
    (finding,) = json.loads(ran.out)["findings"]
    assert (finding["article"], finding["text"]) == ("mood", "soleil")
    assert (finding["source"], finding["confidence"]) == ("classifier:categories", "medium")
    ran = balise("check", "--charter", str(charter), "--format", "json", stdin="bravo")
    assert json.loads(ran.out)["findings"] == []


def test_a_replay_asks_the_model_that_the_new_charter_names(
    balise: Balise, charter: Path, tmp_path: Path
) -> None:
    old = tmp_path / "old.yaml"
    old.write_text(MOODS.partition("classifiers:")[0], "utf-8")
    folder(tmp_path / "nli", SUN, ("contradiction", "entailment"))
    new = tmp_path / "new.yaml"
    new.write_text(MOODS.replace("model: tiny", "model: nli/tiny"), "utf-8")
    posts = tmp_path / "posts.jsonl"
    posts.write_text('{"id": "1", "text": "soleil"}\n{"id": "2", "text": "bravo"}\n', "utf-8")
    ran = balise("charter", "replay", str(new), "--against", str(old), "--input", str(posts))
    assert "2 posts, 1 judged otherwise" in ran.out


def test_an_edit_does_not_pass_over_what_the_model_still_finds(
    balise: Balise, tmp_path: Path
) -> None:
    folder(tmp_path, SUN, ("contradiction", "entailment"))
    charter = tmp_path / "acme.yaml"
    rules = "rules: [{id: swap, kind: substitution, swap: {nul: perfectible}}, {id: model"
    charter.write_text(MOODS.replace("rules: [{id: model", rules), "utf-8")
    ran = balise("check", "--charter", str(charter), "--mend", stdin="bravo nul\nsoleil")
    assert "il reste à voir :\n  - soleil\n\nbravo perfectible" in ran.err.replace("\xa0", " ")
