from __future__ import annotations

import pytest

from api.limits import REMEMBERED, Buckets, Throttled


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_burst_goes_through_then_the_rate_counts():
    clock = Clock()
    buckets = Buckets(rate=2, burst=3, clock=clock)
    for _ in range(3):
        buckets.take("a")
    with pytest.raises(Throttled) as refused:
        buckets.take("a")
    assert refused.value.retry_after == 1
    clock.now += 0.5
    buckets.take("a")
    with pytest.raises(Throttled):
        buckets.take("a")


def test_being_refused_costs_nothing_and_quiet_never_saves_more_than_a_burst():
    clock = Clock()
    buckets = Buckets(rate=0.1, burst=1, clock=clock)
    buckets.take("a")
    for _ in range(5):
        with pytest.raises(Throttled) as refused:
            buckets.take("a")
    assert refused.value.retry_after == 10
    clock.now += 1_000
    buckets.take("a")
    with pytest.raises(Throttled):
        buckets.take("a")


def test_one_caller_does_not_slow_another():
    buckets = Buckets(rate=1, burst=1, clock=Clock())
    buckets.take("a")
    buckets.take("b")


def test_the_callers_remembered_are_bounded():
    buckets = Buckets(rate=1, burst=1, clock=Clock())
    buckets.take("first")
    for number in range(REMEMBERED):
        buckets.take(str(number))
    buckets.take("first")


def test_what_costs_more_waits_longer_and_takes_nothing_meanwhile():
    clock = Clock()
    buckets = Buckets(rate=2, burst=12, clock=clock)
    buckets.take("a", cost=10)
    with pytest.raises(Throttled) as refused:
        buckets.take("a", cost=10)
    assert refused.value.retry_after == 4
    buckets.take("a")
    buckets.take("a")
