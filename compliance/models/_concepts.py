"""What the words of a post are about: concepts of a hand-written lexicon, alone and side by side.

A few thousand annotated posts do not show a model that «perquisition» and «subpoena» are the same
matter; the lexicon does. One automaton finds all its entries at once.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources

import numpy as np
from ahocorasick_rs import AhoCorasick
from numpy.typing import NDArray

from compliance.fold import folded

Ids = NDArray[np.int32]

# Concepts a lexicon may hold; ids are `concept`, `ROOM + ROOM·a + b` for a before b in a sentence,
# and the same again for the author's role beside a concept of the text.
ROOM = 512
PAIRS = ROOM + ROOM * ROOM
SIZE = PAIRS + ROOM * ROOM
# How many concepts further on a concept still stands side by side with another.
REACH = 5
_APART = np.arange(1, REACH + 1, dtype=np.int32)[:, None]
_EMOJI = re.compile("[\u2190-\u2bff\U0001f000-\U0001faff]")


# An entry that is an emoji.
_SIGN = re.compile(rf"(?:^|(?<=,))\s*({_EMOJI.pattern})[^,]*")


class _Table(dict[int, str]):
    """Letters and digits as they are, anything else a space."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        self[code] = kept = sign if sign.isalnum() else " "
        return kept


_TABLE = _Table()
# Of entries, what parts them and what stands for any ending stays, too.
_ENTRIES = _Table({ord(","): ",", ord("*"): "*"})


@dataclass(frozen=True)
class Lexicon:
    """names: of the concepts.

    about: of each entry of the automaton, the concepts it belongs to; emoji: of each emoji.
    version: eight hexadecimal digits of its content; weights are good for one version.
    """

    version: str
    names: tuple[str, ...]
    automaton: AhoCorasick
    about: tuple[tuple[int, ...], ...]
    emoji: Mapping[str, tuple[int, ...]]

    @cached_property
    def name(self) -> int:
        """The concept of a name, which has no entry."""
        return self.names.index("name")

    def find(self, folded_text: str) -> tuple[Ids, Ids]:
        """Concepts in the order they stand and where each begins, shape (found,)."""
        # An entry begins with a space: where it starts here is where its word starts there.
        text = f" {folded_text} ".translate(_TABLE)
        hits = self.automaton.find_matches_as_indexes(text, overlapping=True)
        found = [(start, concept) for entry, start, _ in hits for concept in self.about[entry]]
        for sign in _EMOJI.finditer(folded_text):
            found += [(sign.start(), concept) for concept in self.emoji.get(sign[0], ())]
        found.sort()
        array = np.array(found, np.int32).reshape(-1, 2)
        return array[:, 1], array[:, 0]


@cache
def lexicon() -> Lexicon:
    """The shipped one, read once: every `concepts*.txt`, by name."""
    folder = resources.files("compliance.models") / "lexicon"
    files = sorted(
        (file.name, file) for file in folder.iterdir() if file.name.startswith("concepts")
    )
    return parsed(line for _, file in files for line in file.read_text("utf-8").splitlines())


def parsed(lines: Iterable[str]) -> Lexicon:
    """From lines `name: entry, entry*`; `#` opens a comment line; lines of one name add up.

    Raises ValueError past ROOM.
    """
    names: dict[str, int] = {}
    of_words: dict[str, tuple[int, ...]] = {}
    of_emoji: dict[str, tuple[int, ...]] = {}
    for line in lines:
        name, colon, entries = line.partition(":")
        if line.startswith("#") or not colon:
            continue
        concept = names.setdefault(name.strip(), len(names))
        told = folded(entries)
        for sign in _SIGN.finditer(told):
            _add(of_emoji, sign[1], concept)
        for words in _patterns(_SIGN.sub(",", told)):
            _add(of_words, words, concept)
    if len(names) > ROOM:
        raise ValueError(f"{len(names)} concepts, at most {ROOM}")
    content = repr((ROOM, list(names), sorted(of_words.items()), sorted(of_emoji.items()))).encode()
    return Lexicon(
        hashlib.sha256(content).hexdigest()[:8],
        tuple(names),
        AhoCorasick(tuple(of_words)),
        tuple(of_words.values()),
        of_emoji,
    )


def _add(about: dict[str, tuple[int, ...]], what: str, concept: int) -> None:
    known = about.get(what, ())
    if concept not in known:
        about[what] = tuple(sorted((*known, concept))) if known else (concept,)


def _patterns(entries: str) -> Iterator[str]:
    """Of folded entries, what is looked for: whole words, or the beginning of one."""
    for entry in entries.translate(_ENTRIES).split(","):
        words = " ".join(entry.replace("*", " ").split())
        if words:
            yield f" {words}" if entry.rstrip().endswith("*") else f" {words} "


def ids(concepts: Ids, sentences: Ids, author: Ids) -> tuple[Ids, Ids]:
    """Ids of a post's concepts, of those side by side in a sentence, and of roles.

    concepts, sentences: in order, shape (found,). author: concepts of the role, shape (roles,).
    The second array holds whose place each takes, as indexes into `concepts`, -1 for nowhere.
    """
    at = np.arange(len(concepts), dtype=np.int32)
    later = at + _APART
    near = later < len(at)
    near &= sentences.take(later, mode="clip") == sentences
    apart, first = near.nonzero()
    pairs = ROOM + concepts[first] * ROOM + concepts[first + apart + 1]
    parts, places = [concepts, pairs], [at, at[first]]
    for role in np.unique(author) if len(author) else ():
        parts.append(PAIRS + role * ROOM + concepts)
        places.append(at)
    parts.append(author)
    places.append(np.full(len(author), -1, np.int32))
    return np.concatenate(parts), np.concatenate(places)
