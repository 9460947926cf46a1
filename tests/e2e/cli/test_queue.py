"""`balise queue`: the référent's queue in a terminal, from waiting to answered."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from compliance import service
from compliance.post import Post
from compliance.records import Role
from compliance.service import Caller
from compliance.settings import settings
from compliance.wiring import open_app
from tests.e2e.cli.conftest import Balise

AUTHOR = Caller("anna", frozenset({Role.AMBASSADOR}))
TEXT = "Appelez Jeanne sur son portable : 06 39 98 12 34"


@pytest.fixture
def case(balise: Balise) -> Iterator[str]:
    with open_app(settings()) as app:
        yield service.submit(app, AUTHOR, Post(text=TEXT), charter_id="guide").id


def answer(case: str) -> str | None:
    with open_app(settings()) as app:
        decision = service.case(app, AUTHOR, case).decision
    return decision.reason if decision else None


def test_an_empty_queue_says_so(balise: Balise) -> None:
    assert "Nothing waits" in balise("queue", "list").out


def test_a_case_is_listed_shown_claimed_and_answered(balise: Balise, case: str) -> None:
    assert case[:12] in balise("queue", "list").out
    shown = balise("queue", "show", case[:8]).out
    assert TEXT in shown
    assert "1. " in shown
    assert balise("queue", "claim", case[:8]).status == 0
    ran = balise("queue", "decide", case[:8], "go", "--reason", "Jeanne est d'accord, bravo.")
    assert ran.status == 0, ran.err
    assert answer(case) == "Jeanne est d'accord, bravo."
    assert "Nothing waits" in balise("queue", "list").out


def test_nobody_answers_their_own_draft(balise: Balise, case: str) -> None:
    ran = balise("queue", "decide", case, "go", "--reason", "Parfait.", "--as", "anna")
    assert ran.status == 2
    assert answer(case) is None


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("show", "nowhere"), "no such case"),
        (("decide", "{case}", "go", "--reason", " "), "reason"),
        (("decide", "{case}", "adjust", "--reason", "ainsi"), "suggestion"),
        (("decide", "{case}", "block", "--reason", "non"), "block"),
    ],
)
def test_misuse_is_told_and_changes_nothing(
    balise: Balise, case: str, arguments: tuple[str, ...], said: str
) -> None:
    ran = balise("queue", *(a.format(case=case) for a in arguments))
    assert ran.status == 2
    assert said in ran.err
    assert answer(case) is None


def test_the_queue_is_json_for_programs(balise: Balise, case: str) -> None:
    [listed] = json.loads(balise("queue", "list", "--format", "json").out)
    assert (listed["id"], listed["status"]) == (case, "waiting")
