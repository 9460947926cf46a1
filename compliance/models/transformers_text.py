"""Bigger models, by one line of a charter: a checkpoint from a folder or from the hub.

    classifiers:
      - {task: sentiment, backend: transformers-text, model: ./models/camembert-sentiment,
         labels: {POSITIVE: positive, NEGATIVE: negative, NEUTRAL: neutral}}

What `labels` maps to the task's labels depends on what the checkpoint is:

- a text classifier: its own classes; without `labels` they are taken as they are, in lower case;
- a natural-language-inference model (one of its classes is an entailment): whole sentences that
  are true of the posts to find («This post announces a strike.»);
- sentence embeddings (no head): sentences that are like the posts to find.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from compliance.charter import ClassifierChoice
from compliance.errors import ModelError
from compliance.matching.substance import log_odds
from compliance.models._checkpoint import Checkpoint, Floats, Runner, batched
from compliance.ports import ONE_OF, Backend, Classifier, Scores
from compliance.post import Post
from compliance.text import SURROGATES, WHOLE, Span, Text

TASKS = ("categories", "protected", "risks", "sentiment", "toxicity", "urgency")
AT_ONCE = 16  # windows in a batch
MOST_WINDOWS = 32  # of a post: the rest of a longer one is not read
MOST_SENTENCES = 64  # of a post, that evidence is looked for in
COUNTS = 0.5  # from what score on a label counts, where nobody says
SHARPNESS = 20.0  # of cosines, as sentence embeddings are trained with
FAR = 60.0  # a margin beyond which nothing changes
DECIMALS = 5  # what batches of different sizes agree on


@dataclass(frozen=True, slots=True)
class Windows:
    """Encodings of texts cut into windows; `owner[i]` is the text of window i."""

    encodings: list[Any]
    owner: list[int]


class Head(Protocol):
    """How one kind of checkpoint scores: what it reads, and what its output means."""

    @property
    def labels(self) -> tuple[str, ...]: ...

    def score(self, reader: Reader, texts: Sequence[str], deadline: float) -> Floats:
        """Shape (texts, labels), each in [0, 1]."""


class Reader:
    """Texts → what the checkpoint says of their windows."""

    def __init__(self, checkpoint: Checkpoint) -> None:
        self.checkpoint = checkpoint
        self._runner: Runner = checkpoint.runner()
        self._tokenizer = checkpoint.tokenizer()
        window = checkpoint.window
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(window, stride=window // 8, strategy="only_first")

    def windows(self, inputs: Sequence[str | tuple[str, str]]) -> Windows:
        encodings: list[Any] = []
        owner: list[int] = []
        for index, encoding in enumerate(self._tokenizer.encode_batch(list(inputs))):
            pieces = [encoding, *encoding.overflowing][:MOST_WINDOWS]
            encodings += [piece for piece in pieces if piece.ids]
            owner += [index] * (len(encodings) - len(owner))
        return Windows(encodings, owner)

    def said(self, windows: Windows, deadline: float) -> Iterator[tuple[int, Floats, Any]]:
        """For each window its text, what the model says of it, and its encoding."""
        by_length = sorted(range(len(windows.owner)), key=lambda i: len(windows.encodings[i].ids))
        for start in range(0, len(by_length), AT_ONCE):
            chosen = by_length[start : start + AT_ONCE]
            batch = batched([windows.encodings[i] for i in chosen], self.checkpoint.padding)
            left = deadline - time.monotonic()
            if left <= 0:
                raise ModelError("it took too long")
            for i, said in zip(chosen, self._runner.run(batch, seconds=left), strict=True):
                yield windows.owner[i], said, windows.encodings[i]


@dataclass(frozen=True, slots=True)
class Classes:
    """A text classifier: `columns[label]` are its classes that mean `label`.

    Of classes that exclude each other a long post gets the mean of its windows, weighted by their
    tokens; of independent ones the highest.
    """

    columns: Mapping[str, tuple[int, ...]]
    independent: bool

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(self.columns)

    def score(self, reader: Reader, texts: Sequence[str], deadline: float) -> Floats:
        totals = np.zeros((len(texts), len(self.columns)), np.float32)
        tokens = np.zeros((len(texts), 1), np.float32)
        for text, logits, encoding in reader.said(reader.windows(texts), deadline):
            said = self._of(logits)
            if self.independent:
                totals[text], tokens[text] = np.maximum(totals[text], said), 1
            else:
                totals[text] += said * len(encoding.ids)
                tokens[text] += len(encoding.ids)
        means: Floats = totals / np.maximum(tokens, 1)
        return means

    def _of(self, logits: Floats) -> Floats:
        scores = _sigmoid(logits) if self.independent else _softmax(logits)
        pick = np.max if self.independent else np.sum
        return np.array([pick(scores[list(c)]) for c in self.columns.values()], np.float32)


@dataclass(frozen=True, slots=True)
class Entailment:
    """A natural-language-inference model: how far each post entails each hypothesis."""

    hypotheses: Mapping[str, str]  # hypothesis → label
    yes: int
    no: int
    one_of: bool

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.hypotheses.values()))

    def score(self, reader: Reader, texts: Sequence[str], deadline: float) -> Floats:
        pairs = [(text, hypothesis) for text in texts for hypothesis in self.hypotheses]
        margins = np.full(len(pairs), -FAR, np.float32)
        for pair, logits, _ in reader.said(reader.windows(pairs), deadline):
            margins[pair] = max(margins[pair], logits[self.yes] - logits[self.no])
        each = margins.reshape(len(texts), len(self.hypotheses))
        return _by_label(each, tuple(self.hypotheses.values()), self.labels, one_of=self.one_of)


@dataclass(frozen=True, slots=True)
class Likeness:
    """Sentence embeddings: how like each post is to sentences of each label."""

    sentences: Mapping[str, str]  # sentence → label
    vectors: Floats  # (sentences, size), of length 1
    one_of: bool

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.sentences.values()))

    def score(self, reader: Reader, texts: Sequence[str], deadline: float) -> Floats:
        cosines = np.zeros((len(texts), len(self.sentences)), np.float32)
        for text, vector in vectors(reader, texts, deadline):
            cosines[text] = np.maximum(cosines[text], self.vectors @ vector)
        owners = tuple(self.sentences.values())
        if self.one_of:
            return _by_label(cosines * SHARPNESS, owners, self.labels, one_of=True)
        return np.stack([_highest(cosines, owners, label) for label in self.labels], axis=1)


class TransformersText:
    """A checkpoint that answers one task; its scores are its own."""

    calibrated = False

    def __init__(self, reader: Reader, head: Head, choice: ClassifierChoice) -> None:
        self._reader, self._head, self._choice = reader, head, choice
        # Not the folder's name: what the hub gives lies in one named after a commit.
        self.id = f"{Path(choice.model or '').name}@{reader.checkpoint.version}"

    @property
    def labels(self) -> tuple[str, ...]:
        return self._head.labels

    @property
    def thresholds(self) -> Scores:
        return {label: self._choice.thresholds.get(label, COUNTS) for label in self.labels}

    def score(self, posts: Sequence[Post]) -> list[Scores]:
        """Takes at most `max_seconds` a post, all in all. Raises ModelError."""
        return self._scores([post.text for post in posts], self._choice.max_seconds * len(posts))

    def evidence(self, post: Post, label: str) -> Span:
        """The sentence that scores highest by itself, where it counts; `[0, 0)` otherwise."""
        scored = self._by_sentence(post, label)
        best, score = max(scored, key=itemgetter(1), default=(WHOLE, 0.0))
        return best if score >= self.thresholds[label] else WHOLE

    def by_sentence(self, post: Post, label: str) -> Sequence[tuple[Span, float]]:
        return [(span, log_odds(score)) for span, score in self._by_sentence(post, label)]

    def _by_sentence(self, post: Post, label: str) -> list[tuple[Span, float]]:
        text = Text(post.text, post.text)
        sentences = text.sentences[:MOST_SENTENCES]
        scores = self._scores([text[s] for s in sentences], self._choice.max_seconds)
        return [(span, each[label]) for span, each in zip(sentences, scores, strict=True)]

    def _scores(self, texts: Sequence[str], seconds: float) -> list[Scores]:
        if not texts:
            return []
        readable = [SURROGATES.sub("\ufffd", text) for text in texts]
        try:
            rows = self._head.score(self._reader, readable, time.monotonic() + seconds)
        except ModelError as error:
            raise ModelError(f"model '{self.id}': {error}") from error
        rounded = np.clip(rows.astype(float), 0, 1).round(DECIMALS)
        return [dict(zip(self.labels, row.tolist(), strict=True)) for row in rounded]


def load(choice: ClassifierChoice, *, fetch: Callable[[str], Path] | None = None) -> Classifier:
    """The checkpoint that `choice.model` names: a folder, else a name on the hub.

    Raises ModelError where it cannot be had, cannot be run, or has not the classes named.
    """
    if not choice.model:
        raise ModelError(f"task '{choice.task}': name a folder or a model of the hub in `model`")
    folder = Path(choice.model)
    if not folder.is_dir():
        folder = (fetch or _from_hub)(choice.model)
    reader = Reader(Checkpoint(folder))
    return TransformersText(reader, _head(reader, choice), choice)


def _from_hub(name: str) -> Path:
    mend = "name a folder that holds it"
    try:
        from huggingface_hub import snapshot_download

        wanted = ["*.json", "*.onnx", "*.safetensors", "1_Pooling/*"]
        return Path(snapshot_download(name, allow_patterns=wanted))
    except ImportError as error:
        raise ModelError(f"model '{name}' needs huggingface_hub; {mend}") from error
    except Exception as error:  # no network, no such name, no right: it cannot be had
        raise ModelError(
            f"model '{name}' is no folder, and the hub did not give it; {mend}"
        ) from error


def _head(reader: Reader, choice: ClassifierChoice) -> Head:
    classes = reader.checkpoint.classes
    one_of = choice.task in ONE_OF
    if not classes:
        return _likeness(reader, _needed(choice), one_of=one_of, seconds=choice.max_seconds)
    yes = next((i for i, name in enumerate(classes) if name.lower().startswith("entail")), None)
    if yes is None:
        return Classes(_columns(classes, choice), reader.checkpoint.independent)
    no = next((i for i, name in enumerate(classes) if "contra" in name.lower()), None)
    if no is None:
        no = next(i for i in range(len(classes)) if i != yes)
    return Entailment(_needed(choice), yes=yes, no=no, one_of=one_of)


def _needed(choice: ClassifierChoice) -> Mapping[str, str]:
    if not choice.labels or not all(sentence.strip() for sentence in choice.labels):
        raise ModelError(
            f"task '{choice.task}': this model has no classes of its own; say in `labels` which "
            "sentences mean which label"
        )
    return choice.labels


def _columns(classes: Sequence[str], choice: ClassifierChoice) -> Mapping[str, tuple[int, ...]]:
    """Label → its classes' places. Raises ModelError where `labels` names a class there is not."""
    places = {name.lower(): index for index, name in enumerate(classes)}
    given = choice.labels or {name: name.lower() for name in classes}
    missing = [name for name in given if name.lower() not in places]
    if missing:
        there = ", ".join(classes)
        raise ModelError(f"task '{choice.task}': no class '{missing[0]}' in the model: {there}")
    columns: dict[str, tuple[int, ...]] = {}
    for name, label in given.items():
        columns[label] = (*columns.get(label, ()), places[name.lower()])
    return columns


def _likeness(
    reader: Reader, sentences: Mapping[str, str], *, one_of: bool, seconds: float
) -> Likeness:
    found = dict(vectors(reader, tuple(sentences), time.monotonic() + seconds * len(sentences)))
    return Likeness(sentences, np.stack([found[i] for i in range(len(sentences))]), one_of)


def vectors(reader: Reader, texts: Sequence[str], deadline: float) -> Iterator[tuple[int, Floats]]:
    """For each window its text and its vector, of length 1."""
    first = reader.checkpoint.takes_first_token
    for text, states, encoding in reader.said(reader.windows(texts), deadline):
        if states.ndim == 1:  # an export that pools by itself
            vector = states
        else:
            vector = states[0] if first else states[: len(encoding.ids)].mean(axis=0)
        yield text, vector / max(float(np.linalg.norm(vector)), 1e-9)


def _by_label(
    margins: Floats, owners: Sequence[str], labels: Sequence[str], *, one_of: bool
) -> Floats:
    """Scores (texts, labels) from margins (texts, sentences), the highest of a label's speaking."""
    highest = np.stack([_highest(margins, owners, label) for label in labels], axis=1)
    return np.stack([_softmax(row) for row in highest]) if one_of else _sigmoid(highest)


def _highest(margins: Floats, owners: Sequence[str], label: str) -> Floats:
    highest: Floats = margins[:, [owner == label for owner in owners]].max(axis=1)
    return highest


def _softmax(logits: Floats) -> Floats:
    powers = np.exp(logits - logits.max())
    shares: Floats = powers / powers.sum()
    return shares


def _sigmoid(logits: Floats) -> Floats:
    scores: Floats = 1 / (1 + np.exp(-np.clip(logits, -FAR, FAR)))
    return scores


BACKEND = Backend(tasks=TASKS, needs=("config.json", "tokenizer.json"), load=load, slow=True)
