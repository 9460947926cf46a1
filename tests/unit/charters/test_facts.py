"""Rules of the ready-made charters that name the organisation's facts, with some facts given."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

import pytest

from compliance.charter import Charter
from compliance.charter_file import loads
from compliance.finding import Severity
from compliance.pipeline import Checker
from compliance.post import Post
from compliance.settings import Settings
from compliance.wiring import checker, kind_of

NOW = datetime(2026, 3, 3, 10, tzinfo=UTC)
ACME = """\
id: acme
extends: [guide]
organisation:
  name: Hélianthe Énergies
  aliases: [Hélianthe]
  products_public: [SolToit]
  clients_public: [Ville de Brenneval]
  competitors: [Voltabrise]
"""
# Rules of words alone: a model's opinion changes with its training.
OF_FACTS = frozenset(
    {
        *("competitors-fr", "competitors-en", "praise-fr", "praise-en", "contempt-fr"),
        *("names-a-competitor", "house-sides"),
    }
)


@cache
def acme() -> Checker:
    read: Charter = loads(ACME, kind_of=kind_of)
    articles = tuple(
        a.model_copy(update={"rules": tuple(r for r in a.rules if r.id in OF_FACTS)})
        for a in read.articles
    )
    return checker(read.model_copy(update={"articles": articles}), Settings())


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "Bravo à Voltabrise pour leur prix, mérité. On fera tout pour les rattraper."),
        ("fr", "J'ai commencé chez Voltabrise, j'y ai appris mon métier."),
        ("fr", "Le pull de ma tante est bas de gamme, mais je l'adore."),
        ("fr", "Testé et approuvé par mon équipe : SolToit tient sous la grêle."),
        ("fr", "Fière de travailler chez Hélianthe, où je bosse depuis dix ans. Foncez postuler !"),
        ("en", "Congratulations to Voltabrise on the award, well deserved."),
        ("en", "Our SolToit is a game changer, and I work on it every day."),
        ("en", "My new bike: worth every penny."),
        ("fr", "Les tarifs de Voltabrise sont publiés : 3 € de moins que nous, à vous de voir."),
        ("fr", "À titre personnel, et non sous le nom d'Hélianthe, je suis contre cette loi."),
    ],
)
def test_courtesy_and_praise_that_says_who_speaks_are_left_alone(lang: str, text: str) -> None:
    assert acme().findings(Post(text=text, lang=lang), now=NOW) == ()


@pytest.mark.parametrize(
    ("lang", "text", "words"),
    [
        ("fr", "🙂 Voltabrise, c'est du bas de gamme.", "bas de gamme"),
        ("fr", "Évitez Voltabrise, ils n'arrivent pas à la cheville de nos poseurs.", "Évitez"),
        ("fr", "Voltabrise ? Des charlots en baskets.", "charlots"),
        ("fr", "SolToit, testé et approuvé, foncez !", "testé et approuvé"),
        ("fr", "En tant que maman, je dis merci SolToit.", "En tant que maman"),
        ("en", "Voltabrise panels are a joke.", "a joke"),
        ("en", "SolToit changed my life, go get one.", "changed my life"),
        (
            "fr",
            "Cette loi, chez Hélianthe on sait pour qui voter.",
            "chez Hélianthe on sait pour qui voter",
        ),
    ],
)
def test_contempt_and_hidden_praise_near_the_names_are_found(
    lang: str, text: str, words: str
) -> None:
    found = acme().findings(Post(text=text, lang=lang), now=NOW)
    assert words in {finding.text for finding in found}


def test_a_competitor_named_with_neither_fact_nor_kind_word_is_only_suggested() -> None:
    post = Post(text="Joli. Voltabrise : le vent, sans le courant d'air.", lang="fr")
    (found,) = acme().findings(post, now=NOW)
    assert found.text.strip() == "Voltabrise : le vent, sans le courant d'air."
    assert found.severity is Severity.SUGGESTION
