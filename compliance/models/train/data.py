"""What the models learn from: the ambassador corpus with its drills, and public sets.

Only sets whose licence lets weights go out in an Apache-2.0 project are named here; each is
attributed in NOTICE and in the card of the model.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from compliance.errors import InputError
from compliance.post import Post

CATEGORIES = (
    "confidentiality",
    "personal-data",
    "security",
    "regulated",
    "claims",
    "respect",
    "disparagement",
    "neutrality",
    "transparency",
    "third-party-rights",
    "crisis",
    "form",
)
RISKS = (
    "product-safety",
    "service-failure",
    "misconduct",
    "social-conflict",
    "environment",
    "data-breach",
    "legal",
    "boycott",
    "misinformation",
    "threat",
)
URGENCIES = ("0", "1", "2", "3")
SENTIMENTS = ("positive", "neutral", "negative")
TOXICITIES = ("toxic", "ok")


@dataclass(frozen=True, slots=True)
class Row:
    """One annotated post.

    labels: those that hold of it.
    group: rows of one group never stand on both sides of a fold (a company, a drill pair).
    source: the company, the drill file or the public set.
    """

    post: Post
    labels: frozenset[str]
    group: str
    source: str
    company: bool = False
    weight: float = 1.0
    spans: tuple[tuple[str, int, int], ...] = ()
    raw: dict[str, Any] = field(default_factory=dict, compare=False)


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a `.jsonl` file, or of the `.jsonl.gz` that stands for it."""
    packed = path.with_name(f"{path.name}.gz")
    if packed.exists():
        with gzip.open(packed, "rt", encoding="utf-8") as file:
            yield from (json.loads(line) for line in file if line.strip())
    elif path.exists():
        with path.open(encoding="utf-8") as file:
            yield from (json.loads(line) for line in file if line.strip())
    else:
        raise InputError(f"{path}: no such file; the training data lies beside the repository")


def corpus(root: Path, kind: str) -> Iterator[tuple[dict[str, Any], str, str, bool]]:
    """Posts of `kind` with group, source and whether a company's, always in one order."""
    for path in sorted((root / "corpus").glob("*/*.jsonl")):
        company = path.parent.name != "drills"
        source = path.parent.name if company else path.stem
        for line in lines(path):
            if kind in {line["kind"], "any"}:
                pair = line.get("pair") or line["id"]
                yield line, source if company else f"{source}:{pair}", source, company


def as_post(line: dict[str, Any]) -> Post:
    return Post(
        id=line.get("id", ""),
        text=line["text"],
        channel=line.get("channel"),
        author=line.get("author"),
    )


def risks(root: Path) -> list[Row]:
    return [
        Row(as_post(line), frozenset(line["risks"]), group, source, company)
        for line, group, source, company in corpus(root, "observed")
    ]


def urgency(root: Path) -> list[Row]:
    return [
        Row(as_post(line), frozenset({str(line["severity"])}), group, source, company)
        for line, group, source, company in corpus(root, "observed")
    ]


def categories(root: Path) -> list[Row]:
    return [
        Row(
            as_post(line),
            frozenset(finding["category"] for finding in line["findings"]),
            group,
            source,
            company,
            spans=tuple(_spans(line)),
        )
        for line, group, source, company in corpus(root, "draft")
    ]


def _spans(line: dict[str, Any]) -> Iterator[tuple[str, int, int]]:
    for finding in line["findings"]:
        start = -1
        for _ in range(finding.get("occurrence", 1)):
            start = line["text"].index(finding["text"], start + 1)
        yield finding["category"], start, start + len(finding["text"])


def protected(root: Path) -> list[Row]:
    return [
        Row(
            as_post(line),
            frozenset({"protected"} if line.get("protected") else ()),
            group,
            source,
            company,
        )
        for line, group, source, company in corpus(root, "draft")
    ]


# Most drills lean in tone, so a drill weighs less than a post of a company; not those on tone.
DRILL_WEIGHT = 0.3
SENTIMENT_SETS = {
    "sentiment-allocine-fr/train.jsonl": 0.3,
    "sentiment-xed/fr.jsonl": 0.3,
    "sentiment-xed/en.jsonl": 0.3,
}


def sentiment(root: Path) -> list[Row]:
    rows = [
        Row(
            as_post(line),
            frozenset({line["sentiment"]}),
            group,
            source,
            company,
            weight=1.0 if company or source == "sentiment" else DRILL_WEIGHT,
        )
        for line, group, source, company in corpus(root, "any")
    ]
    for name, weight in SENTIMENT_SETS.items():
        rows += _public(root, name, weight, lambda line: line["label"])
    return rows


TOXIC = frozenset({"toxic", "offensive", "offense", "hate", "hateful", "racist", "abusive"})
TOXICITY_SETS = {
    "tox-davidson/all.jsonl": 0.3,
    "tox-ftr-fr/train.jsonl": 1.0,
    "tox-gahd-de/train.jsonl": 0.5,
    "tox-germeval2018-de/train.jsonl": 0.5,
    "tox-hatemoji/build-train.jsonl": 0.5,
    "tox-hatemoji/build-validation.jsonl": 0.5,
    "tox-identity-templates/en.jsonl": 0.5,
    "tox-identity-templates/de.jsonl": 0.2,
    "tox-identity-templates/nl.jsonl": 0.2,
    "tox-jigsaw-mt-fr/all.jsonl": 1.0,
    "tox-mlma/fr-train.jsonl": 0.3,
    "tox-wikipedia/test.jsonl": 1.0,
}


def toxicity(root: Path) -> list[Row]:
    rows = [
        Row(
            as_post(line),
            frozenset({"toxic" if _disrespects(line) else "ok"}),
            group,
            source,
            company,
        )
        for line, group, source, company in corpus(root, "draft")
    ]
    for name, weight in TOXICITY_SETS.items():
        rows += _public(
            root, name, weight, lambda line: "toxic" if line["label"] in TOXIC else "ok"
        )
    return rows


def _disrespects(line: dict[str, Any]) -> bool:
    return any(finding["category"] == "respect" for finding in line["findings"])


def _public(root: Path, name: str, weight: float, label: Any) -> list[Row]:
    """A public set; rows without a label are left out."""
    source = name.removesuffix(".jsonl")
    return [
        Row(
            Post(text=line["text"]),
            frozenset({label(line)}),
            f"{source}:{n}",
            source,
            weight=weight,
        )
        for n, line in enumerate(lines(root / "data" / name))
        if line["label"]
    ]


ROWS = {
    "categories": categories,
    "protected": protected,
    "risks": risks,
    "sentiment": sentiment,
    "toxicity": toxicity,
    "urgency": urgency,
}
