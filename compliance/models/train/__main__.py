"""`python -m compliance.models.train [TASK …] --data ../shared`: the weight files, made again."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

# One thread, set before numpy loads: sums in one order, the same bytes again.
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"

WEIGHTS = Path(__file__).parents[1] / "weights"


def main(arguments: list[str]) -> None:
    from compliance.models.train import train
    from compliance.models.train.lexicon import write_common, write_polar
    from compliance.models.train.recipes import RECIPES

    parser = argparse.ArgumentParser(prog="compliance.models.train", description=__doc__)
    parser.add_argument("tasks", nargs="*", help="all of them where none is named")
    parser.add_argument("--data", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--without", nargs="*", default=(), metavar="COMPANY", help="leave out")
    parser.add_argument(
        "--names", action="store_true", help="write the lists of small and of polar words first"
    )
    asked = parser.parse_args(arguments)
    if asked.names:
        write_common(asked.data, WEIGHTS.with_name("lexicon") / "common.txt.gz")
        write_polar(asked.data, WEIGHTS.with_name("lexicon") / "polarity.txt.gz")
    for task in asked.tasks or RECIPES:
        path = train(task, asked.data, asked.out, without=asked.without)
        sys.stdout.write(f"{path.name}: {path.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main(sys.argv[1:])
