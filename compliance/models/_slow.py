"""A model opened when it is first asked: a server starts, and answers, without it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

from compliance.charter import ClassifierChoice
from compliance.errors import ModelError
from compliance.ports import OWN_LABELS, Classifier

# Seconds before one that could not be had is looked for again: the hub may be back by then.
AGAIN = 300.0


class Slow:
    """labels: those of the task, which a model of it must keep to."""

    def __init__(
        self,
        choice: ClassifierChoice,
        load: Callable[[ClassifierChoice], Classifier],
        *,
        labels: tuple[str, ...],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.name = Path(choice.model or choice.backend).name
        self.labels = tuple(dict.fromkeys(choice.labels.values()))
        self._choice, self._load, self._known, self._clock = choice, load, labels, clock
        self._lock = threading.Lock()
        self._opened: Classifier | None = None
        self._failed: tuple[float, ModelError] | None = None

    def open(self) -> Classifier:
        """Raises ModelError, the same again for a while."""
        with self._lock:
            if self._opened is None:
                self._opened = self._fresh()
            return self._opened

    def _fresh(self) -> Classifier:
        if self._failed is not None and self._clock() - self._failed[0] < AGAIN:
            raise self._failed[1]
        try:
            model = self._load(self._choice)
            self._check(model)
        except ModelError as error:
            self._failed = self._clock(), error
            raise
        return model

    def _check(self, model: Classifier) -> None:
        strange = [label for label in model.labels if label not in self._known]
        if strange and self._choice.task not in OWN_LABELS:
            raise ModelError(
                f"model '{model.id}': '{strange[0]}' is no label of '{self._choice.task}'; say in "
                f"`labels` which of its classes mean {', '.join(self._known)}"
            )
