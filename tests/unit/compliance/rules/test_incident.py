"""What is said of the ongoing incident: hard cases, innocent first."""

from __future__ import annotations

from datetime import date

from compliance.charter import Incident as Facts
from compliance.charter import Organisation
from compliance.finding import Hit
from compliance.rules.incident import KIND, Incident
from tests.support import CHARTER, FakeTools, reading

FACTS = Facts(
    name="incendie du dépôt de Trémont",
    since=date(2026, 11, 3),
    official=(
        "Un incendie s'est déclaré le 3 novembre au dépôt de Trémont ; il est éteint et personne"
        " n'a été blessé. L'enquête menée avec la préfecture de Valorance en dira la cause."
    ),
)
PATTERNS = (r"\b(?:la cause|la faute|on savait)\b",)


def hits(post: str, facts: Facts | None = FACTS, about: tuple[str, ...] = ()) -> list[Hit]:
    house = Organisation(name="Maison Courvel", incident=facts)
    tools = FakeTools(charter=CHARTER.model_copy(update={"organisation": house}))
    find = KIND.build(Incident(patterns=PATTERNS, about=about), tools)
    return list(find(reading(post)))


def said(post: str, facts: Facts | None = FACTS, about: tuple[str, ...] = ()) -> list[str]:
    return [post[hit.span.start : hit.span.end] for hit in hits(post, facts, about)]


def test_another_matter_is_left_alone() -> None:
    assert said("La panne du four ? On savait, et c'est la faute du chat.") == []


def test_without_an_incident_nothing_is_looked_at() -> None:
    assert said("Trémont, on savait depuis mars.", facts=None) == []


def test_support_without_a_cause_is_left_alone() -> None:
    assert said("Pensées pour les collègues de Trémont 💛") == []


def test_a_sentence_of_the_statement_is_relayed() -> None:
    post = "L'enquête menée avec la préfecture de Valorance en dira la cause. Courage à Trémont."
    assert said(post) == []


def test_the_sentence_that_gives_a_cause_is_flagged() -> None:
    post = "Rien à voir. À Trémont, on savait depuis mars ! Bonne nuit."
    assert said(post) == ["À Trémont, on savait depuis mars !"]


def test_a_place_named_in_the_statement_tells_the_incident_too() -> None:
    assert said("VALORANCE, la faute à qui ?") == ["VALORANCE, la faute à qui ?"]


def test_the_house_s_own_name_does_not() -> None:
    assert said("Maison Courvel : la faute aux crêpes.") == []


def test_words_of_the_rule_tell_it_as_well() -> None:
    assert said("La cuve fumait, on savait.", facts=None, about=("cuves",)) == [
        "La cuve fumait, on savait."
    ]


def test_the_statement_or_silence_is_offered_instead() -> None:
    hit = hits("Bonjour. À Trémont, c'est la faute du four.")[0]
    assert hit.suggestions == (FACTS.official, "")
    assert hit.fills == {"said": "la faute"}
