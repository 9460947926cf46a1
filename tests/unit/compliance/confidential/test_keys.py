"""What a name is looked up by."""

from __future__ import annotations

import pytest

from compliance.confidential.keys import CORE, LISTED, SOUND, beginnings, keys


@pytest.mark.parametrize(
    ("name", "kind", "listed"),
    [
        ("Projet Atlas", "code-name", {"projetatlas"}),
        ("PJ-Atlas", "code-name", {"pjatlas", "projetatlas"}),
        ("412 millions d'euros", "figure", {"412m"}),
        ("7,8 pour cent", "figure", {"7.8%"}),
        ("quatorze virgule six", "figure", {"14.6"}),
        ("la quarante-sept", "document", {"la47"}),
        ("Clinique de l'Estran", "product", {"cliniquedelestran", "cliniqueestran"}),
        ("la Sarvonie", "client-nda", {"lasarvonie", "sarvonie"}),
        ("la Vague", "code-name", {"lavague"}),
        ("212 postes", "figure", {"212postes", "212poste"}),
        ("🔥", "other", set()),
    ],
)
def test_a_name_is_listed_by_its_letters(name: str, kind: str, listed: set[str]) -> None:
    assert {key.text for key in keys(name, kind)[0] if key.kind == LISTED} == listed


@pytest.mark.parametrize(
    ("name", "kind", "cores"),
    [
        ("Groupe Orsanne", "client-nda", {"orsanne"}),
        ("rapport Lambrey", "document", {"lambrey"}),
        ("Projet Atlas", "code-name", set()),  # an ordinary word alone is no secret
        ("Ville de Puyvallon", "client-nda", set()),  # nor is a town
        ("projet Lavernac", "reorganisation", set()),  # nor a site
    ],
)
def test_a_rare_word_is_enough_without_its_sort(name: str, kind: str, cores: set[str]) -> None:
    assert {key.text for key in keys(name, kind)[0] if key.kind == CORE} == cores


@pytest.mark.parametrize(
    ("name", "kind", "heard"),
    [
        ("Groupe Orsanne", "client-nda", "~~orsan"),
        ("Projet Boussole", "code-name", "~projet~busol"),  # a word needs its sort
        ("Ville de Puyvallon", "client-nda", "~ville~puivalO"),
        ("Morphélia", "product", "~~morfelia"),
        ("Boussole", "code-name", ""),
        ("SU27", "reorganisation", ""),
    ],
)
def test_a_name_is_heard(name: str, kind: str, heard: str) -> None:
    found = [key.text for key in keys(name, kind)[0] if key.kind == SOUND]
    assert found == ([heard] if heard else [])


def test_an_ordinary_word_is_misspelt_only_beside_its_sort() -> None:
    near = keys("Projet Atlas", "code-name")[1]
    assert [(each.text, each.needs) for each in near] == [("atlas", "projet"), ("projetatlas", "")]


def test_a_short_name_has_no_typos() -> None:
    assert keys("HV", "person-move")[1] == []


def test_beginnings_are_those_of_whole_words() -> None:
    assert {"depart", "departde", "departsolene", "departsolenekervadec"} <= beginnings(
        "départ de Solène Kervadec"
    )
