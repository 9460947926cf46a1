"""A whole check of a hostile post, with everything a charter brings, ends in good time.

Each case takes milliseconds on a machine that does nothing else; what is more than linear would
take minutes. The bounds leave room for a small machine that is busy.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest

from compliance.pipeline import Checker
from compliance.post import Post, PostKind
from compliance.settings import settings
from compliance.wiring import checker, load_charter

NOW = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)
LENGTH, SECONDS = 20_000, 5.0
MEGABYTE, LONG_SECONDS = 1_000_000, 20.0

# What is repeated: signs that open something, pieces of numbers, secrets, addresses and quotations.
REPEATED = (
    *"@+€$a!\"'#.-_/:<>([{`*%&1é«“|~^\n\u200d\u0301🎉",
    *("eyJ", "a ", "A ", "a.", "a,", "a-", "a@", "1 ", "1.", "1-", "0x", "06 ", "ab12", "FR76"),
    *("http://", "a.fr/", "#a ", "@a ", "sk_live_", "key=", "«a» ", '"a" ', "😀\u200d", "🇫🇷"),
    *("le ", "zqx ", "il a dit : ", "ne pas ", "1er mai ", "M. ", "Aa", "A1 ", "4€ ", "x_"),
)


@pytest.fixture(scope="module")
def guide() -> Checker:
    ready = checker(load_charter("guide"), settings())
    ready.check(Post(text="Bonjour, écrivez à a@example.com"), now=NOW)  # what is made once is made
    return ready


def seconds(guide: Checker, post: Post) -> float:
    started = time.perf_counter()
    report = guide.check(post, now=NOW)
    spent = time.perf_counter() - started
    assert report.complete, [failure.part for failure in report.failures]
    return spent


@pytest.mark.parametrize("unit", REPEATED, ids=ascii)
def test_a_flood_of_one_thing_is_checked_in_bounded_time(guide: Checker, unit: str) -> None:
    flood = (unit * LENGTH)[:LENGTH]
    assert seconds(guide, Post(text=flood)) < SECONDS


@pytest.mark.parametrize("unit", ["a", "@", "eyJ", "🎉", "il a dit : «"], ids=ascii)
def test_a_flood_is_watched_in_bounded_time_too(guide: Checker, unit: str) -> None:
    flood = (unit * LENGTH)[:LENGTH]
    assert seconds(guide, Post(text=flood, kind=PostKind.OBSERVED)) < SECONDS


@pytest.mark.parametrize("unit", ["a", "a ", "@"], ids=ascii)
def test_a_megabyte_is_checked_in_bounded_time(guide: Checker, unit: str) -> None:
    flood = (unit * MEGABYTE)[:MEGABYTE]
    assert seconds(guide, Post(text=flood)) < LONG_SECONDS
