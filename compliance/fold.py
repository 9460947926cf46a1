"""Bring spellings together and keep the map back to the text as typed.

Folded away: case, accents, width, ligatures, typographic quotes and dashes, invisible signs, and
letters of other scripts that look Latin. What a disguise means (leetspeak, spaced letters) is for
`confidential` to say.
"""

from __future__ import annotations

import re
import unicodedata
from array import array

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


def fold(typed: str) -> Text:
    """`typed` with its folded form and the map between them."""
    folded = typed.translate(TABLE)
    if len(folded) == len(typed) and _lines_up(typed):
        return Text(typed, folded)
    return Text(typed, folded, _origin(typed))


def _origin(typed: str) -> array[int]:
    """Index in `typed` of each folded sign, then `len(typed)`."""
    uneven = [c for c in set(typed) if len(TABLE[ord(c)]) != 1]
    origin, start = array("I"), 0
    for match in re.finditer(f"[{re.escape(''.join(uneven))}]", typed):
        at = match.start()
        origin.extend(range(start, at))
        origin.extend([at] * len(TABLE[ord(match[0])]))
        start = at + 1
    origin.extend(range(start, len(typed) + 1))
    return origin


def _lines_up(typed: str) -> bool:
    """Whether every sign folds to exactly one; a lost and a doubled one would cancel out."""
    return typed.isascii() or all(len(TABLE[ord(sign)]) == 1 for sign in set(typed))


def folded(words: str) -> str:
    """Only the folded form, for words of a charter."""
    return words.translate(TABLE)
