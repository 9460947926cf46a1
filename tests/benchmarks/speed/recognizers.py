"""What the recognizers cost: a post that wakes none, real posts, hostile ones, and the start.

    python tests/benchmarks/speed/recognizers.py [--corpus ../shared/corpus]

Prints a JSON object, times in microseconds on one core but for the start and the hostile texts
(milliseconds). `hostile` holds one megabyte of each; a time that grew with the square of the length
would show in minutes.
"""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from compliance import recognizers
from compliance.declared import declared, names
from compliance.fold import fold
from compliance.rules.recognizers import FirstLook
from compliance.text import Text

MEGABYTE = 1 << 20
QUIET = (
    "Trois semaines que j'ai rejoint l'atelier, et je mesure la chance d'apprendre auprès de"
    " collègues qui prennent le temps. Merci à toute l'équipe pour l'accueil, les croissants du"
    " lundi et les blagues du vendredi. On se retrouve au salon de Lyon en mars ? #métier 💛"
    " N'hésitez pas à passer nous voir."
)
HOSTILE = (
    "a", "1", "0 ", "a@", "a.", ":", "\0", "\ud800", "\u202e", "\n", "(", "+1", "1/", "Aa ", "ey",
    "06 39 98 41 07 ", "a.b@c.fr ", "fr76 ", "FR7630006000011234567890189 ", "12 rue de la ",
    "mdp : ", "mdp Aa1!bcd ", "code 1234 ", "porte ", "son cancer ", "Marie a ", "Paul gagne ",
    "Paul gagne 2 000 € ", "né le 3 mai 1951 ", "token=", "token=a1b2c3d4e5f6 ", "heroku=", "sk-",
    "-----BEGIN PRIVATE KEY-----", "zoom.us/", "curl -u ", "::1 ", "10.0.0.1 ", "AB-123-CD ",
    "lives at 12 Oak ", "12 Rue A ", "SIREN 404833048 ", "😀",
)  # fmt: skip


class Whole:
    """All recognizers behind their first look, as the kind uses them."""

    def __init__(self) -> None:
        self.seers: Sequence[Any] = [
            declared(recognizers, name, "RECOGNIZER") for name in names(recognizers)
        ]
        self.look = FirstLook(self.seers)

    def find(self, text: Text) -> int:
        return sum(1 for index in self.look.awake(text) for _ in self.seers[index].find(text))


def micros(run: Callable[[], object], times: int) -> float:
    """The median of five series of `times` runs."""
    series = []
    for _ in range(5):
        start = time.perf_counter()
        for _ in range(times):
            run()
        series.append((time.perf_counter() - start) / times * 1e6)
    return round(statistics.median(series), 1)


def of_posts(whole: Whole, texts: Sequence[Text]) -> dict[str, float]:
    for text in texts:
        whole.find(text)
    each = []
    for text in texts:
        start = time.perf_counter()
        whole.find(text)
        each.append((time.perf_counter() - start) * 1e6)
    each.sort()
    return {
        "posts": len(each),
        "mean": round(statistics.mean(each), 1),
        "p50": round(each[len(each) // 2], 1),
        "p99": round(each[len(each) * 99 // 100], 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path)
    options = parser.parse_args()
    start = time.perf_counter()
    whole = Whole()
    quiet, longer = fold(QUIET), fold(QUIET * 10)
    whole.find(quiet)
    first = (time.perf_counter() - start) * 1e3
    figures: dict[str, Any] = {
        "machine": platform.platform(),
        "commit": subprocess.run(
            ["git", "rev-parse", "HEAD"], capture_output=True, text=True, check=False
        ).stdout.strip(),
        "start_ms": round(first, 1),
        f"quiet_{len(quiet)}": micros(lambda: whole.find(quiet), 2_000),
        f"quiet_{len(longer)}": micros(lambda: whole.find(longer), 500),
    }
    if options.corpus:
        posts = sorted(options.corpus.glob("*/posts.jsonl"))
        lines = [line for path in posts for line in path.read_text("utf-8").splitlines()]
        figures["corpus"] = of_posts(whole, [fold(json.loads(line)["text"]) for line in lines])
    figures["hostile_ms"] = {
        sign.encode("ascii", "backslashreplace").decode(): round(
            micros_once(whole, fold(sign * (MEGABYTE // len(sign)))) / 1e3
        )
        for sign in HOSTILE
    }
    json.dump(figures, sys.stdout, indent=1)
    print()  # noqa: T201 the figures are for a person or a file


def micros_once(whole: Whole, text: Text) -> float:
    start = time.perf_counter()
    whole.find(text)
    return (time.perf_counter() - start) * 1e6


if __name__ == "__main__":
    main()
