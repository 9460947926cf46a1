"""What tells a secret from a word that stands where one might."""

from __future__ import annotations

import math
import re
from collections import Counter

PLACEHOLDER = re.compile(
    r"(?i)x{4,}|\*{3,}|\.{3}|…|example|exemple|your[-_ ]|votre|changeme|change[-_]me|placeholder"
    r"|redacted|insert[-_ ]|dummy|not[-_]?a[-_]|fake|<[^>]*>|^\$|\$\{|\$\(|\{\{|^\{|%\(|^env\b"
    r"|getenv|process\.env|os\.environ|0{8,}|1{8,}|12345678|abcdefgh|^(?:null|none|nil|true"
    r"|false|undefined|string|password|passwd|pass|user|username|secret|token|default|test)$|^\["
    r"|^\w+:(?:pass(?:word)?|token)$"
)


def is_placeholder(value: str) -> bool:
    """Whether `value` stands for a secret and is none."""
    return PLACEHOLDER.search(value) is not None or len(set(value)) < 4


def entropy(value: str) -> float:
    """Bits a sign, by Shannon, of `value`'s own frequencies; 0 for an empty one."""
    counts = Counter(value).values()
    return -sum(n / len(value) * math.log2(n / len(value)) for n in counts)


def mixes(value: str) -> bool:
    """Whether letters and digits stand together in `value`."""
    return any(c.isdigit() for c in value) and any(c.isalpha() for c in value)


# A number with its unit, a date, a time, an ordinal: digits and letters, and no secret.
ORDINARY = re.compile(
    r"(?i)\d{1,4}(?:h\d{0,2}|e|er|ère|ème|nd|rd|st|th|mn?|min|s|km?|kg|g|%|€|k€|[mk]|ans?|x|am"
    r"|pm|d|j)|[a-z]{1,2}\d{1,2}|\d{1,2}[/.:-]\d{1,2}(?:[/.:-]\d{2,4})?|\d+[.,]\d+|covid-?19"
    r"|v\d+(?:\.\d+)*|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|https?:.*|//.*|#.*|24/7|2fa|mp[34]"
)


def looks_chosen(value: str) -> bool:
    """Whether `value` looks like a chosen password: letters with digits or signs, four or more."""
    if len(value) < 4 or ORDINARY.fullmatch(value) or is_placeholder(value):
        return False
    has_sign = any(not c.isalnum() and c not in "-’'._/:" for c in value.rstrip("!?.,;:"))
    inner = value.rstrip(".,;:")
    return mixes(value) or (has_sign and any(c.isalpha() for c in value)) or _ends_strangely(inner)


def _ends_strangely(value: str) -> bool:
    """A sign at the end that no sentence would have there."""
    return len(value) > 5 and value[-1] in "#$%&*@" and value[0].isalpha()
