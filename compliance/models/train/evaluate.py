"""All that a card says of a model: figures on companies held out and public sets, size, data."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from compliance.errors import InputError
from compliance.models._bank import Bank, Head, written
from compliance.models.train import figures
from compliance.models.train.data import ROWS, TOXIC, Row, as_post
from compliance.models.train.fit import SEED, Doubles, Flags, Heard, Recipe, fit
from compliance.models.train.reading import houses, lines
from compliance.models.train.recipes import RECIPES

# Shares of innocent posts that a label may alarm, for those who choose a threshold.
RATES = (0.01, 0.02, 0.05)
# Sets that taught nothing here, to judge by; what they are under forbids to ship more of some.
UNSEEN = {
    "sentiment": (
        "sentiment-umsab/fr-train",
        "sentiment-umsab/fr-val",
        "sentiment-umsab/en-val",
        "sentiment-umsab/de-test",
        "sentiment-umsab/es-test",
        "sentiment-allocine-series-fr/dev",
    ),
    "toxicity": (
        "tox-olid/val",
        "tox-rtplx-fr/test",
        "tox-hatecheck-en/test",
        "tox-mhc/fr-dev",
        "tox-hatemoji/build-test",
    ),
}
# Sets that teach: judged fold by fold, by heads that have not seen the post.
UNSEEN_FOLD = {
    "sentiment": ("sentiment-allocine-fr/train", "sentiment-xed/fr", "sentiment-xed/en"),
    "toxicity": (
        "tox-toxifrench/agreement",
        "tox-jigsaw-mt-fr/bench",
        "tox-ftr-fr/train",
        "tox-germeval2018-de/train",
        "tox-gahd-de/train",
        "tox-identity-templates/en",
    ),
}


# Posts that the time of one is the median of.
TIMED = 500


def evaluate(task: str, data_root: Path, *, without: Collection[str] = ()) -> dict[str, Any]:
    """Fit `task` anew and say how good it is; the same figures again from the same data.

    without: companies kept out of it all, and judged at the end by the weights as they would ship.
    Raises InputError for one that is not there.
    """
    return evaluate_on(task, ROWS[task](data_root), RECIPES[task], data_root, without=without)


def evaluate_on(
    task: str,
    rows: Sequence[Row],
    recipe: Recipe,
    data_root: Path,
    *,
    without: Collection[str] = (),
) -> dict[str, Any]:
    """The same of any rows and recipe; `data_root` holds the public sets that taught nothing."""
    missing = set(without) - {row.source for row in rows if row.company}
    if missing:
        raise InputError(f"no company '{min(missing)}' has posts for {task}")
    apart = [row for row in rows if row.company and row.source in without]
    kept = [row for row in rows if not (row.company and row.source in without)]
    head, heard = fit(task, kept, recipe)
    said = said_of(head, heard, recipe, data_root)
    return {**said, "kept apart": _kept_apart(head, apart, recipe)} if apart else said


def _kept_apart(head: Head, rows: Sequence[Row], recipe: Recipe) -> dict[str, Any]:
    bank = Bank([head])
    scores = np.array([list(bank.scores(head.card.task, row.post).values()) for row in rows])
    given = figures.over(scores, head.card.thresholds, recipe)
    return _measured(rows, figures.held(rows, recipe), given, recipe)


def said_of(head: Head, heard: Heard, recipe: Recipe, data_root: Path) -> dict[str, Any]:
    """How good a fitted head is."""
    task = head.card.task
    rows = [row for row in heard.rows if not row.alone]
    return {
        "task": task,
        "version": head.card.version,
        "seed": SEED,
        "bytes": len(written(head)),
        "milliseconds": _milliseconds(head, rows),
        "rows": dict(sorted(Counter(_set(row.source, row.company) for row in rows).items())),
        "thresholds": dict(head.card.thresholds),
        "companies": _of_companies(heard, recipe, alone=False),
        "companies, role unknown": _of_companies(heard, recipe, alone=True),
        "public": {**_folds(heard, head, recipe), **_unseen(head, recipe, data_root)},
    }


def _milliseconds(head: Head, rows: Sequence[Row]) -> float:
    """The median time of a company's post, read by this model alone; of this machine, this time."""
    bank, took = Bank([head]), []
    for row in [row for row in rows if row.company][:TIMED]:
        started = time.perf_counter()
        bank.scores(head.card.task, row.post)
        took.append(1000 * (time.perf_counter() - started))
    return round(median(took), 2) if took else 0.0


def _set(source: str, company: bool) -> str:
    if company:
        return "companies"
    if source in houses():
        return "houses"
    return source if "/" in source or source in {"insults", "lexicon", "people"} else "drills"


def _of_companies(heard: Heard, recipe: Recipe, *, alone: bool) -> dict[str, Any]:
    rows, scores = figures.judged(heard, recipe, alone=alone)
    gold, given = figures.held(rows, recipe), figures.decided(rows, scores, recipe)
    alarms = _alarms(gold, given, scores, recipe) if recipe.link == "several" else {}
    return {
        **alarms,
        **_measured(rows, gold, given, recipe),
        "calibration_error": round(figures.calibration_error(gold, scores), 4),
    }


def _measured(rows: Sequence[Row], gold: Flags, given: Flags, recipe: Recipe) -> dict[str, Any]:
    measures: dict[str, Callable[[Flags, Flags], float]] = {"macro_f1": figures.macro_f1}
    if recipe.link == "steps":
        measures |= {"kappa": figures.kappa, "urgent_f1": figures.urgent_f1}
    by_label = figures.by_label(gold, given).round(3).tolist()
    return {
        **{name: figures.interval(measure, gold, given) for name, measure in measures.items()},
        "posts": len(rows),
        "by_label": dict(zip(recipe.labels, by_label, strict=True)),
        "gold": dict(zip(recipe.labels, gold.sum(axis=0).tolist(), strict=True)),
        "by_source": _by(gold, given, [row.source for row in rows]),
    }


def _alarms(gold: Flags, given: Flags, scores: Doubles, recipe: Recipe) -> dict[str, Any]:
    """The share of innocent posts alarmed by any label; and by label, for each of the rates, the
    threshold that alarms so many, and the share of its posts then caught."""
    innocent = ~gold.any(axis=1)
    return {
        "alarmed": round(float(given[innocent].any(axis=1).mean()), 3),
        "at": _operating(gold, scores, scores[innocent], recipe.labels),
    }


def _operating(
    gold: Flags, scores: Doubles, innocent: Doubles, labels: Sequence[str]
) -> dict[str, Any]:
    return {
        label: {
            str(rate): [round(float(least), 3), round(float((hits >= least).mean()), 3)]
            for rate in RATES
            for least in [np.quantile(innocent[:, column], 1 - rate)]
            for hits in [scores[gold[:, column], column]]
        }
        for column, label in enumerate(labels)
    }


def _by(gold: Flags, given: Flags, names: Sequence[str]) -> dict[str, list[float]]:
    """By company, of the labels that its posts have; one without any is left out."""
    by_name, name = {}, np.array(names)
    for each in sorted(set(names)):
        held = name == each
        there = gold[held].any(axis=0)
        if there.any():
            by_name[each] = figures.interval(
                figures.macro_f1, gold[held][:, there], given[held][:, there]
            )
    return by_name


def _folds(heard: Heard, head: Head, recipe: Recipe) -> dict[str, Any]:
    source = np.array([row.source for row in heard.rows])
    said = {}
    for name in UNSEEN_FOLD.get(head.card.task, ()):
        part = heard.part(source == name)
        logits = part.said @ head.alone_mix + head.alone_bias
        gold = [next(iter(row.labels)) for row in part.rows]
        said[f"{name}, fold by fold"] = _public(gold, logits, recipe)
    return said


def _unseen(head: Head, recipe: Recipe, root: Path) -> dict[str, Any]:
    said, bank, task = {}, Bank([head]), head.card.task
    for name in UNSEEN.get(task, ()):
        try:
            found = [line for line in lines(root / "data" / f"{name}.jsonl") if line["label"]]
        except InputError:  # not everybody has it: a figure less, said by its absence
            continue
        posts = [as_post({"text": line["text"]}) for line in found]
        scores = [list(bank.scores(task, post).values()) for post in posts]
        gold = [_gold(task, line["label"]) for line in found]
        said[name] = _public(gold, np.log(np.array(scores) + 1e-9), recipe)
    return said


def _gold(task: str, label: str) -> str:
    if task == "toxicity":
        return "toxic" if label in TOXIC else "ok"
    return label


def _public(gold: Sequence[str], logits: Doubles, recipe: Recipe) -> dict[str, Any]:
    """Macro F1 over the labels a set has, its accuracy, and the share of harmless posts alarmed."""
    columns = [i for i, label in enumerate(recipe.labels) if label in gold]
    wanted = np.array([recipe.labels.index(label) for label in gold])[:, None] == columns
    got = logits[:, columns].argmax(axis=1)[:, None] == np.arange(len(columns))
    figure: dict[str, Any] = {
        "posts": len(gold),
        "macro_f1": figures.interval(figures.macro_f1, wanted, got),
        "accuracy": round(float((wanted & got).any(axis=1).mean()), 3),
    }
    if "toxic" in recipe.labels:
        harmless = np.array(gold) == "ok"
        figure["false_alarms"] = round(float(got[harmless, 0].mean()), 3)
    return figure
