"""All that a card says of a model: figures on companies held out and public sets, size, data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from compliance.errors import InputError
from compliance.models._bank import Bank, Head, written
from compliance.models.train import figures
from compliance.models.train.data import ROWS, TOXIC, as_post
from compliance.models.train.fit import SEED, Doubles, Flags, Heard, Recipe, fit
from compliance.models.train.reading import lines
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


def evaluate(task: str, data_root: Path) -> dict[str, Any]:
    """Fit `task` anew and say how good it is; the same figures again from the same data."""
    head, heard = fit(task, ROWS[task](data_root), RECIPES[task])
    return said_of(head, heard, data_root)


def said_of(head: Head, heard: Heard, data_root: Path) -> dict[str, Any]:
    """How good a fitted head is."""
    task, recipe = head.card.task, RECIPES[head.card.task]
    rows = [row for row in heard.rows if not row.alone]
    return {
        "task": task,
        "version": head.card.version,
        "seed": SEED,
        "bytes": len(written(head)),
        "rows": dict(sorted(Counter(_set(row.source, row.company) for row in rows).items())),
        "thresholds": dict(head.card.thresholds),
        "companies": _of_companies(heard, recipe, alone=False),
        "companies, role unknown": _of_companies(heard, recipe, alone=True),
        "public": {**_folds(heard, head, recipe), **_unseen(head, data_root)},
    }


def _set(source: str, company: bool) -> str:
    if company:
        return "companies"
    return source if "/" in source or source in {"insults", "lexicon", "people"} else "drills"


def _of_companies(heard: Heard, recipe: Recipe, *, alone: bool) -> dict[str, Any]:
    rows, scores = figures.judged(heard, recipe, alone=alone)
    gold, given = figures.held(rows, recipe), figures.decided(rows, scores, recipe)
    measures: dict[str, Callable[[Flags, Flags], float]] = {"macro_f1": figures.macro_f1}
    if recipe.link == "steps":
        measures |= {"kappa": figures.kappa, "urgent_f1": figures.urgent_f1}
    said = {name: figures.figure(measure, gold, given) for name, measure in measures.items()}
    by_label = figures.by_label(gold, given).round(3).tolist()
    alarms = _alarms(gold, given, scores, recipe) if recipe.link == "several" else {}
    return {
        **alarms,
        **{
            name: [round(f.value, 3), round(f.low, 3), round(f.high, 3)] for name, f in said.items()
        },
        "calibration_error": round(figures.calibration_error(gold, scores), 4),
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


def _by(gold: Flags, given: Flags, names: Sequence[str]) -> dict[str, float]:
    name = np.array(names)
    return {
        each: round(figures.macro_f1(gold[name == each], given[name == each]), 3)
        for each in sorted(set(names))
    }


def _folds(heard: Heard, head: Head, recipe: Recipe) -> dict[str, Any]:
    source = np.array([row.source for row in heard.rows])
    said = {}
    for name in UNSEEN_FOLD.get(head.card.task, ()):
        part = heard.part(source == name)
        logits = part.said @ head.alone_mix + head.alone_bias
        gold = [next(iter(row.labels)) for row in part.rows]
        said[f"{name}, fold by fold"] = _public(gold, logits, recipe)
    return said


def _unseen(head: Head, root: Path) -> dict[str, Any]:
    said, bank, task = {}, Bank([head]), head.card.task
    for name in UNSEEN.get(task, ()):
        try:
            found = [line for line in lines(root / "data" / f"{name}.jsonl") if line["label"]]
        except InputError:  # not everybody has it: a figure less, said by its absence
            continue
        posts = [as_post({"text": line["text"]}) for line in found]
        scores = [list(bank.scores(task, post).values()) for post in posts]
        gold = [_gold(task, line["label"]) for line in found]
        said[name] = _public(gold, np.log(np.array(scores) + 1e-9), RECIPES[task])
    return said


def _gold(task: str, label: str) -> str:
    if task == "toxicity":
        return "toxic" if label in TOXIC else "ok"
    return label


def _public(gold: Sequence[str], logits: Doubles, recipe: Recipe) -> dict[str, float]:
    """Macro F1 over the labels a set has, its accuracy, and the share of harmless posts alarmed."""
    columns = [i for i, label in enumerate(recipe.labels) if label in gold]
    wanted = np.array([recipe.labels.index(label) for label in gold])[:, None] == columns
    got = logits[:, columns].argmax(axis=1)[:, None] == np.arange(len(columns))
    figure = {
        "posts": len(gold),
        "macro_f1": round(figures.macro_f1(wanted, got), 3),
        "accuracy": round(float((wanted & got).any(axis=1).mean()), 3),
    }
    if "toxic" in recipe.labels:
        harmless = np.array(gold) == "ok"
        figure["false_alarms"] = round(float(got[harmless, 0].mean()), 3)
    return figure
