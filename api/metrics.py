"""Counters in Prometheus' text format: requests by route, findings by article. No text."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate
from threading import Lock

from compliance.report import Report

# Upper bounds in seconds; an instant check has 6 ms at p99.
BOUNDS = (0.001, 0.002, 0.004, 0.006, 0.01, 0.025, 0.1, 0.5, 1.0, 5.0)


class Metrics:
    """What this process has answered since it started. Safe to call from several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._requests: Counter[tuple[str, str, int]] = Counter()
        self._checks: Counter[tuple[str, str]] = Counter()
        self._findings: Counter[tuple[str, str]] = Counter()
        self._slots: dict[str, list[int]] = {}
        self._seconds: dict[str, float] = {}

    def answered(self, route: str, method: str, status: int, seconds: float) -> None:
        """route: the path's template, so that no id and no query is ever a label."""
        with self._lock:
            self._requests[route, method, status] += 1
            slots = self._slots.setdefault(route, [0] * (len(BOUNDS) + 1))
            slots[bisect_left(BOUNDS, seconds)] += 1
            self._seconds[route] = self._seconds.get(route, 0.0) + seconds

    def checked(self, report: Report) -> None:
        with self._lock:
            self._checks[report.charter.id, report.route] += 1
            for finding in report.findings:
                self._findings[report.charter.id, finding.article] += 1

    def text(self) -> str:
        with self._lock:
            return "\n".join((*self._counters(), *self._times())) + "\n"

    def _counters(self) -> Iterator[str]:
        requests = (
            ({"route": r, "method": m, "status": str(s)}, n)
            for (r, m, s), n in self._requests.items()
        )
        checks = (({"charter": c, "route": r}, n) for (c, r), n in self._checks.items())
        findings = (({"charter": c, "article": a}, n) for (c, a), n in self._findings.items())
        yield from _counter("balise_http_requests_total", "Requests answered.", requests)
        yield from _counter("balise_checks_total", "Posts checked, by where they go.", checks)
        yield from _counter("balise_findings_total", "Findings, by article.", findings)

    def _times(self) -> Iterator[str]:
        name = "balise_http_request_seconds"
        yield f"# HELP {name} Time from a request's first byte to the answer's last."
        yield f"# TYPE {name} histogram"
        for route, slots in self._slots.items():
            for bound, count in zip((*BOUNDS, "+Inf"), accumulate(slots), strict=True):
                yield f"{name}_bucket{_labels({'route': route, 'le': str(bound)})} {count}"
            labels = _labels({"route": route})
            yield f"{name}_sum{labels} {self._seconds[route]:.6f}"
            yield f"{name}_count{labels} {sum(slots)}"


def _counter(
    name: str, help_text: str, samples: Iterable[tuple[Mapping[str, str], int]]
) -> Iterator[str]:
    yield f"# HELP {name} {help_text}"
    yield f"# TYPE {name} counter"
    for labels, value in samples:
        yield f"{name}{_labels(labels)} {value}"


def _labels(labels: Mapping[str, str]) -> str:
    return "{" + ",".join(f'{name}="{_escaped(value)}"' for name, value in labels.items()) + "}"


def _escaped(value: str) -> str:
    return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
