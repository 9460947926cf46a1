"""The words shown to people, one YAML file a language; no logic but finding them."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

FALLBACK = "en"


@cache
def messages(language: str) -> Messages:
    """The messages in `language`; in English where there are none in it."""
    folder = files(__package__)
    file = folder / f"{language}.yaml"
    if not file.is_file():
        return messages(FALLBACK)
    words = typeset(file.read_text("utf-8"), language)
    return Messages(language, yaml.load(words, Loader=yaml.CSafeLoader))


@cache
def languages() -> tuple[str, ...]:
    """ISO 639-1 of the languages that have messages."""
    names = (f.name for f in files(__package__).iterdir())
    return tuple(sorted(name[:2] for name in names if name.endswith(".yaml")))


@lru_cache(maxsize=2_048)
def typeset(words: str, language: str) -> str:
    """`words` as printed: in French, the blank before ? ! ; : » and after « ends no line."""
    if language != "fr":
        return words
    words = re.sub(r"(?<=\S) (?=[?!;])", "\u202f", words)
    words = re.sub(r"(?<=[^\s:]) (?=: |»)", "\u00a0", words)
    return re.sub(r"(?<=«) ", "\u00a0", words)


class Messages:
    """Words by path: `find("kinds", "length")`; tu and vous where French tells them apart."""

    def __init__(self, language: str, content: dict[str, Any]) -> None:
        self.language = language
        self._content = content

    def find(self, *path: str, address: str = "vous") -> str:
        """The words at `path`; in English where this language lacks them; "" where none has."""
        value: Any = self._content
        for key in path:
            value = value.get(key) if isinstance(value, dict) else None
        if isinstance(value, dict):
            value = value.get(address) or value.get("vous")
        if isinstance(value, str):
            return value
        return "" if self.language == FALLBACK else messages(FALLBACK).find(*path, address=address)
