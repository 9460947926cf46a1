"""Speech that stays free, recognised before anything is routed to a reviewer.

One's own pay and working conditions, union matters, testimony of harassment or discrimination,
a report of wrongdoing. Cues in the folded text weigh for a topic, or against all of them: a
colleague's payslip, a novel, a job offer. What merely goes with a topic («the boss», «they told
us») helps it but never makes one. The cues are in `protected.txt`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import log2
from typing import Any, Literal, get_args

from compliance.fold import fold
from compliance.inclusive import plainly
from compliance.post import UNSURE
from compliance.text import WHOLE, Span, Text

Topic = Literal["pay", "conditions", "union", "harassment", "discrimination", "whistleblowing"]
Forbidden = Topic | Literal["everything"]
TOPICS: tuple[Topic, ...] = get_args(Topic)
# From what weight on a post counts; beyond LONG code points it needs more, by GROWTH a doubling:
# a long post says many things in passing.
ENOUGH = 1.0
LONG, GROWTH = 300, 0.35
# How much of the other topics' weight goes to the heaviest: pay and hours are told together.
SHARED = 0.5
# What a classifier says adds MEANING for each time it doubles, from EVEN on; it takes nothing away.
EVEN, MEANING = 0.1, 0.75
# Named where a classifier hears protected speech that no cue tells: most of it is about work.
WIDEST: Topic = "conditions"
# Bytes for the automaton of a language: with the usual 8 MiB it starts over too often.
MEMORY = 64 << 20


@dataclass(frozen=True, slots=True)
class Protection:
    """Why a post is protected speech.

    span: the words that told it most. score: in [0.5, 1), higher where more cues agree.
    """

    topic: Topic
    span: Span
    score: float


@dataclass(frozen=True, slots=True)
class Cue:
    """A pattern that speaks for `topic`; «with» goes with any of them, «against» against all."""

    topic: str
    weight: float
    pattern: Any


class Cues:
    """Cues of which one pass over a text tells all that are in it."""

    def __init__(self, cues: Sequence[Cue]) -> None:
        import re2

        options = re2.Options()
        options.max_mem = MEMORY
        self._cues = cues
        self._all = re2.Set.SearchSet(options)
        for cue in cues:
            self._all.Add(cue.pattern.pattern)
        self._all.Compile()

    def seen(self, folded: str) -> list[Cue]:
        return [self._cues[index] for index in sorted(self._all.Match(folded) or ())]


def recognise(text: Text, language: str, *, likely: float = 0.0) -> Protection | None:
    """The protected speech that `text` is, None for any other.

    language: ISO 639-1; one without cues of its own is judged by what leaves no doubt in any, and
        `und` by the cues of all.
    likely: the score of a classifier of protected speech, in [0, 1], where one is asked.
    """
    text = plainly(text)
    seen = _cues(language).seen(text.folded)
    weights = _weights(seen)
    heard = MEANING * log2(max(likely / EVEN, 1.0))
    if not weights and not heard:
        return None
    topic = max(TOPICS, key=lambda each: weights.get(each, 0.0)) if weights else WIDEST
    total = heard + sum(w if t == topic else SHARED * w for t, w in weights.items())
    total += sum(c.weight for c in seen if c.topic == "with")
    total -= sum(c.weight for c in seen if c.topic == "against")
    if total < _enough(len(text)):
        return None
    return Protection(topic, _telling(seen, topic, text), round(1 - 0.5**total, 3))


def forbids(article_text: str, language: str) -> Forbidden | None:
    """The protected speech that an article's text forbids, None where it forbids none.

    `everything` where it is out of all proportion: never to speak of the company at all. Judged
    sentence by sentence; of languages other than French and English nothing is said.
    """
    text = fold(article_text)
    found = (_forbidden(text[sentence], language) for sentence in text.sentences)
    return next((topic for topic in found if topic is not None), None)


def _enough(length: int) -> float:
    return ENOUGH + GROWTH * max(0.0, log2(max(length, 1) / LONG))


def _weights(seen: Sequence[Cue]) -> dict[str, float]:
    weights: dict[str, float] = defaultdict(float)
    for cue in seen:
        if cue.topic in TOPICS:
            weights[cue.topic] += cue.weight
    return weights


def _telling(seen: Sequence[Cue], topic: str, text: Text) -> Span:
    """Where the heaviest cue for `topic` stands first; the whole post where there is none."""
    telling = [cue for cue in seen if cue.topic == topic]
    if not telling:
        return WHOLE
    found = max(telling, key=lambda cue: cue.weight).pattern.search(text.folded)
    return text.span(found.start(), found.end())


def _forbidden(sentence: str, language: str) -> Forbidden | None:
    words = fold(sentence).folded
    says = {part for part, pattern in _article(language).items() if pattern.search(words)}
    if "prohibits" not in says or says & {"permits", "others"}:
        return None
    topics: tuple[Forbidden, ...] = (*TOPICS, "everything")
    topic = next((each for each in topics if f"forbids {each}" in says), None)
    return None if "secrets" in says and topic != "pay" else topic


@cache
def _cues(language: str) -> Cues:
    import re2

    all_of = {key: key.split() for key in _sections() if key.startswith("cues ")}
    own = {words[1] for words in all_of.values()} & {language} or {"any"}
    keys = [key for key, words in all_of.items() if words[1] in own or language == UNSURE.label]
    listed = ((all_of[key][2], line.split(maxsplit=1)) for key in keys for line in _sections()[key])
    return Cues([Cue(topic, float(weight), re2.compile(p)) for topic, (weight, p) in listed])


@cache
def _article(language: str) -> Mapping[str, Any]:
    """The patterns of the parts of a forbidding sentence; none for a language without them."""
    import re2

    parts = {
        key.removeprefix(f"article {language} "): "|".join(lines)
        for key, lines in _sections().items()
        if key.startswith(f"article {language} ")
    }
    tells = f"(?:{parts.pop('tells', '')})"
    return {part: re2.compile(p.replace("TELLS", tells)) for part, p in parts.items()}


@cache
def _sections() -> Mapping[str, tuple[str, ...]]:
    """The lines of `protected.txt` by the words of their heading."""
    content = resources.files("compliance").joinpath("protected.txt").read_text(encoding="utf-8")
    sections: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in content.splitlines():
        if line.startswith("[") and line.endswith("]"):
            lines = sections.setdefault(line[1:-1], [])
        elif line and not line.startswith("#"):
            lines.append(line)
    return {key: tuple(lines) for key, lines in sections.items()}
