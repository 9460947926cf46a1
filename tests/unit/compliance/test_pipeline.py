"""One check: complete where all parts run, never silent where one does not."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from compliance.charter import Term
from compliance.errors import CharterErrors
from compliance.finding import Confidence, Finding, Severity
from compliance.ports import Release
from compliance.post import Post, PostKind
from compliance.public_record import Record
from compliance.report import Report, Route
from tests.support import FakeClassifier, FakeTerms, FakeTools, checker

NOW = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)
CHARTER = """\
id: acme
languages: [fr, en]
referent: {role: Léa, contact: lea@acme.example}
safe_channels: [{role: le CSE, contact: cse@acme.example}]
articles:
  - id: claims
    title: {fr: Promesses, en: Claims}
    text: {fr: Dites ce que vous pouvez prouver., en: Say what you can prove.}
    rules:
      - {id: first, kind: terms, terms: [n°1, n°2]}
      - {id: again, kind: terms, terms: [n°1 mondial], severity: serious}
  - id: disparagement
    title: {fr: Les autres, en: Others}
    text: {fr: Parlez de vous., en: Speak of yourself.}
    rules: [{id: bad, kind: terms, terms: [lamentable]}]
  - id: trial
    category: form
    mode: shadow
    title: {fr: Essai, en: Trial}
    text: {fr: Essai., en: Trial.}
    rules: [{id: try, kind: terms, terms: [essai]}]
  - id: gone
    mode: off
    title: {fr: Fini, en: Over}
    text: {fr: Fini., en: Over.}
    rules: [{id: over, kind: terms, terms: [essai]}]
"""


class Broken(FakeClassifier):
    def score(self, posts: Any) -> Any:
        raise ZeroDivisionError("the words of the post")


def report(text: str, charter: str = CHARTER, **post: Any) -> Report:
    return checker(charter).check(Post(id="1", text=text, **post), now=NOW)


def spans(found: Report) -> list[tuple[str, str]]:
    return [(finding.article, finding.text) for finding in found.findings]


def test_findings_carry_their_words_their_article_and_their_place() -> None:
    found = report("👋 Oui, n°2 en France")
    assert spans(found) == [("claims", "n°2")]
    assert (found.findings[0].start, found.findings[0].end) == (7, 10)
    assert (found.route, found.route_reason) == (Route.ADVISE, "guide × caution (claims)")


def test_two_rules_of_one_article_on_the_same_words_make_one_finding() -> None:
    found = report("Nous sommes n°1 mondial")
    assert spans(found) == [("claims", "n°1 mondial")]
    assert found.findings[0].severity is Severity.SERIOUS
    assert found.route is Route.REVIEW


def test_shadow_is_counted_and_shown_nowhere_and_off_is_off() -> None:
    found = report("un essai")
    assert spans(found) == []
    assert [finding.article for finding in found.shadow] == ["trial"]
    assert found.route is Route.CLEAR


def test_a_clean_post_is_told_so_and_the_same_twice_is_the_same() -> None:
    assert [note.id for note in report("Bonne semaine").notes] == ["clean"]
    assert report("Bonne semaine") == report("Bonne semaine")


def test_what_breaks_is_a_failure_and_the_rest_still_runs() -> None:
    minds = {**FakeTools().minds, "sentiment": Broken()}
    found = checker(CHARTER, minds=minds).check(Post(id="1", text="n°1"), now=NOW)
    assert spans(found) == [("claims", "n°1")]
    assert (found.complete, found.failures[0].part) == (False, "sentiment")
    assert found.failures[0].error == "ZeroDivisionError"
    assert "incomplete" in [note.id for note in found.notes]


def test_a_check_that_could_not_run_whole_is_never_clear() -> None:
    found = checker(CHARTER, minds={}).check(Post(id="1", text="Bonjour"), now=NOW)
    assert found.route is Route.ADVISE


def test_protected_speech_is_no_finding_and_the_author_is_told_of_the_right() -> None:
    words = "Je gagne 1 842 € net après quatorze ans de nuits, mon salaire est lamentable."
    found = report(words)
    assert (found.protected, spans(found), found.route) == (True, [], Route.CLEAR)
    assert "cse@acme.example" in found.notes[0].message


def test_a_real_finding_in_a_protected_post_still_counts() -> None:
    words = "Mon salaire : 1 842 € net après quatorze ans de nuits. Et pourtant n°1 mondial !"
    found = report(words)
    assert (found.protected, spans(found)) == (True, [("claims", "n°1 mondial")])


def test_in_protected_speech_a_model_alone_suggests_and_raises_nothing() -> None:
    model = "    rules: [{id: m, kind: classifier, label: respect, severity: serious}]\n"
    article = "  - id: respect\n    title: {fr: R}\n    text: {fr: R.}\n" + model
    words = "Je gagne 1 842 € net après quatorze ans de nuits, mon salaire, imbécile."
    found = report(words, CHARTER + article)
    assert found.protected
    assert [(f.category, f.severity) for f in found.findings] == [("respect", "suggestion")]


@pytest.mark.parametrize(("option", "severity"), [("suggest", "suggestion"), ("flag", "serious")])
def test_a_rule_may_yield_to_protected_speech(option: str, severity: str) -> None:
    told = "    rules: [{id: r, kind: terms, terms: [alarme coupée], severity: serious, protected: "
    article = "  - id: security\n    title: {fr: S}\n    text: {fr: S.}\n" + told + option + "}]\n"
    pay = "Je gagne 1 842 € net après quatorze ans de nuits, mon salaire est lamentable."
    found = report(f"{pay} Et alarme coupée.", CHARTER + article)
    assert (found.protected, [f.severity for f in found.findings]) == (True, [severity])
    (plain,) = report("Bonjour, alarme coupée.", CHARTER + article).findings
    assert plain.severity == "serious"


def test_a_model_alone_does_not_take_the_author_s_own_pay_for_another_s() -> None:
    model = "    rules: [{id: m, kind: classifier, label: respect}]\n"
    article = "  - id: personal-data\n    title: {fr: P}\n    text: {fr: P.}\n" + model
    found = report("Je gagne 1 842 € net, c'est mon salaire, imbécile.", CHARTER + article)
    assert (found.protected, found.findings) == (True, ())


def test_a_rule_that_cannot_be_built_is_told_with_its_place() -> None:
    bad = CHARTER.replace("kind: terms, terms: [essai]", "kind: pattern, patterns: ['(a']", 1)
    with pytest.raises(CharterErrors, match=r"acme\.yaml:\d+:\d+: article 'trial', rule 'try'"):
        report("x", bad)


def test_the_words_found_are_quoted_in_the_message_never_more_than_a_line() -> None:
    charter = CHARTER.replace("terms: [n°1, n°2]", "terms: [n°1], message: {fr: 'Dit : {text}.'}")
    # French as it is printed: the blank before the colon does not end a line.
    assert report("n°1", charter).findings[0].message == "Dit\u00a0: n°1."


SECRETS = """\
id: acme
languages: [fr]
articles:
  - id: confidentiality
    title: {fr: Secrets}
    text: {fr: Ce qui n'est pas public reste entre nous.}
    severity: caution
    rules:
      - {id: terms, kind: confidential}
      - {id: model, kind: classifier, label: confidentiality}
"""


def of_secrets(text: str, *, read: str, link: str = "") -> list[Finding]:
    """What is found where a model reads a secret in the words `read`. link: where it was told."""
    told = [Release(link, NOW, "Annonce", "Le projet Atlas est lancé.")] if link else []
    ready = checker(
        SECRETS,
        terms=FakeTerms((Term(term="Projet Atlas"),)),
        minds={**FakeTools().minds, "categories": FakeClassifier({"confidentiality": read})},
        public_record=Record(told),
    )
    return list(ready.check(Post(id="1", text=text), now=NOW).findings)


def test_a_term_and_a_model_about_the_same_words_make_one_finding() -> None:
    [one] = of_secrets("Le Projet Atlas est à nous", read="atlas est")
    assert (one.text, one.source) == ("Projet Atlas", "confidential")
    apart = of_secrets("Projet Atlas, on signe", read="on signe")
    assert [(f.text, f.by_model) for f in apart] == [("Projet Atlas", False), ("on signe", True)]


def test_a_model_does_not_hide_where_the_house_has_told_it_itself() -> None:
    link = "https://acme.example/atlas"
    [one] = of_secrets("Fier du Projet Atlas", read="projet atlas", link=link)
    assert (one.severity, one.by_model) == (Severity.SUGGESTION, False)
    assert link in one.message


def test_a_risk_carries_the_words_that_weighed_most_and_how_sure_it_is() -> None:
    minds = {
        **FakeTools().minds,
        "risks": FakeClassifier({"boycott": "boycott", "legal": "avocat"}),
        "urgency": FakeClassifier({"0": "rien", "1": "boycott"}),
    }
    post = Post(id="1", text="👋 Le boycott commence", kind=PostKind.OBSERVED)
    [risk] = checker(CHARTER, minds=minds).check(post, now=NOW).risks
    assert (risk.label, risk.start, risk.end) == ("boycott", 5, 12)
    assert (risk.score, risk.confidence) == (0.9, Confidence.HIGH)


def test_words_that_a_rule_names_have_no_need_of_a_confidence() -> None:
    assert [finding.confidence for finding in report("n°1").findings] == [None]
