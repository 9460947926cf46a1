"""The language detector that a charter gets."""

from __future__ import annotations

from collections.abc import Sequence

from compliance.models import language_langdetect
from compliance.ports import LanguageDetector


def open_detector(languages: Sequence[str]) -> LanguageDetector:
    """A detector that knows `languages`; the same text always gets the same answer."""
    return language_langdetect.load(languages)
