"""Disguises seen through, over 10,000 invented terms in real sentences, and innocent posts alarmed.

python -m tests.benchmarks.quality.confidential_disguises DATA [--each 300] [--misses]

DATA: folder of the public sets. Writes JSON: recall by disguise, by pair, by edits; false alarms on
50,000 posts of several sets and languages. A finding counts from the confidence at which the rule
speaks up.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from compliance.charter import Organisation, Term
from compliance.confidential import open_index
from compliance.fold import fold
from compliance.ports import TermIndex
from compliance.rules.confidential import Confidential
from tests.benchmarks.quality.disguises import SINGLE, edited, pairs, respelled, terms

SPEAKS_FROM = Confidential().min_confidence
INNOCENT = (
    "stream-freemobile-fr", "stream-airline", "stream-apple", "stream-sanders",
    "sentiment-brands-sxsw", "stream-spotify-support", "sentiment-insurance-fr",
    "sentiment-deft2017-fr", "sentiment-umsab",
    "sentiment-tripadvisor-fr", "sentiment-semeval2017", "langid-tweetlid", "stream-keytrade",
)  # fmt: skip


def posts(data: Path) -> Iterator[str]:
    for name in INNOCENT:
        for path in sorted((data / name).glob("*.jsonl*")):
            opened = gzip.open if path.suffix == ".gz" else open
            with opened(path, "rt", encoding="utf-8") as lines:
                yield from (json.loads(line)["text"] for line in lines)


def placed(name: str, post: str, rng: random.Random) -> tuple[str, int, int]:
    """`post` with `name` between two of its words, and where it stands."""
    words = post[:240].split(" ")
    at = rng.randrange(len(words))
    before = " ".join(words[:at]) + (" " if at else "")
    return f"{before}{name} {' '.join(words[at:])}", len(before), len(before) + len(name)


def is_found(index: TermIndex, typed: str, start: int, end: int) -> bool:
    return any(
        hit.span.start < end and start < hit.span.end and hit.confidence >= SPEAKS_FROM
        for hit in index.find(fold(typed))
    )


class Bench:
    def __init__(
        self, listed: list[Term], sentences: list[str], *, each: int, misses: bool
    ) -> None:
        self.listed, self.sentences, self.each, self.misses = listed, sentences, each, misses
        self.index = open_index(listed, organisation=Organisation())

    def recall(self, label: str, disguise: object, *, seed: int = 1) -> float | None:
        """Share found of `each` names that the disguise applies to; None where none does."""
        assert callable(disguise)
        rng = random.Random(f"{label}-{seed}")
        found = tried = 0
        for _ in range(self.each * 30):
            if tried == self.each:
                break
            term = rng.choice(self.listed)
            name = disguise(rng.choice(term.names), rng)
            if name is None:
                continue
            typed, start, end = placed(name, rng.choice(self.sentences), rng)
            tried += 1
            seen = is_found(self.index, typed, start, end)
            found += seen
            if self.misses and not seen:
                near = typed[max(0, start - 20) : end + 20]
                sys.stderr.write(f"{label}: {term.names} as {name!r} in {near!r}\n")
        return found / tried if tried else None


def twice(one: str, other: str) -> object:
    def disguise(name: str, rng: random.Random) -> str | None:
        first = SINGLE[one](name, rng)
        return None if first is None else SINGLE[other](first, rng)

    return disguise


def mean(values: dict[str, float | None]) -> float:
    known = [value for value in values.values() if value is not None]
    return sum(known) / len(known)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("--each", type=int, default=300)
    parser.add_argument("--misses", action="store_true")
    args = parser.parse_args()
    rng = random.Random(7)
    everything = list(posts(args.data))
    rng.shuffle(everything)
    innocent = everything[:50_000]
    bench = Bench(terms(10_000), everything[-5_000:], each=args.each, misses=args.misses)
    plain = bench.recall("as-listed", lambda name, _: name)
    single = {name: bench.recall(name, disguise) for name, disguise in SINGLE.items()}
    double = {f"{a}+{b}": bench.recall(f"{a}+{b}", twice(a, b)) for a, b in pairs()}
    typos = {
        str(edits): bench.recall(
            f"{edits} edits", lambda name, rng, edits=edits: edited(name, edits, rng)
        )
        for edits in (1, 2)
    }
    heard = {
        str(times): bench.recall(
            f"{times} respelt", lambda name, rng, times=times: respelled(name, times, rng)
        )
        for times in (1, 2)
    }
    began = time.perf_counter()
    alarms = [
        (post, hit)
        for post in innocent
        for hit in bench.index.find(fold(post))
        if hit.confidence >= SPEAKS_FROM
    ]
    spent = time.perf_counter() - began
    for post, hit in alarms if args.misses else ():
        near = post[max(0, hit.span.start - 30) : hit.span.end + 30]
        words = post[hit.span.start : hit.span.end]
        sys.stderr.write(f"alarm: {words!r} {hit.term.names} {hit.disguise} in {near!r}\n")
    sys.stdout.write(
        json.dumps(
            {
                "terms": 10_000,
                "as_listed": plain,
                "single": single,
                "single_mean": mean(single),
                "pairs_mean": mean(double),
                "pairs_worst": sorted((v, k) for k, v in double.items() if v is not None)[:12],
                "edits": typos,
                "respelled": heard,
                "innocent_posts": len(innocent),
                "innocent_alarmed": len({post for post, _ in alarms}),
                "per_thousand": 1000 * len({post for post, _ in alarms}) / len(innocent),
                "us_per_innocent_post": spent / len(innocent) * 1e6,
            },
            indent=1,
        )
        + "\n"
    )


if __name__ == "__main__":
    main()
