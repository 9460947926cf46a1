"""What is worth a thought in a charter is told, with its place; a sound one is left alone."""

from __future__ import annotations

import pytest

from compliance.errors import ModelError
from compliance.ports import Classifier
from compliance.remarks import remarks_on
from tests.support import checker

SOUND = """\
id: acme
languages: [fr]
referent: {role: Léa, contact: lea@acme.example}
safe_channels: [{role: CSE, contact: cse@acme.example}]
articles:
  - id: claims
    title: {fr: Promesses}
    text: {fr: Dites ce que vous pouvez prouver.}
    rules:
      - {id: first, kind: terms, terms: [n°1, leader]}
      - {id: second, kind: terms, terms: [sans risque]}
"""


def remarks(text: str) -> list[str]:
    return list(map(str, remarks_on(checker(text))))


def test_a_sound_charter_gets_none() -> None:
    assert remarks(SOUND) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            ("    title: {fr: Promesses}", "    title: {en: Claims}"),
            "6:5: article 'claims' has no title in 'fr'",
        ),
        (
            ("[sans risque]}", "[sans risque], unless: [sans]}"),
            "'second' can never fire: its own words",
        ),
        (("[sans risque]}", '["{products}"]}'), "'second' can never fire: no such fact"),
        (
            ("kind: terms, terms: [sans risque]}", "kind: quiet-period, patterns: [marge]}"),
            "'second' can never fire: no calendar",
        ),
        (("[sans risque]}", "[leader]}"), "rule 'second' is shadowed: rule 'first'"),
        (("[sans risque]}", "[leader, n°1]}"), "'first' and rule 'second' always fire together"),
        (("[sans risque]}", "[risk], scope: {languages: [en]}}"), "the charter speaks none of en"),
        (
            ("Dites ce que vous pouvez prouver.", "Il est interdit de parler de son salaire."),
            "forbids protected speech (pay)",
        ),
        (("referent: {role: Léa, contact: lea@acme.example}\n", ""), "no référent"),
        (
            (
                "languages: [fr]",
                "languages: [fr]\noverrides: [{id: o, categories: [clams], route: advise}]",
            ),
            "about clams",
        ),
    ],
)
def test_each_flaw_is_told(change: tuple[str, str], said: str) -> None:
    assert said in "\n".join(remarks(SOUND.replace(*change)))


class Absent:
    name, labels = "tiny", ()

    def open(self) -> Classifier:
        raise ModelError("model 'tiny' is no folder")


def test_a_slow_model_that_cannot_be_opened_is_told_with_its_place() -> None:
    chosen = SOUND.replace("articles:", "classifiers: [{task: sentiment, model: tiny}]\narticles:")
    ready = checker(chosen, heavy={"sentiment": Absent()})
    (remark,) = map(str, remarks_on(ready))
    assert remark.startswith("acme.yaml:5:15: classifiers: task 'sentiment': model 'tiny' is no")
    assert "the shipped model answers" in remark
