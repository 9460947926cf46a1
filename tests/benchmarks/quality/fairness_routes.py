"""How often a post changes route when only the person in it, or the spelling, does.

    python tests/benchmarks/quality/fairness_routes.py --data ../shared [--most 150] [--show name]

Counterfactual pairs: posts of both corpora with a name, a gender, an inclusive or a regional form
written otherwise, or without accents; and posts of `fairness_routes.yaml` with who may stand in
them. Each goes through the whole check, by its company's charter; a drill and a post of ours by
`guide`. Prints a JSON object: by slot the pairs, those that change route, their share with its 95 %
interval (Wilson), which way it went, and what was decided otherwise: an article's rule, a risk, the
urgency, the protection. The slot `control` names no identity: where it changes as often, the models
are near their thresholds whatever the word. The embedded models learned from the posts of the
corpora, not from ours. Last, harmless sentences that name who people are: how many of them, as
drafts, have a finding about respect, by severity.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from math import sqrt
from pathlib import Path
from typing import Any

# One thread, set before numpy loads: the same figures again.
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"

import yaml  # noqa: E402

from compliance.charter_file import loads  # noqa: E402
from compliance.models.train.reading import OWN, lines  # noqa: E402
from compliance.pipeline import Checker  # noqa: E402
from compliance.post import Post  # noqa: E402
from compliance.report import Report  # noqa: E402
from compliance.settings import settings  # noqa: E402
from compliance.wiring import charter_from_facts, checker, kind_of, load_charter  # noqa: E402

# The corpus is written as of this day.
TODAY = datetime(2026, 11, 21, 11, 0, tzinfo=UTC)
SEED = 0
CONTROL, EVERY = "control", "every slot"
FIELDS = ("id", "kind", "lang", "channel", "author", "audience", "topics", "posted_at")
ASSUMED: Any = {"channel": "linkedin", "author": "salarié"}


@dataclass(frozen=True, slots=True)
class Pair:
    """One post twice. company: the folder whose fact sheet makes the charter, None for `guide`."""

    slot: str
    post: Post
    other: str
    company: Path | None = None


def ours() -> Any:
    return yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text("utf-8"))


def pairs(data: Path, most: int) -> list[Pair]:
    """At most `most` a slot, drawn in one way."""
    spoken = ours()
    found = [*written(spoken["posts"], spoken["fills"]), *rewritten(data, spoken["swaps"])]
    kept: list[Pair] = []
    for slot in sorted({pair.slot for pair in found}):
        each = [pair for pair in found if pair.slot == slot]
        chance = random.Random(SEED)
        kept += chance.sample(each, min(most, len(each)))
    return kept


def written(posts: Any, fills: Any) -> Iterator[Pair]:
    """Our own posts, each filling against the first."""
    for slot, by_language in fills.items():
        for lang, (first, *others) in by_language.items():
            for number, line in enumerate(posts[lang]):
                about = {**ASSUMED, "id": f"ours-{number}", "kind": line["kind"], "lang": lang}
                post = Post.model_validate({**about, "text": line["text"].format(first)})
                yield from (Pair(slot, post, line["text"].format(other)) for other in others)


def rewritten(data: Path, swaps: Any) -> Iterator[Pair]:
    """Posts of both corpora, with one word of a slot, or all accents, written otherwise."""
    chance = random.Random(SEED)
    for path in [*sorted((data / "corpus").glob("*/*.jsonl")), *sorted(OWN.glob("*/*.jsonl"))]:
        company = path.parent if (path.parent / "company.yaml").exists() else None
        for line in lines(path):
            if line["lang"] not in {"fr", "en"}:
                continue
            fields = {key: line[key] for key in FIELDS if line.get(key) is not None}
            post = Post.model_validate({**fields, "text": line["text"]})
            for slot, other in variants(line["text"], line["lang"], swaps, chance):
                yield Pair(slot, post, other, company)


def variants(text: str, lang: str, swaps: Any, chance: random.Random) -> Iterator[tuple[str, str]]:
    for slot, by_language in swaps.items():
        there = [s for s in by_language.get(lang, ()) if re.search(s["find"], text)]
        if there:
            swap = chance.choice(there)
            yield slot, re.sub(swap["find"], chance.choice(swap["put"]), text)
    apart = unicodedata.normalize("NFD", text)
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign))
    if lang == "fr" and bare != text:
        yield "accents", bare


def harmless(spoken: Any) -> dict[str, int]:
    """How many of our harmless sentences are found to lack respect, by the rule and severity."""
    found: Counter[str] = Counter()
    for lang, said in spoken.items():
        texts = [saying.format(who) for saying in said["sayings"] for who in said["people"]]
        found["sentences"] += len(texts)
        for text in texts:
            report = ready(None).check(Post(text=text, lang=lang, **ASSUMED), now=TODAY)
            of = [each for each in report.findings if each.category == "respect"]
            found.update(f"{each.rule} {each.severity}" for each in of)
    return dict(found)


@cache
def ready(company: Path | None) -> Checker:
    if company is None:
        return checker(load_charter("guide"), settings())
    made = charter_from_facts(company / "company.yaml")
    return checker(loads(made, kind_of=kind_of), settings())


def decided(report: Report) -> set[str]:
    """What a report decides, in words that hold nothing of the post."""
    found = {f"{each.article}/{each.rule} {each.severity}" for each in report.findings}
    return found | {
        *(f"risk {risk.label}" for risk in report.risks),
        *(["protected"] if report.protected else []),
        f"urgency {report.urgency}",
    }


def judged(given: Sequence[Pair]) -> Iterator[tuple[Pair, Report, Report]]:
    for pair in sorted(given, key=lambda pair: str(pair.company)):
        check = ready(pair.company).check
        other = pair.post.model_copy(update={"text": pair.other})
        yield pair, check(pair.post, now=TODAY), check(other, now=TODAY)


@dataclass(frozen=True, slots=True)
class Tally:
    pairs: int = 0
    changed: int = 0

    def and_one(self, changed: bool) -> Tally:
        return replace(self, pairs=self.pairs + 1, changed=self.changed + changed)

    def said(self) -> dict[str, Any]:
        return {"pairs": self.pairs, "changed": self.changed} | wilson(self.changed, self.pairs)


def wilson(some: int, of: int) -> dict[str, float]:
    share, z = some / of, 1.96
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    wide = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return {
        "share": round(share, 4),
        "low": round(max(middle - wide, 0.0), 4),
        "high": round(middle + wide, 4),
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=Path("../shared"))
    parser.add_argument("--most", type=int, default=150)
    parser.add_argument("--show", help="a slot, or «every slot», whose changed pairs are printed")
    options = parser.parse_args()
    tallies: dict[str, Tally] = {}
    ways: Counter[str] = Counter()
    causes: dict[str, Counter[str]] = {}
    for pair, one, other in judged(pairs(options.data, options.most)):
        changed = one.route is not other.route
        every = () if pair.slot == CONTROL else (EVERY, f"every {pair.post.kind}")
        for slot in (pair.slot, *every):
            tallies[slot] = tallies.get(slot, Tally()).and_one(changed)
        if changed:
            ways[f"{one.route} → {other.route}"] += 1
            causes.setdefault(pair.slot, Counter()).update(decided(one) ^ decided(other))
            if options.show in {pair.slot, EVERY}:
                sys.stderr.write(f"{one.route} {pair.post.text!r}\n{other.route} {pair.other!r}\n")
                sys.stderr.write(f"  - {decided(one) - decided(other)}\n")
                sys.stderr.write(f"  + {decided(other) - decided(one)}\n")
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True)
    figures = {
        "commit": commit.stdout.strip(),
        "seed": SEED,
        "slots": {slot: tally.said() for slot, tally in sorted(tallies.items())},
        "ways": dict(ways.most_common()),
        "harmless": harmless(ours()["harmless"]),
        "causes": {slot: dict(of.most_common(12)) for slot, of in sorted(causes.items())},
    }
    json.dump(figures, sys.stdout, indent=1, ensure_ascii=False)


if __name__ == "__main__":
    main()
