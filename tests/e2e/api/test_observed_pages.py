from __future__ import annotations

import csv
import io
import re

import pytest

from compliance.finding import Confidence
from compliance.records import Observed, Role
from compliance.report import Failure, ModelRef, Risk, Route, Score
from tests.e2e.api.conftest import NOON
from tests.e2e.api.support import problem, signed_in
from tests.service_support import observed

ROUTES = (Route.CLEAR, Route.WATCH, Route.RESPOND, Route.ESCALATE)


@pytest.fixture
def ana(client):
    """The browser of an analyst."""
    return signed_in(client, client("ana", Role.ANALYST))


def post(name: str, urgency: int = 0, **more: object) -> Observed:
    return observed(
        name, charter="maison", route=ROUTES[urgency], urgency=urgency, **{"at": NOON, **more}
    )


@pytest.fixture
def some(app):
    """Four posts of two sources, the oldest the most urgent."""
    app.store.add_observed(
        [
            post("p1", 3, at=NOON.replace(day=17), risks=["threat"], text="On va tout casser"),
            post("p2", 2, at=NOON.replace(day=18), risks=["boycott", "legal"]),
            post("p3", 1, at=NOON.replace(day=18), source="presse"),
            post("p4", 0, at=NOON, text="=SUM(A1) <b>bravo</b>"),
        ]
    )


def listed(text: str) -> list[str]:
    """Ids of the posts of a page, in its order."""
    return re.findall(r'href="/observed/post\?[^"]*?id=(\w+)', text)


def test_posts_are_listed_newest_first_with_their_counts(ana, some):
    shown = ana.get("/observed").text
    assert listed(shown) == ["p4", "p3", "p2", "p1"]
    assert "4 posts" in shown
    assert re.findall(r"route=(\w+)\"[^>]*>[^<]+</a><b>(\d+)</b>", shown) == [
        ("escalate", "1"),
        ("respond", "1"),
        ("watch", "1"),
        ("clear", "1"),
    ]
    days = re.findall(r'<th scope="row">([^<]+)</th><td class="number">(\d+)</td>', shown)
    assert days == [
        ("20 novembre", "1"),
        ("19 novembre", "0"),
        ("18 novembre", "2"),
        ("17 novembre", "1"),
    ]


def test_the_most_urgent_come_first_where_asked(ana, some):
    assert listed(ana.get("/observed?first=urgent").text) == ["p1", "p2", "p3", "p4"]


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ({"route": "respond"}, ["p2"]),
        ({"risk": "legal"}, ["p2"]),
        ({"source": "presse"}, ["p3"]),
        ({"since": "2026-11-18"}, ["p4", "p3", "p2"]),
        ({"charter": "maison", "route": "", "risk": "", "source": "", "since": ""}, 4),
        ({"charter": "autre"}, []),
        ({"route": "respond", "first": "urgent"}, ["p2"]),
        ({"since": "2026-11-18", "source": "feed", "risk": "boycott"}, ["p2"]),
    ],
)
def test_filters_are_held_together(ana, some, filters, names):
    found = listed(ana.get("/observed", params=filters).text)
    assert found == names or len(found) == names


def test_pages_follow_each_other(ana, app):
    app.store.add_observed([post(f"n{n}") for n in range(70)])
    for first in ("new", "urgent"):
        seen, address = [], f"/observed?first={first}&source=feed"
        while address:
            shown = ana.get(address).text
            seen += listed(shown)
            link = re.search(r'href="(/observed\?[^"]*after=[^"]+)"', shown)
            address = link[1].replace("&amp;", "&") if link else None
        assert (len(seen), len(set(seen))) == (70, 70)


def test_nothing_observed_is_said_so(ana):
    assert "Aucun post ici" in ana.get("/observed").text


def test_a_post_is_opened_with_its_report(ana, app):
    report = post("p1", 2, risks=["boycott"]).report
    report = report.model_copy(update={"sentiment": Score(label="negative", score=0.83)})
    app.store.add_observed([post("p1", 2).model_copy(update={"report": report})])
    link = re.search(r'href="(/observed/post[^"]+)"', ana.get("/observed").text)[1]
    shown = ana.get(link.replace("&amp;", "&")).text
    assert "They broke my bike" in shown
    assert re.search(r"Boycott</span><b>80 %</b>", shown)
    assert re.search(r"plutôt mécontent</span><b>83 %</b>", shown)
    assert "À traiter aujourd’hui" in shown
    assert "Urgence : 2 sur 3" in shown.replace("\u202f", " ").replace("\xa0", " ")


def test_a_post_says_how_sure_the_model_is_which_words_weighed_and_who_read_it(ana, app):
    risks = (
        Risk(label="boycott", score=0.83, confidence=Confidence.HIGH, start=0, end=10),
        Risk(label="legal", score=0.31, confidence=Confidence.LOW, start=11, end=18),
    )
    tiny = ModelRef(task="risks", name="tiny", version="1")
    late = ModelRef(task="sentiment", name="embedded-sentiment", version="1", instead_of="big")
    usual = ModelRef(task="urgency", name="embedded-urgency", version="1")
    failure = Failure(part="model sentiment", error="it took too long")
    report = post("p1", 2).report.model_copy(
        update={"risks": risks, "models": (tiny, late, usual), "failures": (failure,)}
    )
    app.store.add_observed([post("p1", 2).model_copy(update={"report": report})])
    link = re.search(r'href="(/observed/post[^"]+)"', ana.get("/observed").text)[1]
    shown = ana.get(link.replace("&amp;", "&")).text
    for words in (
        "presque certain",
        "incertain : à lire par une personne",
        "Les mots qui ont pesé",
        '<p class="passage">They broke</p>',
        '<p class="passage">my bike</p>',
        "Les risques : lu par tiny",
        "Le ton : lu par embedded-sentiment à la place de big",
        "n’a pas pu se faire : model sentiment",
    ):
        assert words in shown.replace("\u202f", " ").replace("\xa0", " "), words
    assert "embedded-urgency" not in shown


def test_a_post_outlives_its_charter(ana, app):
    app.store.add_observed([post("p1").model_copy(update={"source": "a&b"})])
    link = re.search(r'href="(/observed/post[^"]+)"', ana.get("/observed").text)[1]
    del app.checkers["maison"]
    assert "They broke my bike" in ana.get(link.replace("&amp;", "&")).text


def test_a_table_of_the_filtered_posts_can_be_taken_along(ana, some):
    answer = ana.get("/observed.csv?since=2026-11-18", headers={"accept-language": "en"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert 'filename="observed.csv"' in answer.headers["content-disposition"]
    assert answer.text.startswith("\ufeffat,source,id,")
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert [(row["id"], row["risks"], row["route"]) for row in rows] == [
        ("p4", "", "clear"),
        ("p3", "", "watch"),
        ("p2", "boycott legal", "respond"),
    ]


def test_a_cell_is_never_a_formula(ana, some):
    text = ana.get("/observed.csv", headers={"accept-language": "fr"}).text
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    assert rows[0]["text"] == "'=SUM(A1) <b>bravo</b>"


def test_the_table_holds_all_pages(ana, app):
    app.store.add_observed([post(f"n{n}") for n in range(450)])
    assert ana.get("/observed.csv").text.count("\n") == 451


def test_what_people_write_is_never_markup(ana, some):
    assert "<b>bravo" not in ana.get("/observed").text


@pytest.mark.parametrize(
    "query",
    ["route=nowhere", "since=yesterday", "first=loudest", "after=nonsense", f"risk={'x' * 201}"],
)
def test_a_filter_that_cannot_be_read_is_said_so(ana, query):
    answer = ana.get(f"/observed?{query}")
    assert answer.status_code == 422
    assert "Un écueil" in answer.text


def test_a_post_that_is_not_there_is_said_so(ana, some):
    place = {"charter": "maison", "source": "feed", "id": "p9", "at": NOON.isoformat()}
    assert ana.get("/observed/post", params=place).status_code == 404
    assert ana.get("/observed/post", params={**place, "at": "noon"}).status_code == 422


@pytest.mark.parametrize("path", ["/observed", "/observed.csv", "/observed/post"])
def test_observed_posts_are_for_analysts(client, path):
    place = {"charter": "maison", "source": "feed", "id": "p1", "at": NOON.isoformat()}
    for role in (Role.AMBASSADOR, Role.REVIEWER, Role.CHARTER_OWNER, Role.OPERATOR):
        who = signed_in(client, client("who", role))
        assert who.get(path, params=place).status_code == 403
        assert 'href="/observed"' not in who.get("/").text
    assert client().get(path, params=place).headers["location"] == f"/sign-in?to={path}"


def test_the_list_by_urgency_is_offered_to_programs_too(client, some):
    program = client("ana", Role.ANALYST)
    items = program.get("/v1/observed?first=urgent").json()["items"]
    assert [one["post"]["id"] for one in items] == ["p1", "p2", "p3", "p4"]
    problem(program.get("/v1/observed?first=loudest"), 422, "invalid-request")
