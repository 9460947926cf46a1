"""What a name is looked up by: its spellings without case, cuts and little words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from compliance.fold import fold, folded
from compliance.matching import numbers
from compliance.matching.lexicon import is_ordinary
from compliance.matching.pieces import FUNCTION, GENERIC, NUMBER, Lattice, cut
from compliance.matching.sounds import sound
from compliance.matching.translations import translated
from compliance.text import Text

# As the charter lists it; without the words that only say what sort of thing; by its sound; in
# the other language.
LISTED, CORE, SOUND, TRANSLATED = 0, 1, 2, 3
USUAL = "projet"  # the sort of a code name that is listed without one
OPENING = re.compile(r"(?:la|le|les|l|the|el|der|die|das|het|de)\s+|l'")
SIMPLE = re.compile(r"[a-z]+(?: [a-z]+)*")
NOT_A_NAME = frozenset(
    {"person-move", "figure", "reorganisation"}
)  # kinds of which a part alone says nothing


class Key(NamedTuple):
    """text: the spelling, letters and digits only, or what `sounding` makes. kind: LISTED, CORE,
    SOUND or TRANSLATED.
    """

    text: str
    kind: int


class Near(NamedTuple):
    """A spelling that typos are measured from.

    needs: the sort of thing that must be named beside it, "le" for any article before it, "" where
        the spelling suffices.
    """

    text: str
    needs: str
    kind: int


def keys(name: str, kind: str) -> tuple[list[Key], list[Near]]:
    """The keys of one name of a term of `kind`, and those for typos."""
    words = _words(name)
    if not words:
        return [], []
    content = [word for word in words if word not in FUNCTION]
    full = "".join([GENERIC.get(word, word) for word in content])
    listed = {"".join(words)}
    if len(content) < len(words):
        listed.add("".join([GENERIC.get(word, word) for word in words]))
    if len(content) > 1 or len(content) == len(words):
        listed.add(full)
    elif content and len(words) > 1 and not is_ordinary(content[0]) and len(content[0]) > 3:
        listed.add(content[0])
    if len(words[-1]) > 4 and words[-1][-1] == "s" and is_ordinary(words[-1][:-1]):
        listed |= {text[:-1] for text in listed}
    own = [word for word in content if word not in GENERIC]
    core = "".join(own)
    found = [Key(text, LISTED) for text in sorted(listed) if len(text) > 1]
    alone = kind not in NOT_A_NAME and len(own) == 1 and len(core) > 4 and not is_ordinary(core)
    alone = alone and not any(GENERIC.get(word) == "ville" for word in content)
    if alone and core not in listed:
        found.append(Key(core, CORE))
    if kind == "code-name" and len(own) == 1:
        sort = next((GENERIC[word] for word in content if word in GENERIC), USUAL)
        found += [Key(sort + other, TRANSLATED) for other in translated(core)]
    if heard := _heard(content, own, alone=alone):
        found.append(Key(heard, SOUND))
    bare = len(words) > len(content) == 1 and content[0] not in listed
    return found, _near(content, own, core, full, alone=alone, needs="le" if bare else "")


def sounding(sound: str, sort: str = "") -> str:
    """What a word is looked up by that sounds so, beside the sort of thing that it needs."""
    return f"~{sort}~{sound}"


def _heard(content: list[str], own: list[str], *, alone: bool) -> str:
    """A rare word is known by its sound, any other beside its sort."""
    heard = sound("".join(own)) if len(own) < 3 else ""
    if alone or not heard:
        return sounding(heard) if heard else ""
    sort = next((GENERIC[word] for word in content if word in GENERIC), "")
    if sort:
        return sounding(heard, sort)
    return "" if all(map(is_ordinary, own)) else sounding(heard)


def beginnings(name: str) -> set[str]:
    """What whole words a spelling of `name` may begin with, put end to end."""
    words = _words(name)
    content = [word for word in words if word not in FUNCTION]
    sorts = [GENERIC.get(word, word) for word in words]
    kept = [GENERIC.get(word, word) for word in content]
    own = [word for word in content if word not in GENERIC]
    return {
        "".join(run[:size]) for run in (words, sorts, kept, own) for size in range(1, len(run) + 1)
    }


def _near(
    content: list[str], own: list[str], core: str, full: str, *, alone: bool, needs: str
) -> list[Near]:
    """A rare word by itself; any other beside its sort and with it: the sort may be misspelt."""
    found = [Near(full, needs, LISTED)] if len(full) > 4 and not full.isdigit() else []
    if core.isalpha() and len(core) > 4 and len(own) < len(content):
        sort = next(GENERIC[word] for word in content if word in GENERIC)
        return [Near(core, "", CORE)] if alone else [Near(core, sort, LISTED), *found]
    return found


def _words(name: str) -> list[str]:
    """The words of `name`, numbers in digits and units short."""
    plain = folded(name)
    if SIMPLE.fullmatch(plain):
        words = plain.split()
        if numbers.WORDS.isdisjoint(words) and (
            name.istitle() or all(map(_of_one_case, name.split()))
        ):
            return words
    return list(_read(fold(name)))


def _of_one_case(word: str) -> bool:
    return word.islower() or word.istitle() or word.isupper()


def _read(text: Text) -> Iterator[str]:
    """The same of a name that holds more than plain words."""
    lattice = Lattice(cut(text), text.folded, listed=True)
    at = 0
    while at < len(lattice.pieces):
        readings = lattice.readings(at)
        number = [reading for reading in readings if reading.seen & NUMBER]
        chosen = max(number, key=lambda reading: reading.end) if number else readings[0]
        if chosen.text:
            yield chosen.text.decode()
        at = chosen.end
