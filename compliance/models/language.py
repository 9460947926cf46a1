"""The language detector that a charter gets."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec

from compliance.models import language_fast, language_langdetect
from compliance.ports import LanguageDetector


def open_detector(languages: Sequence[str]) -> LanguageDetector:
    """A detector that knows `languages`; the same text always gets the same answer.

    The fast one where py3langid is installed, else langdetect; its `id` says which. A language that
    neither knows is never heard: a post in it has to say so itself.
    """
    if find_spec("py3langid"):
        return language_fast.load(languages)
    return language_langdetect.load(languages)
