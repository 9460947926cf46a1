"""What the files of a folder declare: the file's name is the id, so the folder is the registry."""

from __future__ import annotations

import difflib
import pkgutil
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

from compliance.errors import UnknownName

# What one file of a folder is called, in errors.
CALLED = {
    "cli": "command",
    "models": "backend",
    "recognizers": "recognizer",
    "rules": "kind",
    "sources": "source",
}


@cache
def names(package: ModuleType) -> tuple[str, ...]:
    """Ids of what `package` declares, sorted; files beginning with an underscore are tools."""
    found = (
        m.name.replace("_", "-") for m in pkgutil.iter_modules(package.__path__) if not m.ispkg
    )
    return tuple(sorted(name for name in found if not name.startswith("-")))


def declared(package: ModuleType, id: str, name: str) -> Any:
    """`name` in the one file of `package` that `id` names: "max-length" is max_length.py.

    Only that file is imported. Raises UnknownName, with the ids spelled like it.
    """
    ids = names(package)
    if id not in ids:
        what = CALLED.get(package.__name__.rpartition(".")[2], "name")
        raise UnknownName(id, what=what, near=difflib.get_close_matches(id, ids))
    return getattr(import_module(f"{package.__name__}.{id.replace('-', '_')}"), name)
