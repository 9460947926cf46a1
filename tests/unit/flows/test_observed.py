from __future__ import annotations

import pytest

from flows.observed import LARGEST_CHUNK, SMALLEST_CHUNK, next_limit


@pytest.mark.parametrize(
    ("limit", "seconds", "following"),
    [
        (200, 2.0, 200),
        (200, 1.0, 400),
        (200, 4.0, 100),
        (200, 0.0, 800),  # never more than four times as many at once
        (200, 0.01, 800),
        (20_000, 0.5, LARGEST_CHUNK),
        (200, 60.0, SMALLEST_CHUNK),
    ],
)
def test_the_next_chunk_is_sized_by_the_time_of_the_last(
    limit: int, seconds: float, following: int
) -> None:
    assert next_limit(limit, seconds) == following
