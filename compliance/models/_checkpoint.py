"""A transformer's checkpoint in a folder: its configuration, its tokenizer, and what runs it.

ONNX files are run by onnxruntime, the int8 one first; other weights by PyTorch where it is
installed, from safetensors only, since a pickle may hold anything.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from compliance.errors import ModelError

Floats = NDArray[np.floating[Any]]
Ints = NDArray[np.int64]
ONNX_FILES = (
    "model_quantized.onnx",
    "model_int8.onnx",
    "onnx/model_quantized.onnx",
    "onnx/model_int8.onnx",
    "model.onnx",
    "onnx/model.onnx",
)
SAFETENSORS = ("model.safetensors", "model.safetensors.index.json")
LONGEST = 512  # tokens a window, where the configuration says more or nothing
# RoBERTa counts positions from the padding id on, and so has two fewer than it says.
FROM_PADDING = frozenset({"roberta", "xlm-roberta", "camembert", "xlm-roberta-xl"})


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows of tokens, padded to the longest: each array has shape (windows, tokens)."""

    ids: Ints
    mask: Ints
    types: Ints


class Runner(Protocol):
    def run(self, batch: Batch, *, seconds: float) -> Floats:
        """Logits (windows, labels) or hidden states (windows, tokens, size). Raises ModelError."""


@dataclass(frozen=True)
class Checkpoint:
    """The files of one checkpoint; what they hold is read when first asked for."""

    folder: Path

    @cached_property
    def config(self) -> Mapping[str, Any]:
        config: Mapping[str, Any] = self._json("config.json")
        return config

    @cached_property
    def version(self) -> str:
        """Twelve hexadecimal digits of the configuration and of how large the weights are."""
        content = (self.folder / "config.json").read_bytes()
        size = self.weights.stat().st_size
        return hashlib.sha256(content + str(size).encode()).hexdigest()[:12]

    @cached_property
    def weights(self) -> Path:
        """The file to run. Raises ModelError where there is none that may be."""
        for name in (*ONNX_FILES, *SAFETENSORS):
            if (self.folder / name).is_file():
                return self.folder / name
        raise ModelError(
            f"model '{self.folder.name}': no weights; export it to ONNX (model.onnx) or save it as "
            "model.safetensors"
        )

    @property
    def classes(self) -> tuple[str, ...]:
        """Names of the logits in order; none where the checkpoint has no head."""
        names: Mapping[str, str] = self.config.get("id2label") or {}
        if not self._has("ForSequenceClassification"):
            return ()
        return tuple(names[key] for key in sorted(names, key=int))

    @property
    def independent(self) -> bool:
        """Whether each label is scored by itself, and several may hold."""
        return self.config.get("problem_type") == "multi_label_classification"

    @property
    def window(self) -> int:
        """The most tokens it reads at once, its special ones included."""
        positions = int(self.config.get("max_position_embeddings") or LONGEST)
        if self.config.get("model_type") in FROM_PADDING:
            positions -= 2
        return min(positions, LONGEST)

    @property
    def padding(self) -> int:
        return int(self.config.get("pad_token_id") or 0)

    @property
    def takes_first_token(self) -> bool:
        """Whether a text's vector is its first token's, instead of the mean of all."""
        path = self.folder / "1_Pooling" / "config.json"
        return path.is_file() and bool(
            self._json("1_Pooling/config.json").get("pooling_mode_cls_token")
        )

    def tokenizer(self) -> Any:
        """The `tokenizers.Tokenizer` of the checkpoint. Raises ModelError."""
        from tokenizers import Tokenizer

        path = self.folder / "tokenizer.json"
        if not path.is_file():
            mend = "save the tokenizer in its fast form (tokenizer.json)"
            raise ModelError(f"model '{self.folder.name}': no tokenizer.json; {mend}")
        try:
            return Tokenizer.from_file(str(path))
        except Exception as error:  # the library raises nothing narrower
            raise ModelError(f"model '{self.folder.name}': tokenizer.json is damaged") from error

    def runner(self) -> Runner:
        """What runs the weights. Raises ModelError."""
        if self.weights.suffix == ".onnx":
            return OnnxRunner(self.weights)
        return TorchRunner(self.folder, head=bool(self.classes))

    def _has(self, ending: str) -> bool:
        return any(name.endswith(ending) for name in self.config.get("architectures") or ())

    def _json(self, name: str) -> Any:
        try:
            return json.loads((self.folder / name).read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise ModelError(f"model '{self.folder.name}': {name} cannot be read") from error


class OnnxRunner:
    """onnxruntime over one file; a run that takes too long is ended."""

    def __init__(self, path: Path) -> None:
        try:
            import onnxruntime
        except ImportError as error:
            mend = "install balise[models]"
            raise ModelError(f"'{path.name}' needs onnxruntime; {mend}") from error
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 4
        try:
            self._session = onnxruntime.InferenceSession(
                str(path), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # the library raises nothing narrower
            raise ModelError(f"'{path.name}' is no ONNX model that can be run") from error
        self._inputs = {each.name for each in self._session.get_inputs()}

    def run(self, batch: Batch, *, seconds: float) -> Floats:
        import onnxruntime

        options = onnxruntime.RunOptions()
        options.log_severity_level = 4
        given = {
            "input_ids": batch.ids,
            "attention_mask": batch.mask,
            "token_type_ids": batch.types,
        }
        feed = {name: array for name, array in given.items() if name in self._inputs}
        timer = threading.Timer(seconds, lambda: setattr(options, "terminate", True))
        timer.daemon = True
        timer.start()
        try:
            first: Floats = self._session.run(None, feed, options)[0]
        except Exception as error:  # the library raises nothing narrower
            ended = not timer.is_alive()
            raise ModelError("it took too long" if ended else "it cannot run this post") from error
        finally:
            timer.cancel()
        return first.astype(np.float32)


class TorchRunner:
    """PyTorch over safetensors; time is looked at between batches only."""

    def __init__(self, folder: Path, *, head: bool) -> None:
        try:
            import torch
            import transformers
        except ImportError as error:
            mend = "install torch and transformers, or export it to ONNX"
            raise ModelError(f"model '{folder.name}' needs PyTorch; {mend}") from error
        shown: Any = transformers.utils.logging
        shown.disable_progress_bar()
        self._torch = torch
        kind = transformers.AutoModelForSequenceClassification if head else transformers.AutoModel
        try:
            self._model = kind.from_pretrained(
                str(folder), local_files_only=True, use_safetensors=True
            ).eval()
        except Exception as error:  # the library raises whatever its parts do
            raise ModelError(f"model '{folder.name}' cannot be loaded by PyTorch") from error

    def run(self, batch: Batch, *, seconds: float) -> Floats:
        given = {"input_ids": batch.ids, "attention_mask": batch.mask}
        if self._model.config.to_dict().get("type_vocab_size", 0) > 1:
            given["token_type_ids"] = batch.types
        with self._torch.inference_mode():
            said = self._model(**{k: self._torch.from_numpy(v) for k, v in given.items()})
        first: Floats = said[0].numpy().astype(np.float32)
        return first


def batched(encodings: Sequence[Any], padding: int) -> Batch:
    """`tokenizers` encodings as arrays, padded on the right."""
    longest = max(len(each.ids) for each in encodings)
    shape = (len(encodings), longest)
    ids, mask, types = (
        np.full(shape, padding, np.int64),
        np.zeros(shape, np.int64),
        np.zeros(shape, np.int64),
    )
    for row, each in enumerate(encodings):
        ids[row, : len(each.ids)] = each.ids
        mask[row, : len(each.ids)] = 1
        types[row, : len(each.ids)] = each.type_ids
    return Batch(ids, mask, types)
