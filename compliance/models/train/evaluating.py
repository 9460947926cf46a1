"""`python -m compliance.models.train.evaluating TASK …`: figures of the models, as JSON."""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from pathlib import Path
from typing import Any

# One thread, set before numpy loads: sums in one order, the same figures again.
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"

MISUSE = 2
# The one model that is not fitted anew: its table learned from no company.
LANGUAGE = "language"


def main(arguments: list[str]) -> int:
    from compliance.errors import ComplianceError
    from compliance.models.train.recipes import RECIPES

    parser = argparse.ArgumentParser(prog="compliance.models.train.evaluating", description=__doc__)
    parser.add_argument("tasks", nargs="*", help="all of them where none is named")
    parser.add_argument("--data", type=Path, default=Path("../shared"))
    parser.add_argument("--without", action="append", default=[], metavar="COMPANY")
    asked = parser.parse_args(arguments)
    try:
        tasks = {
            task: _figures(task, asked) for task in asked.tasks or [*sorted(RECIPES), LANGUAGE]
        }
    except ComplianceError as error:
        sys.stderr.write(f"balise: {error}\n")
        return MISUSE
    about = {"commit": _commit(), "machine": platform.processor() or platform.machine()}
    json.dump({**about, "tasks": tasks}, sys.stdout, indent=1, ensure_ascii=False)
    return 0


def _figures(task: str, asked: argparse.Namespace) -> dict[str, Any]:
    from compliance.models.train import languages
    from compliance.models.train.evaluate import evaluate
    from compliance.models.train.fairness import fairness

    if task == LANGUAGE:
        sys.stderr.write(f"{task}: judging the companies, and the public sets\n")
        return languages.evaluate(asked.data)
    sys.stderr.write(f"{task}: fitting, judging company by company, and the public sets\n")
    sys.stderr.flush()
    said = evaluate(task, asked.data, without=asked.without)
    return {**said, "flips": fairness()[task]}


def _commit() -> str:
    """Of the working tree that this program runs from; "" where it was installed."""
    command = ["git", "rev-parse", "--short", "HEAD"]
    try:
        ran = subprocess.run(  # noqa: S603 — nothing of the user's in it
            command, cwd=Path(__file__).parent, capture_output=True, text=True, check=False
        )
    except OSError:
        return ""
    return ran.stdout.strip()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
