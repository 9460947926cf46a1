"""Inclusive spellings read as the common one: «les salarié·e·s» as «les salariés».

For what judges a post by its words: whoever writes so is not judged otherwise for it.
"""

from __future__ import annotations

import re
from array import array
from functools import lru_cache

from compliance.fold import REMEMBERED
from compliance.text import Text

# In folded text: a mark, a feminine ending, and the mark before a plural. A full stop or a hyphen
# is such a mark only before a lone «e», or where another follows the ending: «fin.les» and
# «celui-la» are none. The mark stands first in each pattern, which makes it quick to look for.
_ENDINGS = "(?:trice|rice|euse|esse|iere|ere|elle|eure|enne|onne|ienne|ive|sse|ve|te|se|ne|le|he|e)"
_ENDING = re.compile(
    rf"[·•∙⋅‧・](?<=[a-z]{{2}}.){_ENDINGS}(?:[·•∙⋅‧・](?=s\b)|(?=s?\b))"
    rf"|\((?<=[a-z]{{2}}.){_ENDINGS}\)(?=s?\b)"
    rf"|([.-])(?<=[a-z]{{2}}.)(?:{_ENDINGS}\1|e)(?=s\b)"
)
# «tous·tes», «collaborateurs/trices»: the plural stands on both sides, and one of them goes.
_TWICE = re.compile(r"(?:[·•∙⋅‧・](?<=s.)(?:te|e)?s|/(?<=s.)(?:t?rices|euses|eres|nes|ives))\b")


@lru_cache(maxsize=REMEMBERED)
def plainly(text: Text) -> Text:
    """`text` with the marks and feminine endings of inclusive forms folded away."""
    gone = [m.span() for pattern in (_ENDING, _TWICE) for m in pattern.finditer(text.folded)]
    if not gone:
        return text
    origin = array("I", text.origin or range(len(text.folded) + 1))
    kept, folded, begun = array("I"), list[str](), 0
    for start, end in sorted(gone, key=lambda span: (span[0], -span[1])):
        if start < begun:  # in what is gone already
            continue
        folded.append(text.folded[begun:start])
        kept += origin[begun:start]
        begun = end
    return Text(text.typed, "".join([*folded, text.folded[begun:]]), kept + origin[begun:])
