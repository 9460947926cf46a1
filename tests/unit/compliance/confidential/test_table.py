"""The arrays of an index: built in pieces or at once, saved and opened, they are the same."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from compliance.confidential import table
from compliance.confidential.table import Arrays, built, opened, saved
from compliance.matching import neighbours

NAMES = (
    (0, "code-name", "Projet Lambreval"),
    (0, "code-name", "Lambreval"),
    (1, "client-nda", "Groupe Sarvonnel"),
    (2, "figure", "412,6 M€ de marge"),
    (3, "person-move", "départ de Solène Kervadoc"),
    (4, "other", "🔥"),
    (5, "code-name", "Dossier Balance"),
)


def same(one: Arrays, other: Arrays) -> bool:
    return all(
        np.array_equal(getattr(one, field.name), getattr(other, field.name))
        for field in fields(Arrays)
    )


def test_pieces_make_the_same_arrays_as_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = built(NAMES)
    monkeypatch.setattr(table, "CHUNK", 2)
    monkeypatch.setattr(neighbours, "CHUNK", 2)
    assert same(built(NAMES), whole)


def test_what_is_opened_is_what_was_saved(tmp_path: Path) -> None:
    saved(built(NAMES), tmp_path)
    assert same(opened(tmp_path), built(NAMES))


def test_a_spelling_of_two_names_of_a_term_is_measured_from_once() -> None:
    arrays = built(NAMES[:2])
    assert len(arrays.near_owners) == 1
    assert arrays.near_kinds.tolist() == [0]  # the name that stands alone speaks for it


def test_nothing_is_built_of_nothing() -> None:
    arrays = built(())
    assert len(arrays.crcs) == len(arrays.near_owners) == 0
