"""Two indexes speak once about the same words."""

from __future__ import annotations

from dataclasses import dataclass

from compliance.charter import Term
from compliance.confidential.together import Together
from compliance.fold import fold
from compliance.ports import TermHit
from compliance.text import Span, Text


@dataclass(frozen=True)
class Fixed:
    hits: tuple[TermHit, ...]

    def find(self, text: Text) -> tuple[TermHit, ...]:
        return self.hits


def hit(start: int, end: int, confidence: float = 1.0) -> TermHit:
    return TermHit(Span(start, end), Term(term="x"), "", confidence)


def test_hits_of_all_indexes_go_by_start() -> None:
    both = Together([Fixed((hit(8, 9),)), Fixed((hit(0, 3),))])
    assert [h.span for h in both.find(fold("…"))] == [Span(0, 3), Span(8, 9)]


def test_of_two_on_the_same_words_the_surest_then_the_longest_stays() -> None:
    both = Together([Fixed((hit(0, 9, 0.6), hit(20, 24))), Fixed((hit(4, 8), hit(20, 29)))])
    assert [h.span for h in both.find(fold("…"))] == [Span(4, 8), Span(20, 29)]
