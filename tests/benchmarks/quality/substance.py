"""How well secrets told by their substance are found, companies held out, and the weights of it.

    python -m tests.benchmarks.quality.substance --data ../shared [--write]

The heads that read confidentiality are fitted fold by fold, a company or house always on one side,
and so are the weights of `matching.substance` that bring their scores, the list's clues and the
names found together. Figures are those of `corpus/score.py`, for confidentiality alone and without
the charter's other rules. --write fits on all and writes compliance/matching/substance.json.
Takes about ten minutes.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

# One thread, set before numpy loads: the same weights again.
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"

import numpy as np  # noqa: E402
from numpy.typing import NDArray  # noqa: E402
from sklearn.linear_model import LogisticRegression  # noqa: E402

from compliance.charter import Charter  # noqa: E402
from compliance.charter_file import loads  # noqa: E402
from compliance.confidential import open_index  # noqa: E402
from compliance.fold import fold  # noqa: E402
from compliance.matching import substance  # noqa: E402
from compliance.matching.allusions import Allusions  # noqa: E402
from compliance.models._features import features  # noqa: E402
from compliance.models.train import data, fit  # noqa: E402
from compliance.models.train.reading import HOUSES, OWN, houses  # noqa: E402
from compliance.models.train.recipes import RECIPES  # noqa: E402
from compliance.rules.confidential import free_from  # noqa: E402
from compliance.rules.substance import LEAST, NAMED, Substance, beside  # noqa: E402
from compliance.text import Span  # noqa: E402
from compliance.wiring import charter_from_facts, kind_of  # noqa: E402

TODAY = datetime(2026, 11, 21, 11, 0, tzinfo=UTC)
LABEL = "confidentiality"
FILE = Path(substance.__file__).with_name("substance.json")
# A house tells a secret in every second draft, a company in every sixth.
HOUSE = 0.1
Doubles = NDArray[np.float64]
Told = tuple["Draft", dict[str, float], bool]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Name:
    """A listed term found: where, how sure the list is, and whether it stands otherwise there."""

    span: Span
    confidence: float
    disguised: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft of a company or house, with what is known of it before anything is weighed.

    listed: names of the fact sheet, case-folded; gold: spans that tell a secret.
    sentences: each with what it says by itself; allusions are made when names are known.
    """

    row: data.Row
    fold: int
    score: float
    names: tuple[Name, ...]
    sentences: tuple[tuple[Span, substance.Sentence], ...]

    @property
    def gold(self) -> list[Span]:
        return [Span(start, end) for label, start, end in self.row.spans if label == LABEL]


@dataclass(frozen=True, slots=True)
class Heard:
    """Held out: the score of each row, of which row each sentence is, and what it says."""

    score: Doubles
    row: NDArray[np.int64]
    alone: Doubles
    fold: NDArray[np.int64]


def heard(rows: Sequence[data.Row]) -> Heard:
    """What heads fitted without a row's company, house or pair say of it."""
    recipe = replace(RECIPES["categories"], labels=(LABEL,))
    taught, count = fit.with_alone(rows), len(rows)
    table, parts = fit.tabled(taught), fit.sentences_of(taught, recipe)
    targets, weights = fit.targets_of(taught, recipe), np.array([row.weights for row in taught])
    said, alone = np.zeros((count, 2)), np.zeros(int((parts.row < count).sum()))
    fold_of = np.zeros(count, np.int64)
    for number, held in enumerate(fit.folds(taught)):
        fold_of[held[:count]] = number
        whole = fit.fitted(table[~held], targets[~held], weights[~held], recipe)
        held_rows = np.flatnonzero(held[:count])
        said[held_rows, 0] = whole.say(table[held_rows])[:, 0]
        inside = np.flatnonzero(held[parts.row[: len(alone)]])
        alone[inside] = parts.fit(taught, ~held, recipe).say(parts.table[inside])[:, 0]
    row_of = parts.row[: len(alone)]
    said[:, 1] = -np.inf
    np.maximum.at(said[:, 1], row_of, alone)
    said[np.isinf(said)] = alone.min()
    known = np.array([row.company for row in rows])
    mix = fit.calibrated(fit.Heard([r for r in rows if r.company], said[known]), recipe)
    score = fit.linked(said @ mix.weights + mix.bias, "several")[:, 0]
    return Heard(score, row_of, alone, fold_of)


def sheet_of(row: data.Row, root: Path) -> Path:
    """The fact sheet of a row's company or house."""
    if not row.company:
        return OWN / HOUSES / f"{row.source}.yaml"
    places = (root / "corpus" / row.source, OWN / row.source)
    return next(sheet for place in places if (sheet := place / "company.yaml").exists())


def drafts(rows: Sequence[data.Row], root: Path) -> Iterator[Draft]:
    said, unmarked = heard(rows), houses()
    of_source: dict[str, list[int]] = {}
    for index, row in enumerate(rows):
        if row.company or row.source in unmarked:
            of_source.setdefault(row.source, []).append(index)
    first = np.searchsorted(said.row, np.arange(len(rows)))
    for indexes in of_source.values():
        charter = loads(charter_from_facts(sheet_of(rows[indexes[0]], root)), kind_of=kind_of)
        read = Reader(charter)
        for index in indexes:
            alone = said.alone[first[index] :]
            yield read.draft(rows[index], int(said.fold[index]), said.score[index], alone)


class Reader:
    """What the charter of a company says of its drafts before anything is weighed."""

    def __init__(self, charter: Charter) -> None:
        zone = ZoneInfo(charter.time_zone)
        secrets = [
            term
            for term in charter.confidential
            if (free := free_from(term, zone)) is None or free > TODAY
        ]
        self._index = open_index(secrets, organisation=charter.organisation)
        self._allusions = Allusions(secrets, charter.organisation)

    def draft(self, row: data.Row, fold_: int, score: float, alone: Doubles) -> Draft:
        text = fold(row.post.text)
        names = tuple(
            Name(seen.span, seen.confidence, bool(seen.disguise)) for seen in self._index.find(text)
        )
        spans = features(row.post).sentences
        sentences = tuple(
            (
                span,
                substance.Sentence(
                    score,
                    float(alone[number]),
                    float(alone[: len(spans)].max() - alone[number]),
                    len(spans),
                    len(span),
                    named_here=False,
                    named=False,
                    allusion=self._allusions.strongest(text[span], lambda _: True),
                ),
            )
            for number, span in enumerate(spans)
        )
        return Draft(row, fold_, score, names, sentences)


def name_rows(told: Iterable[Draft]) -> Iterator[Told]:
    for draft in told:
        for name in draft.names:
            guilty = any(name.span.overlaps(gold) for gold in draft.gold)
            yield draft, substance.name_signals(name.confidence, draft.score), guilty


def meant(draft: Draft, weights: Mapping[str, float]) -> list[Span]:
    """The names that are meant as secrets, as `substance.meant` has it with the shipped weights."""
    return [name.span for name in draft.names if _is_meant(name, draft, weights)]


def _is_meant(name: Name, draft: Draft, weights: Mapping[str, float]) -> bool:
    believed = name.disguised or name.confidence >= substance.BELIEVED
    if believed and name.confidence >= NAMED:
        return True
    return chance(substance.name_signals(name.confidence, draft.score), weights) >= NAMED


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence of a draft, without its names. guilty: it tells what no name in it does."""

    draft: Draft
    left: Span
    signals: dict[str, float]
    named: bool
    guilty: bool

    @property
    def told(self) -> Told:
        return self.draft, self.signals, self.guilty


def sentence_rows(told: Iterable[Draft], names: Mapping[int, Mapping[str, float]]) -> Iterator[Row]:
    """names: the weights of names by the draft's fold."""
    for draft in told:
        named = meant(draft, names[draft.fold])
        text = fold(draft.row.post.text)
        untold = [gold for gold in draft.gold if not any(gold.overlaps(name) for name in named)]
        for span, seen in draft.sentences:
            left = beside(span, named, text)
            if left is not None:
                known = replace(seen, length=len(left), named_here=left != span, named=bool(named))
                guilty = any(gold.overlaps(left) for gold in untold)
                yield Row(draft, left, substance.signals(known), bool(named), guilty)


def learnt(rows: Sequence[Told]) -> dict[str, float]:
    """Logistic weights by signal."""
    names = list(rows[0][1])
    table = np.array([[signals[name] for name in names] for _, signals, _ in rows])
    guilty = np.array([hit for _, _, hit in rows])
    weights = np.array([1.0 if draft.row.company else HOUSE for draft, _, _ in rows])
    model = LogisticRegression(C=1.0, max_iter=2000, fit_intercept=False)
    model.fit(table, guilty, weights)
    return dict(zip(names, model.coef_[0].round(3).tolist(), strict=True))


def fold_by_fold(
    rows: Sequence[Told],
) -> dict[int, dict[str, float]]:
    """The weights for the drafts of each fold, learnt on the others."""
    return {
        number: learnt([row for row in rows if row[0].fold != number])
        for number in range(fit.FOLDS)
    }


def chance(signals: Mapping[str, float], weights: Mapping[str, float]) -> float:
    return float(1 / (1 + np.exp(-sum(value * weights[name] for name, value in signals.items()))))


def predicted(
    told: Sequence[Draft],
    rows: Iterable[Row],
    names: Mapping[int, Mapping[str, float]],
    by: Mapping[bool, Mapping[int, Mapping[str, float]]],
    params: Substance,
) -> dict[str, list[Span]]:
    """Spans found, by post. by: weights of sentences by fold, where a secret is named or not."""
    found = {draft.row.post.id or "": meant(draft, names[draft.fold]) for draft in told}
    for row in rows:
        if row.draft.score < LEAST:
            continue
        least = params.beside if row.named else params.over
        if chance(row.signals, by[row.named][row.draft.fold]) >= least:
            found[row.draft.row.post.id or ""].append(row.left)
    return found


def figures(
    told: Sequence[Draft], found: Mapping[str, Sequence[Span]], root: Path
) -> dict[str, float]:
    """Of the posts: precision and recall; of spans; recall of findings that are no listed name."""
    posts = {"right": 0, "wrong": 0, "missed": 0}
    span = {"found": 0, "gold": 0, "right": 0, "said": 0}
    disguised = [0, 0]
    listed: dict[str, set[str]] = {}
    for draft in told:
        said, gold = found[draft.row.post.id or ""], draft.gold
        posts["right"] += bool(said and gold)
        posts["wrong"] += bool(said and not gold)
        posts["missed"] += bool(gold and not said)
        span["said"] += len(said)
        span["right"] += sum(any(one.overlaps(g) for g in gold) for one in said)
        if draft.row.source not in listed:
            listed[draft.row.source] = listed_names(sheet_of(draft.row, root))
        for one in gold:
            hit = any(one.overlaps(s) for s in said)
            span["gold"] += 1
            span["found"] += hit
            if draft.row.post.text[one.start : one.end].casefold() not in listed[draft.row.source]:
                disguised[0] += hit
                disguised[1] += 1
    return {
        "drafts": len(told),
        "precision": posts["right"] / max(1, posts["right"] + posts["wrong"]),
        "recall": posts["right"] / max(1, posts["right"] + posts["missed"]),
        "span_precision": span["right"] / max(1, span["said"]),
        "span_recall": span["found"] / max(1, span["gold"]),
        "disguise_recall": disguised[0] / max(1, disguised[1]),
    }


def listed_names(sheet: Path) -> set[str]:
    charter = loads(charter_from_facts(sheet), kind_of=kind_of)
    return {name.casefold() for term in charter.confidential for name in term.names}


def groups(told: Sequence[Draft], root: Path) -> dict[str, list[Draft]]:
    """The corpus's companies, those written here, and the houses."""
    of: dict[str, list[Draft]] = {"corpus": [], "written here": [], "houses": []}
    for draft in told:
        given = (root / "corpus" / draft.row.source).exists()
        name = "corpus" if given else "written here" if draft.row.company else "houses"
        of[name].append(draft)
    return of


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    told = list(drafts(data.categories(options.data), options.data))
    name_told = list(name_rows(told))
    names = fold_by_fold(name_told)
    rows = list(sentence_rows(told, names))
    told_of = {named: [row.told for row in rows if row.named is named] for named in (False, True)}
    by = {named: fold_by_fold(mine) for named, mine in told_of.items()}
    for over in (0.5, 0.55, 0.6, 0.65):
        for beside_ in (0.1, 0.15, 0.2):
            params = Substance(over=over, beside=beside_)
            found = predicted(told, rows, names, by, params)
            for group, mine in groups(told, options.data).items():
                line: dict[str, Any] = {"over": over, "beside": beside_, "of": group}
                rounded = {k: round(v, 3) for k, v in figures(mine, found, options.data).items()}
                sys.stdout.write(json.dumps({**line, **rounded}) + "\n")
    fitted = {
        "sentence": learnt(told_of[False]),
        "beside": learnt(told_of[True]),
        "name": learnt(name_told),
    }
    sys.stdout.write(json.dumps(fitted, indent=1) + "\n")
    if options.write:
        FILE.write_text(json.dumps(fitted, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
