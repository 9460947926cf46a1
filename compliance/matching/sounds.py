"""What a word sounds like to French and English readers: «Chrysalide» and «Krizalid» are one.

A rough key, meant to bring respellings together and not to tell how anything is said: silent
endings, doubled letters and h go, letters and groups that are said alike become one sign.
"""

from __future__ import annotations

import re
from functools import lru_cache

SHORTEST = 4  # signs; a shorter key is that of many words
# In order; capitals stand for sounds that several letters make.
_RULES = (
    (r"(.)\1+", r"\1"),
    (r"sch|sh", "S"),
    (r"c?ch(?=[rl])|ck|cqu|qu?", "k"),
    (r"ch", "S"),
    (r"ph", "f"),
    (r"th", "t"),
    (r"gn", "N"),
    (r"gu(?=[eiy])", "G"),
    (r"g(?=[eiy])", "j"),
    (r"sc(?=[eiy])|c(?=[eiy])", "s"),
    (r"c", "k"),
    (r"x", "ks"),
    (r"h", ""),
    (r"w", "v"),
    (r"z", "s"),
    (r"eaux?|aux?", "o"),
    (r"(?:ai|ei|i|y)[nm](?![aeiouynm])", "I"),
    (r"[ae][nm](?![aeiouynm])", "A"),
    (r"o[nm](?![aeiouynm])", "O"),
    (r"oi", "va"),
    (r"ou|oo", "u"),
    (r"ai|ei|ee|ea", "e"),
    (r"y", "i"),
    (r"G", "g"),
    (r"(?<=..)[estd]+$", ""),
    (r"(.)\1+", r"\1"),
)
RULES = tuple((re.compile(pattern), sign) for pattern, sign in _RULES)


@lru_cache(maxsize=20_000)
def sound(word: str) -> str:
    """The key of a folded word; "" where it is too short to tell one word from many."""
    if not word.isascii() or not word.isalpha():
        return ""
    key = word
    for pattern, sign in RULES:
        key = pattern.sub(sign, key)
    return key if len(key) >= SHORTEST else ""
