"""How fast one caller may ask: a token bucket each, in this process."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable
from time import monotonic

from compliance.errors import TooMany

# Beyond that many callers the one quiet longest is forgotten; its bucket is full by then.
REMEMBERED = 10_000


class Throttled(TooMany):
    """retry_after: whole seconds until the next request is let through."""

    def __init__(self, retry_after: int) -> None:
        self.retry_after = retry_after
        super().__init__(f"too many requests; the next one is welcome in {retry_after} s")


class Buckets:
    """Lets `burst` requests through at once, then `rate` a second, for each key.

    clock: seconds, never going back.
    """

    def __init__(self, *, rate: float, burst: int, clock: Callable[[], float] = monotonic) -> None:
        self._rate, self._burst, self._clock = rate, burst, clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, key: str, *, cost: int = 1) -> None:
        """Takes `cost` tokens of `key`. Raises Throttled where there are fewer; none is taken.

        cost: never more than `burst`, or nobody could ever pay it.
        """
        now = self._clock()
        tokens, since = self._left.pop(key, (float(self._burst), now))
        tokens = min(self._burst, tokens + (now - since) * self._rate)
        self._left[key] = (max(tokens - cost, 0.0) if tokens >= cost else tokens, now)
        if len(self._left) > REMEMBERED:
            self._left.popitem(last=False)
        if tokens < cost:
            raise Throttled(max(1, math.ceil((cost - tokens) / self._rate)))
