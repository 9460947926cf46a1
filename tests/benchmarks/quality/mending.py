"""How much of what is found can be mended, by one suggestion or by the smallest edit.

    python tests/benchmarks/quality/mending.py --corpus ../shared/corpus

Prints a JSON object a set: «seen» while the suggestions were written, and «held out» (aeria,
quillo: read through these figures only). Each company's charter is made from its fact sheet.

offered: findings with a suggestion. first, any, all: of those, the share where applying the first
suggestion, at least one, or every single one leaves no finding of that rule there.
article_first: the same of the first, for any finding of that article there.
brings: suggestions that bring a finding of an article that the draft had less often before.
together: drafts of which every finding has a suggestion and where applying the first of each,
from the end to the start, leaves no finding of those rules.
mended: drafts with findings that the smallest edit leaves with none; eased: with fewer or milder
ones; roomy: whose guilty sentences are at most half of the draft; serious_cleared: of those with
a serious finding, left with none. `size` in signs, `kept` the part of a mended draft that stays,
`ms` what the search takes.
--show N writes up to N suggestions of each rule of the seen companies that do not clear it.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

from compliance.charter_file import loads
from compliance.finding import Finding, Severity
from compliance.fold import fold
from compliance.mending import Edit, applied, deletion, mended
from compliance.pipeline import Checker
from compliance.post import Post
from compliance.settings import settings
from compliance.wiring import charter_from_facts, checker, kind_of

HELD_OUT = ("aeria", "quillo")
NOW = datetime(2026, 11, 21, 11, 0, tzinfo=UTC)  # the corpus's today
FIELDS = ("id", "text", "lang", "channel", "author")


@dataclass
class Tally:
    """What was counted; `rows` are (category, kind), `failed` are examples by rule."""

    rows: dict[tuple[str, str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    drafts: Counter[str] = field(default_factory=Counter)
    sizes: list[int] = field(default_factory=list)
    kept: list[float] = field(default_factory=list)
    ms: list[float] = field(default_factory=list)
    failed: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    offered: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def companies(corpus: Path, *, held_out: bool) -> Iterator[tuple[Checker, list[Post]]]:
    for folder in sorted(path.parent for path in corpus.glob("*/posts.jsonl")):
        if (folder.name in HELD_OUT) == held_out:
            written = charter_from_facts(folder / "company.yaml")
            charter = loads(written, file=f"{folder.name}.yaml", kind_of=kind_of)
            lines = map(json.loads, (folder / "posts.jsonl").open("rb"))
            drafts = [line for line in lines if line["kind"] == "draft"]
            posts = [Post(**{key: line[key] for key in FIELDS}) for line in drafts]
            yield checker(charter, settings()), posts


def edit(post: Post, finding: Finding, suggestion: str) -> Edit:
    if not suggestion:
        return deletion(post.text, finding.start, finding.end)
    return Edit(finding.start, finding.end, suggestion)


def found(ready: Checker, post: Post, edits: Sequence[Edit]) -> tuple[Finding, ...]:
    edited = post.model_copy(update={"text": applied(post.text, edits)})
    return ready.check(edited, now=NOW).findings


def there(finding: Finding, change: Edit, other: Finding) -> bool:
    """Whether `other`, of the edited draft, stands where `change` was made."""
    if finding.end == 0:
        return True
    return other.start <= change.start + len(change.replacement) and other.end >= change.start


def clears(finding: Finding, change: Edit, left: Sequence[Finding]) -> tuple[bool, bool]:
    """Whether the rule, and the article, are silent where `change` was made."""
    same = [f for f in left if f.article == finding.article and there(finding, change, f)]
    return not any(f.rule == finding.rule for f in same), not same


def brings(before: Sequence[Finding], left: Sequence[Finding]) -> bool:
    had = Counter(f.article for f in before)
    return any(count > had[article] for article, count in Counter(f.article for f in left).items())


def weigh(ready: Checker, post: Post, findings: tuple[Finding, ...], tally: Tally) -> None:
    for finding in findings:
        counts = tally.rows[finding.category, finding.source.split(":")[0]]
        counts["findings"] += 1
        if not finding.suggestions:
            continue
        changes = [edit(post, finding, suggestion) for suggestion in finding.suggestions]
        lefts = [found(ready, post, [change]) for change in changes]
        cleared = [clears(finding, *each) for each in zip(changes, lefts, strict=True)]
        counts["offered"] += 1
        counts["first"] += cleared[0][0]
        counts["article_first"] += cleared[0][1]
        counts["any"] += any(rule for rule, _ in cleared)
        counts["all"] += all(rule for rule, _ in cleared)
        counts["suggestions"] += len(changes)
        counts["brings"] += sum(brings(findings, left) for left in lefts)
        shown = f"{finding.text!r} -> {finding.suggestions}"
        tally.offered[finding.rule].append(f"{post.id} {sentence(post, finding)}")
        if not all(rule for rule, _ in cleared) or any(brings(findings, left) for left in lefts):
            tally.failed[finding.rule].append(f"{post.id} {shown}")


def sentence(post: Post, finding: Finding) -> str:
    start, end = max(finding.start - 60, 0), finding.end + 60
    return " || ".join(
        applied(post.text, [edit(post, finding, s)])[start:end] for s in finding.suggestions
    )


def weigh_together(ready: Checker, post: Post, findings: tuple[Finding, ...], tally: Tally) -> None:
    if all(f.suggestions for f in findings):
        chosen: list[Edit] = []
        for change in (edit(post, f, f.suggestions[0]) for f in findings):
            if not any(change.start < c.end and c.start < change.end for c in chosen):
                chosen.append(change)
        rules = {(f.article, f.rule) for f in findings}
        left = found(ready, post, chosen)
        tally.drafts["all_offered"] += 1
        tally.drafts["together"] += not any((f.article, f.rule) in rules for f in left)


def has_room(post: Post, findings: Sequence[Finding]) -> bool:
    """Whether the sentences of the findings are at most half of the draft."""
    text = fold(post.text)
    touched = {s for s in text.sentences if any(f.span.overlaps(s) for f in findings)}
    return sum(map(len, touched)) <= len(text) / 2


def weight(findings: Sequence[Finding]) -> int:
    return sum(finding.severity.rank for finding in findings)


def serious(findings: Sequence[Finding]) -> bool:
    return any(finding.severity is Severity.SERIOUS for finding in findings)


def weigh_mend(ready: Checker, post: Post, findings: tuple[Finding, ...], tally: Tally) -> None:
    began = perf_counter()
    mend = mended(ready, post, findings, now=NOW)
    tally.ms.append(1000 * (perf_counter() - began))
    tally.drafts["with_findings"] += 1
    tally.drafts["mended"] += not mend.left
    tally.drafts["roomy"] += (roomy := has_room(post, findings))
    tally.drafts["roomy_mended"] += roomy and not mend.left
    tally.drafts["eased"] += weight(mend.left) < weight(findings)
    tally.drafts["had_serious"] += serious(findings)
    tally.drafts["serious_cleared"] += serious(findings) and not serious(mend.left)
    if not mend.left:
        tally.sizes.append(sum(change.size for change in mend.edits))
        tally.kept.append(len(mend.text) / max(len(post.text), 1))


def measured(corpus: Path, *, held_out: bool) -> Tally:
    tally = Tally()
    for ready, posts in companies(corpus, held_out=held_out):
        for post in posts:
            findings = ready.check(post, now=NOW).findings
            tally.drafts["drafts"] += 1
            if findings:
                weigh(ready, post, findings, tally)
                weigh_together(ready, post, findings, tally)
                weigh_mend(ready, post, findings, tally)
    return tally


def share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None


def row(counts: Counter[str]) -> dict[str, Any]:
    offered = counts["offered"]
    return {
        "findings": counts["findings"],
        "offered": share(offered, counts["findings"]),
        **{key: share(counts[key], offered) for key in ("first", "article_first", "any", "all")},
        "brings": share(counts["brings"], counts["suggestions"]),
    }


def summary(tally: Tally) -> dict[str, Any]:
    drafts, sizes = tally.drafts, tally.sizes
    total = sum(tally.rows.values(), Counter[str]())
    return {
        "all": row(total),
        "rows": {f"{c}/{k}": row(counts) for (c, k), counts in sorted(tally.rows.items())},
        "together": share(drafts["together"], drafts["all_offered"]),
        "all_offered": drafts["all_offered"],
        "drafts": drafts["drafts"],
        "with_findings": drafts["with_findings"],
        "mended": share(drafts["mended"], drafts["with_findings"]),
        "roomy": share(drafts["roomy"], drafts["with_findings"]),
        "roomy_mended": share(drafts["roomy_mended"], drafts["roomy"]),
        "eased": share(drafts["eased"], drafts["with_findings"]),
        "serious_cleared": share(drafts["serious_cleared"], drafts["had_serious"]),
        "size": statistics.median(sizes) if sizes else None,
        "kept": round(statistics.median(tally.kept), 3) if sizes else None,
        "ms": {
            "median": round(statistics.median(tally.ms), 1),
            "p95": round(statistics.quantiles(tally.ms, n=20)[-1], 1),
            "max": round(max(tally.ms), 1),
        },
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument(
        "--offered", action="store_true", help="with --show: every one, as it reads"
    )
    options = parser.parse_args()
    seen = measured(options.corpus, held_out=False)
    for rule, failed in (seen.offered if options.offered else seen.failed).items():
        for line in failed[: options.show]:
            sys.stderr.write(f"{rule}: {line}\n")
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True)
    sets = {"seen": summary(seen), "held out": summary(measured(options.corpus, held_out=True))}
    json.dump({"commit": commit.stdout.strip()} | sets, sys.stdout, indent=1)


if __name__ == "__main__":
    main()
