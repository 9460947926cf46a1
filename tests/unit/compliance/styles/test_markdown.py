"""Blocks of Markdown: their words, their scopes, and where each sign stands."""

from __future__ import annotations

import pytest

from compliance.styles.blocks import INSERTED
from compliance.styles.markdown import Options, document, plain_document


def blocks(source: str) -> list[tuple[str, str]]:
    return [(".".join(block.scope), block.text) for block in document(source).blocks]


def places(source: str) -> list[int]:
    [block] = document(source).blocks
    return list(block.origin)


def test_text_without_markup_is_its_paragraphs() -> None:
    assert blocks("Une ligne\nsa suite\n\nUne autre #tag") == [
        ("text.md", "Une ligne\nsa suite"),
        ("text.md", "Une autre #tag"),
    ]


def test_emphasis_is_passed_over_and_its_words_keep_their_place() -> None:
    source = "🎉 un **mot** fort"
    [block] = document(source).blocks
    assert block.text == "🎉 un mot fort"
    assert source[block.span(5, 8).start : block.span(5, 8).end] == "mot"


@pytest.mark.parametrize(
    ("source", "scope", "text"),
    [
        ("## Un *titre*\n", "text.heading.h2.md", "Un titre"),
        ("Un titre\n---\n", "text.heading.h2.md", "Un titre"),
        ("- un point\n", "text.list.md", "un point"),
        ("3. un point\n", "text.list.md", "un point"),
        ("- [x] un point\n", "text.list.md", "un point"),
        ("> une citation\n", "text.blockquote.md", "une citation"),
        ("![une image](a.png)\n", "text.attr.alt.md", "une image"),
    ],
)
def test_a_block_has_the_scope_of_its_markup(source: str, scope: str, text: str) -> None:
    assert blocks(source) == [(scope, text)]


def test_cells_of_a_table_are_told_from_its_header() -> None:
    source = "| a b | c |\n|-----|---|\n| a | a b |\n"
    found = document(source).blocks
    assert [(".".join(b.scope), b.text, b.origin[0]) for b in found] == [
        ("text.table.header.md", "a b", 2),
        ("text.table.header.md", "c", 8),
        ("text.table.cell.md", "a", 26),
        ("text.table.cell.md", "a b", 30),
    ]


def test_code_and_bare_addresses_are_starred_and_fences_left_out() -> None:
    source = "Lis `le code` et https://example.com/a.\n\n```sh\nrm -rf\n```\n"
    assert blocks(source) == [("text.md", "Lis ******* et *********************.")]


def test_a_link_counts_by_its_words() -> None:
    source = "Vois [la page](https://example.com/la 'page') ici"
    assert blocks(source) == [("text.md", "Vois la page ici")]
    assert places(source)[5:12] == list(range(6, 13))
    assert places(source)[-3:] == list(range(len(source) - 3, len(source)))


def test_a_space_parts_words_that_only_markup_parted() -> None:
    [block] = document("un**deux**, (voir **trois**)").blocks
    assert block.text == "un deux, (voir trois)"
    assert block.origin[2] == INSERTED


def test_comments_and_unknown_tags_do_not_glue_words() -> None:
    assert blocks("un <!-- vale off --> deux qua<wbr>tre") == [("text.md", "un deux quatre")]


def test_escapes_and_entities_stand_where_they_are_written() -> None:
    source = r"un \* puis &amp; fin"
    [block] = document(source).blocks
    assert block.text == "un * puis & fin"
    assert block.span(12, 15).start == source.index("fin")


def test_mathematics_is_left_alone_and_money_is_not() -> None:
    assert blocks("$$\nx\n$$\n\nsoit $x$ et $5 ou $6") == [("text.md", "soit * et $5 ou $6")]


def test_nested_points_are_read_with_the_point_above() -> None:
    assert blocks("- un **gros** point\n  - dessous\n") == [
        ("text.list.md", "un gros point dessous")
    ]


def test_front_matter_is_read_by_key() -> None:
    source = "---\ntitle: Un titre\ntags: [a]\n---\nLe texte\n"
    assert blocks(source) == [
        ("text.frontmatter.title.md", "Un titre"),
        ("text.md", "Le texte"),
    ]
    assert document(source).blocks[1].span(0, 2).start == source.index("Le texte")


def test_lines_may_end_as_on_windows() -> None:
    source = "# un\r\n\r\n*deux* trois\r\nquatre\r\n"
    two = document(source).blocks[1]
    assert two.span(0, 4).start == source.index("deux")
    assert two.span(len(two.text) - 6, len(two.text)).start == source.index("quatre")


def test_comments_turn_rules_off_from_their_place_on() -> None:
    source = (
        "un\n\n<!-- vale House.Rule = NO -->\n\ndeux\n\n<!-- vale House.Rule = YES -->\n\ntrois\n"
    )
    assert [(b.text, set(b.muted)) for b in document(source).blocks] == [
        ("un", set()),
        ("deux", {"House.Rule"}),
        ("trois", set()),
    ]


def test_counts_are_by_kind_of_block() -> None:
    found = document("# a\n\n## b\n\n- c\n- d\n\n> e\n\n    code\n")
    assert found.counts == {"heading.h1": 1, "heading.h2": 1, "list": 2, "blockquote": 1, "pre": 1}


def test_the_whole_is_prose_without_headings() -> None:
    assert document("# a\n\nb *c*\n\n- d\n").summary.text == "b c\n\nd\n\n"


def test_a_configuration_may_star_other_tags() -> None:
    options = Options(ignored=frozenset({"strong"}))
    assert document("un **mot** `code`", options).blocks[0].text == "un *** code"


def test_plain_text_is_one_block_as_it_is() -> None:
    [block] = plain_document("# pas un *titre*").blocks
    assert (block.text, block.scope) == ("# pas un *titre*", ("text", "txt"))
