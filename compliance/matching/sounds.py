"""What a word sounds like to French and English readers: «Chrysalide» and «Krizalid» are one.

A rough key, meant to bring respellings together and not to tell how anything is said: silent
endings, doubled letters and h go, letters and groups that are said alike become one sign.
"""

from __future__ import annotations

import re
from functools import lru_cache

SHORTEST = 4  # signs; a shorter key is that of many words
# Letters and groups that are said alike, the longer before the shorter; capitals stand for sounds
# that several letters make.
_ALIKE = (
    ("S", r"sch|sh|ch(?![rl])"),
    ("k", r"c?ch(?=[rl])|ck|cqu|qu?"),
    ("f", r"ph"),
    ("t", r"th"),
    ("N", r"gn"),
    ("g", r"gu(?=[eiy])"),
    ("j", r"g(?=[eiy])"),
    ("s", r"sc(?=[eiy])|c(?=[eiy])|z"),
    ("k", r"c"),
    ("ks", r"x"),
    ("", r"h"),
    ("v", r"w"),
    ("o", r"eaux?|aux?"),
    ("I", r"(?:ai|ei|i|y)[nm](?![aeiouynm])"),
    ("A", r"[ae][nm](?![aeiouynm])"),
    ("O", r"o[nm](?![aeiouynm])"),
    ("va", r"oi"),
    ("u", r"ou|oo"),
    ("e", r"ai|ei|ee|ea"),
    ("i", r"y"),
)
SIGNS = ("", *(sign for sign, _ in _ALIKE))
# What any of them begins with is asked first: most letters stand for themselves.
ALIKE = re.compile(f"(?=[scpqtgzxhwaeioy])(?:{'|'.join(f'({said})' for _, said in _ALIKE)})")
TWICE = re.compile(r"(.)\1+")
SILENT = "estd"  # at the end


@lru_cache(maxsize=20_000)
def sound(word: str) -> str:
    """The key of a folded word; "" where it is too short to tell one word from many."""
    if not word.isascii() or not word.isalpha():
        return ""
    key = ALIKE.sub(_said, TWICE.sub(_once, word))
    key = key[:2] + key[2:].rstrip(SILENT)
    key = TWICE.sub(_once, key)
    return key if len(key) >= SHORTEST else ""


def _once(match: re.Match[str]) -> str:
    """A template `\\1` is read anew at each call."""
    return match[1]


def _said(match: re.Match[str]) -> str:
    return SIGNS[match.lastindex or 0]
