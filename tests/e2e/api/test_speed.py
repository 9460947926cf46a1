"""What the server adds to a check: one client, one connection, a checker that costs nothing."""

from __future__ import annotations

import http.client
import json
import time

import pytest

from tests.e2e.api.support import FOUND, served

ROUNDS = 3_000
WARM_UP = 500


@pytest.mark.benchmark
@pytest.mark.parametrize("path", ["/v1/check", "/v1/check?offsets=utf16"])
def test_a_check_over_http_costs_under_a_millisecond_more(tmp_path, path):
    with served(tmp_path / "balise.db") as client:
        times = sorted(timed(client.base_url.port, client.headers["authorization"], path))
    p50, p99 = (1_000 * times[int(len(times) * share)] for share in (0.5, 0.99))
    print(f"\n{path}: p50 {p50:.2f} ms, p99 {p99:.2f} ms")  # noqa: T201 - what a benchmark is for
    assert p50 < 1
    assert p99 < 6


def timed(port: int, key: str, path: str) -> list[float]:
    """Seconds of each check of a post of 300 characters, those of the warm-up left out."""
    body = json.dumps({"text": (FOUND + " ") * 6}).encode()
    headers = {"Content-Type": "application/json", "Authorization": key}
    connection = http.client.HTTPConnection("127.0.0.1", port)
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        connection.request("POST", path, body, headers)
        answer = connection.getresponse()
        answer.read()
        times.append(time.perf_counter() - start)
        assert answer.status == 200
    connection.close()
    return times[WARM_UP:]
