"""Facts of the organisation in rules: hard cases, innocent first."""

from __future__ import annotations

import pytest

from compliance.charter import Incident, Organisation, Rule
from compliance.errors import CharterError, CharterErrors
from compliance.facts import with_facts
from compliance.post import Post
from compliance.wiring import kind_of
from tests.support import NOON, checker

HOUSE = Organisation(
    name="Hélianthe Énergies",
    aliases=("HE", "Hélianthe"),
    competitors=("Voltabrise", "A+B (Nord)"),
    incident=Incident(name="incendie de Trémont", since="2026-11-03", official="Enquête."),
)


def rule(kind: str = "terms", *, params: dict[str, object], **common: object) -> Rule:
    read = kind_of(kind).params.model_validate(params)
    return Rule.model_validate({"id": "r", "kind": kind, "params": read, **common})


def test_a_rule_that_names_no_fact_is_the_same() -> None:
    plain = rule("pattern", params={"patterns": [r"\p{Greek}{2,3}\{nom\}{{x}}"]}, near=["ici"])
    assert with_facts(plain, HOUSE) is plain


def test_names_take_their_place_and_those_too_short_to_tell_are_left_out() -> None:
    ready = with_facts(rule(params={"terms": ["chez {names}", "nul"]}, near=["{names}"]), HOUSE)
    assert ready is not None
    assert ready.near == ("Hélianthe Énergies", "Hélianthe")
    assert ready.params.model_dump()["terms"] == (
        "chez Hélianthe Énergies",
        "chez Hélianthe",
        "nul",
    )


def test_a_pattern_takes_them_folded_and_to_the_letter() -> None:
    ready = with_facts(rule("pattern", params={"patterns": ["pire que {competitors}"]}), HOUSE)
    assert ready is not None
    assert ready.params.model_dump()["patterns"] == (r"pire que (?:voltabrise|a\+b \(nord\))",)


def near(fact: str, house: Organisation) -> tuple[str, ...]:
    ready = with_facts(rule(params={"terms": ["nul"]}, near=[fact]), house)
    return ready.near if ready else ()


def test_a_competitor_is_known_without_its_trade_but_not_by_a_short_or_common_word() -> None:
    rivals = ("Corvel TP", "Groupe Masserano", "Air France", "Banque B2", "Le Fil d'Or")
    house = HOUSE.model_copy(update={"competitors": rivals})
    assert near("{competitors}", house) == (
        *("Corvel TP", "Corvel", "Groupe Masserano", "Masserano"),
        *("Air France", "Banque B2", "Le Fil d'Or"),
    )


def test_an_incident_is_told_by_its_words_not_by_those_of_any_statement() -> None:
    told = Incident(
        name="incendie de l'entrepôt de Trémont",
        since="2026-11-03",
        official="Hélianthe coopère avec les enquêteurs depuis novembre ; 12 blessés, page à jour.",
    )
    house = HOUSE.model_copy(update={"incident": told})
    assert near("{incident}", house) == (
        *("incendie", "entrepot", "tremont"),
        *("coopere", "enqueteurs", "blesses"),
    )


def test_without_an_incident_its_rule_sleeps() -> None:
    assert near("{incident}", HOUSE.model_copy(update={"incident": None})) == ()


@pytest.mark.parametrize(
    "asleep",
    [
        rule(params={"terms": ["{products}"]}),
        rule(params={"terms": ["nul"]}, near=["{clients}"]),
        rule("required", params={"about": ["{products}"], "carries": ["je travaille"]}),
    ],
)
def test_a_rule_whose_words_all_go_is_left_out(asleep: Rule) -> None:
    assert with_facts(asleep, HOUSE) is None


def test_an_excuse_without_names_excuses_nothing() -> None:
    ready = with_facts(rule(params={"terms": ["nul"]}, unless=["{clients}"]), HOUSE)
    assert ready is not None
    assert ready.unless == ()


def test_a_name_of_no_fact_is_an_error() -> None:
    with pytest.raises(CharterError, match=r"unknown fact '\{rivals\}'.*known: names"):
        with_facts(rule(params={"terms": ["{rivals}"]}), HOUSE)


CHARTER = """\
id: acme
languages: [fr]
organisation: {competitors: [Voltabrise]}
articles:
  - id: disparagement
    title: {fr: Rivaux}
    text: {fr: Restez courtois.}
    rules:
      - {id: a, kind: terms, terms: [nuls], near: ["{COMPETITORS}"]}
      - {id: b, kind: pattern, patterns: ['{PATTERN}']}
      - {id: c, kind: terms, terms: ["{products}"]}
"""
SOUND = CHARTER.replace("{COMPETITORS}", "{competitors}").replace("{PATTERN}", "{names} ment")


def test_a_charter_finds_words_near_the_names_of_its_competitors_only() -> None:
    ready = checker(SOUND)
    found = ready.check(Post(text="🙂 Voltabrise, les nuls !"), now=NOON).findings
    assert [f.text for f in found] == ["nuls"]
    assert ready.check(Post(text="Des cadeaux nuls"), now=NOON).findings == ()
    assert [compiled.rule.id for compiled in ready.rules] == ["a", "b"]


def test_an_unknown_fact_in_a_file_is_told_where_it_stands_with_the_mend() -> None:
    with pytest.raises(CharterErrors) as caught:
        checker(SOUND.replace('"{competitors}"', '"{competitor}"'))
    assert "acme.yaml:9:52: article 'disparagement', rule 'a': near: unknown fact" in str(
        caught.value
    )
    assert "did you mean '{competitors}'?" in str(caught.value)


def test_a_fact_written_without_quotes_is_told_to_take_them() -> None:
    with pytest.raises(CharterErrors, match=r"in quotes: \"\{competitors\}\""):
        checker(SOUND.replace('"{competitors}"', "{competitors}"))
