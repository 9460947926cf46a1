"""Hosts inside the organisation: its internal domains, and names no public domain has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compliance.charter import Organisation
from compliance.finding import Hit
from compliance.ports import example
from compliance.recognizers._pattern import DELETED, Pattern
from compliance.text import Text

# Endings that no public name has (RFC 6762, RFC 8375, and what houses use).
ENDINGS = r"(?:lan|local|localdomain|intranet|intra|internal|corp|home\.arpa|priv)"
PATH = r"(?::\d{2,5})?(?:[/\\][^\s<>\"')\]},;]*[^\s<>\"')\]},;.!?…])?"
SCHEME = r"(?:\b(?:https?|ftp|ssh|sftp|smb|rdp|ldaps?|git)://|\\\\)?"
# A name without a domain, with its port: nobody outside can reach it.
BARE = r"\bhttps?://[a-z][a-z0-9-]{1,40}:\d{2,5}(?:/[^\s<>\"')\]},;]*[^\s<>\"')\]},;.!?…])?"


class InternalHost:
    category = "security"
    form = "folded"
    look = rf"\.{ENDINGS}\b"
    examples = (
        example("our build machine 🦊 answers at ⟦builds.fox.lan⟧, no login"),
        example("les journaux sont sur ⟦sw2.interne.lan:8443⟧, je regarde"),
        example("our community server answers at play.foxlantern.example"),
        example("notre local.poubelles est plein"),
    )

    def __init__(self, internal: tuple[str, ...] = ()) -> None:
        names = "|".join(re.escape(name.casefold()) for name in internal)
        domains = rf"|(?:[a-z0-9-]+\.)*(?:{names})" if names else ""
        self._shape = Pattern(rf"{SCHEME}\b(?:(?:[a-z0-9-]+\.)+{ENDINGS}{domains})\b{PATH}|{BARE}")
        self.look = rf"\.{ENDINGS}\b|://[a-z0-9-]+:\d" + (f"|{names}" if names else "")

    def within(self, organisation: Organisation) -> InternalHost:
        return InternalHost(organisation.domains.internal)

    def find(self, text: Text) -> Iterator[Hit]:
        for match in self._shape.finditer(text.folded):
            start, end = match.span()
            if "//localhost" in text.folded[start:end]:
                continue
            if (
                text.folded[end : end + 1] not in {"@", "-"}
                and text.folded[max(start - 1, 0) : start] != "@"
            ):
                yield Hit(text.span(start, end), suggestions=DELETED)


RECOGNIZER = InternalHost()
