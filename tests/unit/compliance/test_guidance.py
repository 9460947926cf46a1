"""What a person reads of a hit: in their language, complete, with words that fit."""

from __future__ import annotations

from typing import Any

import pytest

from compliance import guidance
from compliance.charter import Article, ChannelLimit, Charter, Organisation, Referent, Rule
from compliance.finding import Finding, Hit, Severity
from compliance.ports import unmarked
from compliance.rules.terms import Terms
from tests.support import reading

HOUSE = Organisation(name="Hélianthe")
CHARTER = Charter(id="acme", organisation=HOUSE)


def found(
    marked: str,
    category: str,
    *,
    kind: str = "pattern",
    language: str = "fr",
    charter: Charter = CHARTER,
    article: dict[str, Any] | None = None,
    rule: dict[str, Any] | None = None,
    post: dict[str, Any] | None = None,
    **hit: Any,
) -> Finding:
    text, (span,) = unmarked(marked)
    title = {"title": {"fr": "Titre"}, "text": {"fr": "Texte"}}
    made = Article(id="a", category=category, **{**title, **(article or {})})
    by = Rule(id="r", kind=kind, params=Terms(terms=("x",)), **(rule or {}))
    read = reading(text, language=language, **(post or {}))
    return guidance.finding(Hit(span, **hit), made, by, charter, read)


@pytest.mark.parametrize(
    ("marked", "category", "language", "offered"),
    [
        ("⟦la meilleure eau du pays⟧.", "claims", "fr", "la meilleure eau du pays selon moi"),
        ("⟦La plus sûre de France⟧ !", "claims", "fr", "La plus sûre de France selon moi"),
        ("Un procédé ⟦100 % propre⟧", "claims", "fr", "plus propre"),
        ("⟦C'est garanti⟧, dit-il", "claims", "fr", "C'est notre objectif"),
        ("it's ⟦the best job in the world⟧", "claims", "en", "arguably the best job in the world"),
        ("⟦code L10 et⟧", "transparency", "fr", "(collaboration commerciale) code L10 et"),
        ("⟦Fidèle client⟧", "transparency", "fr", "Fidèle client (je travaille chez Hélianthe)"),
        ("le portail, ⟦code 4826B⟧, à gauche", "security", "fr", "code ••"),
    ],
)  # fmt: skip
def test_words_are_offered_that_stand_where_those_found_stood(
    marked: str, category: str, language: str, offered: str
) -> None:
    assert found(marked, category, language=language).suggestions == (offered,)


@pytest.mark.parametrize(
    ("marked", "category", "language", "kind"),
    [
        ("⟦aucun voyageur n'a⟧ttend", "claims", "fr", "pattern"),
        ("⟦la meilleure eau de France⟧", "respect", "fr", "pattern"),
        ("⟦la meilleure eau de France⟧", "claims", "de", "pattern"),
        ("⟦La plus sûre de France.⟧", "claims", "fr", "classifier"),
        ("⟦Le code du portail est 4826B, à gauche.⟧", "security", "fr", "classifier"),
        ("⟦dites rien au gardien⟧", "security", "fr", "pattern"),
        ("⟦4826B⟧", "security", "fr", "pattern"),
        ("⟦⟧La meilleure eau", "claims", "fr", "length"),
    ],
)
def test_nothing_is_offered_where_it_would_read_badly(
    marked: str, category: str, language: str, kind: str
) -> None:
    assert found(marked, category, language=language, kind=kind).suggestions == ()


def test_a_house_without_a_name_is_not_disclosed() -> None:
    nameless = Charter(id="acme")
    assert found("⟦★★★★★⟧ top", "transparency", charter=nameless).suggestions == ()
    assert guidance.disclosure(nameless, "fr") == ""


@pytest.mark.parametrize(
    ("marked", "category", "own", "offered"),
    [
        ("mdp ⟦Ecluse2024⟧", "security", ("",), ("••", "")),
        ("sur ⟦forge.example⟧", "security", ("our tool", ""), ("our tool", "••")),
        ("son perso, ⟦06 39 98 41 07⟧, répond", "personal-data", ("",), ("••",)),
        ("sa ligne ⟦06 39 98 41 07⟧", "personal-data", ("",), ("••", "")),
        ("⟦son cancer⟧", "personal-data", ("",), ("",)),
        ("⟦son cancer⟧", "personal-data", ("une épreuve",), ("une épreuve",)),
    ],
)
def test_what_a_recognizer_would_delete_is_hidden_first(
    marked: str, category: str, own: tuple[str, ...], offered: tuple[str, ...]
) -> None:
    assert found(marked, category, kind="recognizers", suggestions=own).suggestions == offered


def test_nothing_is_offered_that_the_channel_cannot_hold() -> None:
    short = {"x": ChannelLimit(max_length=40)}
    charter = CHARTER.model_copy(update={"channels": short})
    statement = ("L'enquête dira l'origine de l'incendie du 3 novembre.", "")
    offered = found("⟦La faute au chef.⟧", "crisis", charter=charter, suggestions=statement)
    assert offered.suggestions == statement
    on_x: dict[str, Any] = {"charter": charter, "suggestions": statement, "post": {"channel": "x"}}
    assert found("⟦La faute au chef.⟧", "crisis", **on_x).suggestions == ("",)


def test_what_is_said_is_the_rule_s_then_the_variant_s_then_the_category_s() -> None:
    own = found("⟦x⟧", "claims", rule={"message": {"fr": "Ici, {text}."}})
    assert own.message == "Ici, x."
    variant = found("⟦x⟧", "form", kind="occurrence", variant="too-few")
    assert variant.message == "Il en manque un ici, d'après la charte."
    assert found("⟦x⟧", "claims").message.startswith(
        "«\u00a0x\u00a0»\u00a0: pouvez-vous le montrer"
    )


def test_an_author_is_addressed_as_the_charter_chooses() -> None:
    tu = CHARTER.model_copy(update={"address": "tu"})
    assert "peux-tu le montrer" in found("⟦x⟧", "claims", charter=tu).message


def test_a_long_passage_is_quoted_in_part() -> None:
    message = found(f"⟦{'a' * 500}⟧", "claims").message
    assert f"{'a' * 119}…" in message
    assert "a" * 120 not in message


def test_braces_of_the_post_fill_nothing() -> None:
    assert "{date}" in found("⟦{date}⟧", "claims", fills={"date": "demain"}).message


def test_why_is_the_article_s_then_the_category_s_then_its_text() -> None:
    assert found("⟦x⟧", "claims", article={"why": {"fr": "Parce que."}}).why == "Parce que."
    assert (
        found("⟦x⟧", "claims").why == "Une promesse absolue sans preuve peut être jugée trompeuse."
    )
    assert found("⟦x⟧", "our-own").why == "Texte"


def test_a_nudge_is_never_more_than_a_suggestion() -> None:
    assert found("⟦x⟧", "disconnect", severity=Severity.SERIOUS).severity is Severity.SUGGESTION


def test_the_reader_s_language_is_the_post_s_where_the_charter_has_it() -> None:
    assert guidance.reader_language("en", CHARTER) == "en"
    assert guidance.reader_language("pt", CHARTER) == "fr"


def test_the_second_look_and_the_safe_channels_are_named() -> None:
    who = Referent(role="Nadia, réseau", contact="nadia@example.com")
    charter = CHARTER.model_copy(update={"referent": who, "safe_channels": (who,)})
    assert "Nadia, réseau" in guidance.second_look_note(charter, "fr").message
    assert "nadia@example.com" in guidance.protected_note("pay", charter, "fr").message
