"""The whole check on companies that no weight has seen.

    python tests/benchmarks/quality/corpus.py --data ../shared --out FOLDER [--folds 4] [--jobs 4]
        [--only COMPANY …]

The companies, those of the corpus and those written for this repository, are dealt into folds. For
each fold the embedded models are trained on the other companies (and on the drills, which name
none), each company's charter is made from its fact sheet, and its posts are checked. The corpus's
own `score.py` judges them, first the corpus, then the companies written here, then those of the
latter that no one who wrote rules or word lists has read.
Takes half an hour a fold on one core; what is trained stays in --out and is used again.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from zlib import crc32

# One thread, set before numpy loads: the same weights again.
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"

from compliance.charter import Charter, ClassifierChoice  # noqa: E402
from compliance.charter_file import loads  # noqa: E402
from compliance.lines import answer, read  # noqa: E402
from compliance.models.train import train  # noqa: E402
from compliance.models.train.reading import OWN  # noqa: E402
from compliance.settings import settings  # noqa: E402
from compliance.wiring import charter_from_facts, checker, kind_of  # noqa: E402

TASKS = ("categories", "protected", "risks", "urgency", "sentiment")
# The corpus is written as of this day.
TODAY = datetime(2026, 11, 21, 11, 0, tzinfo=UTC)
# Of those written here, somebody who wrote rules, concepts or signals read these. The weights of
# `confidential/weights.py` and `matching/substance.json` were learnt on all.
_READ = (
    "aerolune brumelune doucelle eaudrine fibrelune granvaux kestrelpay ondaverte oresine prairies"
    " rivaclub solivane tablee valserre vermeil voltrame"
    # a protected post each, to see why a rule sent it to review
    " garde-rhodanienne helvoria lorfea northwick oceane-ferries surgelia"
)
READ = frozenset(_READ.split())


def folds(companies: Sequence[Path], count: int) -> Iterator[list[Path]]:
    return (list(companies[start::count]) for start in range(count))


def trained(fold: Sequence[str], data: Path, out: Path) -> Path:
    """The folder of weights that have not seen the companies of `fold`."""
    folder = out / f"without-{crc32(' '.join(fold).encode()):08x}"  # names are too many for one
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


def judge_fold(fold: Sequence[Path], data: Path, out: Path) -> list[Path]:
    weights = trained([company.name for company in fold], data, out)
    return [judged(company, weights, out) for company in fold]


def score(title: str, companies: Sequence[Path], data: Path, out: Path) -> int:
    """Prints what `score.py` says of them."""
    print(f"\n# {title}: {', '.join(company.name for company in companies)}", flush=True)  # noqa: T201
    pairs = [(company / "posts.jsonl", out / f"{company.name}.jsonl") for company in companies]
    paths = [str(path) for pair in pairs for path in pair]
    return subprocess.call([sys.executable, str(data / "corpus" / "score.py"), *paths])


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--folds", type=int, default=4)
    parser.add_argument("--jobs", type=int, default=1, help="folds at once, a process each")
    parser.add_argument("--only", nargs="*", metavar="COMPANY", help="all others are trained on")
    options = parser.parse_args()
    corpus, own = (
        sorted(
            path.parent
            for path in folder.glob("*/company.yaml")
            if not options.only or path.parent.name in options.only
        )
        for folder in (options.data / "corpus", OWN)
    )
    unknown = set(options.only or ()) - {company.name for company in (*corpus, *own)}
    if unknown:
        parser.error(f"no company {', '.join(sorted(unknown))}")
    with ProcessPoolExecutor(options.jobs) as pool:
        done = [
            pool.submit(judge_fold, fold, options.data, options.out)
            for fold in folds([*corpus, *own], options.folds)
        ]
        for each in done:
            each.result()
    groups = {
        "the corpus": corpus,
        "written here": own,
        "unread": [company for company in own if company.name not in READ],
    }
    sys.exit(
        max(score(title, them, options.data, options.out) for title, them in groups.items() if them)
    )


if __name__ == "__main__":
    main()
