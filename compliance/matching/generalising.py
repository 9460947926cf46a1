"""More general words for a secret: those that stand well where its name stood, or none at all."""

from __future__ import annotations

import re
from collections.abc import Mapping

from compliance.fold import folded
from compliance.matching.better import general_words, sectors
from compliance.matching.replacing import like
from compliance.text import Span, Text

# What stands before the name says which form may follow; by language, on folded words.
BEFORE: Mapping[str, tuple[tuple[re.Pattern[str], str], ...]] = {
    "fr": (
        (re.compile(r"\bl' ?$"), "l"),
        (re.compile(r"\b(?:les|des|aux|ces|mes|nos|vos|ses|leurs|quelques|plusieurs) $"), "les"),
        (re.compile(r"\b(?:la|une|cette|ma|sa|ta) $"), "la"),
        (re.compile(r"\b(?:le|un|du|au|ce|mon|ton|son|notre|votre|leur|quel|aucun) $"), "le"),
        (re.compile(r"\b(?:d|qu|lorsqu|puisqu|jusqu)' ?$"), "one"),
        (re.compile(r"\b(?:de|que|lorsque|puisque|jusque) $"), "this"),
    ),
    "en": (
        (re.compile(r"\b(?:the|an?|this|that|my|our|your|his|her|its|their|no|every) $"), "le"),
    ),
    "es": ((re.compile(r"\b(?:el|del|al|un|este|ese|mi|nuestro|su) $"), "le"),),
    "it": ((re.compile(r"\b(?:il|del|al|dal|nel|sul|un|questo|nostro|suo) $"), "le"),),
    "nl": ((re.compile(r"\b(?:de|een|deze|onze|zijn|haar) $"), "le"),),
    "pt": ((re.compile(r"\b(?:o|do|ao|no|pelo|um|este|nosso|seu) $"), "le"),),
}
# A name after the word for what it names says nothing more: «le plan Atlas» is «le plan».
NAMED = re.compile(
    r"\b(?:projet|plan|programme|operation|dossier|mission|mandat|contrat|client|gamme|produit"
    r"|offre|livret|rapport|document|version|project|program|deal|account|product|report"
    r"|proyecto|plan|progetto|piano|projeto|plano|projekt) $"
)
# A person's title, or a word glued to the name: nothing general could stand there.
TITLE = re.compile(r"\b(?:m|mm|mme|mlle|mr|mrs|ms|dr|rue|avenue|place|general|route|gare) ?\.? $")
LOOK_BACK = 24


def general(kind: str, span: Span, text: Text, language: str) -> tuple[str, ...]:
    """Words for `span`, a confidential term of that kind; "" where its name may simply go."""
    words = general_words(kind, language)
    before = folded(text.typed[max(span.start - LOOK_BACK, 0) : span.start])
    if _in_hashtag(span, text):
        return ("",)
    if before.endswith("#") and "le" in words and not _runs_on(span, text):
        return (re.sub(r"\W+", "", words["le"].title()),)
    if not words or _glued(span, text) or TITLE.search(before):
        return ()
    if NAMED.search(before):
        return ("",)
    form = next((form for sign, form in BEFORE.get(language, ()) if sign.search(before)), "one")
    if form not in words:
        return ()
    written = text[span]
    chosen = [f"{words[form]} {sector}" for sector in _sectors(kind, form, written, language)]
    chosen.append(words[form])
    return tuple(like(each, written) if _opens(span, text) else each for each in chosen)


def _sectors(kind: str, form: str, written: str, language: str) -> list[str]:
    """«du secteur bancaire» for a client whose name, as it is written there, says so itself."""
    if kind != "client-nda" or form not in {"one", "this", "le"}:
        return []
    known = sectors(language)
    return [known[word] for word in folded(written).split() if word in known][:1]


def _in_hashtag(span: Span, text: Text) -> bool:
    """Whether the name begins a hashtag, or ends one that keeps a name of its own without it."""
    written, before = text[span], text.typed[max(span.start - LOOK_BACK, 0) : span.start]
    return written.startswith("#") or bool(re.search(r"#\w+$", before))


def _glued(span: Span, text: Text) -> bool:
    before = text.typed[max(span.start - 1, 0) : span.start]
    return before.isalnum() or before in {*"-#@/._"} or _runs_on(span, text)


def _runs_on(span: Span, text: Text) -> bool:
    """Whether the word goes on after the name."""
    after = text.typed[span.end : span.end + 1]
    return after.isalnum() or after in {*"-@/_"}


def _opens(span: Span, text: Text) -> bool:
    return text.sentence_at(span.start).start == span.start
