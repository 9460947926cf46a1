"""The index of confidential terms: disguises with exact spans, innocent words left alone."""

from __future__ import annotations

from datetime import date

import pytest

from compliance.charter import Organisation, Term
from compliance.confidential import open_index
from compliance.fold import fold
from compliance.ports import TermHit

TERMS = (
    Term(term="Projet Lambreval", aliases=("Lambreval", "PJ-Lambre"), kind="code-name"),
    Term(term="Mistral", kind="code-name", aliases=("Projet Mistral",), why="cession du parc"),
    Term(term="Groupe Sarvonnel", kind="client-nda"),
    Term(term="Clinique de l'Estrac", kind="product", until=date(2027, 1, 20)),
    Term(term="412 M€", kind="figure", why="carnet de commandes"),
    Term(term="7,8 %", kind="figure", why="taux de retour des onduleurs"),
    Term(term="cadence 42", kind="figure"),
    Term(term="SU27", kind="reorganisation"),
    Term(term="Nocturnes de Vauzel", kind="product"),
    Term(term="Phare", kind="code-name", context=("éolien",)),
)
HOUSE = Organisation(name="Maison Test", products_public=("Sarvonnel Plus",))
INDEX = open_index(TERMS, organisation=HOUSE)


def hits(typed: str, *, at: float = 0.5) -> list[TermHit]:
    return [hit for hit in INDEX.find(fold(typed)) if hit.confidence >= at]


def found(typed: str) -> list[tuple[str, str]]:
    return [(typed[h.span.start : h.span.end], h.disguise) for h in hits(typed)]


@pytest.mark.parametrize(
    ("typed", "seen", "disguise"),
    [
        ("on parle de Lambreval demain", "Lambreval", ""),
        ("on parle de LAMBREVAL demain", "LAMBREVAL", ""),
        ("on parle de Làmbrévàl demain", "Làmbrévàl", "accents"),
        ("on parle de Ｌａｍｂｒｅｖａｌ demain", "Ｌａｍｂｒｅｖａｌ", "look-alike"),
        ("on parle de Lаmbrеval demain", "Lаmbrеval", "look-alike"),
        ("on parle de Lam\u200bbre\u200dval demain", "Lam\u200bbre\u200dval", "invisible"),
        ("on parle de \u202eLambreval\u202c demain", "Lambreval", ""),
        ("on parle de L4mbr3v@l demain", "L4mbr3v@l", "leet"),
        ("on parle de L a m b r e v a l demain", "L a m b r e v a l", "spelled"),
        ("on parle de L.a.m.b.r.e.v.a.l demain", "L.a.m.b.r.e.v.a.l", "spelled"),
        ("on parle de L-a-m-b-r-e-v-a-l demain", "L-a-m-b-r-e-v-a-l", "spelled"),
        ("on parle de Lam🔥breval demain", "Lam🔥breval", "cut"),
        ("vive #ProjetLambreval !", "ProjetLambreval", "hashtag"),
        ("vive #projet_lambreval !", "projet_lambreval", "hashtag"),
        ("vive #projetlambreval !", "projetlambreval", "hashtag"),
        ("vive #TeamSarvonnel !", "Sarvonnel", "hashtag"),
        ("le projet-Lambreval avance", "projet-Lambreval", "cut"),
        ("les Lambrevals arrivent", "Lambrevals", "inflected"),
        ("les Sarvonnelois arrivent", "Sarvonnelois", "inflected"),
        ("une idée d’Lambreval", "Lambreval", ""),
        ("Project Lambreval is on", "Project Lambreval", "wording"),
        ("#CliniqueDeLEstrac en vue", "CliniqueDeLEstrac", "hashtag"),
        ("la clinique Estrac en vue", "clinique Estrac", "cut"),
        ("au carnet : 412 millions d'euros !", "412 millions d'euros", "number"),
        ("au carnet : 412 000 000 € !", "412 000 000", "number"),
        ("au carnet : 0,412 milliard d'euros !", "0,412 milliard d'euros", "number"),
        ("au carnet : 412 000 k€ !", "412 000 k", "number"),
        ("sept virgule huit pourcents de retours", "sept virgule huit pourcents", "number"),
        ("on parle de Laaambrevaaaal demain", "Laaambrevaaaal", "stretched"),
        ("au carnet : 412M !", "412M", "cut"),
        ("carnet de quatre cent douze millions", "quatre cent douze millions", "number"),
        ("onduleurs : 7.8% de retours", "7.8%", "number"),
        ("onduleurs : 7,8 pour cent", "7,8 pour cent", "number"),
        ("la cadence quarante-deux arrive", "cadence quarante-deux", "number"),
        ("réunion S.U.2.7 jeudi", "S.U.2.7", "spelled"),
        ("on parle de Lambraval demain", "Lambraval", "typo"),
        ("on parle de Lamberval demain", "Lamberval", "typo"),
        ("on parle de Lambreva demain", "Lambreva", "typo"),
        ("le groupe arvonnel signe", "arvonnel", "typo"),
        ("les nocturnes Vauzel", "nocturnes Vauzel", "cut"),
    ],
)
def test_a_disguise_is_seen_through_with_its_exact_span(
    typed: str, seen: str, disguise: str
) -> None:
    assert found(typed) == [(seen, disguise)]


@pytest.mark.parametrize(
    "typed",
    [
        "3 jours que le mistral souffle sur le quai, quelle tempête",
        "307 marches pour monter au phare, et un ciel magnifique",
        "une côte à 7,8 % de moyenne sur 4 km, les jambes piquent",
        "17,8 % d'abstention au premier tour",
        "2 412 mètres de dénivelé ce dimanche",
        "Sarvonnel Plus est en rayon depuis lundi",
        "https://exemple.example/meteo/mistral-fort",
        "une lambrevalisation du débat",
    ],
)
def test_an_innocent_post_is_left_alone(typed: str) -> None:
    assert found(typed) == []


def test_the_owners_context_words_tell_the_secret_from_the_word() -> None:
    typed = "le phare avance, côté éolien on tient le calendrier"
    (near,) = INDEX.find(fold(typed))
    (alone,) = INDEX.find(fold("le phare avance, côté jardin on tient le calendrier"))
    assert near.confidence > 0.5 > alone.confidence


def test_the_post_of_a_whole_house_gives_every_secret_once() -> None:
    typed = "Projet Lambreval, Groupe Sarvonnel et cadence 42 : trois sujets pour jeudi."
    assert [words for words, _ in found(typed)] == [
        "Projet Lambreval",
        "Groupe Sarvonnel",
        "cadence 42",
    ]


def test_an_empty_list_and_an_empty_post_find_nothing() -> None:
    assert list(open_index((), organisation=HOUSE).find(fold("Lambreval"))) == []
    assert hits("") == []


@pytest.mark.parametrize(
    "typed",
    [
        "a" * 20_000,
        "de " * 7_000,
        "@" * 5_000,
        "1 " * 9_000,
        "l4 " * 6_000,
        "\ud800\x00Lam" * 3_000,
    ],
)
def test_hostile_text_is_read_in_bounded_time(typed: str) -> None:
    hits(typed)


def test_terms_of_one_sign_or_none_are_harmless() -> None:
    index = open_index((Term(term="¤"), Term(term="X"), Term(term="🔥")), organisation=HOUSE)
    assert list(index.find(fold("X ¤ 🔥 x"))) == []


@pytest.mark.parametrize("typed", ["Project Lighthouse is on", "le projet Balise avance"])
def test_a_code_name_is_known_in_the_other_language_beside_its_sort(typed: str) -> None:
    terms = (Term(term="Projet Phare", kind="code-name"), Term(term="Beacon", kind="code-name"))
    index = open_index(terms, organisation=HOUSE)
    (hit,) = index.find(fold(typed))
    assert (hit.disguise, hit.confidence > 0.5) == ("translated", True)
    assert list(index.find(fold("a lighthouse and a balise by the sea"))) == []
