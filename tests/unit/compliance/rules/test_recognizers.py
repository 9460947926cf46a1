"""The kind `recognizers`: whose hits, signed with whose id, at home in the organisation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

import pytest

from compliance.charter import Incident, Organisation
from compliance.errors import UnknownName
from compliance.finding import Hit
from compliance.ports import Recognizer
from compliance.rules.recognizers import KIND, MOST, FirstLook
from compliance.text import Span, Text
from tests.support import (
    CHARTER,
    FakeRecognizer,
    FakeTools,
    built,
    found,
    hits,
    occurrences,
    reading,
)


@dataclass(frozen=True)
class Shaped:
    """Sees `words` wherever they stand, and says so to the first look."""

    look: str
    words: str
    form: Literal["folded", "typed"] = "folded"
    category: str = "personal-data"

    def find(self, text: Text) -> Iterator[Hit]:
        return (Hit(span, score=0.5) for span in occurrences(self.words, text))


@dataclass(frozen=True)
class OfTheHouse:
    """Sees the first internal domain of the house it is in."""

    domain: str = "nowhere.example"
    category: str = "security"

    def within(self, organisation: Organisation) -> Recognizer:
        return FakeRecognizer(organisation.domains.internal[0], category="security")

    def find(self, text: Text) -> Iterator[Hit]:
        return (Hit(span) for span in occurrences(self.domain, text))


def test_a_post_without_personal_data_is_left_alone() -> None:
    assert found(KIND, "Merci à toute l'équipe pour l'accueil !") == []


def test_each_hit_says_which_recognizer_saw_it() -> None:
    (hit,) = hits(KIND, "son perso : 06 39 98 12 34", category="personal-data")
    assert (hit.source, hit.variant, hit.span) == ("fake-phone", "fake-phone", Span(12, 26))


def test_only_the_recognizers_named_are_used() -> None:
    text = "fake-secret-value et 06 39 98 12 34"
    assert found(KIND, text, ids=["fake-token"]) == ["fake-secret-value"]
    assert found(KIND, text, category="security") == ["fake-secret-value"]


def test_an_unknown_recognizer_is_refused_when_the_rule_is_built() -> None:
    with pytest.raises(UnknownName, match="unknown recognizer 'fone'"):
        built(KIND, ids=["fone"])


def test_a_recognizer_sees_as_one_of_the_house() -> None:
    tools = FakeTools(seers={"host": OfTheHouse()})
    find = built(KIND, tools=tools)
    text = "sur intra.helianthe.example et nowhere.example"
    assert [text[h.span.start : h.span.end] for h in find(reading(text))] == [
        "intra.helianthe.example"
    ]


def test_a_recognizer_sleeps_where_its_look_does_not_match() -> None:
    tools = FakeTools(seers={"never": Shaped("zzz", "perso"), "ever": Shaped("perso", "perso")})
    hit = next(iter(built(KIND, tools=tools)(reading("son perso"))))
    assert (hit.source, hit.score) == ("ever", 0.5)


def test_the_first_look_reads_each_form_of_the_text() -> None:
    look = FirstLook([Shaped("ete", "x"), Shaped("ÉTÉ", "x", form="typed"), FakeRecognizer("x")])
    assert look.awake(reading("L'ÉTÉ 😀").text) == [0, 1, 2]
    assert look.awake(reading("l'été").text) == [0, 2]
    assert look.awake(reading("\ud800").text) == [2]


def test_a_megabyte_of_the_same_gives_no_more_than_a_thousand_hits() -> None:
    tools = FakeTools(seers={"many": FakeRecognizer("a")})
    assert len(list(built(KIND, tools=tools)(reading("a" * 5_000)))) == MOST


STATEMENT = "Une ligne répond aux familles : 06 39 98 12 34 ou familles@helianthe.example."


def of_the_house(text: str, seer: str) -> list[str]:
    incident = Incident(name="incendie", since=date(2026, 11, 3), official=STATEMENT)
    house = CHARTER.organisation.model_copy(update={"incident": incident})
    charter = CHARTER.model_copy(update={"organisation": house})
    tools = FakeTools(charter=charter, seers={"seer": FakeRecognizer(seer)})
    return [text[h.span.start : h.span.end] for h in built(KIND, tools=tools)(reading(text))]


@pytest.mark.parametrize(
    "printed",
    ["06 39 98 12 34", "06.39.98.12.34", "+33 6 39 98 12 34", "familles@helianthe.example"],
)
def test_what_the_official_statement_prints_is_left_alone(printed: str) -> None:
    assert of_the_house(f"Appelez le {printed} 💛", printed) == []


@pytest.mark.parametrize("other", ["06 39 98 12 35", "lea@helianthe.example", "98 12"])
def test_what_it_does_not_print_or_only_in_part_is_found(other: str) -> None:
    assert of_the_house(f"Appelez le {other} 💛", other) == [other]
