"""`balise monitor`: observed posts through the flow, once, however often it is run."""

from __future__ import annotations

import json
from pathlib import Path

from tests.e2e.cli.conftest import Balise

POSTS = [
    {"id": "1", "text": "On va tout brûler dans votre agence ce soir", "channel": "x"},
    {"id": "2", "text": "Merci pour l'accueil, quelle équipe !", "channel": "facebook"},
]


def test_posts_are_judged_stored_and_read_once(balise: Balise, tmp_path: Path) -> None:
    posts = tmp_path / "posts.jsonl"
    posts.write_text("".join(json.dumps(post) + "\n" for post in POSTS) + "{broken\n", "utf-8")
    ran = balise("monitor", str(posts))
    assert ran.status == 0, ran.err
    assert "3 posts read, 2 new, 1 that could not be read" in ran.out
    assert "sentiment" in ran.out
    again = json.loads(balise("monitor", str(posts), "--format", "json").out)
    assert (again["read"], again["new"]) == (0, 0)


def test_a_source_that_is_not_there_is_told_before_a_server_is_started(balise: Balise) -> None:
    ran = balise("monitor", "nowhere.jsonl")
    assert ran.status == 2
    assert "nowhere.jsonl" in ran.err
    assert "Traceback" not in ran.err
