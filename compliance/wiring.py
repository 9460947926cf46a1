"""Settings → App: the only place that picks concrete classes, loads weights, opens a database."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

from compliance import charter_file, fact_sheet, models, recognizers, rules
from compliance.charter import Charter, ClassifierChoice, Level, Term
from compliance.declared import declared, names
from compliance.errors import CharterError, UnknownName
from compliance.pipeline import Checker, compile
from compliance.ports import (
    REASONS,
    Backend,
    Classifier,
    Kind,
    LanguageDetector,
    PublicRecord,
    QuietPeriod,
    Recognizer,
    Release,
    SlowModel,
    TermIndex,
)
from compliance.public_record import Record
from compliance.service import App
from compliance.settings import Settings

# Charters with overlays that somebody tries on the dial's page; each holds its own terms.
KEPT_VARIANTS = 4


# What tells a sealed list from a CSV.
SEALED = ".sealed"


def kind_of(name: str) -> Kind:
    """The rule kind of that name. Raises UnknownName."""
    kind: Kind = declared(rules, name, "KIND")
    return kind


def load_charter(name: str | Path, also: Sequence[str | Path] = ()) -> Charter:
    """The charter of a built-in name or a path, with overlays `also`. Raises CharterError."""
    return charter_file.load(name, kind_of=kind_of, also=also)


def charter_from_facts(facts: Path, *, level: Level | None = None) -> str:
    """YAML of a charter made from a fact sheet. Raises CharterError."""
    return fact_sheet.charter_from_facts(facts, level=level, kind_of=kind_of)


def checker(charter: Charter, settings: Settings) -> Checker:
    """`charter` compiled with the tools this machine has. Raises CharterError, ModelError."""
    return compile(
        charter,
        tools=Toolbox(charter, settings),
        kind_of=kind_of,
        detector=detector(charter.languages),
    )


@cache
def detector(languages: tuple[str, ...]) -> LanguageDetector:
    from compliance.models.language import open_detector

    return open_detector(languages)


class Toolbox:
    """What the kinds of one charter may use; each thing is opened when the first asks for it."""

    def __init__(self, charter: Charter, settings: Settings) -> None:
        self.charter = charter
        self._settings = settings
        self._classifiers: dict[str, Classifier] = {}
        self._slow: dict[str, SlowModel | None] = {}

    @cached_property
    def terms(self) -> TermIndex:
        return term_index(self.charter, self._settings)

    @cached_property
    def reasoned(self) -> Sequence[Term]:
        from compliance.confidential import TermFile

        paths = [Path(name) for name in self.charter.term_lists]
        files = [TermFile(path) for path in paths if path.suffix != SEALED]
        listed = (term for file in files if file.has_reasons for term in file if term.why)
        return (*self.charter.confidential, *islice(listed, REASONS))

    @cached_property
    def quiet_periods(self) -> Sequence[QuietPeriod]:
        if not self.charter.calendars:
            return ()
        from compliance.calendars import open_calendars

        zone = ZoneInfo(self.charter.time_zone)
        return open_calendars([Path(name) for name in self.charter.calendars], zone)

    @cached_property
    def public_record(self) -> PublicRecord:
        charter, releases = self.charter, list[Release]()
        if charter.public_record:
            from compliance.releases import open_releases

            zone = ZoneInfo(charter.time_zone)
            releases = open_releases([Path(name) for name in charter.public_record], zone)
        return Record(releases, house=charter.organisation.names)

    def recognizers(
        self, ids: Sequence[str], category: str | None
    ) -> Sequence[tuple[str, Recognizer]]:
        wanted = ids or names(recognizers)
        found = ((id, declared(recognizers, id, "RECOGNIZER")) for id in wanted)
        return [(id, r) for id, r in found if ids or category in {None, r.category}]

    def classifier(self, task: str) -> Classifier:
        if task not in self._classifiers:
            choice = self._choice(task)
            slow = _backend(choice).slow
            self._classifiers[task] = classifier(task) if slow else _loaded(_written(choice))
        return self._classifiers[task]

    def slow(self, task: str) -> SlowModel | None:
        if task not in self._slow:
            choice = self._choice(task)
            self._slow[task] = _slow(_written(choice)) if _backend(choice).slow else None
        return self._slow[task]

    def _choice(self, task: str) -> ClassifierChoice:
        chosen = (c for c in self.charter.classifiers if c.task == task)
        return next(chosen, ClassifierChoice(task=task))


def term_index(charter: Charter, settings: Settings) -> TermIndex:
    """The secrets of `charter`: inline, in CSV files, in sealed lists. Raises CharterError."""
    from compliance.confidential import Joined, TermFile, open_index, open_sealed
    from compliance.confidential.together import Together

    house, paths = charter.organisation, [Path(name) for name in charter.term_lists]
    sealed = [path for path in paths if path.suffix == SEALED]
    plain = [TermFile(path) for path in paths if path.suffix != SEALED]
    inline = open_index(
        Joined([charter.confidential, *plain]), organisation=house, cache=settings.data / "terms"
    )
    if not sealed:
        return inline
    key = term_key(settings)
    return Together([inline, *(open_sealed(path, key, organisation=house) for path in sealed)])


def seal_terms(terms: Path, settings: Settings) -> bytes:
    """The sealed list of a CSV of terms. Raises CharterError."""
    from compliance.confidential import TermFile, seal

    return seal(TermFile(terms).checked(), term_key(settings))


def term_key(settings: Settings) -> bytes:
    """The key of sealed lists, from the environment or a file; never from a charter."""
    if settings.term_key is not None:
        return settings.term_key.get_secret_value().encode()
    if settings.term_key_file is None:
        raise CharterError(
            "a sealed list needs its key",
            mend="set BALISE_TERM_KEY, or BALISE_TERM_KEY_FILE to a file that holds it",
        )
    try:
        return settings.term_key_file.read_bytes().strip()
    except OSError as error:
        raise CharterError(
            f"cannot read the key of sealed lists: {error.strerror}", mend="mend the path"
        ) from None


@cache
def _loaded(written: str) -> Classifier:
    """One model a process, however many charters ask for it."""
    choice = ClassifierChoice.model_validate_json(written)
    return _backend(choice).load(choice)


@cache
def _slow(written: str) -> SlowModel:
    from compliance.models._slow import Slow

    choice = ClassifierChoice.model_validate_json(written)
    return Slow(choice, _backend(choice).load, labels=classifier(choice.task).labels)


def _written(choice: ClassifierChoice) -> str:
    return choice.model_dump_json()


def _backend(choice: ClassifierChoice) -> Backend:
    """Raises UnknownName for a backend that is not there, or does not answer the task."""
    backend: Backend = declared(models, choice.backend, "BACKEND")
    if choice.task not in backend.tasks:
        raise UnknownName(
            choice.task, what=f"task of the backend '{choice.backend}'", near=backend.tasks
        )
    return backend


def classifier(task: str) -> Classifier:
    """The shipped model of `task`. Raises UnknownName, ModelError."""
    choice = ClassifierChoice(task=task)
    _backend(choice)
    return _loaded(_written(choice))


@contextmanager
def open_app(settings: Settings, charters: Sequence[str] | None = None) -> Iterator[App]:
    """What the use cases work with: a database and compiled charters, closed at the end.

    charters: names or paths, instead of those of `settings`. Raises CharterError, StoreError.
    """
    from compliance.store import open_store

    read = [load_charter(name) for name in charters or settings.charters]
    named = dict(zip((charter.id for charter in read), charters or settings.charters, strict=True))
    if len(named) < len(read):
        raise CharterError("two charters have the same id", mend="rename one of them")
    checkers = {charter.id: checker(charter, settings) for charter in read}
    variants = Variants(named, {charter.id: charter for charter in read}, settings)
    if not settings.database_url:
        settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)  # drafts are private
    with closing(open_store(settings.database)) as store:
        yield App(
            store=store,
            checkers=checkers,
            overlays=charter_file.overlay_names(),
            variant=variants.checker,
        )


class Variants:
    """The served charters with overlays on top, to be tried and never served.

    names: what each was loaded by; live: as they were read then.
    """

    def __init__(
        self, names: Mapping[str, str], live: Mapping[str, Charter], settings: Settings
    ) -> None:
        self._names, self._live, self._settings = names, live, settings
        self._compiled = lru_cache(maxsize=KEPT_VARIANTS)(self._fresh)

    def checker(self, charter_id: str, overlays: Sequence[str]) -> Checker:
        """Raises CharterError where the charter's file is not what is live any more."""
        return self._compiled(charter_id, tuple(overlays))

    def _fresh(self, charter_id: str, overlays: tuple[str, ...]) -> Checker:
        name = self._names[charter_id]
        if load_charter(name) != self._live[charter_id]:
            mend = "start the server again, so that what is compared is what is live"
            raise CharterError(f"the file of '{charter_id}' has changed since", mend=mend)
        return checker(load_charter(name, overlays), self._settings)


@dataclass(frozen=True, slots=True)
class ModelCard:
    """A shipped model, for `balise models list`; bytes: what its weights take."""

    task: str
    id: str
    labels: tuple[str, ...]
    bytes: int


def model_cards() -> Iterator[ModelCard]:
    """The shipped models, by task."""
    from compliance.models.embedded import BACKEND

    weights = files(models) / "weights"
    for task in sorted(BACKEND.tasks):
        model = classifier(task)
        size = len((weights / f"{task}.npz").read_bytes())
        yield ModelCard(task, model.id, model.labels, size)
