"""langdetect with only the charter's languages, seeded.

Its own factory, so that nobody else's seed or profiles change an answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Any

from compliance.post import UNSURE, Language

SEED = 0
# ISO 639-1 → the name of langdetect's profile, where they differ.
PROFILES = {"zh": "zh-cn", "nb": "no"}


class Langdetect:
    """langdetect over few profiles; an answer depends on the text alone.

    factory: a `langdetect.DetectorFactory` with its profiles loaded and its seed set.
    codes: the name of a profile → ISO 639-1.
    """

    id = "langdetect"

    def __init__(self, factory: Any, codes: dict[str, str]) -> None:
        self._factory = factory
        self._codes = codes

    def shares(self, text: str) -> Mapping[str, float]:
        """How likely each language is that may be at all; none for a text without their letters."""
        from langdetect import LangDetectException

        try:
            detector = self._factory.create()
            detector.append(text)
            likely = detector.get_probabilities()
        except LangDetectException:  # no profile, or no letter of theirs
            return {}
        return {self._codes[each.lang]: min(each.prob, 1.0) for each in likely}

    def detect(self, text: str) -> Language:
        shares = self.shares(text)
        if not shares:
            return UNSURE
        best = max(shares, key=shares.__getitem__)
        return Language(label=best, score=shares[best])


def load(languages: Sequence[str]) -> Langdetect:
    """langdetect restricted to those of `languages` that it has a profile of."""
    import json

    from langdetect.detector_factory import DetectorFactory
    from langdetect.utils.lang_profile import LangProfile

    folder = resources.files("langdetect") / "profiles"
    codes = {PROFILES.get(code, code): code for code in languages}
    known = [name for name in codes if (folder / name).is_file()]
    factory = DetectorFactory()
    factory.set_seed(SEED)
    for index, name in enumerate(known):
        profile = json.loads((folder / name).read_text(encoding="utf-8"))
        factory.add_profile(LangProfile(**profile), index, len(known))
    return Langdetect(factory, codes)
