"""A few kills of each process; `BALISE_KILL_TIMES=50`, or the script itself, for more."""

from __future__ import annotations

import os

import pytest

from tests.e2e.durability.kill import KILL, kill

TIMES = int(os.environ.get("BALISE_KILL_TIMES", "2"))


@pytest.mark.timeout(60 + 20 * TIMES)
@pytest.mark.parametrize("what", sorted(KILL))
def test_nothing_accepted_is_lost_or_there_twice_after_kills(what: str) -> None:
    (tally,) = kill([what], times=TIMES, seed=1).values()
    assert tally.kills == TIMES
    assert tally.is_good, tally
