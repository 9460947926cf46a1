"""Scopes, and the parts of a block."""

from __future__ import annotations

import pytest

from compliance.styles.blocks import Block, Scope, cut


@pytest.mark.parametrize(
    ("scope", "block", "admitted"),
    [
        (["text"], "text.md", True),
        (["text"], "text.list.md", True),
        (["heading"], "text.md", False),
        (["heading.h2"], "text.heading.h2.md", True),
        (["heading.h2"], "text.heading.h1.md", False),
        (["list", "heading"], "text.heading.h1.md", True),
        (["text & ~heading"], "text.heading.h1.md", False),
        (["text & ~heading"], "text.list.md", True),
        (["~heading & ~list"], "text.list.md", False),
        (["~heading"], "raw.md", False),
        (["raw"], "raw.md", True),
        (["text.md"], "text.md", True),
        (["text.rst"], "text.md", False),
        (["sentence"], "sentence.text.md", True),
        (["text"], "sentence.text.md", False),
    ],
)
def test_a_scope_admits_the_blocks_that_have_all_its_sections(
    scope: list[str], block: str, admitted: bool
) -> None:
    assert Scope(scope).admits(tuple(block.split("."))) is admitted


def test_a_block_is_cut_into_paragraphs_and_sentences_with_their_places() -> None:
    block = Block("Un. Deux.\n\nTrois", ("text", "txt"), range(10, 26))
    parts = [
        (".".join(part.scope), part.text, part.origin[0])
        for part in cut(block, paragraphs=True, sentences=True)
    ]
    assert parts == [
        ("paragraph.text.txt", "Un. Deux.\n\n", 10),
        ("paragraph.text.txt", "Trois", 21),
        ("sentence.text.txt", "Un.", 10),
        ("sentence.text.txt", "Deux.", 14),
        ("sentence.text.txt", "Trois", 21),
        ("text.txt", "Un. Deux.\n\nTrois", 10),
    ]
