"""Kind `confidential`: embargo, public proof, suggestions, and what is never shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from compliance.charter import Charter, Term
from compliance.confidential import open_index
from compliance.errors import ModelError
from compliance.finding import Hit, Severity
from compliance.ports import Release
from compliance.post import Post
from compliance.public_record import Record
from compliance.rules.confidential import KIND
from tests.support import FakeClassifier, FakeTools, built, checker, reading

CODE = Term(term="Projet Zéphyrine", aliases=("PJ-Zeph",), kind="code-name", why="rachat secret")
CLIENT = Term(term="Banque Morvane", aliases=("la Morvane",), kind="client-nda")
LAUNCH = Term(term="SolToit Max", kind="product", until=date(2027, 3, 1))
MIDNIGHT_IN_PARIS = datetime(2027, 2, 28, 23, 0, tzinfo=UTC)


def find(
    text: str,
    *terms: Term,
    language: str = "fr",
    now: datetime = datetime(2026, 11, 21, tzinfo=UTC),
) -> list[Hit]:
    charter = Charter(id="house", confidential=terms)
    tools = FakeTools(charter=charter, terms=open_index(terms, organisation=charter.organisation))
    return list(built(KIND, tools=tools)(reading(text, language=language, now=now)))


def test_a_post_without_secrets_is_left_alone() -> None:
    assert find("Merci à toute l'équipe pour ce beau salon !", CODE, CLIENT, LAUNCH) == []


def test_a_term_is_found_where_it_stands_as_listed() -> None:
    text = "🎉 Le projet zephyrine avance"
    (hit,) = find(text, CODE)
    assert text[hit.span.start : hit.span.end] == "projet zephyrine"


def test_only_what_was_typed_is_shown() -> None:
    (hit,) = find("Des nouvelles de PJ-Zeph ?", CODE)
    said = " ".join((*hit.fills.values(), *hit.suggestions, hit.source, hit.variant))
    assert "Zéphyrine" not in said
    assert "rachat" not in said
    assert hit.fills["term"] == "PJ-Zeph"


def test_an_embargo_ends_at_midnight_in_the_charters_time_zone() -> None:
    minute_before = datetime(2027, 2, 28, 22, 59, tzinfo=UTC)
    (hit,) = find("SolToit Max arrive", LAUNCH, now=minute_before)
    assert (hit.variant, hit.fills["date"]) == ("embargo", "1er mars 2027")
    assert find("SolToit Max arrive", LAUNCH, now=MIDNIGHT_IN_PARIS) == []


def test_an_embargo_with_an_hour_ends_at_that_moment() -> None:
    moment = datetime(2027, 3, 1, 8, 30, tzinfo=UTC)
    term = LAUNCH.model_copy(update={"until": moment})
    (hit,) = find("SolToit Max is near", term, language="en", now=MIDNIGHT_IN_PARIS)
    assert hit.fills["date"] == "1 March 2027, 08:30"
    assert find("SolToit Max is near", term, now=moment) == []


def test_a_term_that_a_page_proves_public_is_lowered_and_linked() -> None:
    term = CLIENT.model_copy(update={"public": "https://morvane.example/presse"})
    (hit,) = find("Bravo à la Morvane", term)
    assert (hit.variant, hit.severity) == ("public", Severity.SUGGESTION)
    assert hit.fills["link"] == "https://morvane.example/presse"


@pytest.mark.parametrize(
    ("text", "language", "suggested"),
    [
        ("Signé avec Banque Morvane hier", "fr", "un client du secteur bancaire"),
        ("Signé avec la Banque Morvane hier", "fr", "société cliente"),
        ("Banque Morvane a signé", "fr", "Un client du secteur bancaire"),
        ("We signed Banque Morvane", "en", "a client"),
    ],
)
def test_a_more_general_word_is_suggested(text: str, language: str, suggested: str) -> None:
    (hit,) = find(text, CLIENT, language=language)
    assert hit.suggestions[0] == suggested


def test_no_words_are_put_into_a_mouth_whose_language_we_do_not_write() -> None:
    (hit,) = find("Bis bald in Banque Morvane", CLIENT, language="de")
    assert hit.suggestions == ()


PRESS = Release(
    link="https://helianthe.example/presse/zephyrine",
    at=datetime(2026, 11, 20, 8, 0, tzinfo=UTC),
    title="Le Projet Zéphyrine est lancé",
    text="La marge opérationnelle atteint 7,8 %. Un salarié a gravi l'Atlas marocain.",
)


def in_record(
    text: str,
    *terms: Term,
    now: datetime = datetime(2026, 11, 21, tzinfo=UTC),
    **params: float,
) -> Hit:
    charter = Charter(id="house", confidential=terms)
    index = open_index(terms, organisation=charter.organisation)
    tools = FakeTools(charter=charter, terms=index, public_record=Record([PRESS]))
    [hit] = built(KIND, tools=tools, **params)(reading(text, now=now))
    return hit


@pytest.mark.parametrize("text", ["Le projet zephyrine avance", "Des nouvelles de PJ-Zeph ?"])
def test_a_term_that_a_release_names_is_lowered_and_linked(text: str) -> None:
    hit = in_record(text, CODE)
    assert (hit.variant, hit.severity, hit.suggestions) == ("public", Severity.SUGGESTION, ())
    assert hit.fills["link"] == PRESS.link


def test_a_figure_that_a_release_gives_for_the_same_thing_is_lowered() -> None:
    figure = Term(term="7,8 %", kind="figure")
    same = in_record("Une marge de 7,8 % cette année", figure, min_confidence=0.2)
    other = in_record("Un turnover de 7,8 % cette année", figure, min_confidence=0.2)
    assert (same.fills["link"], other.severity) == (PRESS.link, None)


def test_a_release_that_is_not_out_yet_lowers_nothing() -> None:
    hit = in_record("Le projet Zéphyrine avance", CODE, now=datetime(2026, 11, 20, 7, tzinfo=UTC))
    assert (hit.variant, hit.severity) == ("", None)


def test_an_ordinary_word_in_a_release_does_not_make_a_project_public() -> None:
    atlas = Term(term="Projet Atlas", aliases=("Atlas",), kind="code-name")
    assert in_record("Le projet Atlas avance, bravo à l'équipe", atlas).severity is None


@dataclass(frozen=True)
class Reader(FakeClassifier):
    """Scores every post alike for confidentiality."""

    score_given: float = 0.5

    @property
    def labels(self) -> tuple[str, ...]:
        return ("confidentiality",)

    def score(self, posts: Sequence[Post]) -> list[dict[str, float]]:
        if self.score_given < 0:
            raise ModelError("it took too long")
        return [{"confidentiality": self.score_given} for _ in posts]


def read_by(score: float) -> list[Hit]:
    """The hits of an ordinary word at the beginning of a sentence, in a post of this score."""
    term = Term(term="Atlas", kind="code-name")
    charter = Charter(id="house", confidential=(term,))
    tools = FakeTools(
        charter=charter,
        terms=open_index((term,), organisation=charter.organisation),
        minds={"categories": Reader(score_given=score)},
    )
    return list(built(KIND, tools=tools, ask_from=1.0)(reading("Atlas avance bien", tools=tools)))


def test_an_ordinary_word_is_meant_where_the_post_reads_like_a_secret() -> None:
    quiet, guilty = read_by(0.01), read_by(0.95)
    assert (quiet, [hit.variant for hit in guilty]) == ([], [""])


def test_names_are_found_where_the_model_breaks_and_the_report_tells_it() -> None:
    read = checker(
        """
        id: acme
        confidential: [{term: Banque Morvane, kind: client-nda}]
        articles:
          - id: confidentiality
            title: {fr: Secrets}
            text: {fr: Rien de secret}
            rules: [{id: names, kind: confidential}]
        """,
        minds={"categories": Reader(score_given=-1.0)},
    )
    report = read.check(Post(text="Signé avec Banque Morvane"), now=MIDNIGHT_IN_PARIS)
    assert [finding.text for finding in report.findings] == ["Banque Morvane"]
    assert ("model categories", False) in [(f.part, report.complete) for f in report.failures]
