"""Numbers: every spelling gives the same digits."""

from __future__ import annotations

import pytest

from compliance.matching.numbers import amounts, grouped, spelled


@pytest.mark.parametrize(
    ("words", "digits"),
    [
        ("quatorze virgule six", "14.6"),
        ("quarante deux", "42"),
        ("deux cent douze postes", "212"),
        ("trente et un points", "31"),
        ("quatre vingt onze", "91"),
        ("soixante dix sept", "77"),
        ("mille deux cents", "1200"),
        ("quatorze mille deux cents comptes", "14200"),
        ("forty one million", "41"),
        ("two hundred and twelve jobs", "212"),
        ("sept virgule huit pour cent", "7.8"),
        ("onze pour cent", "11"),
    ],
)
def test_number_words_are_read(words: str, digits: str) -> None:
    read = spelled(words.split(), 0)
    assert read is not None
    assert read[0] == digits


@pytest.mark.parametrize("words", ["un projet", "une équipe", "and so on", "et après", ""])
def test_an_article_or_a_link_is_no_number(words: str) -> None:
    assert spelled(words.split(), 0) is None


@pytest.mark.parametrize(
    ("digits", "separators", "readings"),
    [
        (["14", "200"], [" "], ["14200"]),
        (["7", "8"], [","], ["7.8"]),
        (["14", "200"], ["."], ["14200", "14.200"]),
        (["26", "118"], ["-"], []),
        (["1", "200", "5"], [" ", ","], ["1200", "1200.5"]),
    ],
)
def test_digit_groups_are_read_as_one_number(
    digits: list[str], separators: list[str], readings: list[str]
) -> None:
    assert [reading for reading, _ in grouped(digits, separators)] == readings


@pytest.mark.parametrize(
    ("number", "power", "ways"),
    [
        ("412", 6, ["0.412md", "412m", "412000000"]),
        ("0.412", 9, ["0.412md", "412m", "412000000"]),
        ("412000000", 0, ["0.412md", "412m", "412000000"]),
        ("1.2345678", 6, ["0.0012345678md", "1.2345678m"]),
        ("250", 3, ["250000"]),
        ("42", 0, ["42"]),
        ("412.0", None, ["412"]),
    ],
)
def test_an_amount_is_listed_in_the_ways_people_say_it(
    number: str, power: int | None, ways: list[str]
) -> None:
    assert amounts(number, power) == ways
