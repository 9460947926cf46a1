"""Settings → App: the only place that picks concrete classes, loads weights, opens a database."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, cached_property
from pathlib import Path

from compliance import charter_file, fact_sheet, models, recognizers, rules
from compliance.charter import Charter, ClassifierChoice, Level
from compliance.declared import declared, names
from compliance.pipeline import Checker, compile
from compliance.ports import Classifier, Kind, LanguageDetector, Recognizer, TermIndex
from compliance.settings import Settings


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

    @cached_property
    def terms(self) -> TermIndex:
        from compliance.confidential import open_index

        return open_index(self.charter.confidential, organisation=self.charter.organisation)

    def recognizers(
        self, ids: Sequence[str], category: str | None
    ) -> Sequence[tuple[str, Recognizer]]:
        wanted = ids or names(recognizers)
        found = ((id, declared(recognizers, id, "RECOGNIZER")) for id in wanted)
        return [(id, r) for id, r in found if ids or category in {None, r.category}]

    def classifier(self, task: str) -> Classifier:
        if task not in self._classifiers:
            self._classifiers[task] = self._opened(task)
        return self._classifiers[task]

    def _opened(self, task: str) -> Classifier:
        chosen = (c for c in self.charter.classifiers if c.task == task)
        choice = next(chosen, ClassifierChoice(task=task))
        return _loaded(choice.backend, task, choice.model_dump_json())


@cache
def _loaded(backend: str, task: str, choice: str) -> Classifier:
    """One model a process, however many charters ask for it."""
    loaded: Classifier = declared(models, backend, "BACKEND").load(
        ClassifierChoice.model_validate_json(choice)
    )
    return loaded
