"""The line of a batch is a contract: keys, order and types as the design pins them."""

from __future__ import annotations

import json

from compliance.finding import Confidence, Finding, Severity
from compliance.post import Language
from compliance.report import CharterRef, Failure, ModelRef, Note, Report, Risk, Route, Score

FINDING = {
    "article": "claims",
    "rule": "absolutes",
    "category": "claims",
    "severity": "caution",
    "start": 0,
    "end": 3,
    "text": "n°1",
    "message": "…",
    "why": "…",
    "suggestions": ["parmi les premiers"],
    "score": 1.0,
    "source": "terms",
    "confidence": None,
}
LINE = {
    "id": "7",
    "charter": {"id": "guide", "version": "abc"},
    "language": {"label": "fr", "score": 0.9},
    "sentiment": {"label": "positive", "score": 0.8},
    "risks": [{"label": "legal", "score": 0.7, "confidence": "medium", "start": 2, "end": 9}],
    "urgency": 2,
    "protected": False,
    "findings": [FINDING],
    "route": "advise",
    "route_reason": "guide × caution (claims)",
    "complete": False,
    "failures": [{"part": "model sentiment", "error": "it took too long"}],
    "models": [
        {"task": "sentiment", "name": "embedded-sentiment", "version": "1", "instead_of": "tiny"}
    ],
}


def test_a_line_holds_what_the_design_says_and_nothing_else() -> None:
    report = Report(
        id="7",
        charter=CharterRef(id="guide", version="abc"),
        language=Language(label="fr", score=0.9),
        sentiment=Score(label="positive", score=0.8),
        risks=(Risk(label="legal", score=0.7, confidence=Confidence.MEDIUM, start=2, end=9),),
        urgency=2,
        findings=(Finding.model_validate({**FINDING, "severity": Severity.CAUTION}),),
        route=Route.ADVISE,
        route_reason="guide × caution (claims)",
        complete=False,
        notes=(Note(id="incomplete", message="…"),),
        failures=(Failure(part="model sentiment", error="it took too long"),),
        models=(
            ModelRef(task="sentiment", name="embedded-sentiment", version="1", instead_of="tiny"),
        ),
    )
    assert json.loads(json.dumps(report.line())) == LINE
    assert list(report.line()) == list(LINE)
    assert list(report.line()["findings"][0]) == list(FINDING)
