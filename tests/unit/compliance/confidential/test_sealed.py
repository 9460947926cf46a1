"""Sealed lists: they find what the plain list finds, and tell nothing without the key."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from compliance.charter import Organisation, Term
from compliance.confidential import open_index, open_sealed, seal
from compliance.confidential.sealed import left_out
from compliance.errors import CharterError
from compliance.fold import fold
from compliance.ports import TermIndex

KEY = bytes(range(32))
TERMS = (
    Term(term="Projet Zéphyrine", aliases=("PJ-Zeph",), kind="code-name", why="rachat discret"),
    Term(term="Banque Morvanelle", aliases=("la Morvanelle",), kind="client-nda"),
    Term(term="départ de Solène Kervadoc", kind="person-move", until=date(2027, 1, 11)),
    Term(term="412,6 M€ de marge", kind="figure"),
    Term(term="Beacon", kind="code-name"),
)
POSTS = (
    "On avance sur le projet zephyrine !",
    "Le P.r.o.j.e.t Z.e.p.h.y.r.i.n.e sort bientôt",
    "#ProjetZéphyrine et la M0rvanelle dans le même post",
    "Merci à la Мorvanelle et aux Morvanelles",
    "Bravo Zéphirine, et Zephyrnie aussi",
    "départ Solène Kervadoc annoncé, départ de Solene Kervadok confirmé",
    "quatre cent douze virgule six millions d'euros de marge",
    "Le projet Balise avance, et la Banque Maurvanele aussi",
    "Le proje tZéphyrine, la Banqu emorvanelle et la B.a.n.q.u.e.M.o.r.v.a.n.e.l.l.e",
    "Rien à voir ici, tout va bien avec Zoé et la banque du coin",
)


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("lists") / "terms.sealed"
    path.write_bytes(seal(TERMS, KEY))
    return path


def seen(index: TermIndex, typed: str) -> list[tuple[str, str, str, float]]:
    return [
        (typed[h.span.start : h.span.end], h.term.term, h.disguise, round(h.confidence, 6))
        for h in index.find(fold(typed))
    ]


@pytest.mark.parametrize("typed", POSTS)
def test_it_finds_what_the_plain_list_finds(sealed: Path, typed: str) -> None:
    plain = open_index(TERMS, organisation=Organisation())
    opened = open_sealed(sealed, KEY, organisation=Organisation())
    assert seen(opened, typed) == seen(plain, typed)


def test_a_hit_carries_its_terms_embargo(sealed: Path) -> None:
    opened = open_sealed(sealed, KEY, organisation=Organisation())
    (hit,) = opened.find(fold("Le départ de Solène Kervadoc se prépare"))
    assert hit.term.until == date(2027, 1, 11)


def test_nothing_of_a_term_stands_in_the_file(sealed: Path) -> None:
    content = sealed.read_bytes().lower()
    for word in (b"zephyrine", b"morvanelle", b"kervadoc", b"rachat", b"code-name", b"412"):
        assert word not in content


def test_two_sealings_of_a_list_have_nothing_in_common() -> None:
    one, other = seal(TERMS[:1], KEY), seal(TERMS[:1], KEY)
    assert not {one[i : i + 8] for i in range(200, 800)} & {
        other[i : i + 8] for i in range(200, 800)
    }


def test_equal_terms_do_not_show() -> None:
    content = seal([TERMS[0], TERMS[0]], KEY)
    blocks = [content[i : i + 8] for i in range(150, len(content) - 8)]
    zeros = bytes(8)
    assert len({block for block in blocks if block != zeros}) == len(blocks) - blocks.count(zeros)


@pytest.mark.parametrize(
    ("content", "key", "said"),
    [
        (None, b"another key of 32 bytes, surely!", "this key does not open the sealed list"),
        (b"term,aliases\nA,B\n", KEY, "this is not a sealed list"),
        (b"balise-sealed-1\n" + bytes(99), KEY, "sealed by an earlier version"),
    ],
)
def test_what_does_not_open_is_said(
    sealed: Path, tmp_path: Path, content: bytes | None, key: bytes, said: str
) -> None:
    path = sealed
    if content is not None:
        path = tmp_path / "x.sealed"
        path.write_bytes(content)
    with pytest.raises(CharterError, match=said):
        open_sealed(path, key, organisation=Organisation())


def test_a_list_that_is_cut_short_is_said(sealed: Path, tmp_path: Path) -> None:
    path = tmp_path / "short.sealed"
    path.write_bytes(sealed.read_bytes()[:400])
    with pytest.raises(CharterError, match="cut short"):
        open_sealed(path, KEY, organisation=Organisation())


def test_a_missing_list_is_said(tmp_path: Path) -> None:
    with pytest.raises(CharterError, match="cannot read the sealed list"):
        open_sealed(tmp_path / "none.sealed", KEY, organisation=Organisation())


def test_a_short_key_is_refused() -> None:
    with pytest.raises(CharterError, match="16 bytes"):
        seal(TERMS, b"short")


def test_letters_are_left_out_in_every_way() -> None:
    assert left_out(b"abc", 2) == {b"abc", b"bc", b"ac", b"ab", b"a", b"b", b"c"}
