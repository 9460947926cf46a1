"""A style folder as a rule: hard cases, innocent first."""

from __future__ import annotations

from pathlib import Path

import pytest

from compliance.charter_file import load
from compliance.errors import CharterError
from compliance.finding import Severity
from compliance.post import Post
from compliance.rules.style import KIND, ready_made, shelf
from compliance.styles import unusable
from compliance.wiring import kind_of
from tests.support import NOON, built, checker, found, hits

CHARTER = """
id: acme
languages: [fr]
articles:
  - id: writing
    category: form
    title: {fr: Écrire clair}
    text: {fr: On écrit court.}
    rules:
      - {id: plain, kind: style, folder: FOLDER}
"""


def test_a_clear_post_is_left_alone() -> None:
    assert found(KIND, "🎉 On a posé les tuiles, `afin de` tester.", folder="Plain") == []


def test_a_hit_carries_vales_message_rule_level_and_replacement() -> None:
    [hit] = hits(KIND, "🎉 Afin de réussir", folder="Plain")
    assert hit.fills == {"message": "'Pour' says as much as 'Afin de'.", "rule": "Plain.Wordy"}
    assert (hit.source, hit.severity) == ("Plain.Wordy", Severity.SUGGESTION)
    assert hit.suggestions == ("Pour",)


def test_levels_may_be_given_another_severity() -> None:
    [hit] = hits(KIND, "Bravo !!!", folder="Plain", levels={"suggestion": "caution"})
    assert hit.severity == Severity.CAUTION


def test_rules_may_be_chosen_and_left_out() -> None:
    text = "Afin de réussir, bravo !!!"
    assert found(KIND, text, folder="Plain", include=["Wordy"]) == ["Afin de"]
    assert found(KIND, text, folder="Plain", exclude=["Wordy"]) == ["!!!"]


def test_a_vocabulary_accepts_and_rejects(tmp_path: Path) -> None:
    (tmp_path / "accept.txt").write_text("incontournable\nSolToit\n", "utf-8")
    (tmp_path / "reject.txt").write_text("Sol Toit\n", "utf-8")
    text = "L'incontournable soltoit, ou Sol Toit"
    assert found(KIND, text, folder="Plain", vocab=str(tmp_path)) == ["soltoit", "Sol Toit"]


def test_lone_surrogates_and_marks_of_direction_get_an_answer() -> None:
    text = "afin de \ud83d \u202e !!!\x00"
    assert sorted(found(KIND, text, folder="Plain")) == ["!!!", "afin de"]


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"folder": "no-such-folder"}, "no style folder 'no-such-folder'"),
        ({"folder": "Plain", "exclude": ["Wordi"]}, "no rule 'Wordi'"),
        ({"folder": "Plain", "min_level": "error"}, "no rule left"),
        ({"folder": "Plain", "vocab": "nowhere"}, "no vocabulary folder"),
    ],
)
def test_what_is_not_there_is_refused_when_the_rule_is_built(
    params: dict[str, object], message: str
) -> None:
    with pytest.raises(CharterError, match=message):
        built(KIND, **params)


def test_a_folder_is_looked_for_beside_its_charter(tmp_path: Path) -> None:
    house = tmp_path / "styles" / "House"
    house.mkdir(parents=True)
    rule = "extends: existence\nmessage: \"Pas de '%s'.\"\nlevel: warning\ntokens: [synergie]\n"
    (house / "Jargon.yml").write_text(rule, "utf-8")
    (tmp_path / "acme.yaml").write_text(CHARTER.replace("FOLDER", "./styles/House"), "utf-8")
    [only] = load(tmp_path / "acme.yaml", kind_of=kind_of).articles[0].rules
    assert found(KIND, "Une synergie", folder=str(only.params.model_dump()["folder"])) == [
        "synergie"
    ]


def test_the_author_reads_vales_own_message() -> None:
    report = checker(CHARTER.replace("FOLDER", "Plain")).check(Post(text="Bravo !!!"), now=NOON)
    [finding] = report.findings
    assert (finding.message, finding.source) == ("One '!' is enough.", "style:Plain.Shouting")


def test_every_file_of_the_ready_made_styles_is_a_rule() -> None:
    assert ready_made() == ("Plain",)
    assert [unusable(shelf() / name) for name in ready_made()] == [[]]


def test_what_a_style_cannot_use_is_said_where_it_is_loaded(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "house"
    folder.mkdir()
    (folder / "Spelling.yml").write_text("extends: spelling\nmessage: x\n", "utf-8")
    (folder / "Top.yml").write_text("extends: existence\nmessage: x\ntokens: [top]\n", "utf-8")
    built(KIND, folder=str(folder))
    assert "style house, not used: Spelling.yml" in caplog.text
    assert "Top.yml" not in caplog.text
