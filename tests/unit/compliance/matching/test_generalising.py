"""General words stand where a secret's name stood, as if they had always been there."""

from __future__ import annotations

import pytest

from compliance.fold import fold
from compliance.matching.generalising import general
from compliance.ports import unmarked


@pytest.mark.parametrize(
    ("kind", "language", "marked", "expected"),
    [
        ("code-name", "fr", "On avance sur ⟦Atlas⟧.", ("un projet",)),
        ("code-name", "fr", "⟦Atlas⟧ avance", ("Un projet",)),
        ("code-name", "fr", "⟦atlas⟧ avance", ("un projet",)),
        ("code-name", "fr", "Dix jours dans l'⟦Atlas⟧", ("initiative",)),
        ("code-name", "fr", "la suite de ⟦Pivot⟧", ("ce projet",)),
        ("code-name", "fr", "la suite d'⟦Atlas⟧", ("un projet",)),
        ("code-name", "fr", "avec la ⟦Nacelle⟧", ("démarche",)),
        ("code-name", "fr", "tous nos ⟦Pivot⟧", ("projets",)),
        ("code-name", "fr", "devant le CSE, le plan ⟦Pivot⟧.", ("",)),
        ("person-move", "fr", "un bureau pour Mme ⟦Xi⟧", ()),
        ("document", "fr", "rue du Général-⟦Quintard⟧", ()),
        ("figure", "fr", "l'⟦8 %⟧", ()),
        ("product", "fr", "#Livret⟦Colibri⟧", ("",)),
        ("product", "fr", "fou de ⟦#Colibri⟧", ("",)),
        ("code-name", "fr", "À 21 h #⟦ProjetAurore⟧", ("Projet",)),
        ("product", "fr", "Fou de #⟦Colibri⟧ !", ("NouveauProduit",)),
        ("product", "fr", "Fou de #⟦Colibri⟧Max !", ()),
        ("person-move", "fr", "Bravo #⟦PelhâtreSenVa⟧", ("ChangementDÉquipe",)),
        ("client-nda", "fr", "chez ⟦Banque X⟧", ("un client du secteur bancaire", "un client")),
        ("client-nda", "fr", "chez ⟦BX⟧", ("un client",)),
        ("client-nda", "en", "We signed ⟦X Bank⟧", ("a client in banking", "a client")),
        ("code-name", "en", "The ⟦Atlas⟧ deck", ("project",)),
        ("code-name", "en", "Project ⟦Atlas⟧ is on", ("",)),
        ("code-name", "es", "el ⟦Atlas⟧ avanza", ("proyecto",)),
        ("code-name", "de", "Wir haben ⟦Atlas⟧ gestartet", ()),
        ("other", "fr", "On a vu ⟦Atlas⟧", ()),
    ],
)
def test_the_form_suits_what_stands_before(
    kind: str, language: str, marked: str, expected: tuple[str, ...]
) -> None:
    text, (span,) = unmarked(marked)
    assert general(kind, span, fold(text), language) == expected
