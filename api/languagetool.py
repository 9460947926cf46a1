"""LanguageTool's wire format: what its add-ons and editors send, and what they expect back.

Sources: LanguageTool's HTTP API (`ApiV2`, `TextChecker`, `RuleMatchesAsJsonSerializer`). Offsets
are UTF-16 code units of the text as sent, markup included.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import orjson

from api.wire import Utf16
from compliance import __version__
from compliance.charter import Charter
from compliance.errors import InputError
from compliance.finding import Finding, Severity
from compliance.report import Report
from compliance.text import SURROGATES, WORD, Span, Text

# Name and the variants that clients ask for, by ISO 639-1 code; the first variant is `longCode`.
LANGUAGES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "fr": ("French", ("fr", "fr-FR", "fr-BE", "fr-CA", "fr-CH")),
    "en": ("English", ("en", "en-US", "en-GB", "en-AU", "en-CA", "en-NZ", "en-ZA")),
    "de": ("German", ("de", "de-DE", "de-AT", "de-CH")),
    "es": ("Spanish", ("es",)),
    "it": ("Italian", ("it",)),
    "nl": ("Dutch", ("nl", "nl-BE")),
    "pt": ("Portuguese", ("pt", "pt-PT", "pt-BR")),
}
# Signs of context on either side of a match.
AROUND = 40
MOST_REPLACEMENTS = 5
SOFTWARE = {
    "name": "Balise",
    "version": __version__,
    "buildDate": "",
    "apiVersion": 1,
    "premium": False,
    "premiumHint": "",
    "status": "",
}


@dataclass(frozen=True)
class Annotated:
    """A text with markup as a client sent it.

    sent: with its markup; offsets are those of this one.
    plain: what is read: the texts, and what each markup stands for.
    origin: `origin[i]` is the place in `sent` of `plain[i]`; None where the two are the same.
    """

    sent: str
    plain: str
    origin: tuple[int, ...] | None = None

    def place(self, span: Span) -> Span:
        """The span of `sent` that carries `plain[span.start:span.end]`."""
        if self.origin is None or span.start == span.end:
            return span
        return Span(self.origin[span.start], self.origin[span.end - 1] + 1)


@dataclass(frozen=True)
class Question:
    """What a client asks. language: ISO 639-1, None for `auto`; compact: with less around."""

    text: Annotated
    language: str | None
    compact: bool = False
    silent: bool = False
    enabled: frozenset[str] = frozenset()
    disabled: frozenset[str] = frozenset()
    enabled_only: bool = False

    def wants(self, rule: str) -> bool:
        if self.enabled_only:
            return rule in self.enabled
        return rule not in self.disabled


def question(asked: Mapping[str, str]) -> Question:
    """From the fields of a request. Raises InputError with words for people."""
    if ("text" in asked) == ("data" in asked):
        raise InputError("give either `text` or `data`")
    if "callback" in asked:
        raise InputError("`callback` is not offered: it would hand drafts to other sites")
    text = _annotated(asked["data"]) if "data" in asked else Annotated(asked["text"], asked["text"])
    if SURROGATES.search(text.sent):
        raise InputError("half of a surrogate pair stands alone in the text")
    return Question(
        text=text,
        language=_language(asked.get("language", "")),
        compact=asked.get("c") == "1",
        # The add-on asks twice for each text; the other call brings the findings.
        silent=asked.get("mode") == "textLevelOnly",
        enabled=_names(asked, "enabledRules"),
        disabled=_names(asked, "disabledRules"),
        enabled_only=asked.get("enabledOnly") in {"yes", "true"},
    )


def _names(asked: Mapping[str, str], field: str) -> frozenset[str]:
    return frozenset(filter(None, asked.get(field, "").split(",")))


def _language(code: str) -> str | None:
    if not code:
        raise InputError("`language` is missing; `auto` lets me find it")
    short = code.partition("-")[0].lower()
    if code != "auto" and short not in LANGUAGES:
        raise InputError(f"`language` is one of {', '.join(LANGUAGES)}, or `auto`")
    return None if code == "auto" else short


def _annotated(data: str) -> Annotated:
    """From `{"text"}` or `{"annotation": [{"text"} or {"markup", "interpretAs"}, …]}`."""
    try:
        read = orjson.loads(data)
        items = read["annotation"] if "annotation" in read else [{"text": read["text"]}]
        return _joined([(_part(i), str(i.get("interpretAs", "")), "markup" in i) for i in items])
    except (orjson.JSONDecodeError, AttributeError, KeyError, TypeError) as error:
        raise InputError("`data` is not an annotated text") from error


def _part(item: Mapping[str, Any]) -> str:
    part = item["markup"] if "markup" in item else item["text"]
    if not isinstance(part, str):
        raise TypeError("a part is not a string")
    return part


def _joined(parts: list[tuple[str, str, bool]]) -> Annotated:
    sent, plain, origin = "", "", list[int]()
    for part, stands_for, is_markup in parts:
        read = stands_for if is_markup else part
        # What a markup stands for is found where the markup begins.
        origin += [len(sent)] * len(read) if is_markup else range(len(sent), len(sent) + len(part))
        sent, plain = sent + part, plain + read
    return Annotated(sent, plain, tuple(origin))


def answer(asked: Question, report: Report, charter: Charter, *, page: str) -> dict[str, Any]:
    """The body of an answer to `check`, in the order of LanguageTool's own serializer.

    page: the address where people read the charter.
    """
    sentences = Text(asked.text.plain, asked.text.plain).sentences
    units = Utf16(asked.text.sent)
    whole = {
        "software": SOFTWARE,
        "warnings": _warnings(report),
        "language": _language_block(asked, report, charter),
        "matches": list(_matches(asked, report, charter, units, page)),
        "sentenceRanges": [
            [units.at(place.start), units.at(place.end)]
            for place in map(asked.text.place, sentences)
        ],
    }
    left_out = {"software"} | (set() if not report.complete else {"warnings"})
    return {k: v for k, v in whole.items() if not asked.compact or k not in left_out}


def _warnings(report: Report) -> dict[str, Any]:
    if report.complete:
        return {"incompleteResults": False}
    return {
        "incompleteResults": True,
        "incompleteResultsReason": "part of the check could not run",
    }


def _language_block(asked: Question, report: Report, charter: Charter) -> dict[str, Any]:
    detected = report.language.label if report.language.label in LANGUAGES else None
    used = asked.language or detected or charter.languages[0]
    return {
        **_named(used),
        "detectedLanguage": {
            **_named(detected or used),
            "confidence": report.language.score,
            "source": "balise",
        },
    }


def _named(code: str) -> dict[str, str]:
    return {"name": LANGUAGES[code][0] if code in LANGUAGES else code, "code": code}


def _matches(
    asked: Question, report: Report, charter: Charter, units: Utf16, page: str
) -> Iterator[dict[str, Any]]:
    if asked.silent:
        return
    for finding in report.findings:
        if asked.wants(rule_id(finding.article)):
            words = report.language.label
            yield _match(finding, asked, charter, units, language=words, page=page)


def rule_id(article: str) -> str:
    """Stable, and never beginning with `DB_`, which add-ons take for an error of the user."""
    return f"CHARTER_{article.upper().replace('-', '_')}"


def _match(
    finding: Finding, asked: Question, charter: Charter, units: Utf16, *, language: str, page: str
) -> dict[str, Any]:
    span = _visible(finding, asked.text.plain)
    place = asked.text.place(span)
    start, end = units.at(place.start), units.at(place.end)
    article = charter.by_article.get(finding.article)
    title = charter.in_language(article.title, language) if article else finding.article
    full = {
        "message": _message(finding),
        "shortMessage": title,
        "replacements": [{"value": words} for words in _replacements(finding, asked)],
        "offset": start,
        "length": end - start,
        "context": _context(asked.text.sent, place),
        "sentence": _sentence(asked.text.plain, span),
        "type": {"typeName": "Hint"},
        "rule": _rule(finding, title, page),
        "ignoreForIncompleteSentence": False,
        "contextForSureMatch": 0,
    }
    left_out = {"context", "sentence"} if asked.compact else set()
    return {k: v for k, v in full.items() if k not in left_out}


def _visible(finding: Finding, plain: str) -> Span:
    """Editors show no empty match: a finding about the whole post stands on its first word."""
    if finding.start < finding.end:
        return finding.span
    word = WORD.search(plain)
    return Span(*word.span()) if word else Span(0, min(1, len(plain)))


def _replacements(finding: Finding, asked: Question) -> tuple[str, ...]:
    if finding.start == finding.end:
        return ()
    return finding.suggestions[:MOST_REPLACEMENTS] if asked.compact else finding.suggestions


def _message(finding: Finding) -> str:
    return " ".join(dict.fromkeys(filter(None, (finding.message, finding.why))))


def _rule(finding: Finding, title: str, page: str) -> dict[str, Any]:
    rule = {
        "id": rule_id(finding.article),
        "subId": finding.rule,
        "description": title,
        # Not `misspelling`: editors would offer to add the words to a dictionary.
        "issueType": "style",
        "urls": [{"value": f"{page}#article-{quote(finding.article)}"}],
        "category": {"id": finding.category.upper(), "name": finding.category},
        "isPremium": False,
    }
    return rule | ({"tags": ["picky"]} if finding.severity is Severity.SUGGESTION else {})


def _context(text: str, place: Span) -> dict[str, Any]:
    first, last = max(0, place.start - AROUND), min(len(text), place.end + AROUND)
    head, tail = "..." if first else "", "..." if last < len(text) else ""
    shown = head + text[first:last].replace("\n", " ") + tail
    units = Utf16(shown)
    start = len(head) + place.start - first
    end = start + len(place)
    return {"text": shown, "offset": units.at(start), "length": units.at(end) - units.at(start)}


def _sentence(plain: str, span: Span) -> str:
    text = Text(plain, plain)
    return text[text.sentence_at(span.start)]


def languages(charter: Charter) -> list[dict[str, str]]:
    """What `languages` lists: those of the charter, each variant once."""
    known = (code for code in charter.languages if code in LANGUAGES)
    return [
        {"name": LANGUAGES[code][0], "code": code, "longCode": variant}
        for code in known
        for variant in LANGUAGES[code][1]
    ]
