"""The budgets of the design: an instant check by length, a batch, the first result.

    python -m tests.benchmarks.speed.check [--charter guide] [--terms 10000] [--posts 2000]
        [--data FOLDER]

Posts are made of the charters' own examples of one language, shuffled, so that no text repeats
another, though their sentences do; or they are the beginnings of those in the JSON Lines under
FOLDER (`text`) that are long enough, words and all seen for the first time. Milliseconds of one
process on one core; a machine that does nothing else gives figures that hold.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from compliance.charter import Charter, Term
from compliance.language import judged_in
from compliance.pipeline import Checker
from compliance.ports import unmarked
from compliance.post import Post
from compliance.settings import settings
from compliance.wiring import checker, detector, load_charter

NOW = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)
SYLLABLES = (
    "ba be bi bo bra cal co dan del dor el fa fen gal ha ik "
    "jo kal lan mor nel or pal quin ra sol tan ul vor wen xan yor zel"
)


def terms(count: int, seed: random.Random) -> tuple[Term, ...]:
    """Code names and clients, pronounceable and all different."""
    names: set[str] = set()
    while len(names) < count:
        name = "".join(seed.choices(SYLLABLES.split(), k=seed.randint(2, 4))).capitalize()
        names.add(f"{seed.choice(('Projet', 'Groupe', 'Opération', 'Banque'))} {name}")
    return tuple(Term(term=name, kind="code-name") for name in sorted(names))


def sentences(charter: Charter) -> list[list[str]]:
    """By language, the charter's examples: every innocent one, and a guilty one in eight."""
    examples = [article.examples for article in charter.articles]
    innocent = [example for each in examples for example in each.ok]
    guilty = [example for each in examples for example in each.ko][::8]
    heard = detector(charter.languages)
    by_language: dict[str, list[str]] = {}
    for example in (*innocent, *guilty):
        text = unmarked(example.text)[0]
        language = judged_in(text, detector=heard, languages=charter.languages, given=None)
        by_language.setdefault(language.label, []).append(text)
    return [by_language[language] for language in charter.languages if language in by_language]


def posts(
    pools: Sequence[Sequence[str]], length: int, count: int, seed: random.Random
) -> Iterator[Post]:
    """`count` posts of `length` characters, each from one of the pools."""
    for number in range(count):
        pool, text = seed.choice(pools), ""
        while len(text) < length:
            text += seed.choice(pool) + " "
        yield Post(id=str(number), text=text[:length])


def found(folder: Path, seed: random.Random, *, at_least: int = 1) -> list[str]:
    """The texts of the JSON Lines under `folder` that have so many characters, shuffled."""
    texts = []
    for path in sorted(folder.rglob("*.jsonl*")):
        opened = gzip.open if path.suffix == ".gz" else open
        with opened(path, "rt", encoding="utf-8") as lines:
            texts += [text for line in lines if len(text := _text(line)) >= at_least]
    seed.shuffle(texts)
    return texts


def _text(line: str) -> str:
    read = json.loads(line)
    return str(read.get("text", "")).strip() if isinstance(read, dict) else ""


def timed(ready: Checker, drafts: Sequence[Post]) -> dict[str, float]:
    """Of posts each checked once: p50 and p99 in milliseconds, posts a second, how many."""
    if not drafts:
        return {"posts": 0}
    spent = []
    for draft in drafts:
        started = time.perf_counter()
        ready.check(draft, now=NOW)
        spent.append((time.perf_counter() - started) * 1000)
    spent.sort()
    p50, p99 = spent[len(spent) // 2], spent[int(len(spent) * 0.99)]
    return {
        "p50_ms": round(p50, 3),
        "p99_ms": round(p99, 3),
        "posts_s": round(len(spent) / sum(spent) * 1000),
        "posts": len(spent),
    }


def first_result(charter: str) -> float:
    """Seconds of `balise check` from its start to its answer, the best of three."""
    command = [
        sys.executable,
        "-c",
        "from compliance.cli import main; main()",
        "check",
        "--charter",
        charter,
    ]
    return min(_seconds(command) for _ in range(3))


def _seconds(command: Sequence[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, input=b"Bonjour !", check=True, stdout=subprocess.DEVNULL)
    return round(time.perf_counter() - started, 3)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--charter", default="guide")
    parser.add_argument("--terms", type=int, default=10_000)
    parser.add_argument("--posts", type=int, default=2_000)
    parser.add_argument("--data", type=Path)
    options = parser.parse_args()
    seed = random.Random(0)
    charter = load_charter(options.charter)
    charter = charter.model_copy(update={"confidential": terms(options.terms, seed)})
    ready, pools = checker(charter, settings()), sentences(charter)
    timed(ready, list(posts(pools, 300, 100, random.Random(1))))  # what is made once is made

    def drafts(length: int, count: int) -> list[Post]:
        if not options.data:
            return list(posts(pools, length, count, seed))
        real = found(options.data, seed, at_least=length)[:count]
        return [Post(id=str(number), text=text[:length]) for number, text in enumerate(real)]

    figures = {
        "rules": len(ready.rules),
        "300": timed(ready, drafts(300, options.posts)),
        "3000": timed(ready, drafts(3_000, options.posts // 5)),
        "first_result_s": first_result(options.charter),
        "import_spacy_s": min(_seconds([sys.executable, "-c", "import spacy"]) for _ in range(3)),
    }
    sys.stdout.write(json.dumps(figures) + "\n")


if __name__ == "__main__":
    main()
