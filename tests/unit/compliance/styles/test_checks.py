"""The nine extension points: what each flags, says and offers."""

from __future__ import annotations

import pytest

from compliance.styles import Pack, Source
from compliance.styles.checks.parts import Vocabulary, said
from compliance.styles.definition import Unread, definition
from compliance.styles.pack import _ready


def alerts(
    rule: str, text: str, *, vocabulary: Vocabulary | None = None
) -> list[tuple[str, str, tuple[str, ...]]]:
    """The words flagged, the message and the suggestions of the rule written in `rule`."""
    written = definition("House.Rule", rule)
    ready = _ready(written, vocabulary or Vocabulary(), written.level)
    found = Pack((ready,)).said(Source(text))
    return [(text[s.span.start : s.span.end], s.message, s.suggestions) for s in found]


def words(rule: str, text: str, *, vocabulary: Vocabulary | None = None) -> list[str]:
    return [flagged for flagged, _, _ in alerts(rule, text, vocabulary=vocabulary)]


# existence

VERY = "extends: existence\nmessage: Not '%s'.\nignorecase: true\ntokens: [very, quite a]\n"


def test_existence_flags_whole_words() -> None:
    assert words(VERY, "every Very quite a. quite") == ["Very", "quite a"]


def test_existence_flags_parts_of_words_where_it_says_so() -> None:
    rule = "extends: existence\nmessage: x\nnonword: true\ntokens: ['[a-z]+!{2,}']\n"
    assert words(rule, "Oh no!! yes!") == ["no!!"]


def test_existence_puts_raw_before_its_tokens_or_after_with_append() -> None:
    raw = "extends: existence\nmessage: x\nraw: ['un ']\ntokens: [deux, trois]\n"
    assert words(raw, "un deux, deux, un trois") == ["un deux", "un trois"]
    append = "extends: existence\nmessage: x\nraw: [' un']\nappend: true\ntokens: [deux]\n"
    assert words(append, "deux un, un deux") == ["deux un"]


def test_existence_leaves_exceptions_and_accepted_words_alone() -> None:
    rule = "extends: existence\nmessage: x\ntokens: ['[A-Z]{3}']\nexceptions: [ABC]\n"
    assert words(rule, "ABC DEF GHI") == ["DEF", "GHI"]
    assert words(rule, "ABC DEF GHI", vocabulary=Vocabulary(("GHI",))) == ["DEF"]
    assert words(rule + "vocab: false\n", "GHI", vocabulary=Vocabulary(("GHI",))) == ["GHI"]


def test_accepted_words_do_not_excuse_spans_of_signs() -> None:
    rule = 'extends: existence\nmessage: x\nnonword: true\ntokens: [\'"[^"]+"[.,]\']\n'
    assert words(rule, 'say "plugh", now', vocabulary=Vocabulary(("plugh",))) == ['"plugh",']


def test_actions_are_offered_as_replacements() -> None:
    remove = VERY + "action: {name: remove}\n"
    assert alerts(remove, "very") == [("very", "Not 'very'.", ("",))]
    edit = VERY + "action: {name: edit, params: [trim_right, y]}\n"
    assert alerts(edit, "very")[0][2] == ("ver",)
    replace = VERY + "action: {name: replace, params: [a, b]}\n"
    assert alerts(replace, "very")[0][2] == ("a", "b")


def test_code_and_addresses_are_left_alone() -> None:
    assert words(VERY, "`very` https://very.example/ very") == ["very"]


# substitution

SWAP = "extends: substitution\nmessage: Use '%s' instead of '%s'.\nignorecase: true\nswap:\n"


def test_substitution_says_what_to_write_and_offers_it() -> None:
    [(flagged, message, offered)] = alerts(SWAP + "  utili[sz]e: use\n", "to utilize it")
    assert (flagged, message, offered) == ("utilize", "Use 'use' instead of 'utilize'.", ("use",))


def test_the_longest_term_wins_and_a_right_one_is_left_alone() -> None:
    rule = SWAP + "  app: application\n  app store: App Store\n"
    assert words(rule, "the app store, the app, the App Store") == ["app store", "app"]


def test_substitution_lists_several_options() -> None:
    rule = SWAP + "  big: large|huge|wide\naction: {name: replace}\n"
    [(_, message, offered)] = alerts(rule, "big")
    assert message == "Use 'large', 'huge', or 'wide' instead of 'big'."
    assert offered == ("large", "huge", "wide")


def test_substitution_takes_groups_of_the_term() -> None:
    rule = SWAP + "  '(\\w+)-ize': $1-ise\n"
    assert alerts(rule, "to modern-ize")[0][1] == "Use 'modern-ise' instead of 'modern-ize'."


def test_what_is_expected_may_be_a_pattern_of_what_is_right() -> None:
    rule = SWAP + "  (?:java|type)script: '(?:Java|Type)Script'\n"
    assert words(rule, "JavaScript and javascript") == ["javascript"]


def test_substitution_keeps_a_capital_where_it_says_so() -> None:
    rule = SWAP + "  prior to: before\ncapitalize: true\naction: {name: replace}\n"
    assert alerts(rule, "Prior to it")[0][2] == ("Before",)


def test_words_with_nothing_in_their_place_are_taken_out() -> None:
    assert alerts(SWAP + "  obviously: ''\n", "obviously so")[0][2] == ("",)


# occurrence


def test_occurrence_counts_by_block() -> None:
    rule = "extends: occurrence\nmessage: '%s commas'\nscope: sentence\nmax: 2\ntoken: ','\n"
    assert alerts(rule, "One, two, six. Ten, one, two, six.") == [(",", "3 commas", ())]


def test_occurrence_of_nothing_is_about_the_whole_text() -> None:
    rule = "extends: occurrence\nmessage: no link\nscope: raw\nmin: 1\ntoken: 'https?://'\n"
    assert alerts(rule, "no link here") == [("", "no link", ())]
    assert alerts(rule, "https://example.com") == []


# repetition

TWICE = "extends: repetition\nmessage: \"'%s' is repeated!\"\nalpha: true\ntokens: ['[^\\s]+']\n"


def test_repetition_flags_both_words() -> None:
    assert alerts(TWICE, "un le le deux") == [("le le", "'le' is repeated!", ())]


def test_repetition_leaves_signs_sentences_and_exceptions_alone() -> None:
    assert words(TWICE, "// // That is that. that Le le") == []
    assert words(TWICE + "exceptions: [had had]\n", "he had had the the") == ["the the"]
    assert words(TWICE + "ignorecase: true\n", "Le le") == ["Le le"]


# consistency


def test_consistency_flags_the_second_way_once_both_stand() -> None:
    rule = "extends: consistency\nmessage: not '%s'\neither: {advisor: adviser}\n"
    assert words(rule, "advisor, advisor") == []
    assert words(rule, "advisor\n\nand adviser") == ["adviser"]


# conditional

ACRONYM = (
    "extends: conditional\nmessage: \"'%s' has no definition\"\n"
    "first: '\\b([A-Z]{3,5})\\b'\nsecond: '(?:\\b[A-Z][a-z]+ )+\\(([A-Z]{3,5})\\)'\n"
)


def test_conditional_wants_a_definition_of_the_same_words() -> None:
    assert words(ACRONYM, "World Health Organization (WHO). WHO and NFL.") == ["NFL"]
    assert words(ACRONYM + "exceptions: [NFL]\n", "The NFL.") == []


def test_conditional_without_a_group_wants_only_that_it_stands() -> None:
    rule = "extends: conditional\nmessage: '%s'\nfirst: promise\nsecond: terms apply\n"
    assert words(rule, "A promise.") == ["promise"]
    assert words(rule, "A promise; terms apply.") == []


# capitalization


@pytest.mark.parametrize(
    ("match", "good", "bad"),
    [
        ("$title", "The Way We Work", "The way we work"),
        ("$sentence", "The way we work", "The Way We Work"),
        ("$lower", "all small", "Not all small"),
        ("$upper", "ALL BIG", "NOT all big"),
        ("'^[A-Z]'", "Begins so", "does not"),
    ],
)
def test_capitalization_judges_the_whole_heading(match: str, good: str, bad: str) -> None:
    rule = f"extends: capitalization\nmessage: x\nscope: heading\nmatch: {match}\n"
    assert words(rule, f"# {good}\n\n{bad}") == []
    assert words(rule, f"## {bad}") == [bad]


def test_capitalization_offers_the_right_case_where_it_may() -> None:
    rule = "extends: capitalization\nmessage: x\nmatch: $sentence\naction: {name: replace}\n"
    assert alerts(rule, "The Way We Work")[0][2] == ("The way we work",)


# metric, readability


def test_metric_compares_a_formula_of_the_whole_text() -> None:
    rule = "extends: metric\nmessage: '%s'\nformula: heading.h2 + list\ncondition: '> 1'\n"
    assert alerts(rule, "## un\n\n- deux\n\ntrois") == [("", "2.00", ())]
    assert alerts(rule, "## un\n\ndeux") == []


def test_readability_is_a_school_grade() -> None:
    rule = "extends: readability\nmessage: grade %s\ngrade: 8\nmetrics: [Flesch-Kincaid]\n"
    hard = "Organizational rationalization necessitates interdepartmental methodologies."
    [(_, message, _)] = alerts(rule, hard)
    assert float(message.removeprefix("grade ")) > 8
    assert alerts(rule, "We came. We saw it. It was good.") == []


# messages, limits, scopes


def test_messages_take_their_words_in_turn_or_by_number() -> None:
    assert said("'%s' not '%s'", "a", "b") == "'a' not 'b'"
    assert said("%[2]s not %[1]s, 100%%", "a", "b") == "b not a, 100%"
    assert said("two\nlines") == "two lines"


def test_a_limit_bounds_the_alerts_of_a_text() -> None:
    assert len(words(VERY + "limit: 2\n", "very, very, very")) == 2


def test_a_scope_leaves_other_blocks_alone() -> None:
    text = "# very\n\nvery\n\n- very\n"
    assert words(VERY + "scope: heading\n", text) == ["very"]
    assert len(words(VERY + "scope: [heading, list]\n", text)) == 2
    assert len(words(VERY + "scope: text & ~heading\n", text)) == 2


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ("extends: existence\nmessage: x\n", "neither"),
        ("extends: existence\nmessage: x\ntokens: ['a(']\n", "not a valid pattern"),
        ("extends: substitution\nmessage: x\n", "no `swap`"),
        ("extends: occurrence\nmessage: x\nmax: 1\n", "no `token`"),
        ("extends: repetition\nmessage: x\n", "no `tokens`"),
        ("extends: consistency\nmessage: x\n", "no `either`"),
        ("extends: conditional\nmessage: x\nfirst: a\n", "no `second`"),
        ("extends: capitalization\nmessage: x\n", "no `match`"),
        ("extends: metric\nmessage: x\nformula: magic\ncondition: '> 1'\n", "unknown variable"),
        ("extends: readability\nmessage: x\nmetrics: [Magic]\n", "unknown metric"),
    ],
)
def test_a_rule_that_cannot_run_is_told_why(rule: str, reason: str) -> None:
    with pytest.raises(Unread, match=reason):
        alerts(rule, "x")
