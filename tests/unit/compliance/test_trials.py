"""Examples fail where they should, and mutants show what no example protects."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from compliance.charter import Charter
from compliance.charter_file import loads
from compliance.pipeline import Checker, compile
from compliance.trials import survivors, trials
from compliance.wiring import kind_of
from tests.support import FakeDetector, FakeTools

NOW = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)
CHARTER = """\
id: acme
languages: [fr]
articles:
  - id: claims
    title: {fr: Promesses}
    text: {fr: Dites ce que vous pouvez prouver.}
    rules:
      - {id: first, kind: terms, terms: [n°1], unless: [source]}
      - {id: risk, kind: terms, terms: [sans risque]}
      - {id: model, kind: classifier, label: respect}
    examples:
      ok: ["n°1 (source : Insee)", "Bonjour imbécile"]
      ko: ["Nous sommes ⟦n°1⟧"]
"""


def compiled(charter: Charter) -> Checker:
    tools = FakeTools(charter=charter)
    return compile(charter, tools=tools, kind_of=kind_of, detector=FakeDetector())


def tried(text: str) -> list[tuple[bool, bool]]:
    charter = loads(text, kind_of=kind_of)
    return [(t.guilty, t.passed) for t in trials(charter, compiled, now=NOW)]


def test_examples_pass_and_models_are_left_out() -> None:
    assert tried(CHARTER) == [(False, True), (False, True), (True, True)]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("Insee)", "Insee) sans risque"), (False, False)),
        (("⟦n°1⟧", "⟦grands⟧"), (True, False)),
        (("⟦n°1⟧", "au top"), (True, False)),
    ],
)
def test_a_failing_example_is_told(change: tuple[str, str], expected: tuple[bool, bool]) -> None:
    assert expected in tried(CHARTER.replace(*change))


def test_what_no_example_notices_survives_and_nothing_else() -> None:
    charter = loads(CHARTER, kind_of=kind_of)
    alive = [(m.rule.id, m.change) for m in survivors(charter, compiled, now=NOW)]
    assert alive == [("risk", "taken out")]
