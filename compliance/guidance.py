"""A hit with its article → what a person reads: message, why, suggestions, notes."""

from __future__ import annotations

import re

from compliance.charter import Article, Charter, Rule
from compliance.finding import NUDGES, READERS, Finding, Hit, Severity
from compliance.matching.better import instead
from compliance.matching.leaving import may_go
from compliance.matching.replacing import offered
from compliance.messages import messages, typeset
from compliance.ports import Reading
from compliance.report import Note
from compliance.text import WHOLE

PLACEHOLDER = re.compile(r"\{(\w+)\}")
# What a message may quote of the words found, in code points.
QUOTED = 120
# A number or a secret out of sight, where a sentence needs something; two signs are no secret.
MASK = "••"
HIDEABLE = re.compile(r"[\d@]")
SECRET = re.compile(r"[^\s,;:()]*\d[^\s,;()]*")
SHORT = 40  # signs: in a longer passage more than its numbers tells the secret


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
        message=_filled(
            typeset(_message(hit, article, rule, charter, language), language), hit, words
        ),
        why=typeset(_why(article, charter, language), language),
        suggestions=tuple(
            words
            for words in _suggestions(hit, article, rule, charter, reading)
            if _has_room(words, hit, charter, reading)
        ),
        score=hit.score,
        source=f"{rule.kind}:{hit.source}" if hit.source else rule.kind,
        confidence=hit.confidence,
        settled=hit.variant == "public",
        yields=rule.protected == "suggest",
    )


def reader_language(judged: str, charter: Charter) -> str:
    """The language to speak to the author in: the post's if the charter has it, else its first."""
    return judged if judged in charter.languages else charter.languages[0]


def _message(hit: Hit, article: Article, rule: Rule, charter: Charter, language: str) -> str:
    said = messages(language)
    address = charter.address
    variant = f"{rule.kind}/{hit.variant}" if hit.variant else rule.kind
    if hit.variant == "public":  # a rule's own words say that it is not
        return said.find("kinds", "confidential/public", "message", address=address)
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


def _suggestions(
    hit: Hit, article: Article, rule: Rule, charter: Charter, reading: Reading
) -> tuple[str, ...]:
    """The hit's own, with a mask before a mere deletion; else what the category has for its words.

    A classifier weighs whole sentences: nothing is put in their place.
    """
    words = reading.text[hit.span]
    if hit.span == WHOLE or rule.kind in READERS:
        return hit.suggestions
    own = hit.suggestions or (_masked(words) if article.category == "security" else ())
    if rule.kind == "recognizers" and "" in own and _hideable(words, article):
        last = ("",) if may_go(hit.span, reading.text) else ()
        own = (*filter(None, own), MASK, *last)
    if own:
        return own
    better = _instead(words, article.category, charter, reading)
    return offered(better, hit.span, reading.text, reading.language)


def _has_room(words: str, hit: Hit, charter: Charter, reading: Reading) -> bool:
    """Whether the channel holds the post with `words` in it; a shorter post is always welcome."""
    channel = charter.channels.get(reading.post.channel or "")
    grown = len(words) - len(hit.span)
    if grown <= 0 or channel is None or channel.max_length is None:
        return True
    return len(reading.text) + grown <= channel.max_length


def _hideable(words: str, article: Article) -> bool:
    """Whether a number, an address or a secret stands there, and not words that tell something."""
    return article.category == "security" or bool(HIDEABLE.search(words))


def _masked(words: str) -> tuple[str, ...]:
    """The words with their numbers out of sight: «code 4826B» is «code ••»."""
    masked = SECRET.sub(MASK, words)
    return (masked,) if masked not in {words, MASK} and len(words) <= SHORT else ()


def _instead(words: str, category: str, charter: Charter, reading: Reading) -> list[str]:
    """What the first pattern that is the words' own makes of them, in the post's language."""
    if len(words) > QUOTED:
        return []
    house = charter.organisation.name
    for pattern, better in instead(category, reading.language):
        found = pattern.fullmatch(words)
        if found and (house or "{house}" not in better):
            return [found.expand(better).replace("{house}", house)]
    return []


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


def rest_note(charter: Charter, language: str) -> Note:
    """Beside findings: what they do not touch is fine as it is."""
    return Note(
        id="rest", message=messages(language).find("notes", "rest", address=charter.address)
    )


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


def disclosure(charter: Charter, language: str) -> str:
    """A line that says where the author works; "" without words of that language, or a name."""
    said, house = messages(language), charter.organisation.name
    if not house or said.language != language:
        return ""
    return said.find("mends", "disclosure", address=charter.address).replace("{house}", house)


def incomplete_note(charter: Charter, language: str) -> Note:
    """Said where a part of the check could not run."""
    message = messages(language).find("notes", "incomplete", address=charter.address)
    return Note(id="incomplete", message=message)
