"""Copies of ready-made texts: hard cases, innocent first."""

from __future__ import annotations

import pytest

from compliance.rules.similarity import KIND
from tests.support import READY_MADE, found, hits

SENTENCE = READY_MADE.split(" Fière")[0]


@pytest.mark.parametrize(
    "text",
    [
        "« Chaque toit compte et chaque équipe aussi », dit l'affiche. Moi je pense à Lucie, restée"
        " sur l'échelle sous la pluie pour finir avant la nuit.",
        "Fière de faire partie de cette chorale qui chante faux tous les mardis soirs à Vannes !",
        "Chez Hélianthe Énergies, nous plantons aussi des tomates, superbes cette année.",
        "Rejoignez-nous !",
        "",
    ],
)
def test_a_post_with_words_of_its_own_is_left_alone(text: str) -> None:
    assert found(KIND, text) == []


@pytest.mark.parametrize(
    "text",
    [
        READY_MADE,
        READY_MADE.upper(),
        SENTENCE,
        SENTENCE.replace("nous plantons", "nous semons").replace("aussi", "également"),
        f"🎉 {READY_MADE} #SolToit #MonToitSolaire @helianthe https://helianthe.example",
    ],
)
def test_a_copy_is_known_whatever_little_is_changed(text: str) -> None:
    assert len(found(KIND, text)) == 1


def test_the_first_sentence_is_flagged() -> None:
    assert found(KIND, f"🎉 {READY_MADE}") == [SENTENCE]


def test_a_copy_of_the_second_sentence_is_flagged_there() -> None:
    text = "Yes ! Fière de faire partie de l'aventure SolToit, rejoignez-nous ! 🎉"
    assert found(KIND, text) == ["Fière de faire partie de l'aventure SolToit, rejoignez-nous !"]


def test_the_share_tells_how_near_the_copy_is() -> None:
    [hit] = hits(KIND, SENTENCE + " Toujours vrai, tous les jours")
    assert (hit.fills, hit.variant) == ({"share": "74%"}, "")
    assert [hit.variant for hit in hits(KIND, READY_MADE)] == ["copy"]
    assert hits(KIND, SENTENCE + " Toujours vrai, tous les jours", share=0.8) == []


def test_texts_of_the_rule_come_beside_those_of_the_charter() -> None:
    assert found(
        KIND, "Un deux trois quatre cinq six.", texts=["un deux trois quatre cinq six"]
    ) == ["Un deux trois quatre cinq six."]


def test_a_copy_that_another_rule_tells_is_left_to_it() -> None:
    near = SENTENCE + " Toujours vrai, tous les jours"  # 74 %
    assert found(KIND, near, share=0.5, below=0.7) == []
    assert len(found(KIND, near, share=0.5, below=0.8)) == 1
    assert found(KIND, READY_MADE, share=0.5, below=0.8) == []


def test_bounds_without_room_between_them_are_refused() -> None:
    with pytest.raises(ValueError, match="`below` is more than `share`"):
        KIND.params.model_validate({"share": 0.7, "below": 0.7})
