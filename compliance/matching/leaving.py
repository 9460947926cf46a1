"""Whether words may simply go: nothing is cut, nor left waiting for them."""

from __future__ import annotations

import re

from compliance.fold import folded
from compliance.text import Span, Text

LOOK_BACK = 16
# Words between two such signs are a clause: they go with one of them.
PARTED = re.compile(r"[,;:(–—-]\s*$")
PARTS = re.compile(r"\s*[,;:.!?…)–—-]")
# Words that nothing may follow for long: a deletion must not leave them hanging.
HANGING = re.compile(
    r"(?:^|[^\w'])(?:[cdjlmnst]'|qu'|l[ea]s?|une?|des?|du|aux?|ce|cett?e?|ces|m[aeo]n?|mes"
    r"|s[aeo]n?|ses|t[ao]n?|tes|notre|votre|nos|vos|leurs?|en|dans|par|pour|sur|avec|sans|chez|vers"
    r"|et|ou|que|qui|quel(?:le)?s?"
    r"|ne|se|je|tu|on|nous|vous|ils?|elles?|c'est|est|sont|suis|plus|tres"
    r"|pas|jamais|peu[tx]|doi[st]|faut|va|vais|vont|veu[tx]|tous|toutes?"
    r"|can|must|will|would|should|not|never|all"
    r"|the|an|of|to|in|on|at|by|for|from|with|and|or|that|is|are|was|were|my|our|your"
    r"|his|her|their"
    r"|i|we|you|he|she|it|they|very) ?$"
    r"|\bn(?:e |')[^.,!?\n]{1,12}$"
)
# Words that lean on those before them.
LEANING = re.compile(
    r"\s+(?:que?|qui|dont|de|du|des|of|that|who|whose)\b|\s+(?:qu|d)['’]", re.IGNORECASE
)


def may_go(span: Span, text: Text) -> bool:
    """Whether the words can go without cutting one, nor leaving one that waits for them."""
    typed, inner = text.typed, text[span]
    before, after = (
        typed[max(span.start - LOOK_BACK, 0) : span.start],
        typed[span.end : span.end + 1],
    )
    if before[-1:].isalnum() and inner[:1].isalnum():
        return False
    if after.isalnum() and inner[-1:].isalnum():
        return False
    if inner[-1:] in tuple("'’") or (PARTED.search(before) and PARTS.match(typed, span.end)):
        return False
    return not HANGING.search(folded(before)) and not LEANING.match(typed, span.end)
