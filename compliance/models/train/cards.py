"""A model's card in Markdown: what it is for, what it learnt from, how good, what it cannot do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

ABOUT = Path(__file__).parents[1] / "cards" / "about.yaml"

LICENCE = "Apache-2.0"
MEASURES = {
    "macro_f1": "macro F1",
    "kappa": "quadratic weighted kappa",
    "urgent_f1": "F1 of 2 and 3",
}


def card(said: Mapping[str, Any]) -> str:
    """Markdown of what `evaluate` says of one task."""
    return "\n".join(_lines(said)) + "\n"


def about_of(task: str) -> Mapping[str, str]:
    """What is said of a model beside its figures: purpose, data, limits."""
    about: Mapping[str, str] = yaml.safe_load(ABOUT.read_text("utf-8"))[task]
    return about


def _lines(said: Mapping[str, Any]) -> Iterator[str]:
    about = about_of(said["task"])
    yield f"# `{said['task']}`, embedded, version {said['version']}\n"
    yield f"{about['purpose']}\n"
    yield (
        "Hashed words and letters, names and origins hidden, a hand-written lexicon of concepts, "
        "linear heads in int8, "
        f"calibrated scores; {said['bytes']:,} bytes, {said['milliseconds']} ms a post on one "
        f"core, seed {said['seed']}. French and English first. Licence of the weights: {LICENCE}. "
        "Written by `balise models evaluate --data ../shared --cards compliance/models/cards`.\n"
    )
    yield f"**Data.** {about['data']}\n"
    yield f"Rows: {', '.join(f'{name} {count:,}' for name, count in said['rows'].items())}.\n"
    yield f"**Limits.** {about['limits']}\n"
    yield "## On companies held out\n"
    yield (
        "Each company is judged by heads, calibration and thresholds made without it; brackets "
        "hold the middle 95 % of a bootstrap over posts. Recipes and the lexicon were chosen on "
        "these same companies, so expect a little less elsewhere.\n"
    )
    yield from _companies(said)
    yield from _labels(said)
    yield from _operating(said["companies"]) if "at" in said["companies"] else ()
    yield from _public(said["public"])
    yield "\n## When only the person changes\n"
    yield (
        "Posts written again with another name, gender, origin or inclusive spelling, and how many "
        "are decided otherwise (`compliance/models/train/fairness.py`).\n"
    )
    yield from (f"- {slot}: {share}" for slot, share in said["flips"].items())


def _companies(said: Mapping[str, Any]) -> Iterator[str]:
    known, alone = said["companies"], said["companies, role unknown"]
    yield f"| {known['posts']} posts | author's role known | unknown |"
    yield "| --- | --- | --- |"
    for name, words in MEASURES.items():
        if name in known:
            yield f"| {words} | {interval(known[name])} | {interval(alone[name])} |"
    errors = (figures["calibration_error"] for figures in (known, alone))
    yield f"| calibration error | {' | '.join(f'{error:.3f}' for error in errors)} |"
    worst, best = spread(known["by_source"])
    yield f"\nBy company, over the labels it has, macro F1 from {worst:.2f} to {best:.2f}.\n"


def spread(by_company: Mapping[str, Sequence[float]]) -> tuple[float, float]:
    """The worst and the best of the companies' figures."""
    values = [value for value, _, _ in by_company.values()]
    return min(values), max(values)


def interval(figure: Sequence[float]) -> str:
    """A figure with the bounds of its interval."""
    value, low, high = figure
    return f"{value:.3f} [{low:.3f}, {high:.3f}]"


def _labels(said: Mapping[str, Any]) -> Iterator[str]:
    yield "| label | posts | precision | recall | F1 | threshold |"
    yield "| --- | --- | --- | --- | --- | --- |"
    known = said["companies"]
    for label, (precision, recall, f1) in known["by_label"].items():
        figures = f"{precision:.2f} | {recall:.2f} | {f1:.2f} | {said['thresholds'][label]:.2f}"
        yield f"| {label} | {known['gold'][label]} | {figures} |"


def _operating(known: Mapping[str, Any]) -> Iterator[str]:
    yield f"\nOf the posts with no label, {known['alarmed']:.1%} get one or more.\n"
    yield (
        "A threshold for a label, and the share of its posts then caught, where so many of the "
        "innocent posts may be alarmed by it:\n"
    )
    rates = list(next(iter(known["at"].values())))
    yield f"| label | {' | '.join(f'{float(rate):.0%}' for rate in rates)} |"
    yield f"| --- |{' --- |' * len(rates)}"
    for label, points in known["at"].items():
        cells = (f"{least:.2f}: {caught:.0%}" for least, caught in points.values())
        yield f"| {label} | {' | '.join(cells)} |"


def _public(sets: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    if not sets:
        return
    yield "\n## On public sets\n"
    yield (
        "Posts without role or channel. «Fold by fold»: the set teaches, but the heads that judge "
        "a post have not seen it.\n"
    )
    yield "| set | posts | macro F1 | accuracy | harmless posts alarmed |"
    yield "| --- | --- | --- | --- | --- |"
    for name, figures in sets.items():
        alarms = f"{figures['false_alarms']:.3f}" if "false_alarms" in figures else ""
        macro, accuracy = interval(figures["macro_f1"]), figures["accuracy"]
        yield f"| {name} | {figures['posts']:,} | {macro} | {accuracy:.3f} | {alarms} |"
