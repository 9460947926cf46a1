"""Whatever is typed, hits stay inside it, never overlap, and are the same each time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from compliance.charter import Organisation, Term
from compliance.confidential import open_index
from compliance.fold import fold

NAMES = ("Projet Lambreval", "412 M€", "7,8 %", "Clinique de l'Estrac", "SU27", "la Vague")
INDEX = open_index([Term(term=name) for name in NAMES], organisation=Organisation())
_PARTS = (
    "Lambreval projet l·a·m #Projet 412 M€ millions % 7,8 é 🔥 \u200b S.U.2.7 de la vague L4mbr3v@l"
    " quatre cent douze . - '"
)
WORDS = st.sampled_from([*_PARTS.split(" "), "\n"])
POSTS = st.lists(st.one_of(WORDS, st.text(max_size=6)), max_size=30).map(" ".join)


@given(POSTS)
def test_hits_stay_inside_the_text_in_order_and_apart(typed: str) -> None:
    end = 0
    for hit in INDEX.find(fold(typed)):
        assert end <= hit.span.start < hit.span.end <= len(typed)
        assert 0 <= hit.confidence <= 1
        end = hit.span.end


@given(POSTS)
def test_the_same_post_gives_the_same_hits(typed: str) -> None:
    assert list(INDEX.find(fold(typed))) == list(INDEX.find(fold(typed)))


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_rare_name_is_found_between_any_words(before: str, after: str) -> None:
    typed = f"{before}\n\nLambreval\n\n{after}"
    found = [typed[hit.span.start : hit.span.end] for hit in INDEX.find(fold(typed))]
    assert any("Lambreval" in words for words in found)


@given(st.lists(st.text(max_size=30), max_size=6))
def test_any_words_may_be_listed(names: list[str]) -> None:
    terms = [Term(term=name) for name in names if name]
    index = open_index(terms, organisation=Organisation())
    for name in names:
        list(index.find(fold(f"on parle de {name} demain")))
