"""Where the time of monitoring goes: judging, reading, storing, orchestration.

    python -m tests.benchmarks.speed.monitor [--posts 10000] [--data FOLDER]

A file of posts through the flow into SQLite, on a temporary Prefect server. Posts are made of words
drawn by chance, or are those of the JSON Lines under FOLDER (`text`). What the flow takes beside
judging, reading and storing is orchestration; the server's start, the same whatever the number of
posts, is told apart.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from compliance import sources
from compliance.declared import declared
from compliance.service import App
from compliance.settings import Settings
from compliance.wiring import open_app
from flows import observed
from flows.embedded import prefect_server
from tests.benchmarks.speed.check import found

WORDS = """
le la un une votre train client service retard panne merci bravo jamais toujours prix colis
livraison conseiller attente téléphone application facture demain encore vraiment scandale déçu
ravie the your customer service delay never price great thanks awful refund app crash again broken
"""


class Stopwatch:
    """Seconds by name, of the calls of what it watches."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def watch(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def watched(*given: Any, **named: Any) -> Any:
            with self.running(name):
                return call(*given, **named)

        return watched

    @contextmanager
    def running(self, name: str) -> Iterator[None]:
        started = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - started


class Watched:
    """Anything, with some of its methods watched."""

    def __init__(self, inner: Any, watch: Stopwatch, **names: str) -> None:
        self._inner = inner
        for method, name in names.items():
            setattr(self, method, watch.watch(name, getattr(inner, method)))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)


def made(count: int, seed: random.Random) -> Iterator[str]:
    for _ in range(count):
        yield " ".join(seed.choices(WORDS.split(), k=seed.randint(8, 40))).capitalize() + "."


def written(texts: Sequence[str], path: Path) -> None:
    lines = (json.dumps({"id": str(n), "text": text}) for n, text in enumerate(texts))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def reading(path: Path) -> float:
    """Seconds to read the file once, which the flow does between its other work."""
    watch = Stopwatch()
    source = declared(sources, "file", "SOURCE")(str(path))
    with watch.running("reading"):
        sum(1 for _ in source.read())
    return watch.seconds["reading"]


def monitored(app: App, path: Path, charter_id: str) -> dict[str, object]:
    watch = Stopwatch()
    checker = Watched(app.checker(charter_id), watch, check="judging")
    store = Watched(app.store, watch, add_observed="storing", run="storing")
    watched = App(store=store, checkers={charter_id: checker})
    with ExitStack() as stack:
        with watch.running("start"):
            stack.enter_context(prefect_server())  # the flow then starts none of its own
        with watch.running("flow"):
            gave = observed.monitor(watched, "file", str(path), charter_id=charter_id)
    return _shares(watch.seconds, reading(path), gave.read)


def _shares(seconds: dict[str, float], read: float, posts: int) -> dict[str, object]:
    judging, storing, flow = (seconds[name] for name in ("judging", "storing", "flow"))
    around = flow - judging - storing - read
    parts = {"judging": judging, "reading": read, "storing": storing, "orchestration": around}
    return {
        "posts": posts,
        "posts_s": round(posts / flow),
        "server_start_s": round(seconds["start"], 2),
        "flow_s": round(flow, 2),
        "us_a_post": {name: round(spent / posts * 1e6, 1) for name, spent in parts.items()},
        "orchestration_and_storage": round((around + storing) / flow, 3),
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--posts", type=int, default=10_000)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--charter", default="guide")
    options = parser.parse_args()
    seed = random.Random(0)
    texts = found(options.data, seed) if options.data else list(made(options.posts, seed))
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        written(texts[: options.posts], place / "posts.jsonl")
        with open_app(Settings(data=place), [options.charter]) as app:
            figures = monitored(app, place / "posts.jsonl", next(iter(app.checkers)))
    sys.stdout.write(json.dumps(figures) + "\n")


if __name__ == "__main__":
    main()
