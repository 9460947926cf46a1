"""A style folder: its rules by name, the files that give none, vocabularies."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.styles import Pack, Source, Unsupported, load, unusable
from compliance.styles.checks.parts import Vocabulary
from compliance.styles.definition import definition
from compliance.styles.pack import _ready, terms, vocabulary_rules
from compliance.text import WHOLE

PUBLIC = Path(__file__).parents[4] / "../shared/data/vale-styles"
VERY = "extends: existence\nmessage: Not '%s'.\ntokens: [very]\n"


@pytest.fixture
def house(tmp_path: Path) -> Path:
    folder = tmp_path / "House"
    for name, text in {
        "Very.yml": VERY,
        "dates/Format.yml": VERY,
        "Spelling.yml": "extends: spelling\nmessage: x\n",
        "Broken.yml": "extends: [\n",
        "_drafts/Draft.yml": VERY,
        "meta.json": "{}",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def test_rules_are_named_after_their_folders(house: Path) -> None:
    assert [rule.name for rule in load(house).rules] == ["House.Very", "House.dates.Format"]


def test_every_file_that_gives_no_rule_is_named_with_its_reason(house: Path) -> None:
    broken, spelling = unusable(house)
    assert str(broken).startswith("Broken.yml: not YAML: line 2: ")
    reason = "`extends: spelling` needs Vale's Hunspell dictionaries"
    assert spelling == Unsupported("Spelling.yml", reason)


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(NotADirectoryError):
        load(tmp_path / "none")


def test_what_a_rule_says_stands_in_the_text_as_typed(house: Path) -> None:
    text = "🎉 c'est **very** bien"
    [said] = load(house, wanted=lambda name: name == "House.Very").said(Source(text))
    assert text[said.span.start : said.span.end] == "very"
    assert (said.rule.name, said.message) == ("House.Very", "Not 'very'.")


def test_lines_that_end_as_on_windows_are_lines(house: Path) -> None:
    (house / "Very.yml").write_text(VERY.replace("[very]", "['very$']"), "utf-8")
    text = "🎉\r\nun very\r\ndeux very\rtrois"
    pack = load(house, wanted=lambda name: name == "House.Very")
    found = [said.span.start for said in pack.said(Source(text, "text"))]
    assert found == [6, 17]


def test_a_comment_in_the_text_turns_a_rule_off(house: Path) -> None:
    pack = load(house, wanted=lambda name: name == "House.Very")
    assert list(pack.said(Source("<!-- vale House.Very = NO -->\n\nvery"))) == []


def test_a_vocabulary_wants_its_own_spelling_and_refuses_what_it_rejects() -> None:
    pack = vocabulary_rules(Vocabulary(accepted=("GitHub",), rejected=("Git Hub",)))
    said = [(s.rule.name, s.message) for s in pack.said(Source("GitHub, github, Git Hub"))]
    assert said == [
        ("Vale.Terms", "Use 'GitHub' instead of 'github'."),
        ("Vale.Avoid", "Avoid using 'Git Hub'."),
    ]


def test_terms_are_one_a_line(tmp_path: Path) -> None:
    (tmp_path / "accept.txt").write_text("# ours\nGitHub\n\n(?i)saas\n", "utf-8")
    assert terms(tmp_path / "accept.txt") == ("GitHub", "(?i)saas")
    assert terms(tmp_path / "reject.txt") == ()


SIGNS = st.text(st.sampled_from("véry 🎉*_`[]()<>!#|-\n\r\t$&;:/.1\\\x00\u00a0\u202e"), max_size=60)


@given(SIGNS)
def test_what_is_said_stands_in_any_text_however_odd(text: str) -> None:
    rules = [
        definition("House.Any", "extends: existence\nmessage: '%s'\ntokens: ['\\w+']\n"),
        definition("House.Raw", "extends: existence\nmessage: '%s'\nscope: raw\nraw: ['\\S']\n"),
        definition("House.Case", "extends: capitalization\nmessage: x\nmatch: $upper\n"),
    ]
    pack = Pack(tuple(_ready(rule, Vocabulary(), rule.level) for rule in rules))
    for said in pack.said(Source(text)):
        assert said.span == WHOLE or 0 <= said.span.start < said.span.end <= len(text)
        if said.rule.name == "House.Raw":
            assert text[said.span.start : said.span.end] == said.message


def test_an_empty_text_says_nothing(house: Path) -> None:
    assert list(load(house).said(Source(""))) == []
    assert list(Pack(()).said(Source("very"))) == []


@pytest.mark.skipif(not PUBLIC.is_dir(), reason="the public packs are not here")
def test_the_public_packs_are_usable_but_for_what_is_named() -> None:
    packs = {path.name: load(path) for path in sorted(PUBLIC.iterdir()) if path.is_dir()}
    usable = sum(len(pack.rules) for pack in packs.values())
    told = [(name, str(each)) for name, pack in packs.items() for each in pack.unusable]
    assert usable == 127
    assert told == [
        ("Openly", "Spelling.yml: `extends: spelling` needs Vale's Hunspell dictionaries")
    ]
