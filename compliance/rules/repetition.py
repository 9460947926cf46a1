"""The same word twice running: a slip of the keyboard. «Nous nous» and «très très» are none.

Three times is no slip but a way to say it; only words that a rule names count then.
"""

from __future__ import annotations

from collections.abc import Iterator

from compliance.charter import Params
from compliance.finding import Hit
from compliance.fold import folded
from compliance.ports import Find, Kind, Reading, Tools, example
from compliance.text import Span, Text

SLIP = 2  # times
# Doubled on purpose in French and English.
DOUBLED = (
    "nous vous en tres trop si non oui bla ha hi ho hey oh ah la bye no yes very really so had that"
    " long loin vite petit grand jamais toujours voila bip ding toc bisous bises allez merci bravo"
)


class Repetition(Params):
    """words: only these; any word where empty. allowed: these may stand twice, too.

    min_letters: shorter words are left alone.
    """

    words: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()
    min_letters: int = 2


def build(params: Repetition, tools: Tools) -> Find:
    watched = frozenset(map(folded, params.words))
    allowed = frozenset((*DOUBLED.split(), *map(folded, params.allowed))) - watched

    def counts(word: str) -> bool:
        if watched:
            return word in watched
        return word not in allowed and len(word) >= params.min_letters and word.isalpha()

    def find(reading: Reading) -> Iterator[Hit]:
        text = reading.text
        if not _may_repeat(text.folded):
            return
        for run in _runs(text):
            word = text[run[0]]
            if (len(run) == SLIP or (watched and len(run) > SLIP)) and counts(folded(word)):
                span = Span(run[0].start, run[-1].end)
                yield Hit(span, fills={"word": word}, suggestions=(word,))

    return find


def _may_repeat(haystack: str) -> bool:
    """Whether a word is followed by one that begins like it; cheap, and False on most posts."""
    words = haystack.split()
    return any(map(str.startswith, words[1:], words))


def _runs(text: Text) -> Iterator[list[Span]]:
    """The words, those that repeat one another with only white space between grouped together."""
    run: list[Span] = []
    for span in text.words:
        if run and not _repeats(run[-1], span, text):
            yield run
            run = []
        run.append(span)
    if run:
        yield run


def _repeats(one: Span, other: Span, text: Text) -> bool:
    between = text.typed[one.end : other.start]
    return between.isspace() and folded(text[one]) == folded(text[other])


KIND = Kind(
    Repetition,
    build,
    examples=(
        example("Nous nous sommes vus, très très vite, le 10 10 et un. Un"),
        example("🎉 Sur ⟦le le⟧ toit, pour ⟦voir voir⟧"),
        example("Demain ⟦très  très⟧ tôt", words=["très"]),
    ),
)
