"""For people: the post with its passages marked, then each finding as its author would want it."""

from __future__ import annotations

import io
from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text as Styled

from compliance.charter import Charter
from compliance.cli.formats import Checked
from compliance.finding import Finding, Severity
from compliance.guidance import reader_language
from compliance.messages import messages
from compliance.report import Report, Risk

STYLES = {
    Severity.SUGGESTION: "cyan",
    Severity.CAUTION: "yellow",
    Severity.SERIOUS: "bold red",
}
MARKS = {Severity.SUGGESTION: "·", Severity.CAUTION: "▲", Severity.SERIOUS: "■"}
WIDTH = 100
QUOTED = 160


def render(checked: Sequence[Checked], charter: Charter, *, explain: bool, colour: bool) -> str:
    page = io.StringIO()
    console = Console(
        file=page, force_terminal=colour, width=None if colour else WIDTH, highlight=False
    )
    for one in checked:
        _report(console, one, charter, explain=explain, name=len(checked) > 1)
    lines = (line.rstrip() for line in page.getvalue().splitlines())
    return "\n".join(lines) + "\n"


def _report(console: Console, one: Checked, charter: Charter, *, explain: bool, name: bool) -> None:
    report = one.report
    language = reader_language(report.language.label, charter)
    if name:
        console.print(Styled(one.post.id, style="bold"))
    console.print(Styled(messages(language).find("routes", report.route.value), style="bold"))
    for note in report.notes:
        console.print(Padding(Styled(note.message), (0, 0, 0, 2)))
    for risk in report.risks:
        console.print()
        _risk(console, risk, one.post.text, language)
    for finding in report.findings:
        console.print()
        _finding(console, finding, charter, language, explain=explain)
    for failure in report.failures:
        console.print(Styled(f"! {failure.part}: {failure.error}", style="red"))
    _read_by(console, report, language, every=explain)
    if explain:
        _explained(console, report, charter)
    console.print()


def _risk(console: Console, risk: Risk, text: str, language: str) -> None:
    """Why an observed post may hurt, how sure that is, and the words that weighed most."""
    head = Styled(f"◆ {risk.label}", style="bold")
    if risk.confidence:
        head.append(f" · {messages(language).find('confidence', risk.confidence)}", style="dim")
    console.print(Padding(head, (0, 0, 0, 2)))
    if risk.end:
        console.print(Padding(Styled(f"« {_short(text[risk.start : risk.end])} »"), (0, 0, 0, 4)))


def _finding(
    console: Console, finding: Finding, charter: Charter, language: str, *, explain: bool
) -> None:
    said = messages(language)
    style = STYLES[finding.severity]
    severity = said.find("severities", finding.severity.value)
    article = charter.by_article.get(finding.article)
    title = charter.in_language(article.title, language) if article else finding.article
    head = Styled.assemble((f"{MARKS[finding.severity]} {severity}", style), " · ", (title, "bold"))
    if finding.confidence:
        head.append(f" · {said.find('confidence', finding.confidence)}", style="dim")
    console.print(Padding(head, (0, 0, 0, 2)))
    if finding.text:
        console.print(Padding(Styled(f"« {_short(finding.text)} »", style=style), (0, 0, 0, 4)))
    console.print(Padding(Styled(finding.message), (0, 0, 0, 4)))
    _labelled(console, said.find("interface", "why"), finding.why)
    offered = [f"« {s} »" if s else said.find("interface", "delete") for s in finding.suggestions]
    _labelled(console, said.find("interface", "instead"), " / ".join(offered))
    if explain:
        console.print(Padding(Styled(f"↳ {_path(finding, charter)}", style="dim"), (0, 0, 0, 4)))


def _labelled(console: Console, label: str, words: str, *, indent: int = 4) -> None:
    if words:
        console.print(Padding(Styled.assemble((f"{label}: ", "dim"), words), (0, 0, 0, indent)))


def _path(finding: Finding, charter: Charter) -> str:
    """Charter file → article → rule → match."""
    article = charter.by_article.get(finding.article)
    rules = article.rules if article else ()
    rule = next((rule for rule in rules if rule.id == finding.rule), None)
    where = f"{rule.place}" if rule and rule.place else charter.id
    match = f"[{finding.start}, {finding.end})"
    steps = (where, f"article {finding.article}", f"rule {finding.rule} ({finding.source})", match)
    return f"{' → '.join(steps)}, score {finding.score:.2f}"


def _read_by(console: Console, report: Report, language: str, *, every: bool) -> None:
    """The models that are not the usual ones, and whom they stand in for; every one if asked."""
    said = messages(language)
    for model in report.models:
        if every or not model.is_usual:
            instead = f", {said.find('interface', 'instead-of')} {model.instead_of}"
            words = f"{model.task} {model}{instead if model.instead_of else ''}"
            _labelled(console, said.find("interface", "read-by"), words, indent=2)


def _explained(console: Console, report: Report, charter: Charter) -> None:
    language = f"{report.language.label} ({report.language.score:.2f})"
    sentiment = f"{report.sentiment.label} ({report.sentiment.score:.2f})"
    console.print()
    for name, value in (
        ("route", f"{report.route} ← {report.route_reason}"),
        ("charter", f"{charter.id}@{charter.version}, level {charter.level}"),
        ("language", language),
        ("sentiment", sentiment),
    ):
        console.print(Padding(Styled.assemble((f"{name}: ", "dim"), value), (0, 0, 0, 2)))


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= QUOTED else f"{flat[: QUOTED - 1]}…"
