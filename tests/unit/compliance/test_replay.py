"""What a change would have done: gained, lost, rerouted, in shadow."""

from __future__ import annotations

from datetime import UTC, datetime

from compliance.charter import Level
from compliance.post import Post
from compliance.replay import Replay, replayed
from compliance.report import Route
from tests.support import checker

NOW = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)
OLD = """\
id: acme
articles:
  - id: claims
    title: {fr: Promesses}
    text: {fr: Dites ce que vous pouvez prouver.}
    rules: [{id: first, kind: terms, terms: [n°1]}]
"""
NEW = OLD.replace("[n°1]", "[leader]").replace("id: acme", "id: acme\nlevel: review")
POSTS = [Post(id="a", text="n°1"), Post(id="b", text="leader"), Post(id="c", text="bonjour")]


def test_a_replay_counts_what_comes_and_goes() -> None:
    sums = Replay()
    for change in replayed(POSTS, old=checker(OLD), new=checker(NEW), now=NOW):
        sums.add(change)
    assert (sums.posts, sums.changed) == (3, 2)
    assert (dict(sums.gained), dict(sums.lost)) == ({"claims": 1}, {"claims": 1})
    assert sums.routes[Route.ADVISE, Route.CLEAR] == 1
    assert sums.routes[Route.CLEAR, Route.REVIEW] == 1


def test_a_new_article_in_shadow_is_counted_apart() -> None:
    shadow = NEW.replace("- id: claims", "- id: claims\n    mode: shadow")
    sums = Replay()
    for change in replayed(POSTS, old=checker(OLD), new=checker(shadow), now=NOW):
        sums.add(change)
    assert dict(sums.shadow) == {"claims": 1}
    assert dict(sums.gained) == {}


def test_each_level_tells_where_it_would_send_the_posts() -> None:
    sums, new = Replay(), checker(NEW)
    for change in replayed(POSTS, old=checker(OLD), new=new, now=NOW):
        sums.add(change)
        sums.dial(change, new.charter)
    assert sums.findings == 1
    assert sums.levels[Level.TRUST, Route.ADVISE] == 1
    assert [sums.levels[level, Route.REVIEW] for level in Level] == [0, 0, 1, 1]


def test_a_turn_of_the_dial_alone_gives_what_two_checks_would() -> None:
    old, new = checker(OLD), checker(OLD.replace("id: acme", "id: acme\nlevel: strict"))
    once = [
        (c.old.findings, c.new.findings, c.new.route)
        for c in replayed(POSTS, old=old, new=new, now=NOW)
    ]
    twice = [(old.check(p, now=NOW), new.check(p, now=NOW)) for p in POSTS]
    assert once == [(a.findings, b.findings, b.route) for a, b in twice]
    assert [route for _, _, route in once] == [Route.REVIEW, Route.CLEAR, Route.CLEAR]
