"""Confidential terms: found in whatever spelling, told from plain words by what is near."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from compliance.charter import Organisation, Term
from compliance.confidential.index import Index
from compliance.confidential.lists import Joined, TermFile, digest_of, names
from compliance.confidential.sealed import open_sealed, seal
from compliance.confidential.table import Arrays, built, opened, saved
from compliance.confidential.walk import Walker
from compliance.ports import TermIndex

FORMAT = 5  # of the folders in the cache; one more when keys or arrays change
WORTH_KEEPING = 5_000  # terms; a smaller index is built sooner than it is found


def open_index(
    terms: Sequence[Term], *, organisation: Organisation, cache: Path | None = None
) -> TermIndex:
    """An index of `terms` and their aliases, ready to read posts of `organisation`.

    cache: folder that keeps what was built, in clear, for the next process and beside workers: it
        must be as private as the list. Raises CharterErrors where a list of terms is wrong.
    """
    kept = cache if len(terms) >= WORTH_KEEPING else None
    arrays = _cached(terms, kept) if kept else built(names(terms))
    return Index(terms, Walker(arrays), organisation=organisation)


def _cached(terms: Sequence[Term], cache: Path) -> Arrays:
    folder = cache / f"terms-{FORMAT}-{digest_of(terms)}"
    if not folder.exists():
        cache.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=".making-", dir=cache))  # 0700, as mkdtemp makes it
        try:
            saved(built(names(terms)), made)
            made.replace(folder)
        except OSError:
            if not folder.exists():  # another process may have been first
                raise
        finally:
            shutil.rmtree(made, ignore_errors=True)
    return opened(folder)


__all__ = ["Joined", "TermFile", "open_index", "open_sealed", "seal"]
