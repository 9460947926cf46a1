"""Plain fakes of the core's ports, and short ways to read a post with them. No I/O, no model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from typing import Any

from compliance.charter import (
    ChannelLimit,
    Charter,
    Domains,
    Hashtags,
    Organisation,
    QuietHours,
    Term,
)
from compliance.charter_file import loads
from compliance.errors import ModelError, UnknownName
from compliance.finding import Hit
from compliance.fold import fold, folded
from compliance.judging import Judging
from compliance.pipeline import Checker, compile
from compliance.ports import (
    Classifier,
    Find,
    Kind,
    PublicRecord,
    QuietPeriod,
    Reading,
    Recognizer,
    Scores,
    SlowModel,
    TermHit,
    TermIndex,
    Tools,
)
from compliance.post import Language, Post
from compliance.public_record import Record
from compliance.text import WHOLE, Span, Text
from compliance.wiring import kind_of

NOON = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)  # a Friday; 12:00 in Paris
READY_MADE = (
    "Chez Hélianthe Énergies, nous plantons l'avenir : chaque toit compte et chaque équipe aussi."
    " Fière de faire partie de l'aventure SolToit, rejoignez-nous !"
)
CHARTER = Charter(
    id="fake",
    organisation=Organisation(
        name="Hélianthe Énergies",
        aliases=("Hélianthe",),
        products_public=("SolToit",),
        competitors=("Voltabrise",),
        ready_made_texts=(READY_MADE,),
        domains=Domains(official=("helianthe.example",), internal=("intra.helianthe.example",)),
        hashtags=Hashtags(official=("#Hélianthe",), campaign=("#MonToitSolaire",)),
    ),
    confidential=(
        Term(term="Projet Atlas", kind="code-name", aliases=("PJ-Atlas",)),
        Term(term="Banque Morvane", kind="client-nda", aliases=("la Morvane",)),
    ),
    channels={
        "x": ChannelLimit(max_length=280, count="x", max_hashtags=2),
        "linkedin": ChannelLimit(max_length=3000, max_hashtags=5),
    },
    quiet_hours=QuietHours(start=time(20, 0), end=time(7, 30)),
)


def occurrences(words: str, text: Text) -> Iterator[Span]:
    """Where `words` stand in the folded text, inside longer words too."""
    needle = folded(words)
    start = text.folded.find(needle)
    while start >= 0:
        yield text.span(start, start + len(needle))
        start = text.folded.find(needle, start + 1)


@dataclass(frozen=True)
class FakeTerms:
    """A term index that knows only the names as listed."""

    terms: Sequence[Term] = CHARTER.confidential

    def find(self, text: Text) -> list[TermHit]:
        hits = [
            TermHit(span, term, disguise="", confidence=1.0)
            for term in self.terms
            for name in term.names
            for span in occurrences(name, text)
        ]
        return sorted(hits, key=lambda hit: hit.span)


@dataclass(frozen=True)
class FakeRecognizer:
    """A recognizer that sees `words` and nothing else."""

    words: str
    category: str = "personal-data"

    def find(self, text: Text) -> Iterator[Hit]:
        return (Hit(span) for span in occurrences(self.words, text))


@dataclass(frozen=True)
class FakeClassifier:
    """A classifier that scores 0.9 where the words it has for a label stand, 0.1 elsewhere."""

    words: Mapping[str, str] = field(
        default_factory=lambda: {"respect": "imbécile", "negative": "déçu", "neutral": "hier"}
    )
    id: str = "fake@1"
    calibrated: bool = True

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(self.words)

    @property
    def thresholds(self) -> Scores:
        return dict.fromkeys(self.words, 0.5)

    def score(self, posts: Sequence[Post]) -> list[Scores]:
        return [
            {label: 0.9 if self._where(post, label) else 0.1 for label in self.words}
            for post in posts
        ]

    def evidence(self, post: Post, label: str) -> Span:
        return next(iter(self._where(post, label)), WHOLE)

    def by_sentence(self, post: Post, label: str) -> Sequence[tuple[Span, float]]:
        text, where = fold(post.text), self._where(post, label)
        return [(s, 2.2 if any(s.overlaps(w) for w in where) else -2.2) for s in text.sentences]

    def _where(self, post: Post, label: str) -> list[Span]:
        return list(occurrences(self.words[label], fold(post.text)))


@dataclass(frozen=True)
class FakeTools:
    """What a kind is built with, with nothing behind it.

    seers: recognizers by id. minds: classifiers by task; heavy: the slow ones.
    """

    charter: Charter = CHARTER
    terms: TermIndex = FakeTerms()
    seers: Mapping[str, Recognizer] = field(
        default_factory=lambda: {
            "fake-phone": FakeRecognizer("06 39 98 12 34"),
            "fake-token": FakeRecognizer("fake-secret-value", category="security"),
        }
    )
    minds: Mapping[str, Classifier] = field(
        default_factory=lambda: {
            **dict.fromkeys(("sentiment", "risks", "categories", "toxicity"), FakeClassifier()),
            "protected": FakeClassifier({"protected": "nos droits"}),
        }
    )
    heavy: Mapping[str, SlowModel] = field(default_factory=dict)

    quiet_periods: Sequence[QuietPeriod] = (
        QuietPeriod(datetime(2027, 1, 1, tzinfo=UTC), datetime(2027, 2, 1, tzinfo=UTC), "Q4"),
    )
    public_record: PublicRecord = field(default_factory=lambda: Record(()))

    @property
    def reasoned(self) -> Sequence[Term]:
        return self.charter.confidential

    def recognizers(
        self, ids: Sequence[str], category: str | None
    ) -> Sequence[tuple[str, Recognizer]]:
        for wanted in ids:
            if wanted not in self.seers:
                raise UnknownName(wanted, what="recognizer")
        return [
            (name, seer)
            for name, seer in self.seers.items()
            if (name in ids if ids else category in (None, seer.category))
        ]

    def classifier(self, task: str) -> Classifier:
        if task not in self.minds:
            raise ModelError(f"no classifier for '{task}'")
        return self.minds[task]

    def slow(self, task: str) -> SlowModel | None:
        return self.heavy.get(task)


def reading(
    text: str,
    *,
    language: str = "fr",
    now: datetime = NOON,
    tools: FakeTools | None = None,
    **post: Any,
) -> Reading:
    """`text` while it is being checked; `post` holds its other fields (channel, author…)."""
    tools = tools or FakeTools()
    draft = Post(text=text, **post)
    judging = Judging(draft, tools)
    return Reading(
        post=draft,
        text=fold(text),
        language=language,
        now=now,
        scores=judging.scores,
        score=judging.score,
        thresholds=judging.thresholds,
        evidence=judging.evidence,
        by_sentence=judging.by_sentence,
        confidence=judging.confidence,
    )


def built(kind: Kind, *, tools: Tools | None = None, **params: Any) -> Find:
    """The kind's `find` for these parameters, which may come as YAML gives them."""
    return kind.build(kind.params.model_validate(params), tools or FakeTools())


def hits(
    kind: Kind, text: str, *, post: Mapping[str, Any] | None = None, **params: Any
) -> list[Hit]:
    """The hits of a kind with `params` on `text`; `post` goes to `reading`."""
    return list(built(kind, **params)(reading(text, **(post or {}))))


def found(
    kind: Kind, text: str, *, post: Mapping[str, Any] | None = None, **params: Any
) -> list[str]:
    """The words that a kind with `params` flags in `text`."""
    return [text[hit.span.start : hit.span.end] for hit in hits(kind, text, post=post, **params)]


class FakeDetector:
    """Hears French in everything."""

    def detect(self, text: str) -> Language:
        return Language(label="fr", score=1.0)


def checker(charter: str, **tools: Any) -> Checker:
    """The charter written in `charter`, compiled with fakes."""
    read = loads(charter, file="acme.yaml", kind_of=kind_of)
    return compile(
        read, tools=FakeTools(charter=read, **tools), kind_of=kind_of, detector=FakeDetector()
    )
