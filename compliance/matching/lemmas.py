"""A charter's words in all their inflected forms, in French and English.

Made for a charter's words, given as a dictionary has them: «licencier», «mensonge», "layoff". All
is folded, so that é, è and e are one and most of French spelling's alternations vanish. A rule may
make forms that no one writes («dossie»); they match nothing. No word list is needed or shipped.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import product
from math import prod

from compliance.errors import CharterError
from compliance.fold import folded
from compliance.matching import english, french

FORMS = {"fr": french.forms, "en": english.forms}
LANGUAGES = tuple(FORMS)
MAX_FORMS = 20_000  # of one phrase
MIN_WORD = 3  # letters; shorter ones keep their form
WORD = re.compile(r"([^\W\d_]+\*?)")

# Words that keep their form inside a phrase.
FUNCTION_WORDS = (
    "a au aux avec ce ces cette chez comme dans de des du elle elles en et eux il ils je la le les"
    " leur leurs lui ma mais me mes moi mon ne nos notre nous on ou par pas plus pour qu que qui sa"
    " sans se ses si son sous sur ta te tes toi ton tu un une vers vos votre vous y"
    " about after all and any are as at because but by for from he her his how if in into is it its"
    " my no nor not of off on or our out over she so than that the their them they this to too up"
    " us was we were what when where who why will with you your"
)
UNCHANGED = frozenset(FUNCTION_WORDS.split())


def inflected(phrase: str, languages: Iterable[str]) -> tuple[str, ...]:
    """Folded: `phrase` with each of its words in each form, the phrase itself first.

    Raises CharterError where that makes more than 20,000.
    """
    phrase, languages = unicodedata.normalize("NFC", phrase), tuple(languages)
    pieces = [_pieces(piece, languages) for piece in WORD.split(phrase)]
    if prod(map(len, pieces)) > MAX_FORMS:
        raise CharterError(
            f"a phrase of {len(pieces) // 2} words has too many inflected forms",
            mend="shorten it to two or three words, or use `near`",
        )
    return tuple(map("".join, product(*pieces)))


@lru_cache(maxsize=4_096)
def _pieces(piece: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    """The forms of a word; what stands between words, and function words, as they are."""
    plain = folded(piece)
    if not piece.isalpha() or len(plain) < MIN_WORD or plain in UNCHANGED:
        return (plain,)
    forms = (form for language in languages for form in FORMS[language](piece))
    return tuple(dict.fromkeys(forms))
