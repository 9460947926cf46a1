"""How much protected speech is recognised, and how much of what is recognised is protected.

    python tests/benchmarks/quality/protected.py --corpus ../shared/corpus [--routes]

With `--routes` it also tells, level by level, the protected drafts without any finding of their own
that a ready-made charter sends to a reviewer all the same, and for which rules.

Prints a JSON object of `{posts, protected, recall, precision, missed, wrong}` a set. The cues were
written and weighted on the sets marked «seen»; «held out» are two companies and every second pair
of the drills. The corpus marks protected speech in four companies only, so that in others what is
called wrong may be an unmarked one.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from compliance.fold import fold
from compliance.post import Post
from compliance.protected import recognise
from compliance.report import Route

LEVELS = ("trust", "guide", "review", "strict")
NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)  # the corpus's today
HELD_OUT = ("brenneval", "quillo")
OWN = Path(__file__).parents[2] / "fixtures" / "protected" / "posts.jsonl"
Line = dict[str, Any]


def lines(path: Path) -> Iterable[Line]:
    return map(json.loads, path.read_text(encoding="utf-8").splitlines())


def drafts(corpus: Path, wanted: Callable[[str], bool]) -> list[Line]:
    folders = sorted(p.parent for p in corpus.glob("*/posts.jsonl") if wanted(p.parent.name))
    return [o for f in folders for o in lines(f / "posts.jsonl") if o["kind"] == "draft"]


def pairs(corpus: Path, *, odd: bool) -> list[Line]:
    drills = lines(corpus / "drills" / "protected.jsonl")
    return [line for line in drills if int(line["pair"][1:]) % 2 == odd]


def other_drills(corpus: Path) -> list[Line]:
    files = sorted((corpus / "drills").glob("*.jsonl"))
    kept = [f for f in files if f.stem not in {"protected", "sentiment"}]
    return [line for file in kept for line in lines(file) if line["kind"] == "draft"]


def measured(posts: list[Line]) -> dict[str, Any]:
    seen = {p["id"]: recognise(fold(p["text"]), p["lang"]) is not None for p in posts}
    marked = {p["id"] for p in posts if p.get("protected")}
    right = sum(seen[each] for each in marked)
    return {
        "posts": len(posts),
        "protected": len(marked),
        "recall": round(right / len(marked), 3) if marked else None,
        "precision": round(right / sum(seen.values()), 3) if any(seen.values()) else None,
        "missed": sorted(each for each in marked if not seen[each]),
        "wrong": sorted(each for each, found in seen.items() if found and each not in marked),
    }


def reviewed(posts: list[Line]) -> dict[str, Any]:
    """For each level the protected and clean posts that a reviewer sees, with what was found."""
    from compliance.settings import Settings
    from compliance.wiring import checker, load_charter

    clean = [p for p in posts if p.get("protected") and not p.get("findings")]
    seen: dict[str, Any] = {"posts": len(clean)}
    for level in LEVELS:
        judge = checker(load_charter(level), Settings())
        seen[level] = {}
        for line in clean:
            fields = {key: line.get(key) for key in ("id", "text", "channel", "lang", "author")}
            report = judge.check(Post(**fields), now=NOW)
            if report.route is Route.REVIEW:
                found = [f"{f.article}/{f.rule}" for f in report.findings]
                seen[level][line["id"]] = {"protected": report.protected, "found": found}
    return seen


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--routes", action="store_true")
    options = parser.parse_args()
    corpus = options.corpus
    sets = {
        "drafts of two companies, held out": drafts(corpus, lambda name: name in HELD_OUT),
        "odd drill pairs, held out": pairs(corpus, odd=True),
        "drafts of six companies, seen": drafts(corpus, lambda name: name not in HELD_OUT),
        "even drill pairs, seen": pairs(corpus, odd=False),
        "drills of other categories, seen": other_drills(corpus),
        "our own posts, seen": list(lines(OWN)),
    }
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True)
    figures = {name: measured(posts) for name, posts in sets.items()}
    run: dict[str, Any] = {"commit": commit.stdout.strip(), "figures": figures}
    if options.routes:
        run["reviewed"] = reviewed([post for posts in sets.values() for post in posts])
    json.dump(run, sys.stdout, indent=1, ensure_ascii=False)


if __name__ == "__main__":
    main()
