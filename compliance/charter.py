"""Charter, article, rule: types only. `charter_file` reads them, `pipeline` compiles them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date, datetime, time
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal

from pydantic import AwareDatetime, ConfigDict, Field, SerializeAsAny, field_validator

from compliance.errors import Place
from compliance.finding import Severity
from compliance.post import Frozen

# Words in each language: {"fr": "…", "en": "…"}.
Words = Mapping[str, str]
CharterId = str


class Level(StrEnum):
    """How tightly the house moderates, from trust to strict."""

    TRUST = "trust"
    GUIDE = "guide"
    REVIEW = "review"
    STRICT = "strict"


class Mode(StrEnum):
    ACTIVE = "active"
    SHADOW = "shadow"  # judged and counted, shown to nobody, routed nowhere
    OFF = "off"


class Params(Frozen):
    """Base of every kind's parameters."""


class Scope(Frozen):
    """Where a rule applies; an empty list means everywhere."""

    kinds: tuple[Literal["draft", "observed"], ...] = ("draft",)
    channels: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


class Rule(Frozen):
    """One check of an article.

    unless, near: words that excuse a match, or that it needs, within `reach` code points of it.
    quoted: what to do with a match inside quotation marks; negated: with one under a negation;
        protected: with one in protected speech, where to tell of it may be the very report.
    suggestions: replacements offered where the kind has none of its own.
    place: where it stands in its charter file.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    id: str
    kind: str
    params: SerializeAsAny[Params]
    severity: Severity | None = None
    message: Words = Field(default_factory=dict)
    suggestions: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    unless: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    reach: int = Field(80, ge=0, le=20_000)
    quoted: Literal["flag", "leave"] = "flag"
    negated: Literal["flag", "leave"] = "flag"
    protected: Literal["flag", "suggest"] = "flag"
    scope: Scope = Scope()
    mode: Mode = Mode.ACTIVE
    place: Place | None = Field(None, exclude=True)


class Example(Frozen):
    """A post an article must leave alone (`ok`) or must find (`ko`); ⟦ ⟧ marks the exact words."""

    text: str
    lang: str | None = None
    channel: str | None = None
    author: str | None = None
    posted_at: AwareDatetime | None = None
    place: Place | None = Field(None, exclude=True)


class Examples(Frozen):
    ok: tuple[Example, ...] = ()
    ko: tuple[Example, ...] = ()


class LegalGround(Frozen):
    """Why a case of this article may wait past its deadline: the text of law, by name."""

    law: str
    text: Words = Field(default_factory=dict)


class Article(Frozen):
    """A chapter of the charter that people read and findings cite."""

    id: str
    category: str
    title: Words
    text: Words
    why: Words = Field(default_factory=dict)
    learn_more: Words = Field(default_factory=dict)
    severity: Severity = Severity.CAUTION
    mode: Mode = Mode.ACTIVE
    legal_ground: LegalGround | None = None
    rules: tuple[Rule, ...] = ()
    examples: Examples = Examples()
    place: Place | None = Field(None, exclude=True)


class Term(Frozen):
    """A confidential term.

    until: public from the start of that day on (or from that moment), in the charter's time zone;
        None is secret without an end.
    public: address of a page that proves it is public already.
    context: words that, near it, tell the secret from an ordinary word of the same spelling.
    """

    term: str = Field(min_length=1)
    kind: str = "other"
    aliases: tuple[str, ...] = ()
    until: datetime | date | None = None
    why: str = ""
    context: tuple[str, ...] = ()
    public: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        return (self.term, *self.aliases)


class Incident(Frozen):
    """The organisation's ongoing trouble, with the official statement."""

    name: str
    since: date
    official: str


class Referent(Frozen):
    """The person an ambassador may ask."""

    role: str
    contact: str


class Domains(Frozen):
    official: tuple[str, ...] = ()
    internal: tuple[str, ...] = ()


class Hashtags(Frozen):
    official: tuple[str, ...] = ()
    campaign: tuple[str, ...] = ()


class Organisation(Frozen):
    """The facts of the organisation, as its comms team gives them."""

    name: str = ""
    aliases: tuple[str, ...] = ()
    sector: str = ""
    country: str = ""
    culture: str = ""
    products_public: tuple[str, ...] = ()
    clients_public: tuple[str, ...] = ()
    competitors: tuple[str, ...] = ()
    incident: Incident | None = None
    ready_made_texts: tuple[str, ...] = ()
    domains: Domains = Domains()
    spokespeople: tuple[str, ...] = ()
    regulated: tuple[str, ...] = ()
    hashtags: Hashtags = Hashtags()

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.aliases) if self.name else self.aliases


class Override(Frozen):
    """An exception to the level table: where every given field agrees, the route is this one."""

    id: str
    categories: tuple[str, ...] = ()
    severities: tuple[Severity, ...] = ()
    channels: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    route: Literal["clear", "advise", "review"]
    place: Place | None = Field(None, exclude=True)


class ChannelLimit(Frozen):
    """How a channel counts: `max_length` in its own unit (`x` weighs links and wide signs)."""

    max_length: int | None = Field(None, gt=0)
    count: Literal["codepoints", "utf16", "x"] = "codepoints"
    max_hashtags: int | None = Field(None, ge=0)


class QuietHours(Frozen):
    start: time = time(20, 0)
    end: time = time(7, 30)
    weekends: bool = True


class Retention(Frozen):
    """Days after which text is purged."""

    drafts: int = Field(90, gt=0)
    observed: int = Field(180, gt=0)


class ClassifierChoice(Frozen):
    """Which backend answers a task, and from what score on a label counts.

    model: a folder, or a name that the hub knows; None is the embedded one.
    labels: what the model knows → the task's label: its classes, or whole sentences where it has
        none of its own.
    thresholds: by label; the card's own where a label is missing.
    max_seconds: how long one post may take.
    """

    task: str
    backend: str = "embedded"
    model: str | None = None
    labels: Mapping[str, str] = Field(default_factory=dict)
    thresholds: Mapping[str, Annotated[float, Field(ge=0, le=1)]] = {}
    max_seconds: float = Field(10.0, gt=0)
    place: Place | None = Field(None, exclude=True)


class Charter(Frozen):
    """An organisation's whole configuration.

    version: twelve hexadecimal digits of its content unless the file names one.
    languages: ISO 639-1, the first is the house's own.
    address: how French messages speak to the author.
    second_look_hours: a case nobody answers in that time is released to its author.
    calendars: .ics files of quiet periods. public_record: files, or folders of files, of what the
        house has published.
    safe_channels: whom to turn to for protected speech (staff representatives, ethics line…).
    """

    id: CharterId
    version: str = ""
    title: Words = Field(default_factory=dict)
    languages: tuple[Annotated[str, Field(pattern="^[a-z]{2}$")], ...] = ("fr", "en")
    time_zone: str = "Europe/Paris"
    level: Level = Level.GUIDE
    address: Literal["tu", "vous"] = "vous"
    organisation: Organisation = Organisation()
    referent: Referent | None = None
    safe_channels: tuple[Referent, ...] = ()
    retention: Retention = Retention()
    second_look_hours: int = Field(24, gt=0)
    articles: tuple[Article, ...] = ()
    confidential: tuple[Term, ...] = ()
    term_lists: tuple[str, ...] = ()
    calendars: tuple[str, ...] = ()
    public_record: tuple[str, ...] = ()
    classifiers: tuple[ClassifierChoice, ...] = ()
    channels: Mapping[str, ChannelLimit] = Field(default_factory=dict)
    quiet_hours: QuietHours | None = None
    listed_topics: tuple[str, ...] = ()
    listed_channels: tuple[str, ...] = ()
    overrides: tuple[Override, ...] = ()

    @field_validator("languages")
    @classmethod
    def _some_language(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if not value:
            raise ValueError("at least one language")
        return value

    @cached_property
    def by_article(self) -> Mapping[str, Article]:
        return {article.id: article for article in self.articles}

    def in_language(self, words: Words, language: str) -> str:
        """`words` in `language`, else in the first of the charter that has them, else in any."""
        for wanted in (language, *self.languages):
            if wanted in words:
                return words[wanted]
        return next(iter(words.values()), "")


def content_version(charter: Charter) -> str:
    """Twelve hexadecimal digits that change with anything the charter says."""
    content = charter.model_dump_json(exclude={"version"})
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:12]
