"""Tiny checkpoints made here: each word of a vocabulary has its own logits, which add up."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

WORDS = ("[PAD]", "[UNK]", "bravo", "honte", "retard", "greve", "fete", "soleil")
FEELINGS = {"bravo": (3, 0, 0), "honte": (0, 3, 0), "retard": (0, 1, 0), "soleil": (1, 0, 0)}


def folder(
    tmp_path: Path,
    weights: Mapping[str, Sequence[float]],
    classes: Sequence[str],
    *,
    states: bool = False,
    window: int = 512,
    **config: Any,
) -> Path:
    """A checkpoint whose logits (or hidden states) are those of its words, added up (or not)."""
    import onnx
    import tokenizers

    made = tmp_path / "tiny"
    made.mkdir(parents=True)
    size = len(next(iter(weights.values())))
    table = np.array([weights.get(word, (0,) * size) for word in WORDS], np.float32)
    onnx.save(graph(table, states=states), made / "model.onnx")
    tokenizer = tokenizers.Tokenizer(
        tokenizers.models.WordLevel({w: i for i, w in enumerate(WORDS)}, unk_token="[UNK]")
    )
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    tokenizer.save(str(made / "tokenizer.json"))
    head = {"id2label": {str(i): name for i, name in enumerate(classes)}} if classes else {}
    kind = "BertForSequenceClassification" if classes else "BertModel"
    content = {"architectures": [kind], "max_position_embeddings": window, **head, **config}
    (made / "config.json").write_text(json.dumps(content), encoding="utf-8")
    return made


def graph(table: Any, *, states: bool) -> Any:
    import onnx

    helper, kind = onnx.helper, onnx.TensorProto
    nodes = [
        helper.make_node("Gather", ["table", "input_ids"], ["words"]),
        helper.make_node("Cast", ["attention_mask"], ["ones"], to=kind.FLOAT),
        helper.make_node("Unsqueeze", ["ones", "last"], ["mask"]),
        helper.make_node("Mul", ["words", "mask"], ["states"]),
        helper.make_node("ReduceSum", ["states", "middle"], ["logits"], keepdims=0),
    ]
    tensors = {"table": table, "last": np.array([2]), "middle": np.array([1])}
    out = ("states", ["n", "l", table.shape[1]]) if states else ("logits", ["n", table.shape[1]])
    made = helper.make_graph(
        nodes,
        "tiny",
        [
            helper.make_tensor_value_info(name, kind.INT64, ["n", "l"])
            for name in ("input_ids", "attention_mask")
        ],
        [helper.make_tensor_value_info(out[0], kind.FLOAT, out[1])],
        [onnx.numpy_helper.from_array(array, name) for name, array in tensors.items()],
    )
    return helper.make_model(made, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)


def feelings(tmp_path: Path, **config: Any) -> Path:
    return folder(tmp_path, FEELINGS, ("POS", "NEG", "NEU"), **config)


def quantised(model: Path) -> Path:
    """`model` with its logits through a matrix in int8, as ONNX Runtime makes them."""
    import onnx
    from onnxruntime.quantization import quantize_dynamic

    whole = onnx.load(model / "model.onnx")
    size = whole.graph.output[0].type.tensor_type.shape.dim[1].dim_value
    _through(whole, [("MatMul", np.eye(size, dtype=np.float32))])
    onnx.save(whole, model / "whole.onnx")
    (model / "model.onnx").unlink()
    quantize_dynamic(model / "whole.onnx", model / "model_int8.onnx")
    (model / "whole.onnx").unlink()
    return model


def endless(model: Path, *, size: int = 1_000, times: int = 1_000) -> Path:
    """`model` with so much work before its logits that it takes half a minute."""
    import onnx

    slow = onnx.load(model / "model.onnx")
    logits = slow.graph.output[0].type.tensor_type.shape.dim[1].dim_value
    many = np.ones((size, 1), np.float32)  # (1, logits) → (size, logits)
    up, square, down = (
        np.full(shape, 1 / size, np.float32)
        for shape in ((logits, size), (size, size), (size, logits))
    )
    work = [("MatMul", square)] * times
    _through(slow, [("Mul", many), ("MatMul", up), *work, ("MatMul", down)])
    onnx.save(slow, model / "model.onnx")
    return model


def _through(model: Any, steps: Sequence[tuple[str, Any]]) -> None:
    """Put the output of `model` through operations with constants, each kept once."""
    import onnx

    graph, names = model.graph, dict[int, str]()
    last = graph.output[0].name
    before = f"{last}_before"
    for node in graph.node:
        node.output[:] = [before if name == last else name for name in node.output]
    for place, (operation, constant) in enumerate(steps):
        if id(constant) not in names:
            names[id(constant)] = f"constant{len(names)}"
            graph.initializer.append(onnx.numpy_helper.from_array(constant, names[id(constant)]))
        out = last if place == len(steps) - 1 else f"step{place}"
        graph.node.append(onnx.helper.make_node(operation, [before, names[id(constant)]], [out]))
        before = out
