"""The index of terms beside spaczz's FuzzyMatcher, at 1,000 terms, in one run.

python -m tests.benchmarks.speed.confidential_peers DATA      (pip install spaczz first)

Recall over single disguises and one or two typos; time for a post of 300 characters.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import spacy
from spaczz.matcher import FuzzyMatcher

from compliance.charter import Organisation
from compliance.confidential import open_index
from compliance.fold import fold
from compliance.rules.confidential import Confidential
from tests.benchmarks.quality.confidential_disguises import placed, posts
from tests.benchmarks.quality.disguises import SINGLE, edited, terms

Spans = list[tuple[int, int]]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("--terms", type=int, default=1_000)
    parser.add_argument("--posts", type=int, default=150)
    args = parser.parse_args()
    rng, listed = random.Random(2), terms(args.terms)
    nlp = spacy.blank("fr")
    matcher = FuzzyMatcher(nlp.vocab)
    matcher.add("secret", [nlp.make_doc(name) for term in listed for name in term.names])
    index = open_index(listed, organisation=Organisation())
    speaks_from = Confidential().min_confidence

    def ours(typed: str) -> Spans:
        return [
            (h.span.start, h.span.end)
            for h in index.find(fold(typed))
            if h.confidence >= speaks_from
        ]

    def theirs(typed: str) -> Spans:
        doc = nlp(typed)
        return [(doc[m[1] : m[2]].start_char, doc[m[1] : m[2]].end_char) for m in matcher(doc)]

    real = [post[:300] for post in posts(args.data) if len(post) >= 200]
    rng.shuffle(real)
    cases = []
    for post in real[: args.posts]:
        name, sort = rng.choice(rng.choice(listed).names), rng.choice([*SINGLE, "edits"])
        typed = (
            edited(name, rng.choice((1, 2)), rng) if sort == "edits" else SINGLE[sort](name, rng)
        )
        if typed:
            cases.append(placed(typed, post, rng))
    innocent = real[-args.posts :]
    result = {
        who: measured(find, cases, innocent) for who, find in (("ours", ours), ("spaczz", theirs))
    }
    sys.stdout.write(json.dumps({"terms": args.terms, **result}, indent=1) + "\n")


def measured(
    find: Callable[[str], Spans], cases: list[tuple[str, int, int]], innocent: list[str]
) -> dict[str, float]:
    took, found = [], 0
    for typed, start, end in cases:
        began = time.perf_counter()
        spans = find(typed)
        took.append((time.perf_counter() - began) * 1e6)
        found += any(a < end and start < b for a, b in spans)
    alarmed = sum(bool(find(post)) for post in innocent)
    return {
        "recall": found / len(cases),
        "p50_us": statistics.median(took),
        "innocent_alarmed": alarmed / len(innocent),
    }


if __name__ == "__main__":
    main()
