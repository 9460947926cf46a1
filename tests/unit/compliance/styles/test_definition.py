"""Rule files: what they say, and what each that cannot be used is told."""

from __future__ import annotations

import pytest

from compliance.styles.definition import Unread, definition

RULE = "extends: existence\nmessage: No '%s'.\ntokens: [very]\n"


def test_a_rule_has_vales_defaults() -> None:
    rule = definition("House.Rule", RULE)
    assert (rule.name, rule.level, rule.scope, rule.limit) == (
        "House.Rule",
        "warning",
        ("text",),
        0,
    )


def test_words_that_other_readers_take_for_booleans_or_numbers_stay_words() -> None:
    rule = definition("House.Swap", "extends: substitution\nmessage: x\nswap: {no: yes, 4: four}\n")
    assert rule.pairs("swap") == {"no": "yes", "4": "four"}


def test_keys_are_read_whatever_their_capitals() -> None:
    rule = definition("House.Rule", RULE + "ignoreCase: true\nLevel: error\n")
    assert rule.flag("ignorecase")
    assert rule.level == "error"


def test_an_escaped_apostrophe_in_double_quotes_is_read_as_go_does() -> None:
    rule = definition("House.Rule", 'extends: existence\nmessage: "don\\\'t"\ntokens: [a]\n')
    assert rule.message == "don't"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("extends: sequence\nmessage: x\ntokens: []\n", "part-of-speech tagger"),
        ("extends: spelling\nmessage: x\n", "Hunspell"),
        ("extends: script\nmessage: x\nscript: x\n", "Tengo"),
        ("extends: magic\nmessage: x\n", "extends: magic"),
        ("message: x\n", "no `extends`"),
        ("extends: existence\ntokens: [a]\n", "no `message`"),
        (RULE + "colour: red\n", "unknown key `colour`"),
        (RULE + "level: fatal\n", "level: fatal"),
        ("- a\n- b\n", "not a mapping"),
        ("extends: [\n", "not YAML: line 2"),
        (RULE + "limit: many\n", "`limit` is not a number"),
    ],
)
def test_a_file_that_gives_no_rule_is_told_why(text: str, reason: str) -> None:
    with pytest.raises(Unread, match=reason):
        definition("House.Rule", text)
