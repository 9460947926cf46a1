"""SARIF 2.1.0, for editors and code hosts that show findings in place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson

from compliance import __version__
from compliance.charter import Charter
from compliance.cli.formats import Checked
from compliance.finding import Finding, Severity

LEVELS = {Severity.SUGGESTION: "note", Severity.CAUTION: "warning", Severity.SERIOUS: "error"}


def render(checked: Sequence[Checked], charter: Charter, *, explain: bool, colour: bool) -> str:
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": _driver(charter)},
                "columnKind": "unicodeCodePoints",
                "results": [_result(one, f) for one in checked for f in one.report.findings],
            }
        ],
    }
    return orjson.dumps(log, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode()


def _driver(charter: Charter) -> dict[str, Any]:
    rules = [
        {
            "id": article.id,
            "shortDescription": {"text": charter.in_language(article.title, "en") or article.id},
            "defaultConfiguration": {"level": LEVELS[article.severity]},
        }
        for article in charter.articles
    ]
    return {"name": "Balise", "semanticVersion": __version__, "rules": rules}


def _result(one: Checked, finding: Finding) -> dict[str, Any]:
    region = {"charOffset": finding.start, "charLength": finding.end - finding.start}
    location = {"artifactLocation": {"uri": one.post.id}, "region": region}
    return {
        "ruleId": finding.article,
        "level": LEVELS[finding.severity],
        "message": {"text": f"{finding.message} {finding.why}".strip()},
        "locations": [{"physicalLocation": location}],
        **({"properties": {"confidence": finding.confidence}} if finding.confidence else {}),
    }
