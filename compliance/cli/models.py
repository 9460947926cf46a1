"""`balise models`: what answers which question, and how well."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer

from compliance.cli._terminal import progress, table, writer
from compliance.errors import InputError
from compliance.lines import bad, read
from compliance.post import Language, Post
from compliance.wiring import classifier, detector, model_cards

command = typer.Typer(rich_markup_mode=None, no_args_is_help=True, help=__doc__)

Fields = Mapping[str, Any]


class Task(StrEnum):
    SENTIMENT = "sentiment"
    TOXICITY = "toxicity"
    LANGUAGE = "language"
    RISKS = "risks"
    CATEGORIES = "categories"
    URGENCY = "urgency"
    PROTECTED = "protected"


# A post has one of these, and any number of the others' labels.
ONE_LABEL = frozenset({Task.SENTIMENT, Task.TOXICITY, Task.LANGUAGE, Task.URGENCY})


@command.command("list")
def list_() -> None:
    """The embedded models: task, version, labels, size."""
    rows = [(c.task, c.id, ", ".join(c.labels), f"{c.bytes / 1e6:.1f} MB") for c in model_cards()]
    sys.stdout.write(table(("task", "model", "labels", "size"), rows))


@command.command()
def score(
    task: Annotated[Task, typer.Option(help="The question.")],
    input: Annotated[Path, typer.Option(help="Posts, a JSON object a line: id, text.")],
    output: Annotated[Path | None, typer.Option(help="Where to write, instead of showing.")] = None,
    languages: Annotated[
        str, typer.Option(help="For the language task: which there may be, by commas.")
    ] = "fr,en,de,es,it,nl,pt",
) -> None:
    """Score posts with a model: a line {"id", "label" or "labels", "scores"} for each line."""
    if not input.is_file():
        raise InputError(f"cannot read {input}: no such file")
    answer = _answer(task, tuple(languages.split(",")))
    with writer(output) as out, input.open("rb") as raw, progress(raw, input, "posts") as lines:
        for line in read(lines):
            if line.post is None:
                out.write(bad(line))
            else:
                fields = {"id": line.post.id, **answer(line.post)}
                out.write(orjson.dumps(fields, option=orjson.OPT_APPEND_NEWLINE))


def _answer(task: Task, languages: tuple[str, ...]) -> Callable[[Post], Fields]:
    if task is Task.LANGUAGE:
        return _language(languages)
    model = classifier(task.value)

    def answer(post: Post) -> Fields:
        scores = model.score([post])[0]
        if task in ONE_LABEL:
            return {"label": _chosen(scores, model.thresholds), "scores": scores}
        labels = [name for name in scores if scores[name] >= model.thresholds.get(name, 0.5)]
        return {"labels": labels, "scores": scores}

    return answer


def _chosen(scores: Mapping[str, float], thresholds: Mapping[str, float]) -> str:
    """The label furthest over its threshold, where there are any; else the likeliest."""
    return max(sorted(scores), key=lambda name: scores[name] - thresholds.get(name, 0.0))


def _language(languages: tuple[str, ...]) -> Callable[[Post], Fields]:
    from compliance.language import judged_in

    hears = detector(languages)

    def answer(post: Post) -> Fields:
        heard: Language = judged_in(post.text, detector=hears, languages=languages, given=None)
        return {"label": heard.label, "scores": {heard.label: heard.score}}

    return answer


@command.command()
def train(
    data: Annotated[Path, typer.Option(help="A folder with corpus/ and data/.")],
    output: Annotated[Path, typer.Option(help="The folder of weights to write.")],
    task: Annotated[list[Task] | None, typer.Option(help="Only these tasks.")] = None,
) -> None:
    """Train the embedded models again: the same bytes for the same data. Needs scikit-learn."""
    if find_spec("sklearn") is None:
        raise InputError("training needs scikit-learn: pip install 'balise[train]'")
    output.mkdir(parents=True, exist_ok=True)
    tasks = [name.value for name in task or []]
    # A process of its own: sums come out the same only where numpy was loaded for one thread.
    order = ["-m", "compliance.models.train", *tasks, "--data", str(data), "--out", str(output)]
    raise typer.Exit(subprocess.call([sys.executable, *order]))  # noqa: S603 — our own program
