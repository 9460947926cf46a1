"""Charters are read whole or refused with every mistake in its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from compliance.charter import Charter, Level, Mode, Params
from compliance.charter_file import load, loads, origins
from compliance.errors import CharterError, CharterErrors, UnknownName
from compliance.ports import Kind


class Words(Params):
    terms: tuple[str, ...]
    lemmas: bool = False


def kind_of(name: str) -> Kind:
    if name != "terms":
        raise UnknownName(name, what="kind", near=["terms"])
    return Kind(Words, lambda params, tools: lambda reading: (), examples=())


def read(text: str) -> Charter:
    return loads(text, file="acme.yaml", kind_of=kind_of)


def mistakes(text: str) -> list[str]:
    with pytest.raises(CharterErrors) as raised:
        read(text)
    return [str(error) for error in raised.value.errors]


ARTICLE = """\
id: acme
articles:
  - id: claims
    title: {fr: Promesses}
    text: {fr: Dire ce qu'on peut prouver.}
    rules:
      - {id: absolutes, kind: terms, terms: [n°1]}
"""


def test_a_small_charter_is_read_with_its_defaults() -> None:
    charter = read(ARTICLE)
    assert charter.level is Level.GUIDE
    assert charter.articles[0].category == "claims"
    assert charter.articles[0].rules[0].params == Words(terms=("n°1",))


def test_rules_and_articles_know_where_they_stand() -> None:
    article = read(ARTICLE).articles[0]
    assert str(article.place) == "acme.yaml:3:5"
    assert str(article.rules[0].place) == "acme.yaml:7:9"


def test_the_version_changes_with_the_content_and_only_then() -> None:
    assert read(ARTICLE).version == read(ARTICLE).version
    assert read(ARTICLE).version != read(ARTICLE.replace("n°1", "n°2")).version


def test_null_true_and_numbers_are_what_they_say_unless_quoted() -> None:
    charter = read(ARTICLE + 'second_look_hours: 8\nquiet_hours: null\nversion: "null"\n')
    assert (charter.second_look_hours, charter.quiet_hours, charter.version) == (8, None, "null")


def test_off_no_and_yes_are_words() -> None:
    charter = read(ARTICLE + "    mode: off\n")
    assert charter.articles[0].mode is Mode.OFF


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            ("kind: terms", "kind: term"),
            "acme.yaml:7:25: article 'claims', rule 'absolutes': unknown kind 'term';"
            " did you mean 'terms'?",
        ),
        (
            ("terms: [n°1]", "term: [n°1]"),
            "acme.yaml:7:38: article 'claims', rule 'absolutes': unknown key 'term';"
            " did you mean 'terms'?",
        ),
        (
            ("title:", "titel:"),
            "acme.yaml:4:5: articles.claims: unknown key 'titel'; did you mean 'title'?",
        ),
        (
            ("id: acme", "id: acme\nlevel: relaxed"),
            "acme.yaml:2:1: level: Input should be 'trust', 'guide', 'review' or 'strict'",
        ),
        (("id: acme\n", ""), "acme.yaml:1:1: id: missing; add it"),
        (("id: acme", "id: acme\nid: acme"), "key 'id' stands twice; keep one of the two"),
        (("id: acme", "id: acme\ntime_zone: Mars/Tharsis"), "unknown time zone 'Mars/Tharsis'"),
    ],
)
def test_a_mistake_names_its_place_and_its_mend(change: tuple[str, str], said: str) -> None:
    assert said in "\n".join(mistakes(ARTICLE.replace(*change)))


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file() -> None:
    both = mistakes(
        ARTICLE.replace("title:", "titel:").replace("id: acme", "id: acme\nlevel: mild")
    )
    assert [mistake.split(":")[1] for mistake in both] == sorted(m.split(":")[1] for m in both)
    assert len(both) >= 2


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "- a\n- b",
        "id: [",
        "id: 'open",
        "id: a: b",
        "\tid: a",
        "id: \x07",
        "? {a: b}\n: c",
        "&a [*a]",
        "id: acme\narticles: 5",
        "id: acme\narticles: [5]",
        "id: acme\narticles: [{id: a, rules: [5]}]",
        "id: acme\nextends: {a: b}",
        "id: acme\nextends: nowhere",
        "[" * 500,
    ],
)
def test_what_is_no_charter_is_refused_with_its_place(broken: str) -> None:
    with pytest.raises(CharterError, match=r"acme\.yaml"):
        read(broken)


def test_aliases_that_multiply_without_end_are_refused() -> None:
    levels = [f"l{i}: &l{i} [{', '.join([f'*l{i - 1}'] * 9)}]" for i in range(1, 9)]
    bomb = "\n".join(["l0: &l0 [a, b, c, d, e, f, g, h, i]", *levels])
    with pytest.raises(CharterError, match="too much is nested"):
        read(bomb)


def test_a_file_that_is_not_utf8_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "latin.yaml"
    file.write_bytes("id: a\ntitle: {fr: été}\n".encode("latin-1"))
    with pytest.raises(CharterError, match=r"latin\.yaml:2:13: not UTF-8 text"):
        load(file, kind_of=kind_of)


def test_the_later_wins_and_lists_merge_by_id(tmp_path: Path) -> None:
    (tmp_path / "house.yaml").write_text(ARTICLE, "utf-8")
    child = tmp_path / "team.yaml"
    child.write_text(
        "id: team\nextends: [house.yaml]\narticles:\n"
        "  - {id: claims, severity: serious}\n"
        "  - {id: form, title: {fr: Forme}, text: {fr: Respirer.}}\n",
        "utf-8",
    )
    charter = load(child, kind_of=kind_of)
    claims, form = charter.articles
    assert (charter.id, claims.severity, form.id) == ("team", "serious", "form")
    assert claims.title == {"fr": "Promesses"}
    assert claims.rules[0].place is not None
    assert claims.rules[0].place.file == "house.yaml"


def test_a_charter_that_extends_itself_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("id: a\nextends: [b.yaml]\n", "utf-8")
    (tmp_path / "b.yaml").write_text("id: b\nextends: [a.yaml]\n", "utf-8")
    with pytest.raises(CharterError, match="extends itself"):
        load(tmp_path / "a.yaml", kind_of=kind_of)


@pytest.mark.parametrize(("address", "said"), [("tu", "Dis ce que tu sais."), ("vous", "Dites.")])
def test_words_may_come_as_tu_and_as_vous(address: str, said: str) -> None:
    both = "{fr: {tu: Dis ce que tu sais., vous: Dites.}, en: Say.}"
    text = f"""\
id: acme
address: {address}
articles:
  - id: claims
    title: {{fr: Promesses}}
    text: {both}
    rules: [{{id: a, kind: terms, terms: [top], message: {both}}}]
"""
    [article] = read(text).articles
    assert article.text == article.rules[0].message == {"fr": said, "en": "Say."}


def test_words_as_tu_alone_are_a_mistake() -> None:
    [mistake] = mistakes(
        "id: acme\narticles: [{id: claims, title: {fr: T}, text: {fr: {tu: Dis.}}}]\n"
    )
    assert mistake.startswith("acme.yaml:2:48: articles.claims.text.fr: ")


def test_each_part_knows_the_file_it_came_from(tmp_path: Path) -> None:
    below = "id: below\nlevel: trust\n" + ARTICLE.removeprefix("id: acme\n")
    (tmp_path / "below.yaml").write_text(below, "utf-8")
    above = """\
id: acme
extends: [below.yaml]
level: strict
articles: [{id: claims, title: {en: Claims}}]
confidential: [{term: Zéphyr}]
"""
    (tmp_path / "acme.yaml").write_text(above, "utf-8")
    found = origins(tmp_path / "acme.yaml", kind_of=kind_of)
    assert str(found["level"]).endswith("acme.yaml:3:1")
    assert str(found["articles.claims.title.en"]).endswith("acme.yaml:4:33")
    assert str(found["articles.claims.title.fr"]).endswith("below.yaml:5:13")
    assert not any("phyr" in path or path == "confidential" for path in found)
