"""Names that others write down are pinned: adding one is a line here, renaming is a decision."""

from __future__ import annotations

import json
from pathlib import Path

from compliance import charter_file, cli, recognizers, rules, sources
from compliance.charter import Level, Mode, Rule
from compliance.declared import names
from compliance.errors import ComplianceError
from compliance.finding import CATEGORIES, Severity
from compliance.report import Route
from compliance.settings import Settings

PINNED = Path(__file__).with_name("names.json")


def codes(error: type[ComplianceError]) -> set[str]:
    return {error.code, *(code for kind in error.__subclasses__() for code in codes(kind))}


def current() -> dict[str, list[str]]:
    return {
        "categories": list(CATEGORIES),
        "charters": list(charter_file.builtin_names()),
        "commands": list(names(cli)),
        "error codes": sorted(codes(ComplianceError)),
        "kinds": list(names(rules)),
        "levels": [level.value for level in Level],
        "modes": [mode.value for mode in Mode],
        "recognizers": list(names(recognizers)),
        "routes": [route.value for route in Route],
        "rule keys": sorted(set(Rule.model_fields) - {"params", "place"}),
        "settings": sorted(f"BALISE_{name.upper()}" for name in Settings.model_fields),
        "severities": [severity.value for severity in Severity],
        "sources": list(names(sources)),
    }


def test_names_are_those_pinned() -> None:
    assert current() == json.loads(PINNED.read_text("utf-8"))
