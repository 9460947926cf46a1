from __future__ import annotations

from typing import Any

from compliance.models.train.cards import card

KNOWN: dict[str, Any] = {
    "macro_f1": [0.634, 0.601, 0.663],
    "calibration_error": 0.004,
    "posts": 800,
    "by_label": {"legal": [0.8, 0.7, 0.75]},
    "gold": {"legal": 55},
    "by_source": {"aa": [0.5, 0.4, 0.6], "bb": [0.7, 0.6, 0.8]},
    "alarmed": 0.12,
    "at": {"legal": {"0.01": [0.6, 0.5], "0.05": [0.3, 0.7]}},
}
SAID = {
    "task": "risks",
    "version": "abc",
    "seed": 1,
    "bytes": 1234,
    "milliseconds": 0.21,
    "rows": {"companies": 800, "drills": 1840},
    "thresholds": {"legal": 0.4},
    "companies": KNOWN,
    "companies, role unknown": KNOWN,
    "public": {"set/test": {"posts": 10, "macro_f1": [0.5, 0.4, 0.6], "accuracy": 0.6}},
    "flips": {"name": "0 of 9"},
}


def test_a_card_gives_figures_with_their_intervals_and_thresholds() -> None:
    lines = card(SAID).splitlines()
    assert "| macro F1 | 0.634 [0.601, 0.663] | 0.634 [0.601, 0.663] |" in lines
    assert "| legal | 55 | 0.80 | 0.70 | 0.75 | 0.40 |" in lines
    assert "| legal | 0.60: 50% | 0.30: 70% |" in lines
    assert "| set/test | 10 | 0.500 [0.400, 0.600] | 0.600 |  |" in lines
    assert "- name: 0 of 9" in lines


def test_a_card_names_data_licence_limits_and_the_command() -> None:
    told = card(SAID)
    for word in ("**Data.**", "Apache-2.0", "**Limits.**", "balise models evaluate"):
        assert word in told
