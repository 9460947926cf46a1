"""Words may go where the sentence closes over them."""

from __future__ import annotations

import pytest

from compliance.fold import fold
from compliance.matching.leaving import may_go
from compliance.ports import unmarked


@pytest.mark.parametrize(
    "marked",
    [
        "On part ⟦sans aucun risque⟧, promis.",
        "Belle journée ⟦imbéciles⟧\u202f!",
        "⟦Enfin⟧ voilà.",
        "mdp ⟦Ecluse2024⟧",
        "rien ⟦⟧ ici",
    ],
)
def test_what_nothing_waits_for_may_go(marked: str) -> None:
    text, (span,) = unmarked(marked)
    assert may_go(span, fold(text))


@pytest.mark.parametrize(
    "marked",
    [
        "aucun voyageur n'⟦a⟧ttend",
        "Tout est sur ⟦forge.example⟧.",
        "chez l'⟦abruti⟧ du coin",
        "⟦sans impact sur l'⟧eau",
        "La plage, ⟦06 39 98 41 07⟧, répond",
        "Il ne tombe ⟦jamais⟧ ici",
        "on peut pas ⟦voter pour⟧ eux",
        "⟦Buse⟧ que tu es",
        "This is the ⟦best⟧",
        "C'est ⟦garanti⟧.",
    ],
)
def test_what_others_wait_for_or_lean_on_stays(marked: str) -> None:
    text, (span,) = unmarked(marked)
    assert not may_go(span, fold(text))
