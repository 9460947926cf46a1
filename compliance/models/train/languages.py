"""How often the shipped detector hears the language of a post right.

It learned from no company and from none of these sets, but for Tatoeba and the other languages, of
which only the half is measured that the table has not seen; py3langid, its arbiter, may have.
"""

from __future__ import annotations

import hashlib
import random
import time
from collections.abc import Iterable, Sequence
from importlib import resources
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from compliance.errors import InputError
from compliance.language import judged_in, prose
from compliance.models.language import open_detector
from compliance.models.train import figures
from compliance.models.train.reading import corpus, lines
from compliance.ports import LanguageDetector

SEVEN = ("fr", "en", "de", "es", "it", "nl", "pt")
LABELS = (*SEVEN, "und")
SEED = 0
AT_MOST = 4_000  # posts a set
Labelled = list[tuple[str, str]]


def sample(posts: Iterable[tuple[str, str]]) -> Labelled:
    kept = sorted(posts)
    random.Random(SEED).shuffle(kept)  # noqa: S311 — the same again
    return kept[:AT_MOST]


def sets(data: Path) -> dict[str, Labelled]:
    """The public sets by name; one that is not there is left out."""
    tweets = sorted((data / "sentiment-umsab").glob("*.jsonl*"))
    found = {
        "tweets, 6 languages": sample(
            (line["text"], path.name[:2]) for path in tweets for line in _lines(path)
        ),
        "tweets of Spain and Portugal, es pt en": sample(
            (line["text"], line["label"])
            for line in _lines(data / "langid-tweetlid" / "train.jsonl")
            if line["label"] in SEVEN
        ),
        "sentences (Tatoeba)": sample(
            (line["text"], line["label"])
            for line in _lines(data / "langid-tatoeba" / "all.jsonl")[::2]
        ),
        "16 other languages, right is und": sample(
            (line["text"], "und")
            for line in _lines(data / "langid-other-languages" / "dev.jsonl")[::2]
        ),
    }
    found["tweets, 20 to 60 characters"] = _short(found["tweets, 6 languages"])
    found["sentences, 20 to 60 characters"] = _short(found["sentences (Tatoeba)"])
    return {name: posts for name, posts in found.items() if posts}


def _lines(path: Path) -> list[dict[str, Any]]:
    try:
        return list(lines(path.with_name(path.name.removesuffix(".gz"))))
    except InputError:  # not everybody has it
        return []


def _short(posts: Labelled) -> Labelled:
    return [(text, label) for text, label in posts if 20 <= len(prose(text)) <= 60]


def evaluate(root: Path) -> dict[str, Any]:
    """Figures of the shipped detector, in the form of those of the other models."""
    detector = open_detector(SEVEN)
    written = (resources.files("compliance.models.language") / "words.npz").read_bytes()
    posts = [
        (line["text"], line["lang"], source)
        for line, _, source, company in corpus(root, "any")
        if company and line.get("lang") in SEVEN
    ]
    whole, took = _measured([post[:2] for post in posts], detector)
    companies = {
        name: _measured([post[:2] for post in posts if post[2] == name], detector)[0]["macro_f1"]
        for name in sorted({source for _, _, source in posts})
    }
    said = {**whole, "by_source": companies}
    return {
        "task": "language",
        "version": hashlib.sha256(written).hexdigest()[:8],
        "seed": SEED,
        "bytes": len(written),
        "milliseconds": took,
        "rows": {},
        "companies": said,
        "companies, role unknown": said,
        "public": {
            name: _measured(posts, detector)[0] for name, posts in sets(root / "data").items()
        },
    }


def _measured(posts: Sequence[tuple[str, str]], detector: LanguageDetector) -> Any:
    """Figures over the languages that `posts` have, and the median time of one."""
    heard, took = [], []
    for text, _ in posts:
        started = time.perf_counter()
        heard.append(judged_in(text, detector=detector, languages=SEVEN, given=None))
        took.append(1000 * (time.perf_counter() - started))
    there = [label for label in LABELS if label in {wanted for _, wanted in posts}]
    gold = np.array([[wanted == label for label in there] for _, wanted in posts])
    given = np.array([[one.label == label for label in there] for one in heard])
    right = (gold & given).any(axis=1)
    score = np.array([one.score for one in heard])
    return {
        "posts": len(posts),
        "macro_f1": figures.interval(figures.macro_f1, gold, given),
        "accuracy": round(float(right.mean()), 4),
        "calibration_error": round(figures.calibration_error(right[:, None], score[:, None]), 4),
    }, round(median(took), 2)
