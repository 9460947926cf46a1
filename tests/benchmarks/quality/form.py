"""How well shouting, floods and copied ready-made texts are seen on the drafts of the corpus.

    python -m tests.benchmarks.quality.form --corpus ../shared/corpus

Prints a JSON object. A finding of category `form` is found when a hit overlaps it; a hit is right
when it overlaps one. The limits (8 emoji, 7 hashtags, 8 exclamation marks, five words in capitals)
were set while looking at this corpus, so the figures say that the kinds can, not that they will.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from compliance.charter import Charter, Organisation
from compliance.ports import Find
from compliance.rules import capitalisation, hashtags, occurrence, similarity
from compliance.text import Span
from tests.support import FakeTools, built, reading

Post = dict[str, Any]


def finders(company: dict[str, Any]) -> dict[str, Find]:
    house = Organisation(name=company["name"], ready_made_texts=company["ready_made_texts"])
    tools = FakeTools(charter=Charter(id="corpus", organisation=house))
    return {
        "similarity": built(similarity.KIND, tools=tools),
        "capitalisation": built(capitalisation.KIND, tools=tools),
        "emoji": built(occurrence.KIND, tools=tools, of="emoji", max=8),
        "exclamations": built(occurrence.KIND, tools=tools, of="exclamations", max=8),
        "hashtags": built(hashtags.KIND, tools=tools, max=7),
    }


def drafts(corpus: Path) -> Iterator[tuple[dict[str, Find], Post]]:
    for folder in sorted(path.parent for path in corpus.glob("*/posts.jsonl")):
        company = finders(yaml.safe_load((folder / "company.yaml").read_text("utf-8")))
        for line in (folder / "posts.jsonl").open("rb"):
            post = json.loads(line)
            if post["kind"] == "draft":
                yield company, post


def gold(post: Post) -> list[Span]:
    marked = [each["text"] for each in post["findings"] if each["category"] == "form"]
    starts = [(post["text"].index(words), words) for words in marked]
    return [Span(start, start + len(words)) for start, words in starts]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    missed, extra = [], []
    for company, post in drafts(options.corpus):
        wanted = gold(post)
        at = reading(post["text"], language=post["lang"])
        given = [(name, hit.span) for name, find in company.items() for hit in find(at)]
        counts["drafts"] += 1
        counts["gold"] += len(wanted)
        counts["hits"] += len(given)
        alone = [span for span in wanted if not any(span.overlaps(s) for _, s in given)]
        missed += [post["id"]] * len(alone)
        extra += [
            f"{post['id']} {name}" for name, s in given if not any(s.overlaps(w) for w in wanted)
        ]
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True)
    run = {"commit": commit.stdout.strip()} | dict(counts)
    json.dump(run | {"missed": missed, "extra": extra}, sys.stdout, indent=1)


if __name__ == "__main__":
    main()
