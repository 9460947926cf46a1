"""What a sealed list costs beside the plain one, and whether the two see the same.

python -m tests.benchmarks.speed.confidential_sealed DATA [--terms 10000]
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from compliance.charter import Organisation
from compliance.confidential import open_index, open_sealed, seal
from compliance.fold import fold
from compliance.ports import TermIndex
from compliance.rules.confidential import Confidential
from compliance.text import Text
from tests.benchmarks.quality.confidential_disguises import placed, posts
from tests.benchmarks.quality.disguises import SINGLE, edited, terms

KEY = bytes(32)


def hits(index: TermIndex, text: Text) -> list[tuple[int, int, str, str, float]]:
    return [
        (h.span.start, h.span.end, h.term.term, h.disguise, round(h.confidence, 3))
        for h in index.find(text)
        if h.confidence >= Confidential().ask_from
    ]


def timed(opened: Callable[[], TermIndex], texts: list[Text]) -> tuple[float, float]:
    """µs a post on first sight, and once its words have been met."""
    index, took = opened(), []
    for _ in range(2):
        began = time.perf_counter()
        for text in texts:
            list(index.find(text))
        took.append((time.perf_counter() - began) / len(texts) * 1e6)
    return took[0], took[1]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("--terms", type=int, default=10_000)
    args = parser.parse_args()
    rng, listed = random.Random(3), terms(args.terms)
    real = [post[:300] for post in posts(args.data) if len(post) > 120]
    rng.shuffle(real)
    texts = [fold(post) for post in real[:1_500]]
    disguised = []
    for post in real[1_500:3_000]:
        name = rng.choice(rng.choice(listed).names)
        if rng.random() < 0.3:
            typed = edited(name, rng.choice((1, 2)), rng)
        else:
            typed = SINGLE[rng.choice(list(SINGLE))](name, rng)
        if typed:
            disguised.append(fold(placed(typed, post, rng)[0]))
    began = time.perf_counter()
    content = seal(listed, KEY)
    sealing = time.perf_counter() - began
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "terms.sealed"
        path.write_bytes(content)
        plain = lambda: open_index(listed, organisation=Organisation())  # noqa: E731
        sealed = lambda: open_sealed(path, KEY, organisation=Organisation())  # noqa: E731
        one, other = plain(), sealed()
        same = sum(hits(one, text) == hits(other, text) for text in (*texts, *disguised))
        result = {
            "terms": args.terms,
            "posts": len(texts) + len(disguised),
            "same": same,
            "megabytes": len(content) / 1e6,
            "sealing_s": sealing,
            "plain_us": timed(plain, texts),
            "sealed_us": timed(sealed, texts),
        }
    sys.stdout.write(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    main()
