from __future__ import annotations

from api.metrics import Metrics


def test_times_fall_into_buckets_that_add_up():
    metrics = Metrics()
    for seconds in (0.0005, 0.006, 9.0):
        metrics.answered("/v1/check", "POST", 200, seconds)
    told = metrics.text().splitlines()
    name = 'balise_http_request_seconds_bucket{route="/v1/check",le='
    assert f'{name}"0.001"}} 1' in told
    assert f'{name}"0.006"}} 2' in told
    assert f'{name}"5.0"}} 2' in told
    assert f'{name}"+Inf"}} 3' in told
    assert 'balise_http_request_seconds_count{route="/v1/check"} 3' in told


def test_a_label_cannot_break_out_of_its_line():
    metrics = Metrics()
    metrics.answered('/a"}\n1', "GET", 404, 0.1)
    assert r'route="/a\"}\n1",method="GET"' in metrics.text()
