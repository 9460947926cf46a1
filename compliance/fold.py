"""Bring spellings together and keep the map back to the text as typed.

Folded away: case, accents, width, ligatures, typographic quotes and dashes, invisible signs, and
letters of other scripts that look Latin. What a disguise means (leetspeak, spaced letters) is for
`confidential` to say.
"""

from __future__ import annotations

import unicodedata
from array import array

from compliance.text import Text

PUNCTUATION = {
    **dict.fromkeys("’‘ʼ`´ʹ＇", "'"),
    **dict.fromkeys("“”„‟«»＂", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "…": ".",
}
# Cyrillic, Greek and other letters that readers take for Latin ones (Unicode TR 39, the common part).
LOOK_ALIKES = dict(
    zip(
        "аеорсухіјѕԁһӏкмтвнгԛԝαοριντυκχϲєАВЕКМНОРСТХІЅЈΑΒΕΗΙΚΜΝΟΡΤΥΧΖɑɡıƖ",
        "aeopcyxijsdhlkmtbhrqwaopivtukxceabekmhopctxisjabehikmnoptyxzagil",
        strict=True,
    )
)
EXPANDED = {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ẞ": "ss"}


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
    if kind in {"Mn", "Me"} or (kind == "Cf" and sign != "\u00ad") or sign == "\u00ad":
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
    origin = array("I")
    for index, sign in enumerate(typed):
        origin.extend([index] * len(TABLE[ord(sign)]))
    origin.append(len(typed))
    return Text(typed, folded, origin)


def _lines_up(typed: str) -> bool:
    """Whether every sign folds to exactly one; a lost and a doubled one would cancel out."""
    return typed.isascii() or all(len(TABLE[ord(sign)]) == 1 for sign in set(typed))


def folded(words: str) -> str:
    """Only the folded form, for words of a charter."""
    return words.translate(TABLE)
