"""The sense of a name: what makes it likelier, what makes it less."""

from __future__ import annotations

import pytest

from compliance.charter import Organisation, Term
from compliance.confidential import open_index
from compliance.confidential.index import Index
from compliance.confidential.sense import _by_chance, crowd, sort_by_chance
from compliance.confidential.walk import Seen
from compliance.fold import fold

TERMS = (
    Term(term="Projet Aurore", aliases=("Aurore",), kind="code-name", why="reprise du réseau"),
    Term(term="Brasserie Oudarec", aliases=("Oudarec",), kind="client-nda"),
    Term(term="Atlas", kind="code-name"),
    Term(term="HV", kind="person-move"),
)


def likely(typed: str) -> float:
    index = open_index(TERMS, organisation=Organisation())
    assert isinstance(index, Index)
    return max((one.confidence for one in index.sightings(fold(typed))), default=0.0)


@pytest.mark.parametrize(
    ("likelier", "than"),
    [
        ("le projet Aurore avance", "merci Aurore pour ton aide"),
        ("le budget Aurore passe en comité", "Aurore est née hier, maman est ravie"),
        ("on lance Aurore", "on admire l'aurore"),
        ("la reprise du réseau : Aurore en mars", "une belle Aurore en mars"),
        ("signé avec Oudarec", "signé avec Mme Oudarec"),
        ("réunion Atlas jeudi", "place Atlas jeudi"),
        ("dossier 4tl4s", "un atlas de géographie"),
        ("HV nous quitte en décembre", "programme : 3 HV et une réunion"),
        ("le dossier Atlas", "https://cartes.example/atlas/nord"),
    ],
)
def test_surroundings_tell_the_secret_from_the_word(likelier: str, than: str) -> None:
    assert likely(likelier) > likely(than)


def test_a_typo_is_surer_in_a_longer_name_and_a_shorter_list() -> None:
    def against(typed: str, spelling: str, size: int) -> float:
        seen = Seen(0, 1, 0, 0, spelling, 0, 1, typed, (typed,))
        return crowd(seen, size, beside=0.0)

    assert against("lambrevol", "lambreval", 100) < against("lambrol", "lambral", 100)
    assert against("lambrevol", "lambreval", 100) < against("lambrevol", "lambreval", 1_000_000)


def test_what_reads_like_a_word_is_less_likely_a_typo() -> None:
    def against(typed: str) -> float:
        seen = Seen(0, 1, 0, 0, "chavane", 0, 1, typed, (typed,))
        return crowd(seen, 10_000, beside=0.0)

    assert against("chvaane") < against("chavant") < against("savane")


def test_the_sort_of_thing_beside_makes_a_typo_likelier() -> None:
    seen = Seen(0, 1, 0, 0, "chavane", 0, 1, "chavant", ("chavant",))
    beside, misspelt = (
        sort_by_chance({"typo-sorted": 1.0, "sort-misspelt": also}) for also in (0.0, 1.0)
    )
    assert misspelt < beside < 0
    assert crowd(seen, 10_000, beside=misspelt) < crowd(seen, 10_000, beside=beside)
    assert crowd(seen, 10_000, beside=beside) < crowd(seen, 10_000, beside=0.0)


def test_a_word_of_everyday_that_begins_a_name_is_no_chance_of_its_own() -> None:
    one = Seen(0, 1, 0, 0, "versol", 0, 1, "verso", ("verso",))
    several = Seen(0, 2, 0, 0, "versolaire", 0, 1, "versolare", ("verso", "lare"))
    assert _by_chance("verso", one) < _by_chance("verso", several)


@pytest.mark.parametrize(
    ("likelier", "than"),
    [
        ("signé Oudaerc hier", "signé oudaerc hier"),
        ("signé Oudaerc hier", "signé #Oudaerc hier"),
        ("la mutuelle Oudarec signe", "la mutuelle Oudaerc signe"),
    ],
)
def test_how_a_typo_stands_in_the_text_counts(likelier: str, than: str) -> None:
    assert likely(likelier) > likely(than)


def test_a_name_beside_with_is_a_name_and_no_surer_a_misspelt_secret() -> None:
    assert likely("signé avec Oudaerc") == pytest.approx(likely("signé hier Oudaerc"))


def test_what_a_company_says_in_public_is_no_secret() -> None:
    house = Organisation(name="Oudarec Frères", products_public=("Atlas Vélo",))
    index = open_index(TERMS, organisation=house)
    assert list(index.find(fold("Atlas Vélo est en rayon chez Oudarec Frères"))) == []


def test_two_entries_in_one_post_count_together() -> None:
    alone = likely("le atlas de la réunion")
    index = open_index(TERMS, organisation=Organisation())
    typed = "le atlas de la réunion, et la Brasserie Oudarec"
    together = {typed[h.span.start : h.span.end]: h.confidence for h in index.find(fold(typed))}
    assert together["atlas"] > alone


@pytest.mark.parametrize(
    ("likelier", "than"),
    [
        ("le dossier Oudarec avance", "rue du Général-Oudarec, jeudi"),
        ("on revoit Aurore lundi", "Aurore, tu nous manques déjà"),
        ("arrêt d'Oudarec prévu", "arrêt d'Oudarec-Gare déplacé"),
        ("HV en décembre", "VTT en décembre"),
    ],
)
def test_streets_people_compounds_and_initials_are_told(likelier: str, than: str) -> None:
    terms = (*TERMS, Term(term="VTT", kind="person-move"))
    index = open_index(terms, organisation=Organisation())

    def confidence(typed: str) -> float:
        return max(hit.confidence for hit in index.find(fold(typed)))

    assert confidence(likelier) > confidence(than)


def test_a_public_name_is_no_typo_of_a_secret_one() -> None:
    house = Organisation(name="Maison Test", products_public=("Clarivane",))
    index = open_index([Term(term="Clarivanne", kind="product")], organisation=house)
    assert list(index.find(fold("deux Clarivane par jour"))) == []
    assert list(index.find(fold("deux Clarivanna par jour")))
