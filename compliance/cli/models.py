"""`balise models`: what answers which question, and how well."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer

from compliance.cli._terminal import Shown, progress, table, writer
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
    _can_learn(data)
    output.mkdir(parents=True, exist_ok=True)
    tasks = [name.value for name in task or []]
    order = ["-m", "compliance.models.train", *tasks, "--data", str(data), "--out", str(output)]
    raise typer.Exit(subprocess.call([sys.executable, *order], env=_one_thread()))  # noqa: S603 — our own program


def _can_learn(data: Path) -> None:
    if find_spec("sklearn") is None:
        raise InputError("training needs scikit-learn: pip install 'balise[train]'")
    for part in ("corpus", "data"):
        if not (data / part).is_dir():
            raise InputError(f"{data}: no folder {part}/ there; --data names the one with both")


def _one_thread() -> dict[str, str]:
    """For a process of its own: sums come out the same only where numpy loads for one thread."""
    names = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
    return {**os.environ, **dict.fromkeys(names, "1")}


@command.command()
def evaluate(
    data: Annotated[Path, typer.Option(help="A folder with corpus/ and data/.")],
    task: Annotated[list[Task] | None, typer.Argument(help="Only these tasks.")] = None,
    without: Annotated[
        list[str] | None,
        typer.Option(help="A company to keep out of the learning, and to judge by itself."),
    ] = None,
    by_company: Annotated[
        bool, typer.Option("--by-company", help="Each company held out, one by one.")
    ] = False,
    cards: Annotated[Path | None, typer.Option(help="A folder to write the cards to.")] = None,
    format: Annotated[Shown, typer.Option(help="How to show the answer.")] = Shown.TEXT,
) -> None:
    """How good the shipped models are: trained anew, judged on what they have not seen.

    Every company of the corpus is judged by models made without it; public sets that teach are
    judged fold by fold. The detector of languages, which learned from no company, is judged as it
    is. Brackets hold the middle 95 % of a bootstrap over posts. It takes minutes
    a task on one core. Needs scikit-learn.
    """
    _can_learn(data)
    if cards is not None and not cards.is_dir():
        raise InputError(f"{cards}: no such folder")
    said = _evaluated(data, [name.value for name in task or []], without or [])
    for name, figures in said["tasks"].items():
        if cards is not None and name != Task.LANGUAGE:
            from compliance.models.train.cards import card

            (cards / f"{name}.md").write_text(card(figures), "utf-8")
    if format is Shown.JSON:
        sys.stdout.write(orjson.dumps(said, option=orjson.OPT_INDENT_2).decode() + "\n")
    else:
        sys.stdout.write("\n".join(evaluation(said, by_company=by_company)))


def _evaluated(data: Path, tasks: Sequence[str], without: Sequence[str]) -> Fields:
    order = ["-m", "compliance.models.train.evaluating", *tasks, "--data", str(data)]
    order += [word for company in without for word in ("--without", company)]
    ran = subprocess.run(  # noqa: S603 — our own program; its progress goes where ours does
        [sys.executable, *order], stdout=subprocess.PIPE, env=_one_thread(), check=False
    )
    if ran.returncode:
        raise typer.Exit(ran.returncode)
    said: Fields = orjson.loads(ran.stdout)
    return said


def evaluation(said: Fields, *, by_company: bool) -> Iterator[str]:
    """Tables of figures, then what the models were made from and cannot do."""
    from compliance.models.train.cards import LICENCE, about_of

    tasks: Mapping[str, Fields] = said["tasks"]
    yield f"commit {said['commit'] or 'unknown'}, {said['machine']}\n"
    yield table(
        ("task", "version", "size", "ms a post", "seed", "licence", "rows"),
        [
            (
                name,
                one["version"],
                f"{one['bytes'] / 1e6:.1f} MB",
                f"{one['milliseconds']:.2f}",
                str(one["seed"]),
                LICENCE,
                ", ".join(f"{source} {count}" for source, count in _largest(one["rows"])),
            )
            for name, one in tasks.items()
        ],
    )
    yield "Companies held out:"
    yield table(
        ("task", "posts", "figure", "role known", "role unknown", "calibration", "by company"),
        [row for name, one in tasks.items() for row in _held_out(name, one)],
    )
    yield from _apart(tasks)
    if by_company:
        yield "Macro F1 of each company held out:"
        yield table(("task", "company", "macro F1"), list(_companies(tasks)))
    sets = list(_sets(tasks))
    if sets:
        yield "Public sets:"
        yield table(("task", "set", "posts", "macro F1", "accuracy", "harmless alarmed"), sets)
    for name in tasks:
        about = about_of(name)
        yield f"{name}: {about['purpose']}\n  Data: {about['data']}\n  Limits: {about['limits']}\n"


def _largest(rows: Mapping[str, int], most: int = 4) -> list[tuple[str, int]]:
    return sorted(rows.items(), key=lambda row: -row[1])[:most]


def _held_out(name: str, one: Fields) -> Iterator[tuple[str, ...]]:
    from compliance.models.train.cards import MEASURES, interval, spread

    known, alone = one["companies"], one["companies, role unknown"]
    worst, best = spread(known["by_source"])
    for measure, words in MEASURES.items():
        if measure in known:
            figures = interval(known[measure]), interval(alone[measure])
            more = measure == "macro_f1"
            calibration = f"{known['calibration_error']:.3f}" if more else ""
            companies = f"{worst:.2f} to {best:.2f}" if more else ""
            yield (name, str(known["posts"]), words, *figures, calibration, companies)


def _apart(tasks: Mapping[str, Fields]) -> Iterator[str]:
    from compliance.models.train.cards import interval

    kept = [(name, one["kept apart"]) for name, one in tasks.items() if "kept apart" in one]
    if kept:
        rows = [
            (name, ", ".join(one["by_source"]), str(one["posts"]), interval(one["macro_f1"]))
            for name, one in kept
        ]
        yield "Companies kept out of the learning, by the weights as they would ship:"
        yield table(("task", "companies", "posts", "macro F1"), rows)


def _companies(tasks: Mapping[str, Fields]) -> Iterator[tuple[str, ...]]:
    from compliance.models.train.cards import interval

    for name, one in tasks.items():
        for company, figure in one["companies"]["by_source"].items():
            yield name, company, interval(figure)


def _sets(tasks: Mapping[str, Fields]) -> Iterator[tuple[str, ...]]:
    from compliance.models.train.cards import interval

    for name, one in tasks.items():
        for found, figures in one["public"].items():
            alarms = f"{figures['false_alarms']:.3f}" if "false_alarms" in figures else ""
            macro, accuracy = interval(figures["macro_f1"]), f"{figures['accuracy']:.3f}"
            yield name, found, f"{figures['posts']:,}", macro, accuracy, alarms
