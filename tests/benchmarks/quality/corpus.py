"""The whole check on companies that no weight has seen.

    python tests/benchmarks/quality/corpus.py --data ../shared --out /some/folder [--folds 4]

The companies of the corpus are dealt into folds. For each fold the embedded models are trained on
the other companies (and on the drills, which name none), each company's charter is made from its
fact sheet, and its posts are checked. The corpus's own `score.py` judges all of them together.
Rules and lexicons were written by people who had seen some of the companies: see the notes.
Takes about five minutes a fold on one core; what is trained stays in --out and is used again.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

# One thread, set before numpy loads: the same weights again.
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"

from compliance.charter import Charter, ClassifierChoice  # noqa: E402
from compliance.charter_file import loads  # noqa: E402
from compliance.lines import answer, read  # noqa: E402
from compliance.models.train import train  # noqa: E402
from compliance.settings import settings  # noqa: E402
from compliance.wiring import charter_from_facts, checker, kind_of  # noqa: E402

TASKS = ("categories", "protected", "risks", "urgency", "sentiment")
# The corpus is written as of this day.
TODAY = datetime(2026, 11, 21, 11, 0, tzinfo=UTC)


def folds(companies: Sequence[str], count: int) -> Iterator[list[str]]:
    return (list(companies[start::count]) for start in range(count))


def trained(fold: Sequence[str], data: Path, out: Path) -> Path:
    """The folder of weights that have not seen the companies of `fold`."""
    folder = out / f"without-{'-'.join(fold)}"
    for task in TASKS:
        if not (folder / f"{task}.npz").exists():
            sys.stderr.write(f"training {task} without {', '.join(fold)}\n")
            train(task, data, folder, without=fold)
    return folder


def charter_of(company: Path, weights: Path) -> Charter:
    charter = loads(charter_from_facts(company / "company.yaml"), kind_of=kind_of)
    chosen = tuple(ClassifierChoice(task=task, model=str(weights)) for task in TASKS)
    return charter.model_copy(update={"classifiers": chosen})


def judged(company: Path, weights: Path, out: Path) -> Path:
    """The company's posts, checked: a line each, as `balise check` writes them."""
    ready = checker(charter_of(company, weights), settings())
    path = out / f"{company.name}.jsonl"
    with (company / "posts.jsonl").open("rb") as lines, path.open("wb") as written:
        for line in read(lines):
            if line.post is not None:
                written.write(answer(line, ready.check(line.post, now=TODAY).line()))
    return path


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--folds", type=int, default=4)
    options = parser.parse_args()
    corpus = options.data / "corpus"
    companies = sorted(path.parent.name for path in corpus.glob("*/company.yaml"))
    pairs: list[str] = []
    for fold in folds(companies, options.folds):
        weights = trained(fold, options.data, options.out)
        for name in fold:
            pairs += [
                str(corpus / name / "posts.jsonl"),
                str(judged(corpus / name, weights, options.out)),
            ]
    sys.exit(subprocess.call([sys.executable, str(corpus / "score.py"), *pairs]))


if __name__ == "__main__":
    main()
