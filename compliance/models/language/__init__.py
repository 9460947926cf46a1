"""The language detector that a charter gets; a file a detector."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec

from compliance.ports import LanguageDetector


def open_detector(languages: Sequence[str]) -> LanguageDetector:
    """A detector that knows `languages`; the same text always gets the same answer.

    Where the table of words knows them all it is asked first, and py3langid (langdetect, where
    that is not installed) decides what it hesitates about; for other languages they decide alone.
    A language that none of them knows is never heard: a post in it has to say so itself.
    """
    from compliance.models.language import by_langdetect, by_langid
    from compliance.models.language.cascade import Cascade
    from compliance.models.language.words import shipped

    arbiter = by_langid.load if find_spec("py3langid") else by_langdetect.load
    table = shipped()
    if set(languages) <= set(table.labels):
        return Cascade(table, languages, lambda: arbiter(languages))
    return arbiter(languages)
