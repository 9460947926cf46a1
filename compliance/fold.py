"""Bring spellings together and keep the map back to the text as typed.

Folded away: case, accents, width, ligatures, typographic quotes and dashes, invisible signs, and
letters of other scripts that look Latin. What a disguise means (leetspeak, spaced letters) is for
`confidential` to say.
"""

from __future__ import annotations

import unicodedata
from array import array
from collections.abc import Iterable, Iterator
from functools import lru_cache

from compliance import lookalikes
from compliance.text import Text

PUNCTUATION = {
    **dict.fromkeys("’‘ʼ`´ʹ＇", "'"),
    **dict.fromkeys("“”„‟«»＂", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "…": ".",
}
# Letters that readers take for Latin ones: Unicode's confusables, and where several letters look
# alike, the one that people mean («І» is an i before it is an l).
LOOK_ALIKES = dict(zip(lookalikes.SIGNS, lookalikes.LETTERS, strict=True)) | dict(
    zip(
        "аеорсухіјѕԁһӏкмтвнгԛԝαοριντυκχϲєАВЕКМНОРСТХІЅЈΑΒΕΗΙΚΜΝΟΡΤΥΧΖɑɡıƖ",
        "aeopcyxijsdhlkmtbhrqwaopivtukxceabekmhopctxisjabehikmnoptyxzagil",
        strict=True,
    )
)
EXPANDED = {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ẞ": "ss"}
# Texts in their folded form: rules, models and terms read one post, each for itself.
REMEMBERED = 8
# Letters and symbols by their category, but drawn as nothing: Hangul fillers and the empty Braille.
BLANKS = frozenset("\u115f\u1160\u3164\uffa0\u2800")


class _Table(dict[int, str]):
    """Code point → its folded form: "" for an invisible sign, two letters for a ligature."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _folded(chr(code))
        return folded


def _folded(sign: str) -> str:
    if sign in PUNCTUATION:
        return PUNCTUATION[sign]
    if sign in LOOK_ALIKES:
        return LOOK_ALIKES[sign]
    if sign in EXPANDED:
        return EXPANDED[sign]
    kind = unicodedata.category(sign)
    if kind in {"Mn", "Me", "Cf"} or sign in BLANKS:
        return ""
    if kind == "Cs":
        return "\ufffd"
    if kind == "Zs":
        return " "
    plain = "".join(c for c in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(c))
    plain = "".join(LOOK_ALIKES.get(c, c) for c in plain) or sign
    return plain.casefold() or sign


TABLE = _Table()


@lru_cache(maxsize=REMEMBERED)
def fold(typed: str) -> Text:
    """`typed` with its folded form and the map between them."""
    folded = typed.translate(TABLE)
    # Compared sign by sign: a lost one and a doubled one would cancel out.
    uneven = [] if typed.isascii() else [c for c in set(typed) if len(TABLE[ord(c)]) != 1]
    return Text(typed, folded, _origin(typed, uneven) if uneven else None)


def _origin(typed: str, uneven: Iterable[str]) -> array[int]:
    """Index in `typed` of each folded sign, then `len(typed)`.

    uneven: the signs that do not fold to exactly one.
    """
    origin, start = array("I"), 0
    for at in sorted(at for sign in uneven for at in _places(sign, typed)):
        origin.extend(range(start, at))
        origin.extend([at] * len(TABLE[ord(typed[at])]))
        start = at + 1
    origin.extend(range(start, len(typed) + 1))
    return origin


def _places(sign: str, typed: str) -> Iterator[int]:
    at = typed.find(sign)
    while at >= 0:
        yield at
        at = typed.find(sign, at + 1)


def folded(words: str) -> str:
    """Only the folded form, for words of a charter."""
    return words.translate(TABLE)
