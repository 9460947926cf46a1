"""Inflections of a charter's French and English words."""

from __future__ import annotations

import pytest

from compliance.errors import CharterError
from compliance.fold import folded
from compliance.matching.lemmas import LANGUAGES, inflected


@pytest.mark.parametrize(
    ("word", "language", "other"),
    [
        ("mer", "fr", "mere"),
        ("cher", "fr", "chez"),
        ("soir", "fr", "soit"),
        ("port", "fr", "porte"),
        ("contraire", "fr", "contrait"),
        ("métier", "fr", "mets"),
        ("maître", "fr", "mais"),
        ("fenêtre", "fr", "fenest"),
        ("stop", "en", "stoping's"),
    ],
)
def test_no_form_of_another_word_is_made(word: str, language: str, other: str) -> None:
    assert other not in inflected(word, [language])


FRENCH = [
    ("licencier", "licencie licencies licencions licenciait licencièrent licenciées licenciera"),
    ("manger", "mangeons mangeait mangea mangé"),
    ("commencer", "commençons commençait"),
    ("appeler", "appelle appellera appelons"),
    ("nettoyer", "nettoie nettoiera nettoyons"),
    ("finir", "finissent fini finira finit"),
    ("répartir", "répartissons répartit"),
    ("partir", "part partent partira partie"),
    ("mentir", "ment mentait menti"),
    ("prendre", "prend prennent pris prise prenait"),
    ("apprendre", "apprend apprises"),
    ("promettre", "promet promettons promis"),
    ("vendre", "vend vendu vendons vendrait"),
    ("craindre", "craint craignent"),
    ("détruire", "détruit détruisent détruite"),
    ("devoir", "dois doivent devrait dû"),
    ("être", "suis sommes étions était seront fut"),
    ("avoir", "ai avons eu aura"),
    ("aller", "va vont irai allés"),
    ("tuer", "tue tuent tué"),
    ("offrir", "offre offert"),
    ("obtenir", "obtient obtenu"),
    ("disparaître", "disparaît disparu disparaissent"),
    ("mensonge", "mensonges"),
    ("salarié", "salariée salariées salariés"),
    ("journal", "journaux"),
    ("travail", "travaux"),
    ("menteur", "menteuse menteuses"),
    ("directeur", "directrice"),
    ("client", "cliente clients"),
    ("dangereux", "dangereuses"),
    ("bon", "bonne"),
    ("public", "publique"),
    ("blanc", "blanche"),
    ("œil", "yeux"),
    ("idiot", "idiotes"),
]
ENGLISH = [
    ("layoff", "layoffs layoff's"),
    ("lie", "lies lied lying"),
    ("stop", "stopped stopping stops"),
    ("travel", "travelled traveled travelling"),
    ("promise", "promised promising"),
    ("carry", "carries carried carrying"),
    ("panic", "panicked"),
    ("sell", "sold sells selling"),
    ("oversell", "oversold"),
    ("write", "wrote written"),
    ("woman", "women"),
    ("salesman", "salesmen"),
    ("crisis", "crises"),
    ("knife", "knives"),
    ("boss", "bosses"),
]


@pytest.mark.parametrize(("word", "forms"), FRENCH)
def test_french_words_are_known_in_their_forms(word: str, forms: str) -> None:
    made = inflected(word, ["fr"])
    assert [form for form in forms.split() if folded(form) not in made] == []


@pytest.mark.parametrize(("word", "forms"), ENGLISH)
def test_english_words_are_known_in_their_forms(word: str, forms: str) -> None:
    made = inflected(word, ["en"])
    assert [form for form in forms.split() if form not in made] == []


def test_each_word_of_a_phrase_is_inflected_but_function_words() -> None:
    made = inflected("perdre un client", ["fr"])
    assert made[0] == "perdre un client"
    assert {"perdons un client", "perdu un clients"} <= set(made)
    assert not any("une " in form for form in made)


def test_signs_and_stars_stay_as_they_are() -> None:
    assert inflected("n°1", LANGUAGES) == ("n°1",)
    assert inflected("licenci*", LANGUAGES) == ("licenci*",)
    assert "pots-de-vin" in inflected("pot-de-vin", ["fr"])


def test_a_phrase_with_too_many_forms_is_refused_with_the_mend() -> None:
    with pytest.raises(CharterError, match=r"a phrase of 4 words has too many .* use `near`"):
        inflected("vouloir pouvoir partir demander", LANGUAGES)
