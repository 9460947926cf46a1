"""What stands out in a post: emoji, hashtags, mentions, links; and clusters of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

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


def flood(spans: Sequence[Span], text: Text, *, limit: int) -> tuple[Span, Sequence[Span]]:
    """Where more than `limit` signs flood a post: their longest cluster, or the first too many.

    Gives the span to flag and the signs in it.
    """
    longest = max(clusters(spans, text), key=len)
    if len(longest) == 1:
        longest = [spans[limit]]
    return Span(longest[0].start, longest[-1].end), longest
