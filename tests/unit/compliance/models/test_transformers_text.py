"""Over tiny models made here: each word of a vocabulary has its own logits, which add up."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from compliance.charter import ClassifierChoice
from compliance.errors import ModelError
from compliance.models.transformers_text import BACKEND, load
from compliance.ports import Classifier
from compliance.post import Post
from compliance.text import WHOLE, Span
from tests.model_support import WORDS, endless, feelings, folder, quantised

pytest.importorskip("onnx")
pytest.importorskip("tokenizers")
pytest.importorskip("onnxruntime")


def choice(model: Path | str | None, task: str = "sentiment", **more: Any) -> ClassifierChoice:
    return ClassifierChoice(
        task=task, backend="transformers-text", model=str(model) if model else None, **more
    )


def scores(classifier: Classifier, *texts: str) -> list[Mapping[str, float]]:
    return classifier.score([Post(text=text) for text in texts])


def test_its_own_classes_are_taken_as_they_are(tmp_path: Path) -> None:
    classifier = load(choice(feelings(tmp_path)))
    assert classifier.labels == ("pos", "neg", "neu")
    (said,) = scores(classifier, "bravo bravo")
    assert said == pytest.approx({"pos": 0.99507, "neg": 0.00247, "neu": 0.00247}, abs=1e-5)


def test_classes_are_mapped_and_those_of_one_label_added_up(tmp_path: Path) -> None:
    labels = {"pos": "positive", "NEG": "negative", "NEU": "negative"}
    classifier = load(choice(feelings(tmp_path), labels=labels))
    (said,) = scores(classifier, "fete")
    assert said == pytest.approx({"positive": 1 / 3, "negative": 2 / 3}, abs=1e-5)


def test_independent_classes_are_scored_each_by_itself(tmp_path: Path) -> None:
    model = feelings(tmp_path, problem_type="multi_label_classification")
    (said,) = scores(load(choice(model, "risks")), "bravo honte")
    assert said == pytest.approx({"pos": 0.95257, "neg": 0.95257, "neu": 0.5}, abs=1e-5)


def test_a_batch_says_what_one_by_one_says_in_order(tmp_path: Path) -> None:
    classifier = load(choice(feelings(tmp_path)))
    texts = [*("bravo " * n for n in range(20)), "honte", "", "\ud800 bravo \x00", "soleil fete"]
    assert scores(classifier, *texts) == [scores(classifier, text)[0] for text in texts]


def test_a_long_post_is_read_by_windows(tmp_path: Path) -> None:
    classifier = load(choice(feelings(tmp_path, window=8)))
    (first,) = scores(classifier, "fete " * 40 + "bravo")
    (last,) = scores(classifier, "bravo " + "fete " * 40)
    assert first["pos"] > 1 / 3 + 0.01
    assert last["pos"] > 1 / 3 + 0.01


def test_what_is_beyond_the_last_window_is_not_read(tmp_path: Path) -> None:
    classifier = load(choice(feelings(tmp_path, window=8)))
    (said,) = scores(classifier, "fete " * 1_000 + "bravo " * 100)
    assert said["pos"] == pytest.approx(1 / 3, abs=1e-5)


def test_an_inference_model_is_asked_whole_sentences(tmp_path: Path) -> None:
    weights = {"greve": (0, 0, 4), "fete": (4, 0, 0), "soleil": (2, 0, 0)}
    model = folder(tmp_path, weights, ("CONTRADICTION", "NEUTRAL", "ENTAILMENT"))
    labels = {"greve": "social-conflict", "soleil": "environment"}
    classifier = load(choice(model, "risks", labels=labels))
    assert classifier.labels == ("social-conflict", "environment")
    (said,) = scores(classifier, "fete")
    assert said == pytest.approx({"social-conflict": 0.5, "environment": 0.00247}, abs=1e-5)


def test_an_inference_model_shares_out_where_one_label_holds(tmp_path: Path) -> None:
    model = folder(tmp_path, {"bravo": (2, 0), "honte": (0, 2)}, ("entailment", "not_entailment"))
    labels = {"bravo": "positive", "soleil": "positive", "honte": "negative"}
    (said,) = scores(load(choice(model, labels=labels)), "fete")
    assert said == pytest.approx({"positive": 0.98201, "negative": 0.01799}, abs=1e-5)


def test_embeddings_are_compared_with_the_sentences_of_each_label(tmp_path: Path) -> None:
    weights = {"bravo": (1, 0), "honte": (0, 1), "soleil": (0.8, 0.6)}
    model = folder(tmp_path, weights, (), states=True)
    labels = {"bravo": "positive", "honte": "negative"}
    (each,) = scores(load(choice(model, "risks", labels=labels)), "soleil")
    assert each == pytest.approx({"positive": 0.8, "negative": 0.6}, abs=1e-5)
    (one,) = scores(load(choice(model, labels=labels)), "soleil")
    assert one == pytest.approx({"positive": 0.98201, "negative": 0.01799}, abs=1e-5)


def test_evidence_is_the_sentence_that_counts(tmp_path: Path) -> None:
    classifier = load(choice(feelings(tmp_path)))
    post = Post(text="fete . honte honte !\nbravo")
    assert classifier.evidence(post, "neg") == Span(7, 20)
    assert classifier.evidence(Post(text="fete soleil"), "neg") == WHOLE
    assert classifier.evidence(Post(text="  "), "neg") == WHOLE


def test_a_charters_threshold_replaces_the_usual_one(tmp_path: Path) -> None:
    classifier = load(choice(feelings(tmp_path), thresholds={"neg": 0.9}))
    assert classifier.thresholds == {"pos": 0.5, "neg": 0.9, "neu": 0.5}


def test_its_id_changes_with_its_configuration(tmp_path: Path) -> None:
    model = feelings(tmp_path)
    first = load(choice(model)).id
    assert first.startswith("tiny@")
    config = model / "config.json"
    config.write_text(config.read_text(encoding="utf-8") + " ", encoding="utf-8")
    assert load(choice(model)).id != first


def test_too_slow_is_a_clear_error_without_the_post(tmp_path: Path) -> None:
    classifier = load(choice(feelings(tmp_path), max_seconds=1e-9))
    with pytest.raises(ModelError, match=r"^model 'tiny@\w{12}': it took too long$") as caught:
        scores(classifier, "bravo secret")
    assert "secret" not in str(caught.value)


def test_a_name_that_is_no_folder_is_asked_of_the_hub(tmp_path: Path) -> None:
    model, asked = feelings(tmp_path), list[str]()

    def fetch(name: str) -> Path:
        asked.append(name)
        return model

    assert load(choice("maker/tiny"), fetch=fetch).labels == ("pos", "neg", "neu")
    assert asked == ["maker/tiny"]


def test_no_model_at_all_is_a_clear_error() -> None:
    with pytest.raises(ModelError, match="name a folder or a model of the hub"):
        load(choice(None))


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        ("config.json", "config.json cannot be read"),
        ("tokenizer.json", "no tokenizer.json"),
        ("model.onnx", "no weights; export it to ONNX"),
    ],
)
def test_a_missing_file_is_named(tmp_path: Path, broken: str, message: str) -> None:
    model = feelings(tmp_path)
    (model / broken).unlink()
    with pytest.raises(ModelError, match=message):
        load(choice(model))


@pytest.mark.parametrize(
    ("damaged", "message"),
    [
        ("config.json", "config.json cannot be read"),
        ("tokenizer.json", "tokenizer.json is damaged"),
        ("model.onnx", "no ONNX model that can be run"),
    ],
)
def test_a_damaged_file_is_named(tmp_path: Path, damaged: str, message: str) -> None:
    model = feelings(tmp_path)
    (model / damaged).write_bytes(b"{broken")
    with pytest.raises(ModelError, match=message):
        load(choice(model))


def test_a_class_that_the_model_has_not_is_told_with_those_it_has(tmp_path: Path) -> None:
    model = feelings(tmp_path)
    with pytest.raises(ModelError, match="no class 'joy' in the model: POS, NEG, NEU"):
        load(choice(model, labels={"joy": "positive"}))


def test_a_model_without_classes_asks_for_sentences(tmp_path: Path) -> None:
    model = folder(tmp_path, {"bravo": (1, 0)}, (), states=True)
    with pytest.raises(ModelError, match="say in `labels` which sentences mean which label"):
        load(choice(model))


def test_the_int8_file_is_run_where_there_are_two(tmp_path: Path) -> None:
    model = feelings(tmp_path)
    (model / "onnx").mkdir()
    (model / "model.onnx").rename(model / "onnx" / "model_quantized.onnx")
    (model / "model.onnx").write_bytes(b"never opened")
    (said,) = scores(load(choice(model)), "bravo")
    assert said["pos"] > 0.9


def test_an_int8_model_says_what_the_whole_one_says(tmp_path: Path) -> None:
    model = quantised(feelings(tmp_path))
    assert not (model / "model.onnx").exists()
    (said,) = scores(load(choice(model)), "bravo bravo")
    assert said == pytest.approx({"pos": 0.99507, "neg": 0.00247, "neu": 0.00247}, abs=0.01)


def test_a_run_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    classifier = load(choice(endless(feelings(tmp_path)), max_seconds=0.2))
    started = time.monotonic()
    with pytest.raises(ModelError, match="it took too long"):
        scores(classifier, "bravo")
    assert time.monotonic() - started < 3


def test_a_model_of_the_hub_is_called_by_its_name_there(tmp_path: Path) -> None:
    model = feelings(tmp_path)
    commit = model.rename(model.with_name("0123abcd"))
    assert load(choice("maker/moods"), fetch=lambda _: commit).id.startswith("moods@")


def test_it_is_too_slow_for_typing() -> None:
    assert BACKEND.slow


def test_it_answers_the_tasks_that_the_embedded_models_do() -> None:
    from compliance.models.embedded import TASKS

    assert BACKEND.tasks == TASKS


def test_without_onnx_pytorch_is_asked_for(tmp_path: Path) -> None:
    try:
        import torch  # noqa: F401
    except ImportError:
        model = feelings(tmp_path)
        (model / "model.onnx").rename(model / "model.safetensors")
        with pytest.raises(ModelError, match="install torch and transformers, or export it"):
            load(choice(model))
    else:
        pytest.skip("PyTorch is installed here")


@pytest.mark.model
def test_pytorch_runs_safetensors(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    transformers = pytest.importorskip("transformers")
    model = feelings(tmp_path)
    (model / "model.onnx").unlink()
    torch.manual_seed(0)
    names = {0: "POS", 1: "NEG"}
    config = transformers.BertConfig(
        vocab_size=len(WORDS),
        hidden_size=8,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=8,
        id2label=names,
        label2id={name: index for index, name in names.items()},
    )
    transformers.BertForSequenceClassification(config).save_pretrained(model)
    classifier = load(choice(model))
    texts = ["bravo", "honte " * 30, "", "fete soleil"]
    said = scores(classifier, *texts)
    assert said == [scores(classifier, text)[0] for text in texts]
    assert all(
        sum(each.values()) == pytest.approx(1, abs=1e-4) for each in said if any(each.values())
    )
    assert said[0] != said[1]
