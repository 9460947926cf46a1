from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from compliance.charter import Level
from compliance.charter_file import overlay_names
from compliance.errors import CharterError
from compliance.fold import fold
from compliance.settings import Settings
from compliance.wiring import Toolbox, Variants, load_charter, open_app

HOUSE = """
id: house
level: guide
articles:
  - id: claims
    title: {en: Claims}
    text: {en: Prove it.}
    rules: [{id: first, kind: terms, terms: [number one]}]
"""


@pytest.fixture
def house(tmp_path: Path) -> Path:
    file = tmp_path / "house.yaml"
    file.write_text(HOUSE, "utf-8")
    return file


def variants(file: Path) -> Variants:
    return Variants({"house": str(file)}, {"house": load_charter(file)}, Settings())


def test_overlays_are_told_from_charters() -> None:
    assert overlay_names() == ("crisis", "finance", "health", "listed-company", "public-service")


def test_a_variant_holds_the_house_and_the_overlay_and_is_kept(house: Path) -> None:
    served = variants(house)
    tried = served.checker("house", ["finance"])
    assert "claims" in tried.charter.by_article
    assert len(tried.charter.articles) > 1
    assert (tried.charter.id, tried.charter.level) == ("house", Level.GUIDE)
    assert served.checker("house", ("finance",)) is tried


def test_a_file_that_has_changed_since_is_said_so(house: Path) -> None:
    served = variants(house)
    house.write_text(HOUSE.replace("number one", "the best"), "utf-8")
    with pytest.raises(CharterError, match="has changed since"):
        served.checker("house", ["finance"])


RELEASE = (
    "---\nurl: https://house.example/press\ndate: 2026-11-10\n---\nNumber one in the 2026 survey"
)
CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:test
BEGIN:VEVENT
UID:1
DTSTART;VALUE=DATE:20270110
SUMMARY:Quiet
END:VEVENT
END:VCALENDAR
"""


def test_paths_of_a_charter_count_from_its_file(house: Path) -> None:
    beside = house.parent
    (beside / "press").mkdir()
    (beside / "press" / "a.md").write_text(RELEASE, "utf-8")
    (beside / "q.ics").write_text(CALENDAR, "utf-8")
    (beside / "terms.csv").write_text("term\nProjet Zéphyrine\n", "utf-8")
    keys = "calendars: [q.ics]\npublic_record: [press]\nterm_lists: [terms.csv]\n"
    house.write_text(HOUSE + keys, "utf-8")
    tools = Toolbox(load_charter(house), Settings())
    [period] = tools.quiet_periods
    assert (period.title, f"{period.start:%Y-%m-%d}") == ("Quiet", "2027-01-10")
    now = datetime(2026, 11, 21, tzinfo=UTC)
    [(release, _)] = tools.public_record.naming(["number one"], now)
    assert release.link == "https://house.example/press"
    [hit] = tools.terms.find(fold("Le projet Zéphyrine avance"))
    assert hit.term.term == "Projet Zéphyrine"


def test_a_calendar_that_is_not_there_is_told(house: Path) -> None:
    house.write_text(f"{HOUSE}calendars: [none.ics]\n", "utf-8")
    with pytest.raises(CharterError, match=r"none\.ics:1:1: cannot read the calendar"):
        _ = Toolbox(load_charter(house), Settings()).quiet_periods


def test_a_charter_without_calendars_or_releases_has_none(house: Path) -> None:
    tools = Toolbox(load_charter(house), Settings())
    assert tools.quiet_periods == ()
    assert list(tools.public_record.naming(["number one"], datetime.now(UTC))) == []


def test_the_folder_of_the_embedded_database_is_nobody_elses(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with open_app(Settings(data=data, database_url=""), ["guide"]):
        assert data.stat().st_mode & 0o077 == 0


def test_reasons_are_read_inline_and_in_files_and_not_in_a_file_without_them(
    tmp_path: Path,
) -> None:
    (tmp_path / "terms.csv").write_text("term,why\nAtlas,the plant closes\nOrsel,\n", "utf-8")
    (tmp_path / "names.csv").write_text("term\nBorel\n", "utf-8")
    file = tmp_path / "house.yaml"
    file.write_text(
        HOUSE + "confidential: [{term: Nacelle}]\nterm_lists: [terms.csv, names.csv]\n", "utf-8"
    )
    tools = Toolbox(load_charter(file), Settings(data=tmp_path))
    assert [term.term for term in tools.reasoned] == ["Nacelle", "Atlas"]
