"""The files that training reads, in one order: both corpora with their drills, and JSON Lines."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from compliance.errors import InputError

# Companies and drills written for this repository, in the form of the corpus beside it.
OWN = Path(__file__).parent / "corpus"
DRILLS = "drills"
# Small fact sheets with drafts that tell their secrets, and drafts that seem to. They teach as
# drills do: no threshold is set by them, for half of them are guilty.
HOUSES = "houses"


def houses() -> frozenset[str]:
    """The sources of those."""
    return frozenset(path.stem for path in (OWN / HOUSES).glob("*.jsonl"))


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a `.jsonl` file, or of the `.jsonl.gz` that stands for it."""
    packed = path.with_name(f"{path.name}.gz")
    if packed.exists():
        with gzip.open(packed, "rt", encoding="utf-8") as file:
            yield from (json.loads(line) for line in file if line.strip())
    elif path.exists():
        with path.open(encoding="utf-8") as file:
            yield from (json.loads(line) for line in file if line.strip())
    else:
        raise InputError(f"{path}: no such file; the training data lies beside the repository")


def corpus(root: Path, kind: str) -> Iterator[tuple[dict[str, Any], str, str, bool]]:
    """Posts of `kind` with group, source and whether a company's, always in one order."""
    for path in [*sorted((root / "corpus").glob("*/*.jsonl")), *sorted(OWN.glob("*/*.jsonl"))]:
        folder = path.parent.name
        company = folder not in {DRILLS, HOUSES}
        source = folder if company else path.stem
        for line in lines(path):
            if kind in {line["kind"], "any"}:
                pair = line.get("pair") or line["id"]
                yield line, f"{source}:{pair}" if folder == DRILLS else source, source, company
