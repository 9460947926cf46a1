from __future__ import annotations

from compliance.figures import SMALLEST_TEAM, ArticleFigures, by_article, of_team
from compliance.queue import Event, EventKind, added
from tests.service_support import NOW, case


def test_no_case_gives_no_figure() -> None:
    assert by_article([]) == ()


def test_an_article_that_fires_in_two_cases_counts_two() -> None:
    cases = [case("c1", "claims", "respect", "claims"), case("c2", "claims")]
    assert by_article(cases) == (
        ArticleFigures(article="claims", fired=2),
        ArticleFigures(article="respect", fired=1),
    )


def test_an_article_is_followed_where_a_later_version_no_longer_has_it() -> None:
    cases = [
        case("c1", "claims", "respect"),
        case("c2", "respect", revises="c1"),
        case("c3", "claims", revises="gone"),
    ]
    assert by_article(cases) == (
        ArticleFigures(article="claims", fired=2, revised=1, followed=1),
        ArticleFigures(article="respect", fired=2, revised=1),
    )


def test_a_case_contested_twice_counts_once() -> None:
    contested = case("c1", "claims")
    for _ in range(2):
        event = Event(kind=EventKind.CONTESTED, at=NOW, by="anna", article="claims")
        contested = added(contested, event)
    assert by_article([contested]) == (ArticleFigures(article="claims", fired=1, contested=1),)


def test_a_team_has_figures_only_from_five_authors_up() -> None:
    people = [f"a{n}" for n in range(SMALLEST_TEAM)]
    cases = [case(f"c{name}", "claims", author=name) for name in people]
    assert of_team(cases, people) == (ArticleFigures(article="claims", fired=5),)
    assert of_team(cases[1:], people) is None
    assert of_team(cases, [*people[1:], "who wrote nothing"]) is None


def test_no_figure_names_a_person() -> None:
    names = set(ArticleFigures.model_fields)
    counts = {"fired", "silent", "revised", "followed", "contested"}
    assert names == {"article", *counts, "observed", "observed_silent"}
