"""What comments in a text turn off: `<!-- vale off -->`, `<!-- vale Style.Rule = NO -->`, …"""

from __future__ import annotations

import json
import re

ALL = "off"
SWITCH = re.compile(r"vale (.+\..+|[^.]+) = (YES|NO|on|off)")
MATCHES = re.compile(r"vale (.+\..+)(\[.+\]) = (YES|NO)")
STYLES = re.compile(r"vale styles? = (.*)")
ONLY = "only:"


class Comments:
    """The state of the switches at one point of a text."""

    def __init__(self) -> None:
        self._off: set[str] = set()

    @property
    def muted(self) -> frozenset[str]:
        """Rules, styles, `Rule[match]`; «off» for all; `only:A,B` for all other styles."""
        return frozenset(self._off)

    @property
    def at_end(self) -> frozenset[str]:
        """What counts for the text as a whole: only «off» lasts."""
        return frozenset(self._off & {ALL})

    def read(self, comment: str) -> None:
        if comment in ("vale off", "vale on"):
            self._switch(ALL, off=comment == "vale off")
        elif match := MATCHES.fullmatch(comment):
            for words in _words(match[2]):
                self._switch(f"{match[1]}[{words}]", off=match[3] == "NO")
        elif match := SWITCH.fullmatch(comment):
            self._switch(match[1], off=match[2] in ("NO", "off"))
        elif match := STYLES.fullmatch(comment):
            self._off = {name for name in self._off if not name.startswith(ONLY)}
            self._off.add(ONLY + match[1].replace(", ", ","))

    def _switch(self, name: str, *, off: bool) -> None:
        if off:
            self._off.add(name)
        else:
            self._off.discard(name)


def _words(listed: str) -> list[str]:
    try:
        words = json.loads(listed)
    except ValueError:
        return []
    return [word for word in words if isinstance(word, str)]


def silenced(name: str, muted: frozenset[str], match: str | None = None) -> bool:
    """Whether a comment turned the rule `name` off, or this match of it."""
    if not muted:
        return False
    style = name.split(".", 1)[0]
    if muted & {ALL, style, name} or f"{name}[{match}]" in muted:
        return True
    only = [names.removeprefix(ONLY).split(",") for names in muted if names.startswith(ONLY)]
    return any(style not in names for names in only)
