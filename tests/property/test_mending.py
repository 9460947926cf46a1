"""A mend is what it says it is, whatever the draft."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from compliance.mending import BLANKS, STAYS, Edit, applied, composed, deletion, mended
from compliance.post import Post
from tests.support import checker
from tests.unit.compliance.test_mending import CHARTER

NOW = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)
ACME = checker(CHARTER)
GUILTY = ("n°1", "sans aucun risque", "jamais en panne", "imbéciles", "buse", "passée par hasard")
BETWEEN = (" ", ", ", ". ", "\u202f! ", "\n\n", " – ", " (", ") ", "l'", "…", "\r\n", "\u00a0: ")
HOSTILE = ("\x00", "\ud800", "\u202e", "é" * 40, "🙂", "", "a", "Le salon de Lyon", "ﬁ", "#tag")
DRAFTS = st.lists(st.sampled_from((*GUILTY, *BETWEEN, *HOSTILE)), max_size=14).map("".join)


@settings(max_examples=150, deadline=None)
@given(DRAFTS)
@example(" passée par hasard…n°1jamais en panne\r\n")  # a line that is added, then taken back
def test_a_mend_is_what_it_says(text: str) -> None:
    draft = Post(id="1", text=text)
    findings = ACME.check(draft, now=NOW).findings
    mend = mended(ACME, draft, findings, now=NOW)
    assert applied(text, mend.edits) == mend.text
    assert len(mend.text) >= STAYS * len(text)
    edits = mend.edits
    assert all(a.end <= b.start for a, b in pairwise(edits))
    assert all(0 <= edit.start <= edit.end <= len(text) for edit in edits)
    again = ACME.check(draft.model_copy(update={"text": mend.text}), now=NOW).findings
    assert mend.left == again
    assert len(again) <= len(findings)


@given(DRAFTS, st.data())
def test_a_deletion_takes_out_its_words_and_puts_in_a_letter_at_most(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    edit = deletion(text, start, end)
    assert 0 <= edit.start <= start
    assert edit.end <= len(text)
    assert not text[edit.end : end].strip(BLANKS)
    assert len(edit.replacement) <= 1


@given(st.text(min_size=1, max_size=30), st.data())
def test_edits_one_after_the_other_are_one_set_of_edits(text: str, data: st.DataObject) -> None:
    edits: tuple[Edit, ...] = ()
    current = text
    for _ in range(4):
        start = data.draw(st.integers(0, len(current)))
        end = data.draw(st.integers(start, len(current)))
        change = Edit(start, end, data.draw(st.text(max_size=4)))
        edits, current = composed(edits, change, current), applied(current, [change])
        assert applied(text, edits) == current
        assert all(a.end <= b.start for a, b in pairwise(edits))
