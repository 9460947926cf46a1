"""What stands out in a post: emoji, hashtags, mentions, links; and clusters of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from compliance.text import Span, Text

# A flag, a keycap, or a pictograph with its skin tone, joined to others by U+200D: one emoji each.
PICTOGRAPH = (
    "[\U0001f000-\U0001f1e5\U0001f200-\U0001f3fa\U0001f400-\U0001faff"
    "\u231a-\u23ff\u25aa-\u25fe\u2600-\u27bf\u2934-\u2935\u2b05-\u2b55\u3030\u303d\u3297\u3299]"
)
TONE = "[\U0001f3fb-\U0001f3ff\ufe0f\ufe0e\u20e3\U000e0020-\U000e007f]"
EMOJI = re.compile(
    f"[\U0001f1e6-\U0001f1ff]{{2}}|[0-9#*]\ufe0f?\u20e3"
    f"|{PICTOGRAPH}{TONE}*(?:\u200d{PICTOGRAPH}{TONE}*)*"
)
HASHTAG = re.compile(r"(?<![\w&/])[#＃]\w*[^\W\d_]\w*")
# Hashtags stuck to one before are no hashtags until that one goes.
STUCK = re.compile(r"(?:[#＃]\w+)*")
MENTION = re.compile(r"(?<![\w@./])@\w(?:[\w.-]*\w)?")
# A bare domain is a link under these; under others («fini.de», «dis.moi») only with a path.
PLAIN_DOMAINS = "com|org|net|fr|eu|io|info|biz|dev|app|uk|tv|gov|edu|example|paris|bzh"
LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>«»“”\"]+"
    rf"|(?<![\w@.-])(?:[\w-]{{1,63}}\.){{1,4}}"
    rf"(?:(?:{PLAIN_DOMAINS})\b(?:/[^\s<>«»“”\"]*)?(?![\w@])|[a-z]{{2,10}}/[^\s<>«»“”\"]+)",
    re.IGNORECASE,
)
# Of these one stands in every post that holds a link.
LINK_KEYS = ("/", "www.", *(f".{domain}" for domain in PLAIN_DOMAINS.split("|")))
LINK_TAIL = re.compile(r"[.,;:!?…'’)\]}]+$")
SPACES = re.compile(" {2,}")
HOST = re.compile(r"^(?:https?://)?(?:[^/@\s]*@)?([^/:?#\s]+)", re.IGNORECASE)


def spans_of(sign: re.Pattern[str], text: Text) -> list[Span]:
    return [Span(*match.span()) for match in sign.finditer(text.typed)]


def links(text: Text) -> list[Span]:
    """Links, bare domains included, without the punctuation that ends their sentence."""
    small, found = text.typed.lower(), list[Span]()
    if not any(key in small for key in LINK_KEYS):
        return found
    for span in spans_of(LINK, text):
        tail = LINK_TAIL.search(text[span])
        found.append(Span(span.start, span.end - len(tail[0])) if tail else span)
    return found


def host(link: str) -> str:
    """The host of a link, in small letters, without `www.`."""
    found = HOST.match(link)
    return found[1].lower().removeprefix("www.") if found else ""


def belongs(name: str, domains: Sequence[str]) -> bool:
    """Whether a host is one of the domains or under one."""
    return any(name == domain or name.endswith("." + domain) for domain in domains)


def clusters(spans: Sequence[Span], text: Text) -> list[list[Span]]:
    """`spans`, in order, grouped where only white space stands between them."""
    groups: list[list[Span]] = []
    for span in spans:
        if groups and not text.typed[groups[-1][-1].end : span.start].strip():
            groups[-1].append(span)
        else:
            groups.append([span])
    return groups


@dataclass(frozen=True, slots=True)
class Flood:
    """Where too many signs stand: the span to flag, the signs in it, how many of them may stay.

    gathered: nothing but white space stands between the signs.
    """

    span: Span
    signs: Sequence[Span]
    kept: int
    gathered: bool

    def thinned(self, text: Text, *, between: str = "", mark: str = "") -> str:
        """What could stand for the flood: the first different signs that may stay.

        between: what parts them. mark: what a sign loses where others words stand between and
        taking it out would break the sentence: «#solaire» becomes «solaire».
        """
        if self.gathered:
            different = dict.fromkeys(text[sign] for sign in self.signs)
            return between.join(list(different)[: self.kept])
        words, at = [], self.span.start
        for sign in self.signs:
            marked = bool(mark) and text[sign].startswith(mark)
            words += [text.typed[at : sign.start], text[sign].removeprefix(mark) if marked else ""]
            at = sign.end
        return SPACES.sub(" ", "".join(words)).strip(" ")


def flood(spans: Sequence[Span], text: Text, *, limit: int) -> Flood:
    """Where more than `limit` signs, in order, flood a post: one that can be mended there.

    That is their longest cluster, where thinning it is enough; else all from the first too many.
    """
    longest = max(clusters(spans, text), key=len)
    kept = limit - (len(spans) - len(longest))
    if kept < 0 or len(longest) == 1:
        return surplus(spans, limit=limit)
    last = longest[-1]
    stuck = STUCK.match(text.typed, last.end) if HASHTAG.fullmatch(text[last]) else None
    end = stuck.end() if stuck else last.end
    return Flood(Span(longest[0].start, end), longest, kept, gathered=True)


def surplus(spans: Sequence[Span], *, limit: int) -> Flood:
    """All from the first too many to the last."""
    signs = spans[limit:]
    return Flood(Span(signs[0].start, signs[-1].end), signs, 0, gathered=False)
