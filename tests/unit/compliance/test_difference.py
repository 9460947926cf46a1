"""Two charters side by side; secrets are counted, never shown."""

from __future__ import annotations

from compliance.charter import Charter
from compliance.charter_file import loads
from compliance.difference import Difference, differences
from compliance.wiring import kind_of

BASE = """\
id: acme
articles:
  - id: claims
    title: {fr: Promesses}
    text: {fr: Dites ce que vous pouvez prouver.}
    rules: [{id: first, kind: terms, terms: [n°1]}]
"""


def read(text: str) -> Charter:
    return loads(text, kind_of=kind_of)


def test_the_same_charter_does_not_differ_from_itself() -> None:
    assert differences(read(BASE), read(BASE)) == []


def test_what_changed_is_named_by_ids() -> None:
    changed = BASE.replace("id: acme", "id: acme\nlevel: strict").replace("{id: first", "{id: one")
    assert differences(read(BASE), read(changed)) == [
        Difference("~", "level", "guide", "strict"),
        Difference("-", "articles.claims.rules.first", old="…"),
        Difference("+", "articles.claims.rules.one", new="…"),
    ]


def test_confidential_terms_are_counted_only() -> None:
    secret = BASE + "confidential: [{term: Projet Zéphyr}]\n"
    found = differences(read(BASE), read(secret))
    assert found == [Difference("~", "confidential", "0 terms", "1 terms")]
    assert "Zéphyr" not in repr(found)


def test_long_words_are_told_whole() -> None:
    words = (
        "Dites ce que vous pouvez prouver, montrer et tenir, avec une source que l'on peut lire."
    )
    changed = BASE.replace("Dites ce que vous pouvez prouver.", f'"{words}"')
    assert differences(read(BASE), read(changed)) == [
        Difference("~", "articles.claims.text.fr", "Dites ce que vous pouvez prouver.", words)
    ]


def test_a_list_is_told_by_its_items() -> None:
    changed = BASE.replace("terms: [n°1]", "terms: [n°1, leader]")
    assert differences(read(BASE), read(changed)) == [
        Difference("~", "articles.claims.rules.first.params.terms", "n°1", "n°1, leader")
    ]
