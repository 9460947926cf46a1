"""How good the embedded models are: companies held out, public sets, size; and their cards.

    python tests/benchmarks/quality/models.py --data ../shared [--task risks …] [--cards]

Prints a JSON object. Each task is fitted anew, as `python -m compliance.models.train` does, so the
figures are those of the weights that command writes; flips (models_fairness.py) are those of the
weights in the package. Needs scikit-learn. `--cards` rewrites
compliance/models/cards from these figures.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from pathlib import Path

# One thread, set before numpy loads: sums in one order, the same figures again.
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"

ROOT = Path(__file__).parents[3]
CARDS = ROOT / "compliance" / "models" / "cards"


def commit() -> str:
    command = ["git", "rev-parse", "--short", "HEAD"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True).stdout.strip()


def main(arguments: list[str]) -> None:
    from models_fairness import fairness

    from compliance.models.train.cards import card
    from compliance.models.train.evaluate import evaluate
    from compliance.models.train.recipes import RECIPES

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT / ".." / "shared")
    parser.add_argument("--task", action="append", choices=sorted(RECIPES))
    parser.add_argument("--cards", action="store_true")
    asked = parser.parse_args(arguments)
    flips = fairness()
    said = {
        task: {**evaluate(task, asked.data), "flips": flips[task]}
        for task in asked.task or sorted(RECIPES)
    }
    if asked.cards:
        for task, figures in said.items():
            (CARDS / f"{task}.md").write_text(card(figures), encoding="utf-8")
    about = {"commit": commit(), "machine": platform.processor() or platform.machine()}
    json.dump({**about, "tasks": said}, sys.stdout, indent=1, ensure_ascii=False)


if __name__ == "__main__":
    main(sys.argv[1:])
