"""Every kind, key, setting and command that there is stands in the documentation."""

from __future__ import annotations

from pathlib import Path

import pytest

from compliance import cli, rules
from compliance.charter import Charter, Rule
from compliance.declared import names
from compliance.settings import Settings

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
CHARTERS = (ROOT / "docs" / "charters.md").read_text("utf-8")


@pytest.mark.parametrize("kind", names(rules))
def test_a_kind_is_documented(kind: str) -> None:
    assert f"`{kind}`" in CHARTERS


@pytest.mark.parametrize("key", sorted(set(Charter.model_fields)))
def test_a_key_of_a_charter_is_documented(key: str) -> None:
    assert f"`{key}`" in CHARTERS


@pytest.mark.parametrize("key", sorted(set(Rule.model_fields) - {"params", "place"}))
def test_an_option_of_rules_is_documented(key: str) -> None:
    assert f"`{key}" in CHARTERS


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_a_setting_is_documented(name: str) -> None:
    assert f"`BALISE_{name.upper()}`" in README


@pytest.mark.parametrize("command", names(cli))
def test_a_command_is_documented(command: str) -> None:
    assert f"balise {command}" in README
