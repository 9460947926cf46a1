"""Every finding has words: a message and why, in each language, tu and vous, nothing left unfilled.

What a kind says of itself is found out by running its own examples, so that a new kind, a new
variant or a new recognizer without words fails here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any

import pytest
import yaml

from compliance import guidance, messages, recognizers, rules
from compliance.charter import Article, Charter, Organisation, Params, Referent, Rule, Term
from compliance.declared import declared, names
from compliance.finding import CATEGORIES, Hit
from compliance.fold import fold
from compliance.messages import languages
from compliance.ports import Kind
from compliance.protected import TOPICS
from compliance.strengths import SIGNS
from compliance.text import Span
from tests.support import FakeTerms, FakeTools, built, reading

UNFILLED = re.compile(r"\{\w*\}|  |\(\)|« »|\"\"")
ADDRESSES = ("tu", "vous")
# Words of a Vale style come with the style; its kind passes them on.
PASSED_ON = frozenset({"style"})
NOON = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Case:
    """A hit that a kind really makes, to be put into words."""

    kind: str
    hit: Hit

    @property
    def id(self) -> str:
        return f"{self.kind}/{self.hit.variant}" if self.hit.variant else self.kind


def cases() -> list[Case]:
    """One hit for each kind and variant."""
    made = {case.id: case for case in (*_of_kinds(), *_of_recognizers(), *_of_terms(), *_more())}
    return [made[id] for id in sorted(made) if made[id].kind not in PASSED_ON]


def _of_kinds() -> Iterator[Case]:
    for name in names(rules):
        kind: Kind = declared(rules, name, "KIND")
        for shown in kind.examples:
            post = dict(shown.options)
            read = reading(shown.text, language=post.get("lang", "fr"), **post)
            for hit in built(kind, **shown.params)(read):
                if name != "recognizers":  # the fakes' ids have no words
                    yield Case(name, hit)


def _of_recognizers() -> Iterator[Case]:
    for id in names(recognizers):
        for shown in declared(recognizers, id, "RECOGNIZER").examples:
            for hit in declared(recognizers, id, "RECOGNIZER").find(fold(shown.text)):
                yield Case("recognizers", Hit(hit.span, fills=hit.fills, variant=id, source=id))


def _of_terms() -> Iterator[Case]:
    kind: Kind = declared(rules, "confidential", "KIND")
    later = datetime(2027, 3, 1, tzinfo=UTC)
    for term in (
        Term(term="Atlas"),
        Term(term="Atlas", until=later),
        Term(term="Atlas", public="https://acme.example"),
    ):
        read = reading("Cap sur Atlas", now=NOON)
        for hit in built(kind, tools=FakeTools(terms=FakeTerms((term,))))(read):
            yield Case("confidential", hit)


def _more() -> Iterator[Case]:
    """Variants that no example shows: each as its kind makes it."""
    span = Span(0, 3)
    yield Case("confidential", Hit(span, fills={"term": "Cap"}, variant="unsure"))
    for kind in ("hashtags", "mentions"):
        for variant in ("forbidden", "not-allowed"):
            yield Case(kind, Hit(span, variant=variant))
    for variant in ("internal", "insecure", "shortened", "not-allowed", "forbidden"):
        yield Case("links", Hit(span, fills={"host": "acme.example"}, variant=variant))


def finding(case: Case, category: str, language: str, address: Any) -> Any:
    charter = Charter(id="acme", languages=(language,), address=address)
    # The words of an article that says nothing of its own.
    article = Article(id="a", category=category, title={language: "T"}, text={language: "T"})
    rule = Rule(id="r", kind=case.kind, params=Params())
    read = reading("Cap sur Atlas, code 4826B et compagnie. " * 6, language=language)
    hit = Hit(Span(0, 13), case.hit.fills, variant=case.hit.variant, source=case.hit.source)
    return guidance.finding(hit, article, rule, charter, read)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)
def test_every_finding_says_what_and_why_in_the_reader_s_language(
    case: Case, language: str
) -> None:
    for category in CATEGORIES:
        for address in ADDRESSES:
            made = finding(case, category, language, address)
            assert len(made.message) > 15, (category, address)
            assert len(made.why) > 15, (category, address)
            assert not UNFILLED.search(made.message), (category, address)
            assert not UNFILLED.search(made.why), (category, address)


@pytest.mark.parametrize("language", [each for each in languages() if each != "en"])
@pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)
def test_no_language_falls_back_to_english(case: Case, language: str) -> None:
    for category in CATEGORIES:
        english = finding(case, category, "en", "vous")
        made = finding(case, category, language, "vous")
        assert (made.message, made.why) != (english.message, english.why), category
        assert made.message != english.message, category
        assert made.why != english.why, category


@pytest.mark.parametrize("path", sorted(p.name for p in files(rules).iterdir()))
def test_every_variant_that_a_kind_names_has_words(path: str) -> None:
    if not path.endswith(".py"):
        pytest.skip("no code")
    source = (files(rules) / path).read_text("utf-8")
    known = {case.id for case in cases()}
    for variant in re.findall(r"variant=\"([\w-]+)\"", source):
        assert f"{path.removesuffix('.py')}/{variant}" in known


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("address", ADDRESSES)
def test_every_note_has_words(language: str, address: Any) -> None:
    who = Referent(role="Nadia", contact="nadia@example.com")
    charter = Charter(
        id="acme",
        languages=(language,),
        address=address,
        referent=who,
        organisation=Organisation(name="Acme"),
    )
    notes = [
        guidance.clean_note(charter, language),
        guidance.rest_note(charter, language),
        guidance.second_look_note(charter, language),
        guidance.incomplete_note(charter, language),
        *(guidance.strength_note(charter, language, id) for id, _ in SIGNS),
        *(guidance.protected_note(topic, charter, language) for topic in TOPICS),
    ]
    said = [note.message for note in notes] + [guidance.disclosure(charter, language)]
    assert all(len(words) > 15 and not UNFILLED.search(words) for words in said)
    assert len(set(said)) == len(said)


@pytest.mark.parametrize("language", languages())
def test_words_that_tell_tu_from_vous_differ(language: str) -> None:
    text = (files(messages) / f"{language}.yaml").read_text("utf-8")
    for pair in _pairs(yaml.safe_load(text)):
        assert pair["tu"] != pair["vous"]


def _pairs(tree: dict[str, Any]) -> Iterator[dict[str, str]]:
    for value in tree.values():
        if isinstance(value, dict):
            if set(value) == set(ADDRESSES):
                yield value
            else:
                yield from _pairs(value)


def test_french_words_that_speak_to_somebody_have_a_tu_and_a_vous() -> None:
    spoken_to = re.compile(
        r"\b(?:tu|toi|ton|tes|te|t'|vous|votre|vos|vôtre|tien|(?!chez|assez|nez)\w+ez)\b", re.I
    )
    text = (files(messages) / "fr.yaml").read_text("utf-8")
    assert [words for words in _alone(yaml.safe_load(text)) if spoken_to.search(words)] == []


def _alone(tree: dict[str, Any]) -> Iterator[str]:
    for value in tree.values():
        if isinstance(value, str):
            yield value
        elif set(value) != set(ADDRESSES):
            yield from _alone(value)
