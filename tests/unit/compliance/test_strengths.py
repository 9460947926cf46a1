"""Praise is true, or it is not said."""

from __future__ import annotations

import pytest

from compliance.charter import Organisation
from compliance.finding import Finding, Severity
from compliance.fold import fold
from compliance.ports import unmarked
from compliance.strengths import rest_is_fine, strengths

HOUSE = Organisation(name="Hélianthe Énergies", aliases=("Hélianthe", "HE"))


def finding(marked: str, category: str, **said: object) -> tuple[str, Finding]:
    text, (span,) = unmarked(marked)
    made = {
        "article": "a",
        "rule": "r",
        "severity": Severity.CAUTION,
        "score": 1.0,
        "source": "terms",
    }
    place = {"start": span.start, "end": span.end, "text": text[span.start : span.end]}
    made |= {"category": category, "message": "m", "why": "w"} | place | said
    return text, Finding.model_validate(made)


@pytest.mark.parametrize(
    ("post", "found"),
    [
        ("Il pleut.", ()),
        ("Le mercredi, marché place Royale.", ()),
        ("Deux ans chez Hélianthe, et toujours pas de chef !", ("insider",)),
        ("J'ai acheté un toit chez Hélianthe.", ()),
        ("Merci à mon équipe 🙏", ("insider", "thanks")),
        ("Merci d'aller liker le post du président.", ()),
        ("Merci à ceux qui ne rangent jamais le chariot.", ()),
        ("Thanks to our new filter, the water is clean.", ()),
        ("Selon le communiqué du 28 octobre, +6 %", ("source",)),
        ("Selon moi, c'est réglé.", ()),
        ("Belle cagnotte, lien en commentaire.", ()),
        ("J'ai planté le vélo. Et vous, votre pire montée ?", ("question",)),
        ("Vous vous moquez de qui ?", ()),
        ("Quand j'ai commencé, il y avait un fax.", ("own-voice",)),
        ("Je suis déçue.", ()),
        ("I've been here five years. Thank you all!", ("thanks",)),
        ("marchez vite, le chat est chez lui", ()),
    ],
)
def test_what_is_good_is_named_and_nothing_else(post: str, found: tuple[str, ...]) -> None:
    assert strengths(fold(post), HOUSE) == found


@pytest.mark.parametrize(
    ("marked", "category", "named"),
    [
        ("Merci à Nora. On avance sur ⟦Atlas⟧.", "confidentiality", ("thanks",)),
        ("Merci à Nora pour ⟦Atlas⟧.", "confidentiality", ()),
        ("Merci à Nora. Quel ⟦navet⟧, ce film.", "disparagement", ()),
        ("Mon équipe adore. ⟦★★★★★⟧", "transparency", ()),
        ("Selon le rapport, oui. ⟦5 % garantis⟧.", "regulated", ()),
    ],
)
def test_what_a_finding_touches_or_doubts_is_not_praised(
    marked: str, category: str, named: tuple[str, ...]
) -> None:
    text, doubt = finding(marked, category)
    assert strengths(fold(text), HOUSE, [doubt]) == named


def test_nothing_is_praised_beside_an_insult_or_in_a_copied_text() -> None:
    text, insult = finding("Mon équipe est là. ⟦Abruti⟧.", "respect", severity=Severity.SERIOUS)
    assert strengths(fold(text), HOUSE, [insult]) == ()
    text, copy = finding("Mon équipe est là. ⟦Chaque toit compte.⟧", "form", source="similarity")
    assert strengths(fold(text), HOUSE, [copy]) == ()


@pytest.mark.parametrize(
    ("marked", "fine"),
    [
        ("Belle journée au salon de Lyon. Quel ⟦navet⟧, ce film.", True),
        ("Belle journée. Quel ⟦navet⟧, ce film, et quelle salle.", False),
        ("⟦⟧Belle journée au salon de Lyon.", False),
    ],
)
def test_the_rest_is_fine_where_most_of_the_post_is_untouched(marked: str, fine: bool) -> None:
    text, doubt = finding(marked, "disparagement")
    assert rest_is_fine(fold(text), [doubt]) is fine


def test_a_post_without_findings_has_no_rest() -> None:
    assert not rest_is_fine(fold("Belle journée."), [])
