"""The server is killed where it stands, over and over: nothing accepted is lost or there twice."""

from __future__ import annotations

import itertools
import os
import random
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import httpx2

from tests.e2e.api.support import RISKY, served

# More where asked: the pace of a thorough run is about a second a kill.
KILLS = int(os.environ.get("BALISE_TEST_KILLS", "3"))


def submit(client: httpx2.Client, key: str) -> str:
    answer = client.post("/v1/submissions", json=RISKY, headers={"Idempotency-Key": key})
    assert answer.status_code == 201
    case: str = answer.json()["id"]
    return case


def all_cases(client: httpx2.Client) -> list[str]:
    found, after = [], None
    while True:
        page = client.get(
            "/v1/submissions", params={"limit": 200} | ({"after": after} if after else {})
        )
        found += [case["id"] for case in page.json()["items"]]
        after = page.json()["next"]
        if after is None:
            return found


def submit_until_killed(database: Path, keys: Iterator[str], seconds: float) -> dict[str, str]:
    """What was accepted: case by key. The kill falls somewhere into a submission."""
    accepted: dict[str, str] = {}
    with served(database, seconds=seconds) as client, suppress(httpx2.TransportError):
        for key in keys:
            accepted[key] = submit(client, key)
    return accepted


def test_what_was_accepted_survives_a_kill_and_sent_again_stays_one(tmp_path):
    database, dice = tmp_path / "balise.db", random.Random(7)
    keys = map(str, itertools.count())
    accepted: dict[str, str] = {}
    for _ in range(KILLS):
        accepted |= submit_until_killed(database, keys, dice.uniform(0.05, 0.5))
    with served(database) as client:
        found = all_cases(client)
        assert len(set(found)) == len(found)
        assert set(accepted.values()) <= set(found)
        unanswered = [str(n) for n in range(int(next(keys))) if str(n) not in accepted]
        again = accepted | {key: submit(client, key) for key in unanswered}
        assert all(submit(client, key) == case for key, case in list(again.items())[:20])
        assert sorted(all_cases(client)) == sorted(again.values())
