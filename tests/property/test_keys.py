"""No match of a pattern does without its keys, whatever the pattern."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.errors import CharterError
from compliance.fold import fold
from compliance.matching.keys import doors, required
from compliance.matching.regex import compiled

LITERALS = st.text("abcé '-1", min_size=1, max_size=6)
ATOMS = st.one_of(
    LITERALS, st.sampled_from([r"\w", r"\d", "[ab1]", "[^a]", ".", r"\b", r"\.", r"\x61"])
)
QUANTIFIERS = st.sampled_from(["", "", "", "?", "*", "+", "{0,2}", "{2}", "??", "{1,}"])


def _quantified(atoms: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pairs = st.tuples(atoms, QUANTIFIERS).map("".join)
    return st.lists(pairs, min_size=1, max_size=4).map("".join)


def _grouped(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    alternatives = st.lists(inner, min_size=1, max_size=3).map("|".join)
    groups = st.tuples(st.sampled_from(["(", "(?:", "(?P<n>", "(?i:"]), alternatives, st.just(")"))
    return _quantified(st.one_of(ATOMS, groups.map("".join)))


PATTERNS = st.recursive(_quantified(ATOMS), _grouped, max_leaves=6)
POSTS = st.text("aàbcdeé '-1.A\n", max_size=40)


@settings(max_examples=400, deadline=None)
@given(pattern=PATTERNS, data=st.data())
def test_what_matches_holds_a_key(pattern: str, data: st.DataObject) -> None:
    keys, opening = required(pattern), doors(pattern)
    try:
        expression = compiled(pattern)
    except CharterError:  # two groups of one name, or a word edge repeated
        return
    # Texts made of the pattern's own letters match often; any other may match too.
    own = st.text(st.sampled_from(sorted(set(pattern)) or ["a"]), max_size=30)
    text = fold(data.draw(st.one_of(own, POSTS, LITERALS)))
    if keys is not None and expression.stands_in(text):
        assert any(key in text.folded for key in keys)
        assert opening is not None
        assert any(all(any(k in text.folded for k in keys) for keys in door) for door in opening)
