"""Amounts: one key for all spellings."""

from __future__ import annotations

from decimal import Decimal

import pytest

from compliance.fold import fold
from compliance.matching.amounts import Key, amounts


def read(text: str) -> list[tuple[str, set[Key]]]:
    folded = fold(text)
    return [(folded[each.span], set(each.keys)) for each in amounts(folded)]


@pytest.mark.parametrize("text", ["", "Un merci 🎉", "a" * 5_000, "9" * 40, "un café"])
def test_a_text_without_amounts_has_none(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    ["1,06 Md€", "1 060 millions d'euros", "1.06 milliard d’euros", "1060 M€", "1.06bn EUR"],
)
def test_one_amount_has_one_key_in_any_spelling(text: str) -> None:
    assert read(f"🎉 Commandes : {text}.") == [(text, {(Decimal("1.06E+9"), "€")})]


@pytest.mark.parametrize("text", ["6,2 %", "6.2%", "six virgule deux pour cent", "6,20 percent"])
def test_so_has_a_percentage(text: str) -> None:
    assert read(f"Marge de {text} !") == [(text, {(Decimal("6.2"), "%")})]


def test_a_currency_may_stand_before_and_belongs_to_its_own_number() -> None:
    assert read("$12m, £3") == [("12m", {(Decimal("1.2E+7"), "$")}), ("3", {(Decimal(3), "£")})]


def test_metres_are_no_millions() -> None:
    assert read("12 m de haut") == [("12", {(Decimal("12"), "")})]


def test_a_spelling_that_two_languages_read_apart_has_both_keys() -> None:
    assert read("1,060") == [("1,060", {(Decimal("1.06"), ""), (Decimal("1.06E+3"), "")})]
