"""How the embedded models are made: data whose licence lets weights go out, folds, fit, figures.

Needs scikit-learn, which judging a post does not. `python -m compliance.models.train` writes the
weight files; the same data and versions give the same bytes.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from compliance.errors import UnknownName


def train(task: str, data_root: Path, out: Path, *, without: Collection[str] = ()) -> Path:
    """Fit `task` from `data_root` (the folder of `corpus/` and `data/`) and write `out/<task>.npz`.

    without: companies to leave out, to judge them by weights that have not seen them.
    Raises UnknownName for a task without a recipe, InputError where data is missing.
    """
    from compliance.models._bank import written
    from compliance.models.train.data import ROWS
    from compliance.models.train.fit import fit
    from compliance.models.train.recipes import RECIPES

    if task not in RECIPES:
        raise UnknownName(task, what="task", near=tuple(RECIPES))
    path = out / f"{task}.npz"
    out.mkdir(parents=True, exist_ok=True)
    rows = [row for row in ROWS[task](data_root) if not (row.company and row.source in without)]
    head, _ = fit(task, rows, RECIPES[task])
    path.write_bytes(written(head))
    return path
