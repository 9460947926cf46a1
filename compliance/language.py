"""Which language a post is judged in: `und` where it is short, mixed or none of the charter's.

Only what people wrote counts: links, mentions, addresses and code are taken out, hashtags are split
into their words. The detectors themselves are in `models/`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

from compliance.ports import LanguageDetector
from compliance.post import UNSURE, Language
from compliance.text import Span, Text

# What a detector reads: more costs time and changes nothing.
READ = 300
# Code points of a post that may be mixed, and of a sentence that may be in another language; how
# clearly it is heard: of 2,671 sentences of five companies, 4 were heard wrong at 0.7, three of
# them rows of hashtags. How many sentences are listened to.
MIXED_FROM, A_SENTENCE, CLEAR, LISTENED = 80, 25, 0.7, 40
# A detector that is less sure than this is wrong half of the time: it has not decided.
SURE = 0.2

NOT_PROSE = re.compile(
    r"```.*?(?:```|\Z)|`[^`\n]*`"  # code
    r"|(?:https?://|www\.)\S+"
    r"|\b[\w.+-]+@[\w-]+\.[\w.-]+"  # e-mail
    r"|@\w+"
    r"|\[(?:email|e-mail|url|link)\]|\bhttps?\b"  # what anonymised copies leave of them
    r"|^RT\b",
    re.DOTALL | re.IGNORECASE,
)
# Of these one stands in every text that holds such a thing, small; most hold none.
NOT_PROSE_KEYS = ("`", "http", "www.", "@", "[")
HASHTAG = re.compile(r"#(\w+)")
HUMP = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-ZÀ-ÖØ-Þ])|_+|\d+")
FOUR_LETTERS = re.compile(r"(?:[\W\d_]*+[^\W\d_]){4}")


def judged_in(
    typed: str, *, detector: LanguageDetector, languages: Sequence[str], given: str | None
) -> Language:
    """The language to judge `typed` in: `given` where somebody said it, else what `detector` hears.

    `und` where the words are too few, the detector is unsure, or it hears none of `languages`.
    """
    if given is not None:
        return Language(label=given, score=1.0)
    return _heard(typed, detector, languages)


def by_sentence(
    text: Text, *, detector: LanguageDetector, languages: Sequence[str], whole: str
) -> Callable[[Span], str] | None:
    """Tells the language of the sentence that holds a span; None for a post too short to be mixed.

    Each sentence is listened to once, when it is first asked for. It is in the language of the
    `whole` unless it is long enough, and heard clearly enough, to be sure of another.
    """
    if len(text.typed) < MIXED_FROM:
        return None
    heard: dict[Span, str] = {}

    def spoken(span: Span) -> str:
        sentence = text.sentence_at(span.start)
        if sentence not in heard and len(heard) < LISTENED:
            clear = (
                _heard(text[sentence], detector, languages)
                if len(sentence) >= A_SENTENCE
                else UNSURE
            )
            heard[sentence] = clear.label if clear.score >= CLEAR else whole
        return heard.get(sentence, whole)

    return spoken


def _heard(typed: str, detector: LanguageDetector, languages: Sequence[str]) -> Language:
    words = prose(typed)
    if not FOUR_LETTERS.match(words):
        return UNSURE
    heard = detector.detect(words)
    return heard if heard.label in languages and heard.score >= SURE else UNSURE


def prose(typed: str) -> str:
    """The first `READ` signs of what a person wrote, hashtags split, shouting lowered.

    Letters drawn otherwise, bold or wide, are read as the plain ones, and accents as one sign.
    """
    words = unicodedata.normalize("NFKC", typed[: READ * 4])
    small = words.lower()
    if small.startswith("rt") or any(key in small for key in NOT_PROSE_KEYS):
        words = NOT_PROSE.sub(" ", words)
    words = HASHTAG.sub(lambda tag: " " + HUMP.sub(" ", tag[1]) + " ", words)
    words = " ".join(words.split())[:READ]
    return words.lower() if words.isupper() else words
