"""What each rule kind costs on posts of about 300 characters: asleep, quiet, and firing.

    python -m tests.benchmarks.speed.rules --corpus ../shared/corpus

Prints a JSON object, in µs a post: medians over posts of the best of five runs. `quiet` ran and
found nothing, `fired` found something; a rule with keys is not run at all where none of them stands
(`asleep`, the share of posts; the shared automaton of the pipeline is not counted here).
"""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from compliance import rules
from compliance.declared import declared, names
from compliance.ports import Find, Kind, MarkedExample, Reading
from tests.support import built, reading

LENGTHS = range(220, 381)  # characters
RUNS = 5


def posts(corpus: Path) -> list[str]:
    """French posts of about 300 characters, in order of company and id."""
    lines = [line for file in sorted(corpus.glob("*/posts.jsonl")) for line in file.open("rb")]
    read = [json.loads(line) for line in lines]
    return [post["text"] for post in read if post["lang"] == "fr" and len(post["text"]) in LENGTHS]


def measured(kind: Kind, shown: MarkedExample, texts: Sequence[str]) -> dict[str, Any]:
    find = built(kind, **shown.params)
    keys = kind.keys(kind.params.model_validate(shown.params))
    at = [reading(text, **shown.options) for text in texts]
    asleep = [keys is not None and not any(key in each.text.folded for key in keys) for each in at]
    timed = [_timed(find, each) for each in at]
    quiet = [micros for micros, fired in timed if not fired]
    firing = [micros for micros, fired in timed if fired]
    return {
        "params": str(dict(shown.params))[:60],
        "asleep": round(sum(asleep) / len(asleep), 2),
        "quiet": round(statistics.median(quiet), 1) if quiet else None,
        "fired": round(statistics.median(firing), 1) if firing else None,
        "posts that fired": len(firing),
    }


def _timed(find: Find, at: Reading) -> tuple[float, bool]:
    """Microseconds of the best run, the text's words already split; and whether it fired."""
    fired = any(True for _ in find(at))
    best = float("inf")
    for _ in range(RUNS):
        start = time.perf_counter()
        list(find(at))
        best = min(best, time.perf_counter() - start)
    return best * 1e6, fired


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--kinds", nargs="*", default=names(rules))
    options = parser.parse_args()
    texts = posts(options.corpus)[:200]
    figures = {}
    for name in options.kinds:
        kind: Kind = declared(rules, name, "KIND")
        figures[name] = [measured(kind, shown, texts) for shown in kind.examples]
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True)
    run = {"commit": commit.stdout.strip(), "machine": platform.processor(), "posts": len(texts)}
    json.dump(run | {"figures": figures}, sys.stdout, indent=1, ensure_ascii=False)


if __name__ == "__main__":
    main()
