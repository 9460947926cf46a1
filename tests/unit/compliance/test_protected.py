from __future__ import annotations

import json
from pathlib import Path

import pytest

from compliance.fold import fold
from compliance.protected import Protection, forbids, recognise
from compliance.text import WHOLE

FIXTURES = Path(__file__).parents[2] / "fixtures" / "protected" / "posts.jsonl"
POSTS = [json.loads(line) for line in FIXTURES.read_text(encoding="utf-8").splitlines()]
# What the cues do not see yet, stated in `tests/benchmarks/quality/protected.py` as a rate.
MOST_MISSED, MOST_WRONG = 14, 2


def seen(typed: str, language: str = "fr") -> Protection | None:
    return recognise(fold(typed), language)


def words(typed: str, language: str = "fr") -> str:
    protection = seen(typed, language)
    assert protection is not None
    return fold(typed)[protection.span]


@pytest.mark.parametrize(
    ("typed", "language"),
    [
        ("", "fr"),
        ("Belle journée au salon, merci à l'équipe pour l'accueil !", "fr"),
        ("Nadège vient d'être augmentée, sa fiche de paie traînait à l'imprimante", "fr"),
        ("Nous recrutons deux comptables, salaire selon la grille, primes et RTT", "fr"),
        ("Élection du plus beau pull vendredi à la cafétéria, votez nombreux", "fr"),
        ("Grève SNCF demain : le magasin ouvre à dix heures", "fr"),
        ("Our new report shows what logistics pays. Download it below.", "en"),
        ("We're hiring two drivers: £14 an hour, paid breaks. Apply by Friday.", "en"),
        ("My son is on strike: no vegetables until further notice", "en"),
    ],
)
def test_an_ordinary_post_is_left_alone(typed: str, language: str) -> None:
    assert seen(typed, language) is None


@pytest.mark.parametrize(
    ("typed", "language", "topic", "told"),
    [
        ("Ma fiche de paie : 1 742 € net. Je le dis sans honte.", "fr", "pay", "Ma fiche de paie"),
        ("I'm on £11.90 an hour after nine years", "en", "pay", "I'm on £"),
        (
            "On bosse en sous-effectif depuis mars, sans pauses",
            "fr",
            "conditions",
            "sous-effectif",
        ),
        ("Votez ! Élections du CSE du 1er au 8 décembre", "fr", "union", "Élections du CSE"),
        ("Union meeting Thursday, picket line from six", "en", "union", "Union meeting"),
        (
            "Mon chef m'a coincée dans le couloir et me bloquait le passage. J'ai parlé à la "
            "référente harcèlement.",
            "fr",
            "harassment",
            "référente harcèlement",
        ),
        (
            "J'ai saisi le Défenseur des droits : même CV, autre nom, autre réponse",
            "fr",
            "discrimination",
            "même CV",
        ),
        (
            "J'ai écrit à la ligne d'alerte : on nous demande de signer de faux contrôles",
            "fr",
            "whistleblowing",
            "ligne d'alerte",
        ),
    ],
)
def test_each_topic_is_named_with_the_words_that_tell_it(
    typed: str, language: str, topic: str, told: str
) -> None:
    protection = seen(typed, language)
    assert protection is not None
    assert protection.topic == topic
    assert words(typed, language) == told


def test_a_disguise_of_spelling_changes_nothing() -> None:
    assert words("MA FICHE DE PAIE : 1 742 € NET, sans honte") == "MA FICHE DE PAIE"


def test_other_languages_are_judged_by_what_leaves_no_doubt() -> None:
    typed = "El martes hay asamblea de trabajadores en el almacén"
    assert words(typed, "es") == "asamblea de trabajadores"
    assert words(typed, "und") == "asamblea de trabajadores"
    assert seen("Não, obrigado. A equipa não trabalha hoje.", "pt") is None


def test_a_post_of_unsure_language_is_judged_by_the_cues_of_all() -> None:
    assert words("Ma fiche de paie", "und") == "Ma fiche de paie"
    assert words("my payslip", "und") == "my payslip"


def test_a_long_post_needs_more_than_one_word_in_passing() -> None:
    passing = "Les élus du personnel sont passés. "
    assert seen(passing) is not None
    assert seen(passing + "Nous avons visité le nouveau bâtiment et goûté le café. " * 100) is None


def test_a_classifier_adds_to_what_the_words_say() -> None:
    text = fold("Encore une pétition")
    assert recognise(text, "fr") is None
    assert recognise(text, "fr", likely=0.1) is None
    protection = recognise(text, "fr", likely=0.2)
    assert protection is not None
    assert text[protection.span] == "pétition"


def test_a_sure_classifier_needs_no_word() -> None:
    text = fold("Told to smile. Smiling.")
    assert recognise(text, "en", likely=0.2) is None
    protection = recognise(text, "en", likely=0.9)
    assert protection is not None
    assert (protection.topic, protection.span) == ("conditions", WHOLE)


def test_more_cues_make_it_surer() -> None:
    few = seen("Ma fiche de paie : la voici, elle est à moi")
    many = seen("Ma fiche de paie : 1 742 € net, au Smic, heures sup non payées, après dix ans")
    assert few is not None
    assert many is not None
    assert 0.5 <= few.score < many.score < 1


@pytest.mark.parametrize("typed", ["\ud800 ma paie \udfff", "\0" * 50, "a" * 20_000, "ne " * 7_000])
def test_hostile_text_gets_an_answer(typed: str) -> None:
    assert seen(typed) is None or isinstance(seen(typed), Protection)


def test_most_of_our_own_posts_are_judged_right() -> None:
    missed = [p["id"] for p in POSTS if p["protected"] and not seen(p["text"], p["lang"])]
    wrong = [p["id"] for p in POSTS if not p["protected"] and seen(p["text"], p["lang"])]
    assert len(missed) <= MOST_MISSED, missed
    assert len(wrong) <= MOST_WRONG, wrong


def test_the_fixtures_hold_sixty_of_each() -> None:
    assert sum(post["protected"] for post in POSTS) >= 60
    assert sum(not post["protected"] for post in POSTS) >= 60


@pytest.mark.parametrize(
    ("text", "language", "topic"),
    [
        ("Il est interdit de parler de son salaire.", "fr", "pay"),
        ("Votre rémunération est strictement confidentielle.", "fr", "pay"),
        ("Soyez fiers. Ne publiez jamais votre fiche de paie.", "fr", "pay"),
        ("On ne commente pas ses conditions de travail en ligne.", "fr", "conditions"),
        ("Évitez d'évoquer vos horaires.", "fr", "conditions"),
        ("Aucun salarié ne relaie un appel à la grève.", "fr", "union"),
        ("Toute mention d'un syndicat est interdite : n'en parlez pas.", "fr", "union"),
        ("Vous ne devez pas témoigner de harcèlement sur les réseaux.", "fr", "harassment"),
        ("N'évoquez jamais une discrimination.", "fr", "discrimination"),
        ("Ne signalez aucune fraude hors de la hiérarchie.", "fr", "whistleblowing"),
        ("Ne jamais parler de l'entreprise.", "fr", "everything"),
        ("Il est interdit de critiquer la direction, même chez soi.", "fr", "everything"),
        ("You must not discuss your salary.", "en", "pay"),
        ("Pay is confidential.", "en", "pay"),
        ("Never post about working conditions.", "en", "conditions"),
        ("Do not mention the union or any strike.", "en", "union"),
        ("Refrain from talking about harassment.", "en", "harassment"),
        ("Employees may not report wrongdoing to anyone outside.", "en", "whistleblowing"),
        ("Never talk about the company.", "en", "everything"),
    ],
)
def test_an_article_that_forbids_a_right_is_told(text: str, language: str, topic: str) -> None:
    assert forbids(text, language) == topic


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ne publiez jamais le salaire d'un collègue.", "fr"),
        ("Vous pouvez parler de votre salaire : personne ne peut vous le reprocher.", "fr"),
        ("Rien dans cette charte n'interdit de parler de vos conditions de travail.", "fr"),
        ("Le harcèlement et la discrimination sont interdits.", "fr"),
        ("Ne publiez pas de propos discriminatoires ou injurieux.", "fr"),
        ("Ne prenez pas parti dans une grève au nom de l'entreprise.", "fr"),
        ("Ne divulguez pas les chiffres non publiés de l'entreprise.", "fr"),
        ("Parler d'un syndicat, d'une élection professionnelle : rien à redire.", "fr"),
        ("Parler de l'entreprise n'est jamais une obligation.", "fr"),
        ("Évitez les majuscules.", "fr"),
        ("Do not post a colleague's pay.", "en"),
        ("Nothing here prevents you from talking about your pay or your union.", "en"),
        ("Do not share confidential figures of the company.", "en"),
        ("Harassment is prohibited. Be kind.", "en"),
        ("Never speak on behalf of the company.", "en"),
        ("Speaking about the company is never a duty.", "en"),
        ("Es ist verboten, über das Gehalt zu sprechen.", "de"),
    ],
)
def test_an_article_that_protects_others_or_a_secret_is_fine(text: str, language: str) -> None:
    assert forbids(text, language) is None
