"""Hits and findings: their order, their overlaps, their merging."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pydantic import Field

from compliance.post import Frozen
from compliance.text import Span

# The categories of the annotation guide, then the two that are only ever suggestions.
# A charter may add its own, so a category is a string and not an enum.
CATEGORIES = (
    "confidentiality",
    "personal-data",
    "security",
    "regulated",
    "claims",
    "respect",
    "disparagement",
    "neutrality",
    "transparency",
    "third-party-rights",
    "crisis",
    "form",
    "disconnect",
    "authenticity",
)
NUDGES = frozenset({"disconnect", "authenticity"})
# Kinds of rule in which a model reads between the words.
READERS = frozenset({"classifier", "substance"})


class Severity(StrEnum):
    """How much a finding matters. Compare `.rank`: the strings compare by letters."""

    SUGGESTION = "suggestion"
    CAUTION = "caution"
    SERIOUS = "serious"

    @property
    def rank(self) -> int:
        return _RANKS[self]


class Confidence(StrEnum):
    """How sure a model is, in one of three words; what is LOW is for a person to read."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


# A calibrated score is right that often.
UNSURE, SURE = 0.5, 0.8


def confidence(score: float, *, calibrated: bool = True) -> Confidence:
    """The word for `score`; nobody is almost certain of one that is not calibrated."""
    if score < UNSURE:
        return Confidence.LOW
    return Confidence.HIGH if calibrated and score >= SURE else Confidence.MEDIUM


_RANKS = {Severity.SUGGESTION: 1, Severity.CAUTION: 2, Severity.SERIOUS: 3}


@dataclass(frozen=True, slots=True)
class Hit:
    """A kind fired here.

    fills: words for the message's `{placeholders}`.
    suggestions: replacements of the span, best first; "" deletes it.
    variant: which of the kind's messages says it best («embargo», «typo»); "" for the usual one.
    source: what saw it, where the kind alone does not say («iban», «categories»).
    confidence: how sure a model is; None where something stands there for everybody to see.
    """

    span: Span
    fills: Mapping[str, str] = field(default_factory=dict)
    suggestions: tuple[str, ...] = ()
    score: float = 1.0
    variant: str = ""
    source: str = ""
    severity: Severity | None = None
    confidence: Confidence | None = None


class Finding(Frozen):
    """A hit with its article and all that a person needs to act on it.

    start, end: half-open, in code points of the text as typed, `text == post.text[start:end]`.
    suggestions: replacements of the span, best first; an empty one deletes it.
    source: the kind that found it, and after a colon what saw it inside that kind.
    confidence: how sure a model is that read it; None where a rule or a term named the words.
    settled: whether its severity stands against a model that would raise it.
    yields: whether it is no more than a suggestion in protected speech.
    """

    article: str
    rule: str
    category: str
    severity: Severity
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str
    message: str
    why: str
    suggestions: tuple[str, ...] = ()
    score: float = Field(ge=0, le=1)
    source: str
    confidence: Confidence | None = None
    settled: bool = Field(False, exclude=True, repr=False)
    yields: bool = Field(False, exclude=True, repr=False)

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def by_model(self) -> bool:
        """Whether a model read it between the words: none of them says it by itself."""
        return self.source.partition(":")[0] in READERS


def order(finding: Finding) -> tuple[int, int, str, str]:
    """Sort key: by start, then longest, then article, then rule."""
    return (finding.start, -finding.end, finding.article, finding.rule)


def merged(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings in order, those of one article on overlapping words made one.

    The most severe speaks (then the surest, then the longest); its suggestions come first and the
    others' follow where they replace the same words. A rule or a term speaks before a model, which
    weighs whole sentences: it names the words, and the model may raise it to its own severity.
    """
    kept: list[Finding] = []
    for finding in sorted(findings, key=order):
        twin = next((i for i, other in enumerate(kept) if _same_matter(other, finding)), None)
        if twin is None:
            kept.append(finding)
        else:
            kept[twin] = _joined(kept[twin], finding)
    return tuple(sorted(kept, key=order))


def _same_matter(a: Finding, b: Finding) -> bool:
    return a.article == b.article and (a.span == b.span or a.span.overlaps(b.span))


def _joined(a: Finding, b: Finding) -> Finding:
    if a.by_model != b.by_model:
        told, read = (b, a) if a.by_model else (a, b)
        raised = not told.settled and read.severity.rank > told.severity.rank
        return told.model_copy(update={"severity": read.severity}) if raised else told
    first, second = sorted((a, b), key=lambda f: (-f.severity.rank, -f.score, -len(f.span)))
    if second.span != first.span:
        return first
    both = dict.fromkeys((*first.suggestions, *second.suggestions))
    return first.model_copy(update={"suggestions": tuple(both)})
