"""Pieces of a text and what each may be read as."""

from __future__ import annotations

import pytest

from compliance.fold import fold
from compliance.matching.pieces import Lattice, cut, sort_of


def words(typed: str) -> list[str]:
    return cut(fold(typed)).words


def readings(typed: str, at: int = 0) -> set[tuple[str, int]]:
    text = fold(typed)
    return {(r.text.decode(), r.end) for r in Lattice(cut(text), text.folded).readings(at)}


@pytest.mark.parametrize(
    ("typed", "pieces"),
    [
        ("Bonjour à tous !", ["bonjour", "a", "tous"]),
        ("#ProjetAtlasNonMerci", ["projet", "atlas", "non", "merci"]),
        ("QVault et VALREYs", ["q", "vault", "et", "valrey", "s"]),
        ("C@ntal, M*rbreu1l", ["c", "@", "ntal", "m", "*", "rbreu", "1", "l"]),
        ("Atlas!! 50 % @user", ["atlas", "50", "%", "@", "user"]),
        ("plan_B-52", ["plan", "b", "52"]),
    ],
)
def test_a_text_is_cut_where_a_disguise_would_be(typed: str, pieces: list[str]) -> None:
    assert words(typed) == pieces


def test_pieces_know_where_they_stand() -> None:
    text = fold("Le\u200b cœur d'Atlas")
    pieces = cut(text)
    spans = [text.span(a, b) for a, b in zip(pieces.starts, pieces.ends, strict=True)]
    assert [text[span] for span in spans] == ["Le", "cœur", "d", "Atlas"]


@pytest.mark.parametrize(
    ("typed", "joined"),
    [
        ("le plan A. Le pivot", [False, True, True, False, True]),
        ("P. i. v. o. t", [False, True, True, True, True]),
        ("At 🔥 las", [False, True]),
        ("Atlas\nPhare", [False, False]),
        ("M. Kerival", [False, True]),
    ],
)
def test_a_name_does_not_run_across_a_sentence_unless_it_is_spelled(
    typed: str, joined: list[bool]
) -> None:
    assert cut(fold(typed)).joins == joined


def test_a_name_does_not_begin_inside_a_number() -> None:
    assert cut(fold("17,8 % et 2 412 M€")).opens == [
        True,
        False,
        True,
        True,
        True,
        False,
        True,
        True,
    ]


@pytest.mark.parametrize(
    ("typed", "at", "some"),
    [
        ("m1stral", 1, {("1", 2), ("i", 2), ("l", 2)}),
        ("quatorze virgule six", 0, {("quatorze", 1), ("14.6", 3)}),
        ("412 millions d'euros", 1, {("millions", 2), ("m", 4)}),
        ("14 200 comptes", 0, {("14", 1), ("14200", 2)}),
        ("7,8 pour cent", 2, {("pour", 3), ("%", 4)}),
        ("chrysalides", 0, {("chrysalides", 1), ("chrysalide", 1)}),
        ("du plan", 0, {("du", 1), ("le", 1), ("", 1)}),
        ("project", 0, {("project", 1), ("projet", 1)}),
    ],
)
def test_a_piece_may_be_read_as(typed: str, at: int, some: set[tuple[str, int]]) -> None:
    assert some <= readings(typed, at)


@pytest.mark.parametrize(
    ("word", "sort"),
    [("project", "projet"), ("porjet", "projet"), ("laboratoirez", "laboratoire"), ("poney", "")],
)
def test_a_sort_of_thing_is_known_through_a_typo(word: str, sort: str) -> None:
    assert sort_of(word) == sort
