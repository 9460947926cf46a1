from __future__ import annotations

from pathlib import Path

import pytest

from compliance.charter import Level
from compliance.charter_file import overlay_names
from compliance.errors import CharterError
from compliance.settings import Settings
from compliance.wiring import Variants, load_charter

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
