"""How well the sense of a confidential term is told, company by company, and its weights.

python -m tests.benchmarks.quality.confidential_sense CORPUS [CORPUS…] [--show] [--write]

CORPUS: a folder of companies, such as compliance/models/train/corpus, or of houses (a fact sheet
and its drafts side by side), such as its houses/; figures are for each and for all. Each company is
judged by weights learnt on the others. --write learns on all of them, houses for less, and writes
compliance/confidential/weights.py.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import yaml

from compliance.charter import Organisation, Term
from compliance.confidential import open_index
from compliance.confidential.index import Index
from compliance.fold import fold
from compliance.text import Span

TODAY = date(2026, 11, 21)
WEIGHTS = Path(__file__).parents[3] / "compliance/confidential/weights.py"
Floats = npt.NDArray[np.float64]
# Written to deceive, a mention in a house counts for less than one in a company.
HOUSE = 0.3


@dataclass(frozen=True)
class Mention:
    """A sighting in a draft: guilty where a confidentiality finding overlaps it."""

    company: str
    house: bool
    post: str
    span: Span
    words: str
    signals: dict[str, float]
    guilty: bool
    trap: bool
    clean: bool


NAMED = ("aliases", "products_public", "clients_public", "competitors")


@dataclass(frozen=True)
class Examples:
    """rows: signals of (mentions, signals). guilty, counts: whether each is, and what it weighs."""

    rows: Floats
    guilty: Floats
    counts: Floats

    def part(self, chosen: npt.NDArray[np.bool_]) -> Examples:
        return Examples(self.rows[chosen], self.guilty[chosen], self.counts[chosen])


def organisation(facts: dict[str, Any]) -> Organisation:
    return Organisation(
        name=facts["name"],
        **{name: tuple(facts.get(name, ())) for name in NAMED},
    )


def secrets(facts: dict[str, Any]) -> list[Term]:
    """The terms that are secret today."""
    terms = [Term.model_validate(entry) for entry in facts["confidential"]]
    return [term for term in terms if term.until is None or term.until > TODAY]


def gold_spans(post: dict[str, Any]) -> list[tuple[int, int, dict[str, Any]]]:
    found = []
    for finding in post["findings"]:
        if finding["category"] == "confidentiality":
            start = -1
            for _ in range(finding.get("occurrence", 1)):
                start = post["text"].index(finding["text"], start + 1)
            found.append((start, start + len(finding["text"]), finding))
    return found


def sheets(corpus: Path) -> list[Path]:
    """Its fact sheets, of companies or of houses."""
    return sorted(corpus.glob("*/company.yaml")) or sorted(corpus.glob("*.yaml"))


def drafts(sheet: Path) -> list[dict[str, Any]]:
    company = sheet.stem == "company"
    path = sheet.with_name("posts.jsonl") if company else sheet.with_suffix(".jsonl")
    posts = map(json.loads, path.read_text("utf-8").splitlines())
    return [post for post in posts if post["kind"] == "draft"]


def mentions(sheet: Path) -> list[Mention]:
    facts = yaml.safe_load(sheet.read_text("utf-8"))
    index = open_index(secrets(facts), organisation=organisation(facts))
    assert isinstance(index, Index)
    found = []
    for post in drafts(sheet):
        gold = gold_spans(post)
        for one in index.sightings(fold(post["text"])):
            guilty = any(a < one.span.end and one.span.start < b for a, b, _ in gold)
            words = post["text"][one.span.start : one.span.end]
            found.append(
                Mention(
                    sheet.parent.name if sheet.stem == "company" else sheet.stem,
                    sheet.stem != "company",
                    post["id"],
                    one.span,
                    words,
                    one.signals,
                    guilty,
                    bool(post["trap"]),
                    not post["findings"],
                )
            )
    return found


def learnt(examples: Examples, prior: Floats, *, pull: Floats) -> Floats:
    """Logistic weights, each pulled towards `prior` with its strength `pull`; Newton's method."""
    rows, guilty, counts = examples.rows, examples.guilty, examples.counts
    weights = prior.copy()
    for _ in range(50):
        odds = np.clip(rows @ weights, -30, 30)
        p = 1 / (1 + np.exp(-odds))
        slope = rows.T @ (counts * (guilty - p)) - pull * (weights - prior)
        curve = (rows * (counts * p * (1 - p))[:, None]).T @ rows + np.diag(pull)
        weights += np.linalg.solve(curve, slope)
    return weights


# What a person would say before having seen a single example; the corpus corrects it.
PRIOR = {
    "one": 2.0, "deliberate": 1.5, "plain": -1.5, "acronym": -2.0, "two-edits": 0.7,
    "other-initial": -0.5, "held": 2.0, "street": -3.0, "titled": -3.0, "with": 1.5,
    "typo-tagged": -1.5, "lower-typo": -2.0,
    "cut": -6.0, "figure-of": 2.0, "crowd": -1.0, "typo-sorted": 1.5,
    "thanked": -2.0, "lower-inflected": 0.5,
    "sorted": 1.0, "context": 3.0, "own": 1.0, "hashtag": 1.0, "address": -2.0, "quantity": -4.0,
    "lower": -2.0, "capital-inside": 1.0, "first-name": -1.5, "quoted": 0.5, "work": 0.5,
    "digits": 1.0, "translated": -0.5, "abbreviation": -1.5, "compound": -2.0, "addressed": -2.0,
    "lower-rare": -0.5,
    "secret": 0.7, "everyday": -0.7, "person": -0.5, "office-sense": -1.0,
}  # fmt: skip


GIVEN = frozenset(
    {
        "crowd",
        "one-edit",
        "two-edits",
        "lower-typo",
        "other-initial",
        "typo-tagged",
        "sort-misspelt",
    }
)  # log-odds already


def matrix(found: list[Mention], names: list[str]) -> Floats:
    return np.array([[m.signals.get(name, 0.0) for name in names] for m in found])


def report(found: list[Mention], scores: Floats, *, at: float = 0.5) -> dict[str, float]:
    guilty = np.array([m.guilty for m in found])
    said = scores >= at
    alarmed = {m.post for m, s in zip(found, said, strict=True) if s and m.trap and m.clean}
    traps = {m.post for m in found if m.trap and m.clean}
    return {
        "mentions": len(found),
        "guilty": int(guilty.sum()),
        "precision": float((guilty & said).sum() / max(1, said.sum())),
        "recall": float((guilty & said).sum() / guilty.sum()),
        "trap_posts_with_a_mention": len(traps),
        "traps_alarmed": len(alarmed) / len(traps),
        "brier": float(((scores - guilty) ** 2).mean()),
    }


def calibration(found: list[Mention], scores: Floats) -> list[dict[str, float]]:
    """For each band of confidence: how many mentions, what was promised, what was right."""
    guilty = np.array([m.guilty for m in found])
    bands = []
    for low, high in pairwise((0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 1.01)):
        held = (scores >= low) & (scores < high)
        if held.any():
            promised, right = scores[held].mean(), guilty[held].mean()
            bands.append({"n": int(held.sum()), "said": float(promised), "right": float(right)})
    return bands


def findings(
    sheets: list[Path], found: list[Mention], scores: Floats, *, at: float = 0.5
) -> dict[str, float]:
    """Confidentiality findings overlapped, as `corpus/score.py` counts them, substance included.

    disguised: those whose words are not a name as listed. named: of these, the ones some listed
    name stands in at all, however written; the others give a secret by its substance alone.
    """
    said: dict[str, list[Span]] = {}
    seen: dict[str, list[Span]] = {}
    for mention, score in zip(found, scores, strict=True):
        seen.setdefault(mention.post, []).append(mention.span)
        if score >= at:
            said.setdefault(mention.post, []).append(mention.span)
    tally = {"all": [0, 0], "disguised": [0, 0], "disguised_named": [0, 0]}
    for sheet in sheets:
        facts = yaml.safe_load(sheet.read_text("utf-8"))
        names = {
            name.casefold()
            for e in facts["confidential"]
            for name in map(str, (e["term"], *e["aliases"]))
        }
        for post in drafts(sheet):
            for start, end, finding in gold_spans(post):
                span = Span(start, end)
                hit = any(span.overlaps(one) for one in said.get(post["id"], []))
                kinds = ["all"]
                if finding["text"].casefold() not in names:
                    kinds.append("disguised")
                    if any(span.overlaps(one) for one in seen.get(post["id"], [])):
                        kinds.append("disguised_named")
                for kind in kinds:
                    tally[kind][0] += hit
                    tally[kind][1] += 1
    return {f"recall_{kind}_of_{total}": hit / total for kind, (hit, total) in tally.items()}


def held_out(found: list[Mention], names: list[str]) -> Floats:
    """The confidence of each mention by weights learnt on the other companies."""
    examples, prior, pull = fit_of(found, names)
    scores = np.zeros(len(found))
    for company in sorted({m.company for m in found}):
        held = np.array([m.company == company for m in found])
        weights = learnt(examples.part(~held), prior, pull=pull)
        scores[held] = 1 / (1 + np.exp(-examples.rows[held] @ weights))
    return scores


def fit_of(found: list[Mention], names: list[str]) -> tuple[Examples, Floats, Floats]:
    """What to learn from, priors and how strongly they pull."""
    return (
        Examples(
            matrix(found, names),
            np.array([float(m.guilty) for m in found]),
            np.array([HOUSE if m.house else 1.0 for m in found]),
        ),
        np.array([PRIOR.get(name, 0.0) for name in names]),
        np.array([1e6 if name in GIVEN else 2.0 for name in names]),
    )


def main(*args: str) -> None:
    flags = {arg for arg in args if arg.startswith("--")}
    corpora = {corpus: sheets(Path(corpus)) for corpus in args if corpus not in flags}
    each = {corpus: [m for one in told for m in mentions(one)] for corpus, told in corpora.items()}
    found = [m for mine in each.values() for m in mine]
    names = sorted({name for m in found for name in m.signals} | set(PRIOR))
    scores = held_out(found, names)
    start = 0
    for corpus, told in corpora.items():
        mine, own = each[corpus], scores[start : start + len(each[corpus])]
        start += len(mine)
        figures = {"corpus": Path(corpus).name, **report(mine, own), **findings(told, mine, own)}
        sys.stdout.write(json.dumps(figures, indent=1) + "\n")
    figures = {**report(found, scores), "calibration": calibration(found, scores)}
    sys.stdout.write(json.dumps(figures, indent=1) + "\n")
    if "--show" in flags:
        for m, s in sorted(zip(found, scores, strict=True), key=lambda pair: pair[1]):
            if m.guilty != (s >= 0.5):
                what = "guilty" if m.guilty else "innocent"
                signals = {name: value for name, value in m.signals.items() if value}
                sys.stdout.write(f"{s:.2f} {what} {m.post} {m.words!r} {signals}\n")
    if "--write" in flags:
        examples, prior, pull = fit_of(found, names)
        written(names, learnt(examples, prior, pull=pull))


def written(names: list[str], weights: Floats) -> None:
    content = WEIGHTS.read_text("utf-8").split("WEIGHTS:")[0] + "WEIGHTS: dict[str, float] = {\n"
    content += "".join(
        f'    "{n}": {w:.3f},\n' for n, w in zip(names, weights, strict=True) if abs(w) >= 0.005
    )
    WEIGHTS.write_text(content + "}\n", "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
