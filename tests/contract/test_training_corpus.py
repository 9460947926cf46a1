"""The posts written for this repository are annotated as `models.train` reads them."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from compliance.charter_file import loads
from compliance.models.train.data import CATEGORIES, RISKS, SENTIMENTS
from compliance.models.train.reading import HOUSES, OWN
from compliance.wiring import charter_from_facts, kind_of

FILES = sorted(OWN.glob("*/*.jsonl"))
SHEETS = sorted([*OWN.glob("*/company.yaml"), *(OWN / HOUSES).glob("*.yaml")])
SEVERITIES = {"suggestion", "caution", "serious"}
# Numbers kept for fiction, or too short to be anybody's.
FRENCH_MOBILE = re.compile(r"\b0[67](?:[ .]?\d\d){4}\b")


def name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def posts(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def faults(post: dict[str, Any]) -> list[str]:
    wrong = []
    if post["kind"] == "draft":
        for finding in post["findings"]:
            known = finding["category"] in CATEGORIES and finding["severity"] in SEVERITIES
            often = post["text"].count(finding["text"] or "\0")
            if not known or often < finding.get("occurrence", 1):
                wrong.append(f"finding of {finding['category']}")
    else:
        if not set(post["risks"]) <= set(RISKS) or post["severity"] not in {0, 1, 2, 3}:
            wrong.append("risks")
        if bool(post["risks"]) != (post["severity"] > 0):
            wrong.append("risks and severity disagree")
    if post["sentiment"] not in SENTIMENTS or len(post["lang"]) != 2 or not post["author"]:
        wrong.append("sentiment, language or author")
    return wrong


@pytest.mark.parametrize("path", FILES, ids=name)
def test_every_post_is_annotated_by_the_guide(path: Path) -> None:
    wrong = {post["id"]: faults(post) for post in posts(path)}
    assert {key: found for key, found in wrong.items() if found} == {}


def test_every_id_stands_once() -> None:
    ids = Counter(post["id"] for path in FILES for post in posts(path))
    assert [key for key, often in ids.items() if often > 1] == []


def test_telephone_numbers_are_those_kept_for_fiction() -> None:
    told = (
        re.sub(r"\D", "", number[0])
        for path in FILES
        for post in posts(path)
        for number in FRENCH_MOBILE.finditer(post["text"])
    )
    assert [number[:4] for number in told if not number.startswith("063998")] == []


@pytest.mark.parametrize("path", SHEETS, ids=name)
def test_every_fact_sheet_makes_a_charter(path: Path) -> None:
    assert loads(charter_from_facts(path), kind_of=kind_of).confidential


@pytest.mark.parametrize("path", sorted((OWN / HOUSES).glob("*.jsonl")), ids=name)
def test_a_finding_of_a_house_tells_an_entry_of_its_sheet(path: Path) -> None:
    sheet = loads(charter_from_facts(path.with_suffix(".yaml")), kind_of=kind_of)
    told = {finding.get("term") for post in posts(path) for finding in post["findings"]}
    assert told - {None} <= {entry.term for entry in sheet.confidential}
