"""`balise demo`: what a newcomer runs first, with posts of their own."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from compliance.cli.demo import _working_morning
from tests.e2e.cli.conftest import Balise

POSTS = [
    {"id": "1", "kind": "draft", "text": "Merci à toute l'équipe, belle semaine !"},
    {"id": "2", "kind": "draft", "text": "On est n°1 du solaire, sans aucun risque !"},
    {"id": "3", "kind": "observed", "text": "On va tout brûler dans votre agence ce soir"},
]


@pytest.fixture
def company(tmp_path: Path) -> Path:
    (tmp_path / "company.yaml").write_text("name: Solor\nlanguages: [fr]\n", "utf-8")
    lines = [json.dumps(post) + "\n" for post in POSTS]
    (tmp_path / "posts.jsonl").write_text("".join(lines), "utf-8")
    return tmp_path


def test_it_shows_the_whole_and_ends_well(balise: Balise, company: Path) -> None:
    ran = balise("demo", "--company", str(company), "--no-serve", "--port", "0")
    assert ran.status == 0, ran.err
    assert "2 drafts submitted" in ran.out
    assert "1 observed posts read" in ran.out
    assert "claims 2" in ran.out  # «n°1», «sans aucun risque»
    assert "disconnect" not in ran.out
    assert ran.out.count("answers 200") == 2


def test_a_folder_without_posts_is_told(balise: Balise, tmp_path: Path) -> None:
    ran = balise("demo", "--company", str(tmp_path))
    assert ran.status == 2
    assert "company.yaml" in ran.err


@pytest.mark.parametrize(
    ("day", "said"), [(20, 23), (21, 23), (22, 23), (23, 24)], ids=["fri", "sat", "sun", "mon"]
)
def test_drafts_are_scheduled_for_a_working_morning(day: int, said: int) -> None:
    morning = _working_morning(datetime(2026, 11, day, 23, 59, 30, tzinfo=UTC))
    assert morning == datetime(2026, 11, said, 9, tzinfo=UTC)
