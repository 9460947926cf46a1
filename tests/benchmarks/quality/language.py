"""How often the language of a post is heard right, how often «none of ours» is, and how quickly.

    python tests/benchmarks/quality/language.py --data ../shared/data [--corpus ../shared/corpus]

Prints a JSON object. `right` counts `und` as wrong; `unsure` is the share of `und`; `micros` is the
median time of a post, cleaning included, of posts never seen before. The shipped detector stands
beside others here; `balise models evaluate language` gives its figures with their intervals.

The German tweets hold many that are English, Dutch, Turkish. Those of all six languages whose label
the shipped detector contradicts were read again, by a language model, and the labels found wrong
are in `language_read_again.json`. The set «labels read again» is fair to the shipped one alone.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from compliance.language import judged_in, prose
from compliance.models.language import by_langdetect, by_langid, open_detector
from compliance.models.language.cascade import Cascade
from compliance.models.language.words import shipped
from compliance.models.train.languages import SEED, SEVEN, Labelled, sample, sets
from compliance.models.train.reading import lines
from compliance.ports import LanguageDetector


def table_and_langdetect(languages: Sequence[str]) -> LanguageDetector:
    return Cascade(shipped(), languages, lambda: by_langdetect.load(languages))


DETECTORS: dict[str, Callable[[Sequence[str]], LanguageDetector]] = {
    "table, arbiter py3langid (as shipped)": open_detector,
    "table, arbiter langdetect": table_and_langdetect,
    "py3langid": by_langid.load,
    "langdetect": by_langdetect.load,
}


def read_again(posts: Labelled) -> Labelled:
    written = json.loads(Path(__file__).with_name("language_read_again.json").read_text("utf-8"))
    labels = {digest: label for label, digests in written.items() for digest in digests}
    digest = [hashlib.sha256(text.encode()).hexdigest()[:12] for text, _ in posts]
    return [(text, labels.get(d, label)) for d, (text, label) in zip(digest, posts, strict=True)]


def posts_of(corpus: Path) -> Labelled:
    files = sorted(corpus.glob("*/posts.jsonl"))
    return sample((line["text"], line["lang"]) for path in files for line in lines(path))


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
    measuring = sets(options.data)
    tweets = measuring["tweets, 6 languages"]
    measuring["tweets, 6 languages, labels read again"] = read_again(tweets)
    if options.corpus:
        measuring["corpus"] = posts_of(options.corpus)
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True)
    figures = {
        name: {key: measured(posts, load(SEVEN)) for key, posts in measuring.items()}
        | {"answers that changed": changed(tweets, load)}
        for name, load in DETECTORS.items()
    }
    run = {"commit": commit.stdout.strip(), "machine": platform.processor(), "seed": SEED}
    json.dump(run | {"figures": figures}, sys.stdout, indent=1, ensure_ascii=False)


if __name__ == "__main__":
    main()
