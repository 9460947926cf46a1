"""What reading a post costs by the number of terms, and what an index costs to build and open.

python -m tests.benchmarks.speed.confidential_terms DATA [--sizes 1000,10000,100000,1000000]

Real posts cut at 300 characters and joined to 3,000. First sight: no word of them has been met;
then: all have. An index is built, kept on disk and opened again as a worker does.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from compliance.charter import Organisation
from compliance.confidential import TermFile, open_index
from compliance.fold import fold
from compliance.ports import TermIndex
from tests.benchmarks.quality.confidential_disguises import posts
from tests.benchmarks.quality.disguises import CODE, SORTS, rarer


def lines(count: int, *, seed: int = 1) -> Iterator[str]:
    rng = random.Random(seed)
    yield "term,aliases,kind\n"
    for _ in range(count):
        name, sort = rarer(rng), rng.random()
        alias = rarer(rng) if rng.random() < 0.3 else ""
        if sort < 0.3:
            yield f"{rng.choice(CODE)} {name},{alias},code-name\n"
        elif sort < 0.6:
            yield f"{rng.choice(SORTS)} {name},{alias},client-nda\n"
        else:
            yield f"{name} {rarer(rng)},{alias},product\n"


def percentiles(index: TermIndex, texts: list[str]) -> dict[str, float]:
    took = []
    for typed in texts:
        began = time.perf_counter()
        list(index.find(fold(typed)))
        took.append((time.perf_counter() - began) * 1e6)
    took.sort()
    return {"p50_us": took[len(took) // 2], "p99_us": took[int(len(took) * 0.99)]}


def measured(size: int, short: list[str], long: list[str], folder: Path) -> dict[str, object]:
    path, cache = folder / f"{size}.csv", folder / f"cache-{size}"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(lines(size))
    began = time.perf_counter()
    open_index(TermFile(path), organisation=Organisation(), cache=cache)
    build = time.perf_counter() - began
    began = time.perf_counter()
    index = open_index(TermFile(path), organisation=Organisation(), cache=cache)
    opening = time.perf_counter() - began
    return {
        "terms": size,
        "build_s": build,
        "open_s": opening,
        "disk_mb": sum(f.stat().st_size for f in cache.rglob("*.npy")) / 1e6,
        "peak_rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "300_first_sight": percentiles(index, short),
        "300_then": percentiles(index, short),
        "3000_first_sight": percentiles(index, long),
        "3000_then": percentiles(index, long),
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("--sizes", default="1000,10000,100000,1000000")
    args = parser.parse_args()
    real = list(posts(args.data))
    random.Random(5).shuffle(real)
    running = " ".join(real)
    short = [running[at : at + 300] for at in range(0, 300 * 1_500, 300)]
    long = [running[at : at + 3_000] for at in range(10**6, 10**6 + 3_000 * 150, 3_000)]
    with tempfile.TemporaryDirectory() as folder:
        for size in map(int, args.sizes.split(",")):
            sys.stdout.write(json.dumps(measured(size, short, long, Path(folder))) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
