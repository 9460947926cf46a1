from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest

from compliance.charter import Term
from compliance.errors import CharterError
from compliance.finding import Hit, Severity
from compliance.ports import Classifier
from compliance.post import Post
from compliance.rules.substance import KIND
from compliance.text import Span
from tests.support import CHARTER, FakeClassifier, FakeTerms, FakeTools, built, reading

AURORE = Term(term="Aurore", why="fermeture du site de Lorient, 54 postes")
TOLD = "À Lorient, 54 collègues vident leurs casiers."


@dataclass(frozen=True)
class Doubtful(FakeClassifier):
    """Scores the label `told` and each sentence alike."""

    post: float = 0.3
    alone: float = -1.0

    @property
    def labels(self) -> tuple[str, ...]:
        return ("told",)

    def score(self, posts: Sequence[Post]) -> list[dict[str, float]]:
        return [{"told": self.post} for _ in posts]

    def by_sentence(self, post: Post, label: str) -> Sequence[tuple[Span, float]]:
        return [(span, self.alone) for span in reading(post.text).text.sentences]


def tools(mind: Classifier | None = None, *, terms: Sequence[Term] = (AURORE,)) -> FakeTools:
    charter = CHARTER.model_copy(update={"confidential": tuple(terms)})
    minds = {"categories": mind or Doubtful()}
    return replace(FakeTools(), charter=charter, terms=FakeTerms(tuple(terms)), minds=minds)


def found(text: str, with_: FakeTools | None = None, **options: object) -> list[Hit]:
    given = with_ or tools()
    return list(built(KIND, tools=given, label="told", **options)(reading(text, tools=given)))


def test_the_sentence_that_alludes_to_a_secret_is_found_and_not_the_others() -> None:
    (hit,) = found(f"Belle journée à tous. {TOLD}")
    assert hit.span == Span(22, 22 + len(TOLD))


def test_nothing_is_shown_of_what_it_alludes_to() -> None:
    (hit,) = found(TOLD)
    assert hit.fills == {"label": "told"}


def test_words_beside_a_name_are_a_finding_of_their_own_without_the_name() -> None:
    text = "Projet Aurore : À Lorient, 54 collègues vident leurs casiers."
    (hit,) = found(text)
    assert (text[hit.span.start : hit.span.end], hit.variant) == (TOLD, "beside")


def test_a_name_alone_leaves_nothing_to_find_beside_it() -> None:
    guilty = tools(Doubtful(post=0.99, alone=5.0))
    assert found("Vive Aurore !", guilty) == []


@pytest.mark.parametrize(
    "text", ["Très fière de bosser sur Aurore.", "Aurore avance. Bravo à toute l'équipe !"]
)
def test_a_few_words_beside_a_name_say_nothing_of_it(text: str) -> None:
    assert found(text, beside=0) == []


def test_beside_a_name_less_is_enough() -> None:
    text = "Aurore avance bien. Les casiers sont vides, et le café froid."
    unlikely = tools(Doubtful(post=0.5, alone=-1.0))
    assert found(text.replace("Aurore", "Jeanne"), unlikely) == []
    (hit,) = found(text, unlikely)
    assert (hit.variant, hit.severity) == ("beside", Severity.SUGGESTION)
    assert hit.span == Span(20, len(text))


def test_a_secret_that_is_public_is_alluded_to_in_peace() -> None:
    public = AURORE.model_copy(update={"until": datetime(2026, 1, 1, tzinfo=UTC)})
    assert found(TOLD, tools(terms=(public,))) == []


def test_what_is_unsure_is_only_suggested() -> None:
    (hit,) = found(TOLD, sure=0.999)
    assert hit.severity is Severity.SUGGESTION
    (hit,) = found(TOLD, tools(Doubtful(post=0.99, alone=5.0)))
    assert hit.severity is None


def test_a_post_that_reads_of_no_secret_is_not_read_by_the_sentence() -> None:
    assert found(f"{TOLD} {TOLD}", tools(Doubtful(post=0.01, alone=5.0))) == []


def test_a_label_that_no_model_answers_is_an_error_with_its_mend() -> None:
    with pytest.raises(CharterError, match="no label of") as raised:
        built(KIND, tools=tools(), label="tolt")
    assert raised.value.mend == "did you mean 'told'?"


@pytest.mark.parametrize("text", ["", "   ", "…", "Aurore", "Aurore Aurore Aurore.\n\nAurore"])
def test_any_text_can_be_read(text: str) -> None:
    assert all(hit.span.end <= len(text) for hit in found(text, tools(Doubtful(post=1.0))))
