"""How often the language of a post is heard right, how often «none of ours» is, and how quickly.

    python tests/benchmarks/quality/language.py --data ../shared/data [--corpus ../shared/corpus]

Prints a JSON object. `right` counts `und` as wrong; `unsure` is the share of `und`; `micros` is the
median time of a post, cleaning included, of posts never seen before. Of Tatoeba and of the other
languages only the half is measured that the table has not learned from; py3langid may have.
"""

from __future__ import annotations

import argparse
import gzip
import json
import platform
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from compliance.language import judged_in, prose
from compliance.models.language import by_langdetect, by_langid, open_detector
from compliance.models.language.cascade import Cascade
from compliance.models.language.words import shipped
from compliance.ports import LanguageDetector

SEVEN = ("fr", "en", "de", "es", "it", "nl", "pt")
SEED = 0
AT_MOST = 4_000  # posts a set
Labelled = list[tuple[str, str]]


def table_and_langdetect(languages: Sequence[str]) -> LanguageDetector:
    return Cascade(shipped(), languages, lambda: by_langdetect.load(languages))


DETECTORS: dict[str, Callable[[Sequence[str]], LanguageDetector]] = {
    "table, arbiter py3langid (as shipped)": open_detector,
    "table, arbiter langdetect": table_and_langdetect,
    "py3langid": by_langid.load,
    "langdetect": by_langdetect.load,
}


def lines(path: Path) -> Iterator[dict[str, Any]]:
    read = path.read_bytes()
    unpacked = gzip.decompress(read) if path.suffix == ".gz" else read
    yield from map(json.loads, unpacked.splitlines())


def sample(posts: Iterable[tuple[str, str]]) -> Labelled:
    kept = sorted(posts)
    random.Random(SEED).shuffle(kept)
    return kept[:AT_MOST]


def tweets(data: Path) -> Labelled:
    files = sorted((data / "sentiment-umsab").glob("*.jsonl*"))
    return sample((line["text"], path.name[:2]) for path in files for line in lines(path))


def spanish_tweets(data: Path) -> Labelled:
    path = data / "langid-tweetlid" / "train.jsonl.gz"
    posts = ((line["text"], line["label"]) for line in lines(path))
    return sample((text, label) for text, label in posts if label in SEVEN)


def sentences(data: Path) -> Labelled:
    path = data / "langid-tatoeba" / "all.jsonl.gz"
    return sample(half((line["text"], line["label"]) for line in lines(path)))


def half(posts: Iterable[tuple[str, str]]) -> Labelled:
    """Those at even places: the odd ones the table has learned from."""
    return list(posts)[::2]


def others(data: Path) -> Labelled:
    path = data / "langid-other-languages" / "dev.jsonl.gz"
    return sample(half((line["text"], "und") for line in lines(path)))


def posts_of(corpus: Path) -> Labelled:
    files = sorted(corpus.glob("*/posts.jsonl"))
    return sample((line["text"], line["lang"]) for path in files for line in lines(path))


def short(posts: Labelled) -> Labelled:
    return [(text, label) for text, label in posts if 20 <= len(prose(text)) <= 60]


def measured(posts: Labelled, detector: LanguageDetector) -> dict[str, float]:
    labels, micros = [], []
    for text, _ in posts:
        start = time.perf_counter()
        heard = judged_in(text, detector=detector, languages=SEVEN, given=None)
        micros.append((time.perf_counter() - start) * 1e6)
        labels.append(heard.label)
    right = sum(label == wanted for label, (_, wanted) in zip(labels, posts, strict=True))
    return {
        "posts": len(posts),
        "right": round(right / len(posts), 4),
        "unsure": round(labels.count("und") / len(posts), 4),
        "micros": round(statistics.median(micros)),
    }


def changed(posts: Labelled, load: Callable[[Sequence[str]], LanguageDetector]) -> int:
    """Posts whose answer two detectors, loaded one after the other, do not agree on."""
    first, second = load(SEVEN), load(SEVEN)
    return sum(first.detect(prose(text)) != second.detect(prose(text)) for text, _ in posts[:500])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--corpus", type=Path)
    options = parser.parse_args()
    sets = {
        "tweets, 6 languages": tweets(options.data),
        "tweets of Spain and Portugal, es pt en": spanish_tweets(options.data),
        "sentences (Tatoeba)": sentences(options.data),
        "16 other languages, right is und": others(options.data),
    }
    sets["tweets, 20 to 60 characters"] = short(sets["tweets, 6 languages"])
    sets["sentences, 20 to 60 characters"] = short(sets["sentences (Tatoeba)"])
    if options.corpus:
        sets["corpus"] = posts_of(options.corpus)
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True)
    figures = {
        name: {key: measured(posts, load(SEVEN)) for key, posts in sets.items()}
        | {"answers that changed": changed(sets["tweets, 6 languages"], load)}
        for name, load in DETECTORS.items()
    }
    run = {"commit": commit.stdout.strip(), "machine": platform.processor(), "seed": SEED}
    json.dump(run | {"figures": figures}, sys.stdout, indent=1, ensure_ascii=False)


if __name__ == "__main__":
    main()
