"""`balise check`: a draft, a batch, and everything that is neither."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from compliance.report import LINE_FIELDS
from tests.e2e.cli.conftest import Balise

GUILTY = "Nous sommes n°1 du marché, sans aucun risque pour vous !"
CLEAN = "Six heures du matin, le café fume et l'équipe rit. Bonne semaine !"


def test_an_ambassador_is_told_where_which_article_and_why(balise: Balise) -> None:
    ran = balise("check", "--charter", "guide", stdin=GUILTY)
    assert ran.status == 0
    for shown in ("« sans aucun risque »", "Pourquoi"):
        assert shown in ran.out


def test_an_english_draft_is_answered_in_english(balise: Balise) -> None:
    ran = balise("check", stdin="We are the undisputed number one, guaranteed results, zero risk.")
    assert "Why" in ran.out


def test_a_clean_draft_is_told_so(balise: Balise) -> None:
    ran = balise("check", "--format", "json", "--now", "2026-11-20T11:00:00", stdin=CLEAN)
    report = json.loads(ran.out)
    assert (report["findings"], report["route"], report["complete"]) == ([], "clear", True)
    assert list(report) == list(LINE_FIELDS)


def test_a_threshold_makes_the_status(balise: Balise) -> None:
    assert balise("check", "--fail-on", "caution", stdin=GUILTY).status == 1
    assert balise("check", "--fail-on", "caution", stdin=CLEAN).status == 0


SHORT_CHARTER = """\
id: acme
articles:
  - id: claims
    title: {fr: Promesses}
    text: {fr: Dites ce que vous pouvez prouver.}
    rules:
      - {id: softer, kind: substitution, swap: {n°1: parmi les premiers}}
      - {id: insult, kind: terms, terms: [abrutis]}
"""


@pytest.mark.parametrize(
    ("draft", "offered"),
    [
        ("Nous sommes n°1 !", "si elle convient :\n\nNous sommes parmi les premiers !\n\n"),
        ("Quelle bande d'abrutis.", "reprendre ces phrases autrement.\n"),
        (
            "Nous sommes n°1. Quelle bande d'abrutis que vous êtes vraiment tous.",
            "il reste à voir :\n  - abrutis\n\n"
            "Nous sommes parmi les premiers. "
            "Quelle bande d'abrutis que vous êtes vraiment tous.\n\n",
        ),
    ],
)
def test_the_smallest_edit_is_offered_beside_the_answer(
    balise: Balise, tmp_path: Path, draft: str, offered: str
) -> None:
    charter = tmp_path / "acme.yaml"
    charter.write_text(SHORT_CHARTER, "utf-8")
    ran = balise("check", "--charter", str(charter), "--mend", "--format", "jsonl", stdin=draft)
    assert json.loads(ran.out)["findings"]
    assert ran.err.endswith(offered)


def test_a_batch_gives_a_line_for_each_line_in_order(balise: Balise, tmp_path: Path) -> None:
    posts, out = tmp_path / "posts.jsonl", tmp_path / "out.jsonl"
    posts.write_text(
        json.dumps({"id": "1", "text": GUILTY, "likes": 3})
        + "\n{broken\n\n"
        + json.dumps({"id": "2", "text": "La gare est fermée", "kind": "observed"})
        + "\n",
        "utf-8",
    )
    ran = balise("check", "--input", str(posts), "--output", str(out))
    assert ran.status == 0
    first, second, third = map(json.loads, out.read_text("utf-8").splitlines())
    assert (first["id"], first["likes"]) == ("1", 3)
    assert second["error"]["code"] == "bad-input"
    assert (third["id"], third["route"] in {"clear", "watch", "respond", "escalate"}) == ("2", True)


MODEL_CHARTER = """\
id: acme
languages: [fr]
articles:
  - id: respect
    title: {fr: Respect}
    text: {fr: Restez courtois.}
    rules: [{id: model, kind: classifier, label: respect, over: 0.0}]
"""


@pytest.mark.parametrize(
    ("draft", "word"),
    [
        ("Bonjour à tous, belle journée.", "incertain : à lire par une personne"),
        ("Cette bande d'abrutis me dégoûte, quels connards.", "presque certain"),
    ],
)
def test_how_sure_a_model_is_and_the_words_that_weighed_are_told(
    balise: Balise, tmp_path: Path, draft: str, word: str
) -> None:
    charter = tmp_path / "acme.yaml"
    charter.write_text(MODEL_CHARTER, "utf-8")
    shown = balise("check", "--charter", str(charter), stdin=draft).out
    assert word in shown.replace("\xa0", " ")
    report = json.loads(
        balise("check", "--charter", str(charter), "--format", "json", stdin=draft).out
    )
    [finding] = report["findings"]
    assert finding["text"] == draft
    assert (finding["confidence"] == "low") is word.startswith("incertain")


def test_an_observed_post_is_told_its_risks_and_the_words_that_weighed(
    balise: Balise, tmp_path: Path
) -> None:
    text = "Bonjour. On boycotte cette marque, n'achetez plus rien chez eux. Il fait beau."
    posts = tmp_path / "posts.jsonl"
    posts.write_text(json.dumps({"id": "1", "kind": "observed", "text": text}), "utf-8")
    shown = balise("check", "--input", str(posts), "--format", "text").out
    assert "◆ boycott · " in shown
    [line] = balise("check", "--input", str(posts)).out.splitlines()
    [risk, *_] = json.loads(line)["risks"]
    assert risk["label"] == "boycott"
    words = text[risk["start"] : risk["end"]]
    assert words == "On boycotte cette marque, n'achetez plus rien chez eux."
    assert f"« {words} »" in shown


def test_sarif_is_what_editors_read(balise: Balise) -> None:
    run = json.loads(balise("check", "--format", "sarif", stdin=GUILTY).out)["runs"][0]
    regions = [r["locations"][0]["physicalLocation"]["region"] for r in run["results"]]
    words = [GUILTY[r["charOffset"] :][: r["charLength"]] for r in regions]
    assert "sans aucun risque" in " ".join(words)


def test_explain_shows_the_path_and_the_cell(balise: Balise) -> None:
    ran = balise("check", "--explain", stdin=GUILTY)
    assert "base.yaml:" in ran.out
    assert "guide ×" in ran.out


@pytest.mark.parametrize(
    ("arguments", "stdin", "said"),
    [
        (("--charter", "gudie"), "x", "did you mean 'guide'?"),
        (("nowhere.txt",), "", "cannot read nowhere.txt"),
        ((), b"\xff\xfe\x00", "not UTF-8 text"),
        ((), "a" * 20_001, "the limit is 20,000"),
        (("--lang", "français"), "x", "lang"),
        (("--input", "nowhere.jsonl"), "", "cannot read nowhere.jsonl"),
    ],
)
def test_misuse_is_one_clear_line_and_status_2(
    balise: Balise, arguments: tuple[str, ...], stdin: str | bytes, said: str
) -> None:
    ran = balise("check", *arguments, stdin=stdin)
    assert ran.status == 2
    assert said in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    "hostile",
    [
        "",
        " \n ",
        "\x00" * 50,
        "\u202eevil\u202c",
        "a" * 20_000,
        "🏳️‍🌈" * 500,
        "n°1" * 3_000,
        "«" * 9_999,
    ],
)
def test_any_text_gets_a_report(balise: Balise, hostile: str) -> None:
    ran = balise("check", "--format", "json", stdin=hostile)
    assert ran.status == 0
    assert json.loads(ran.out)["complete"] is True
