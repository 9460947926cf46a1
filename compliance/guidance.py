"""A hit with its article → what a person reads: message, why, suggestions, notes."""

from __future__ import annotations

import re

from compliance.charter import Article, Charter, Rule
from compliance.finding import NUDGES, Finding, Hit, Severity
from compliance.messages import messages
from compliance.ports import Reading
from compliance.report import Note

PLACEHOLDER = re.compile(r"\{(\w+)\}")
# What a message may quote of the words found, in code points.
QUOTED = 120


def finding(hit: Hit, article: Article, rule: Rule, charter: Charter, reading: Reading) -> Finding:
    """The finding that `hit` makes of `rule` in `article`."""
    language = reader_language(reading.language, charter)
    words = reading.text[hit.span]
    severity = hit.severity or rule.severity or article.severity
    return Finding(
        article=article.id,
        rule=rule.id,
        category=article.category,
        severity=Severity.SUGGESTION if article.category in NUDGES else severity,
        start=hit.span.start,
        end=hit.span.end,
        text=words,
        message=_filled(_message(hit, article, rule, charter, language), hit, words),
        why=_why(article, charter, language),
        suggestions=hit.suggestions or rule.suggestions.get(language, ()),
        score=hit.score,
        source=f"{rule.kind}:{hit.source}" if hit.source else rule.kind,
    )


def reader_language(judged: str, charter: Charter) -> str:
    """The language to speak to the author in: the post's if the charter has it, else its first."""
    return judged if judged in charter.languages else charter.languages[0]


def _message(hit: Hit, article: Article, rule: Rule, charter: Charter, language: str) -> str:
    said = messages(language)
    address = charter.address
    variant = f"{rule.kind}/{hit.variant}" if hit.variant else rule.kind
    return (
        rule.message.get(language)
        or (charter.in_language(rule.message, language) if rule.message else "")
        or said.find("kinds", variant, "message", address=address)
        or said.find("kinds", rule.kind, "message", address=address)
        or said.find("categories", article.category, "message", address=address)
        or charter.in_language(article.title, language)
    )


def _why(article: Article, charter: Charter, language: str) -> str:
    own = article.why.get(language)
    said = messages(language).find("categories", article.category, "why", address=charter.address)
    return own or said or charter.in_language(article.why or article.text, language)


def _filled(message: str, hit: Hit, words: str) -> str:
    shown = words if len(words) <= QUOTED else f"{words[: QUOTED - 1]}…"
    fills = {"text": shown, **hit.fills}
    return PLACEHOLDER.sub(lambda m: fills.get(m[1], ""), message)


def protected_note(topic: str, charter: Charter, language: str) -> Note:
    """The author's right, said kindly, with the safe channels that the charter names."""
    right = messages(language).find("notes", "protected", topic, address=charter.address)
    channels = " ; ".join(f"{c.role} : {c.contact}" for c in charter.safe_channels)
    return Note(id=f"protected/{topic}", message=f"{right} {channels}".strip())


def strength_note(charter: Charter, language: str, strength: str) -> Note:
    """A true word on something good in the post."""
    message = messages(language).find("notes", "strengths", strength, address=charter.address)
    return Note(id=f"strength/{strength}", message=message)


def clean_note(charter: Charter, language: str) -> Note:
    """All is well: the charter has nothing to say about the post."""
    return Note(
        id="clean", message=messages(language).find("notes", "clean", address=charter.address)
    )


def second_look_note(charter: Charter, language: str) -> Note:
    """The offer to ask the référent, without having to."""
    message = messages(language).find("notes", "second-look", address=charter.address)
    who = charter.referent
    fills = {"role": who.role, "contact": who.contact} if who else {}
    return Note(id="second-look", message=PLACEHOLDER.sub(lambda m: fills.get(m[1], ""), message))


def incomplete_note(charter: Charter, language: str) -> Note:
    """Said where a part of the check could not run."""
    message = messages(language).find("notes", "incomplete", address=charter.address)
    return Note(id="incomplete", message=message)
