"""What a rule's common options make of its hits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from compliance.charter import Params, Rule, Scope
from compliance.finding import Hit
from compliance.guards import MAX_HITS, guarded, in_scope, negated, quotations
from compliance.matching.phrases import Phrases
from compliance.ports import Find, Reading, unmarked
from compliance.text import WHOLE, Span
from tests.support import reading


def finder(*words: str) -> Find:
    phrases = Phrases(words)

    def find(at: Reading) -> Iterator[Hit]:
        return (Hit(span) for span in phrases.spans(at.text))

    return find


def rule(**options: Any) -> Rule:
    return Rule(id="r", kind="terms", params=Params(), **options)


def kept(word: str, text: str, *, language: str = "fr", **options: Any) -> list[str]:
    find = guarded(finder(word), rule(**options))
    return [text[h.span.start : h.span.end] for h in find(reading(text, language=language))]


def test_a_match_is_excused_by_a_word_within_reach() -> None:
    assert kept("n°1", "🎉 n°1 selon la Source", unless=["source"], reach=10) == []
    assert kept("n°1", "🎉 n°1 selon la Source", unless=["source"], reach=9) == ["n°1"]


def test_an_excuse_before_the_match_counts_too() -> None:
    assert kept("n°1", "Source : nous sommes n°1", unless=["source"]) == []


def test_a_match_needs_the_company_it_asks_for() -> None:
    assert kept("atlas", "un atlas de géographie", near=["projet"]) == []
    assert kept("atlas", "le projet qu'on nomme Atlas", near=["projet"]) == ["Atlas"]


def test_each_match_is_judged_by_what_stands_near_it() -> None:
    text = "n°1 source. " + "x " * 60 + "N°1"
    assert kept("n°1", text, unless=["source"]) == ["N°1"]


def test_a_hit_on_the_whole_post_is_near_every_word_of_it() -> None:
    find = guarded(lambda _: [Hit(WHOLE)], rule(unless=["merci"]))
    assert list(find(reading("x" * 500 + " merci"))) == []
    assert list(find(reading("rien"))) == [Hit(WHOLE)]


QUOTATIONS = [
    "il m'a lancé « espèce de ⟦nul⟧ » 🙈",
    "elle dit “⟦nul⟧”",
    'un "⟦nul⟧" entre guillemets droits',
    "‹ ⟦nul⟧ ›",
    "‘⟦nul⟧’",
    "> tu es ⟦nul⟧",
    "Mon chef m'a dit : tu es ⟦nul⟧",
    "on m'a traité de ⟦nul⟧ devant tous",
    "they called me ⟦nul⟧ in front of all",
    "He said to me: you are ⟦nul⟧",
]


@pytest.mark.parametrize("marked", QUOTATIONS)
def test_reported_words_are_left_alone_where_the_rule_says_so(marked: str) -> None:
    text, _ = unmarked(marked)
    assert kept("nul", text, quoted="leave") == []
    assert kept("nul", text) == ["nul"]


@pytest.mark.parametrize(
    "marked",
    [
        "« bien », ⟦nul⟧ « mal »",
        'l\'écran de 15" est ⟦nul⟧ et celui de 17" aussi',
        "Il m'a dit : bravo. Toi tu es ⟦nul⟧",
        "c’est ⟦nul⟧, l’idée",
        "on dit que c'est ⟦nul⟧",
        "J'ai dit au client : c'est ⟦nul⟧",
        "Je lui ai demandé s'il était « ⟦nul⟧ ou juste bête »",
    ],
)
def test_words_outside_a_quotation_still_count(marked: str) -> None:
    text, spans = unmarked(marked)
    found = guarded(finder("nul"), rule(quoted="leave"))(reading(text))
    assert [hit.span for hit in found] == list(spans)


NEGATED = [
    ("fr", "ce n'est pas un ⟦scandale⟧"),
    ("fr", "c'est pas vraiment un ⟦scandale⟧"),
    ("fr", "nous n'avons jamais parlé de ⟦scandale⟧"),
    ("fr", "aucun ⟦scandale⟧ chez nous"),
    ("fr", "sans ⟦scandale⟧ ni drame"),
    ("fr", "ni drame ni ⟦scandale⟧"),
    ("fr", "il n’y a plus de ⟦scandale⟧"),
    ("fr", "on ne ⟦garantit⟧ pas"),
    ("fr", "on ⟦garantit⟧ pas"),
    ("fr", "nous ne pouvons ⟦garantir⟧ aucun rendement"),
    ("fr", "loin d'être un ⟦scandale⟧"),
    ("en", "this is not a ⟦scandal⟧"),
    ("en", "we can't call it a ⟦scandal⟧"),
    ("en", "we don’t see a ⟦scandal⟧"),
    ("en", "there was never a ⟦scandal⟧"),
    ("en", "we ⟦promise⟧ nothing"),
    ("de", "das ist kein ⟦Skandal⟧"),
    ("es", "no es un ⟦escándalo⟧"),
    ("it", "non è uno ⟦scandalo⟧"),
    ("nl", "dat is geen ⟦schandaal⟧"),
    ("pt", "não é um ⟦escândalo⟧"),
    ("und", "ce n'est pas un ⟦scandale⟧"),
]
AFFIRMED = [
    ("fr", "c'est un ⟦scandale⟧"),
    ("fr", "Non. C'est un ⟦scandale⟧"),
    ("fr", "ce n'est pas drôle mais c'est un ⟦scandale⟧"),
    ("fr", "pas seulement un ⟦scandale⟧ : une honte"),
    ("fr", "c'est sans doute un ⟦scandale⟧"),
    ("fr", "de plus, c'est un ⟦scandale⟧"),
    ("fr", "une personne parle de ⟦scandale⟧"),
    ("fr", "c'est un ⟦scandale⟧ ! Pas vrai ?"),
    ("fr", "pas besoin de preuves, ⟦inventez⟧ un peu"),
    ("fr", "mettez ⟦cinq étoiles⟧, pas besoin de venir"),
    ("fr", "5 % garantis, sans ⟦aucun risque⟧"),
    ("en", "this is not ⟦never ever⟧ a risk"),
    ("en", "not only a ⟦scandal⟧, a shame"),
    ("en", "no doubt a ⟦scandal⟧"),
    ("en", "I am not well. It is a ⟦scandal⟧"),
    ("ja", "not a ⟦scandal⟧"),
]


@pytest.mark.parametrize(("language", "marked"), AFFIRMED)
def test_what_is_said_is_not_taken_for_denied(language: str, marked: str) -> None:
    text, [span] = unmarked(marked)
    assert not negated(span, reading(text).text, language)


@pytest.mark.parametrize(("language", "marked"), NEGATED)
def test_what_the_clause_denies_is_known(language: str, marked: str) -> None:
    text, [span] = unmarked(f"🎉 Eh bien. {marked}")
    assert negated(span, reading(text).text, language)


def test_a_denied_match_is_left_alone_only_where_the_rule_says_so() -> None:
    assert kept("scandale", "pas un scandale") == ["scandale"]
    assert kept("scandale", "pas un scandale", negated="leave") == []


def test_a_whole_post_is_never_quoted_nor_denied() -> None:
    find = guarded(lambda _: [Hit(WHOLE)], rule(quoted="leave", negated="leave"))
    assert list(find(reading("« pas ceci »"))) == [Hit(WHOLE)]


def test_suggestions_come_in_the_reader_s_language_with_the_capitals_of_the_words() -> None:
    options = {"suggestions": {"fr": ("parmi les premiers",), "en": ("among the first",)}}
    find = guarded(finder("n°1", "leader"), rule(**options))
    french = [h.suggestions for h in find(reading("Leader et n°1"))]
    assert french == [("Parmi les premiers",), ("parmi les premiers",)]
    assert [h.suggestions for h in find(reading("n°1", language="en"))] == [("among the first",)]
    assert [h.suggestions for h in find(reading("n°1", language="de"))] == [()]
    assert [h.suggestions for h in find(reading("n°1", language="und"))] == [
        ("parmi les premiers",)
    ]


def test_the_kind_s_own_suggestions_are_kept() -> None:
    find = guarded(lambda _: [Hit(WHOLE, suggestions=("a",))], rule(suggestions={"fr": ("b",)}))
    assert [hit.suggestions for hit in find(reading("x"))] == [("a",)]


def test_a_flood_of_hits_is_cut() -> None:
    assert len(kept("a", "a " * 3_000)) == MAX_HITS


def test_quotations_of_a_hostile_post_take_linear_time() -> None:
    for sign in '«"“‘>':
        assert len(quotations(reading(sign * 50_000).text)) < 50_000


SCOPES: list[tuple[dict[str, Any], dict[str, Any], str, bool]] = [
    ({}, {}, "fr", True),
    ({}, {"kind": "observed"}, "fr", False),
    ({"kinds": ("observed",)}, {"kind": "observed"}, "fr", True),
    ({"languages": ("fr",)}, {}, "fr", True),
    ({"languages": ("fr",)}, {}, "en", False),
    ({"languages": ("fr",)}, {}, "und", True),
    ({"channels": ("LinkedIn",)}, {"channel": "linkedin"}, "fr", True),
    ({"channels": ("linkedin",)}, {"channel": "x"}, "fr", False),
    ({"channels": ("linkedin",)}, {}, "fr", False),
    ({"audiences": ("internal",)}, {"audience": "Internal"}, "fr", True),
    ({"audiences": ("internal",)}, {}, "fr", False),
    ({"roles": ("infirmièr",)}, {"author": "Infirmiere de nuit"}, "fr", True),
    ({"roles": ("infirmièr",)}, {"author": "comptable"}, "fr", False),
    ({"roles": ("infirmièr",)}, {}, "fr", False),
    ({"topics": ("Santé",)}, {"topics": ("emploi", "sante")}, "fr", True),
    ({"topics": ("santé",)}, {"topics": ("emploi",)}, "fr", False),
]


@pytest.mark.parametrize(("scope", "post", "language", "applies"), SCOPES)
def test_a_rule_applies_where_its_scope_says(
    scope: dict[str, Any], post: dict[str, Any], language: str, applies: bool
) -> None:
    assert in_scope(rule(scope=Scope(**scope)))(reading("x", language=language, **post)) is applies


MIXED = "Nous sommes top ! We are top!"


def mixed_reading() -> Reading:
    return replace(reading(MIXED), spoken=lambda span: "en" if span.start > 17 else "fr")


@pytest.mark.parametrize(
    ("languages", "kept"), [(("fr",), [(12, 15)]), (("en",), [(25, 28)]), (("de",), [])]
)
def test_in_a_mixed_post_a_rule_speaks_of_the_sentences_in_its_language(
    languages: tuple[str, ...], kept: list[tuple[int, int]]
) -> None:
    scoped = rule(scope=Scope(languages=languages))
    tops = [Hit(Span(12, 15)), Hit(Span(25, 28))]
    found = guarded(lambda _: tops, scoped)(mixed_reading())
    assert [(hit.span.start, hit.span.end) for hit in found] == kept
    assert in_scope(scoped)(mixed_reading())


def test_a_hit_on_the_whole_of_a_mixed_post_is_in_the_language_of_the_post() -> None:
    mixed = mixed_reading()
    french, english = (rule(scope=Scope(languages=(each,))) for each in ("fr", "en"))
    assert [h.span for h in guarded(lambda _: [Hit(WHOLE)], french)(mixed)] == [WHOLE]
    assert list(guarded(lambda _: [Hit(WHOLE)], english)(mixed)) == []
