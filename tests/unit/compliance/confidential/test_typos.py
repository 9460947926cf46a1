"""Misspelt names: what two edits may do to them, and words that are near one by chance."""

from __future__ import annotations

import pytest

from compliance.charter import Organisation, Term
from compliance.confidential import open_index
from compliance.fold import fold

TERMS = (
    Term(term="Projet Lambreval", aliases=("Lambreval",), kind="code-name"),
    Term(term="Dossier Balance", kind="code-name"),
    Term(term="Groupe Harsol", kind="client-nda"),
    Term(term="départ de Mia Norunac", kind="person-move"),
    Term(term="Mortanes Ferlilin", kind="product"),
    Term(term="Banque Chavane", kind="client-nda"),
    Term(term="Grand Voile", kind="code-name"),
)
INDEX = open_index(TERMS, organisation=Organisation())


def found(typed: str) -> list[str]:
    return [
        typed[h.span.start : h.span.end] for h in INDEX.find(fold(typed)) if h.confidence >= 0.5
    ]


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("on parle de Lmbrevla demain", "Lmbrevla"),
        ("on parle de ambreval demain", "ambreval"),
        ("on parle de Labmrevla demain", "Labmrevla"),
        ("le Dosiser Balance avance", "Dosiser Balance"),
        ("le Dossier Balnce avance", "Dossier Balnce"),
        ("le Groupe Hrasl signe", "Hrasl"),
        ("le déaprt de Mia Noruna est prévu", "déaprt de Mia Noruna"),
        ("les Mortanes Ferlilinois arrivent", "Mortanes Ferlilinois"),
        ("un Lambrevalois de plus", "Lambrevalois"),
    ],
)
def test_two_edits_are_seen_through(typed: str, seen: str) -> None:
    assert found(typed) == [seen]


@pytest.mark.parametrize(
    "typed",
    [
        "à la brasserie des savanes",
        "un grand soir avec Loïc",
        "écoute @alhars, il a tout dit",
        "voir https://exemple.example/lambrevla/page",
        "Dossier spécial : la balancelle du jardin",
    ],
)
def test_words_of_their_own_are_left_alone(typed: str) -> None:
    assert found(typed) == []


def test_one_word_is_not_made_of_two() -> None:
    assert found("Lambre et Val jouent au parc") == []


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("on parle de Lenbrevalle demain", "Lenbrevalle"),
        ("la Banque Shavanne signe", "Shavanne"),
        ("le Dossier Ballence avance", "Ballence"),
    ],
)
def test_a_name_is_known_by_its_sound(typed: str, seen: str) -> None:
    hits = [hit for hit in INDEX.find(fold(typed)) if hit.confidence >= 0.5]
    assert [(typed[h.span.start : h.span.end], h.disguise) for h in hits] == [(seen, "respelled")]


def test_an_ordinary_word_is_known_by_its_sound_beside_its_sort_only() -> None:
    assert found("une ballence neuve au marché") == []
