"""Praise is true, or it is not said."""

from __future__ import annotations

import pytest

from compliance.charter import Organisation
from compliance.fold import fold
from compliance.strengths import strengths

HOUSE = Organisation(name="Hélianthe Énergies", aliases=("Hélianthe", "HE"))


@pytest.mark.parametrize(
    ("post", "found"),
    [
        ("Il pleut.", ()),
        ("Le mercredi, marché place Royale.", ()),
        ("Deux ans chez Hélianthe, et toujours pas de chef !", ("insider",)),
        ("Merci à mon équipe 🙏", ("insider", "thanks")),
        ("Selon le communiqué du 28 octobre, +6 %", ("source",)),
        ("J'ai planté le vélo. Et vous, votre pire montée ?", ("question", "own-voice")),
        ("I've been here five years. Thank you all!", ("thanks", "own-voice")),
        ("marchez vite, le chat est chez lui", ()),
    ],
)
def test_what_is_good_is_named_and_nothing_else(post: str, found: tuple[str, ...]) -> None:
    assert strengths(fold(post), HOUSE) == found
