"""What the core asks of the outside, as protocols; and what a rule kind is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol, TypeVar

from compliance.charter import Charter, ClassifierChoice, Params, Term
from compliance.finding import Confidence, Hit
from compliance.post import Language, Post
from compliance.queue import Case, Event
from compliance.records import (
    CaseQuery,
    Item,
    Key,
    Observed,
    ObservedQuery,
    Page,
    Purged,
    Run,
    Summary,
    Work,
)
from compliance.report import Report
from compliance.text import Span, Text

Scores = Mapping[str, float]
# Of these tasks one label holds of a post, of the others any number.
ONE_OF = frozenset({"sentiment", "toxicity", "urgency"})
# Tasks to which a charter may bring labels of its own.
OWN_LABELS = frozenset({"categories", "risks"})
# Terms of lists in files whose reasons are read: each costs memory, and time a sentence.
REASONS = 2_000
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Reading:
    """One post while it is being checked.

    language: ISO 639-1 the post is judged in, `und` where unsure.
    now: aware; the only clock the core knows.
    scores: label → score of a classifier task («sentiment», «risks», «categories», …), computed
        once a post and only if somebody asks. Raises ModelError.
    score: of (task, label), for what can do without it; None where no model tells it, or one fails.
    thresholds: of a task, from what score on each label counts, as whoever answers says.
    evidence: the words of the post that weighed most for (task, label).
    by_sentence: its sentences, each with what it says by itself for (task, label), in log-odds.
    confidence: how sure (task, label, score) is, as whoever answers is calibrated.
    thorough: whether slow models are asked, too.
    spoken: the language of the sentence that holds a span; None for a post too short to be mixed.
    """

    post: Post
    text: Text
    language: str
    now: datetime
    scores: Callable[[str], Scores]
    score: Callable[[str, str], float | None]
    thresholds: Callable[[str], Scores]
    evidence: Callable[[str, str], Span]
    by_sentence: Callable[[str, str], Sequence[tuple[Span, float]]]
    confidence: Callable[[str, str, float], Confidence]
    spoken: Callable[[Span], str] | None = None
    thorough: bool = False
    _made: dict[Callable[[Text], Any], Any] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def language_at(self, span: Span) -> str:
        """The language of the sentence that holds `span`; the post's for the whole post."""
        if self.spoken is None or len(span) == 0:
            return self.language
        return self.spoken(span)

    def once(self, make: Callable[[Text], Made]) -> Made:
        """What `make` makes of the text: computed once a post, however many rules ask for it."""
        if make not in self._made:
            self._made[make] = make(self.text)
        made: Made = self._made[make]
        return made


Find = Callable[[Reading], Iterable[Hit]]


class Recognizer(Protocol):
    """Finds one sort of personal data or secret by shape and proof."""

    @property
    def category(self) -> str:
        """`personal-data` or `security`."""

    def find(self, text: Text) -> Iterable[Hit]: ...


class Classifier(Protocol):
    """Scores posts against labels."""

    @property
    def id(self) -> str:
        """Name and version, as reports cite it."""

    @property
    def labels(self) -> tuple[str, ...]: ...

    @property
    def calibrated(self) -> bool:
        """Whether 0.8 is right four times in five."""

    @property
    def thresholds(self) -> Scores:
        """From what score on each label counts, where a charter says nothing."""

    def score(self, posts: Sequence[Post]) -> list[Scores]:
        """One mapping a post, in order; every label present, each in [0, 1]."""

    def evidence(self, post: Post, label: str) -> Span:
        """The sentence or words that weighed most for `label`; `[0, 0)` where none stands out."""

    def by_sentence(self, post: Post, label: str) -> Sequence[tuple[Span, float]]:
        """The log-odds of `label` in each sentence read by itself, in order."""


class SlowModel(Protocol):
    """A model too slow for typing, opened when it is first asked."""

    @property
    def name(self) -> str:
        """As the charter calls it, without its folder."""

    @property
    def labels(self) -> tuple[str, ...]:
        """Those that the charter gives it; none where its own classes are taken as they are."""

    def open(self) -> Classifier:
        """Raises ModelError."""


class LanguageDetector(Protocol):
    def detect(self, text: str) -> Language:
        """The likeliest of its languages with a score in [0, 1]; `und` where it cannot say."""


@dataclass(frozen=True, slots=True)
class TermHit:
    """A confidential term seen in a post.

    disguise: how it was written («leet», «typo», …), "" where it stands as listed.
    confidence: calibrated, in [0, 1].
    term: for embargo, kind and public proof only; its words are never shown to an author.
    """

    span: Span
    term: Term
    disguise: str
    confidence: float


class TermIndex(Protocol):
    def find(self, text: Text) -> Iterable[TermHit]:
        """Hits by start, never overlapping; embargoes are the caller's to judge."""


@dataclass(frozen=True, slots=True)
class QuietPeriod:
    """A time in which the house says nothing of its results; start, end: aware, half-open."""

    start: datetime
    end: datetime
    title: str = ""


@dataclass(frozen=True, slots=True)
class Release:
    """A text that the house has published, or will at that moment.

    link: where it is read, http or https. at: aware.
    """

    link: str
    at: datetime
    title: str
    text: str


class PublicRecord(Protocol):
    """What the house has published, as of a moment: what is dated later is not public yet."""

    def naming(self, names: Iterable[str], now: datetime) -> Iterable[tuple[Release, Text]]:
        """The releases in which one of `names` stands whole, oldest first, with their texts."""

    def stating(self, reading: Reading, span: Span) -> Release | None:
        """The oldest that gives the amounts in or beside `span` for the same thing; or None.

        None where its sentence holds no amount.
        """


class Tools(Protocol):
    """What a kind may use when it is built, once a charter."""

    @property
    def charter(self) -> Charter: ...

    @property
    def terms(self) -> TermIndex:
        """The charter's confidential terms."""

    @property
    def reasoned(self) -> Sequence[Term]:
        """Those that can be read and tell why: inline ones, and of CSV files at most REASONS."""

    @property
    def quiet_periods(self) -> Sequence[QuietPeriod]:
        """Of the charter's calendars, by start; they may overlap. Raises CharterError."""

    @property
    def public_record(self) -> PublicRecord:
        """What the charter says is public already. Raises CharterError."""

    def recognizers(
        self, ids: Sequence[str], category: str | None
    ) -> Sequence[tuple[str, Recognizer]]:
        """Those named, or all of `category`, with their ids. Raises UnknownName."""

    def classifier(self, task: str) -> Classifier:
        """The one that answers `task` at once. Raises ModelError, UnknownName."""

    def slow(self, task: str) -> SlowModel | None:
        """The one the charter chose for `task`, where that is too slow for typing.

        Raises UnknownName.
        """


@dataclass(frozen=True, slots=True)
class MarkedExample:
    """`text` without its ⟦ ⟧ marks, and the spans they marked.

    options: other fields of the post (`channel`, `posted_at`, `lang`…).
    """

    text: str
    spans: tuple[Span, ...]
    params: Mapping[str, Any]
    options: Mapping[str, Any] = field(default_factory=dict)


def example(
    marked: str, /, *, post: Mapping[str, Any] | None = None, **params: Any
) -> MarkedExample:
    """An example of a kind or recognizer: ⟦ ⟧ mark the exact words to flag, ⟦⟧ the whole post."""
    text, spans = unmarked(marked)
    return MarkedExample(text, spans, params, post or {})


def unmarked(marked: str) -> tuple[str, tuple[Span, ...]]:
    """`marked` without ⟦ ⟧, and the spans they enclosed. Raises ValueError for an odd one."""
    text, spans, opened = "", [], None
    for sign in marked:
        if sign == "⟦":
            if opened is not None:
                raise ValueError("⟦ inside ⟦ ⟧")
            opened = len(text)
        elif sign == "⟧":
            if opened is None:
                raise ValueError("⟧ without ⟦")
            spans.append(Span(opened, len(text)))
            opened = None
        else:
            text += sign
    if opened is not None:
        raise ValueError("⟦ without ⟧")
    return text, tuple(spans)


def no_keys(params: Any) -> tuple[str, ...] | None:
    """The kind may fire on any post."""
    return None


@dataclass(frozen=True, slots=True)
class Kind:
    """The mechanism behind rules.

    params: the pydantic type of its parameters.
    build: called once a charter, gives `find`, called once a post. Raises CharterError.
    examples: run by the contract suite.
    keys: words of which one must stand in the folded post, inside a longer word too, for the rule
        to fire, so that it sleeps otherwise; None where it may fire on any post.
    doors: the same where words must stand together, in place of `keys`: any of the doors wakes the
        rule, where of each of its sets of words one stands.
    """

    params: type[Params]
    build: Callable[[Any, Tools], Find]
    examples: tuple[MarkedExample, ...]
    keys: Callable[[Any], tuple[str, ...] | None] = no_keys
    doors: Callable[[Any], Sequence[Sequence[tuple[str, ...]]] | None] | None = None


@dataclass(frozen=True, slots=True)
class Backend:
    """A classifier backend: the tasks it answers, the files it needs, how it is loaded.

    slow: its models are too slow to answer while somebody types.
    """

    tasks: tuple[str, ...]
    needs: tuple[str, ...]
    load: Callable[[ClassifierChoice], Classifier]
    slow: bool = False


class Checker(Protocol):
    """A compiled charter: judges posts, remembers none."""

    @property
    def charter(self) -> Charter: ...

    @property
    def has_slow_models(self) -> bool:
        """Whether a thorough check asks models that an instant one does not."""

    def check(self, post: Post, *, now: datetime) -> Report:
        """The instant check: whatever answers while somebody types."""

    def check_thoroughly(self, posts: Sequence[Post], *, now: datetime) -> Iterable[Report]:
        """With the slow models, which read many posts at once; a report a post, in order."""


class Source(Protocol):
    """Yields observed posts; judges nothing."""

    @property
    def name(self) -> str:
        """What the store calls it: the same wherever the same posts come from."""

    def read(self, position: str = "") -> Iterable[Item]:
        """What stands at `position` and after, bad lines included. Raises SourceError.

        position: of an item read before; "" is the start.
        """

    def fraction(self, position: str) -> float | None:
        """How much of it lies before `position`, in [0, 1]; None where nobody can say."""


class Store(Protocol):
    """Keeps what was submitted or observed; each call is one transaction. Raises StoreError."""

    def ping(self) -> None:
        """Nothing, where the store answers."""

    def close(self) -> None: ...

    # Cases
    def add_case(self, case: Case, *, work: Sequence[Work] = ()) -> bool:
        """Whether it was new; a case that is there already is left as it is, work too."""

    def case(self, case_id: str) -> Case:
        """Raises UnknownCase."""

    def cases(self, query: CaseQuery, *, after: str | None = None, limit: int = 50) -> Page[Case]:
        """By opening time; `after` is the `next` of the page before."""

    def append(
        self, case_id: str, events: Sequence[Event], *, expected: int, work: Sequence[Work] = ()
    ) -> Case:
        """The case with its new events; whether they are legal is `queue`'s to say.

        expected: how many events it must have now. Raises StaleCase, UnknownCase.
        """

    def reread(self, case: Case) -> None:
        """Keeps `case` with its new report and its last event, which is new.

        Raises StaleCase where something else has happened since, UnknownCase.
        """

    # Observed posts and the runs that read them
    def add_observed(self, posts: Sequence[Observed], *, run: Run | None = None) -> int:
        """How many were new; the run's position moves in the same transaction, `new` counted up."""

    def observed(
        self, query: ObservedQuery, *, after: str | None = None, limit: int = 50
    ) -> Page[Observed]:
        """Newest first."""

    def summary(self, query: ObservedQuery) -> Summary: ...

    def run(self, run_id: str) -> Run | None: ...

    # Pending work
    def take_work(
        self, *, now: datetime, lease: timedelta, limit: int = 10, case_id: str | None = None
    ) -> list[Work]:
        """Work that is due and that nobody holds, now held until `now + lease`; oldest first."""

    def finish_work(self, work_id: str) -> None: ...

    def has_work(self, *, now: datetime) -> bool:
        """Whether `take_work` would give any."""

    # Keys
    def add_key(self, key: Key) -> None: ...

    def key(self, digest: str) -> Key | None: ...

    def keys(self, owner: str | None = None) -> list[Key]:
        """By creation time, revoked ones included."""

    def revoke_key(self, key_id: str, *, at: datetime) -> bool:
        """Whether there was such a key, not revoked before."""

    def purge(
        self, charter_id: str, *, drafts_before: datetime, observed_before: datetime
    ) -> Purged:
        """Takes out older posts, and cases that are not open and whose last event is older."""


__all__ = [
    "ONE_OF",
    "OWN_LABELS",
    "Backend",
    "Checker",
    "Classifier",
    "Find",
    "Kind",
    "LanguageDetector",
    "MarkedExample",
    "PublicRecord",
    "QuietPeriod",
    "Reading",
    "Recognizer",
    "Release",
    "Scores",
    "SlowModel",
    "Source",
    "Store",
    "TermHit",
    "TermIndex",
    "Tools",
    "example",
    "no_keys",
    "unmarked",
]
