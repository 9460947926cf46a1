"""Whatever is typed, a folded sign maps back to the sign it came from."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from compliance.fold import fold, folded


@given(st.text(alphabet=st.characters(), max_size=200))
def test_every_folded_sign_maps_to_the_sign_it_came_from(typed: str) -> None:
    text = fold(typed)
    for at, sign in enumerate(text.folded):
        span = text.span(at, at + 1)
        assert len(span) == 1
        assert sign in folded(text[span])


@given(st.text(max_size=200))
def test_the_map_never_goes_backwards_and_ends_at_the_end(typed: str) -> None:
    origin = fold(typed).origin
    if origin is not None:
        assert list(origin) == sorted(origin)
        assert origin[-1] == len(typed)
