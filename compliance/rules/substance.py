"""A secret of the house told by its substance: what it is about, without its name or beside it.

A classifier says how likely the post, and each of its sentences, tells what is not public; the
charter's list says what there is to tell. A sentence that both point at is a hit, up to the name
it may hold, which is a finding of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from zoneinfo import ZoneInfo

from pydantic import Field

from compliance.charter import Params
from compliance.finding import Hit, Severity
from compliance.matching.allusions import Allusions
from compliance.matching.substance import Sentence, told
from compliance.ports import Find, Kind, Reading, Tools, example
from compliance.rules.classifier import known, score_of
from compliance.rules.confidential import Names, free_from
from compliance.text import Span, Text

# A name counts from this confidence on.
NAMED = 0.5
# What is left of a sentence beside a name says nothing by itself where it is shorter.
FEWEST = 12


class Substance(Params):
    """task, label: what is asked of a classifier, of the post and of each sentence.

    over: how likely a sentence must be to tell a secret, in [0, 1].
    beside: the same in a post that names one: what stands around a name mostly tells more of it.
    sure: under this a hit is only suggested, whatever its article says.
    """

    task: str = "categories"
    label: str = "confidentiality"
    over: float = Field(0.5, ge=0, le=1)
    beside: float = Field(0.2, ge=0, le=1)
    sure: float = Field(0.5, ge=0, le=1)


def build(params: Substance, tools: Tools) -> Find:
    known(params.task, params.label, tools)
    names = Names(tools, params.task, params.label)
    allusions = Allusions(tools.charter.confidential, tools.charter.organisation)
    secret = _secrets(tools)

    def find(reading: Reading) -> Iterator[Hit]:
        score = score_of(params.task, params.label, reading)
        if score is None:
            return
        named = [seen.span for seen, _ in names.secret(reading) if seen.confidence >= NAMED]
        least = min(params.beside, params.over) if named else params.over
        sentences = reading.by_sentence(params.task, params.label)
        for span, alone in sentences:
            left = beside(span, named, reading.text)
            if left is None:
                continue
            seen = Sentence(
                post=score,
                alone=alone,
                sentences=len(sentences),
                length=len(span),
                named_here=left != span,
                named=bool(named),
                allusion=allusions.strongest(reading.text[span], secret(reading)),
            )
            likely = told(seen)
            if likely >= least:
                yield Hit(
                    left,
                    fills={"label": params.label},
                    score=round(likely, 3),
                    variant="beside" if named else "",
                    source=params.task,
                    confidence=reading.confidence(params.task, params.label, likely),
                    severity=None if likely >= params.sure else Severity.SUGGESTION,
                )

    return find


def _secrets(tools: Tools) -> Callable[[Reading], Callable[[int], bool]]:
    """Whether a term, by its number, is still secret when a post is read."""
    zone = ZoneInfo(tools.charter.time_zone)
    free = [free_from(term, zone) for term in tools.charter.confidential]

    def at(reading: Reading) -> Callable[[int], bool]:
        def is_secret(number: int) -> bool:
            moment = free[number]
            return moment is None or moment > reading.now

        return is_secret

    return at


def beside(sentence: Span, names: Sequence[Span], text: Text) -> Span | None:
    """The longest stretch of `sentence` that holds none of `names`; None where it is too short."""
    start, stretches = sentence.start, []
    for name in names:
        if name.overlaps(sentence):
            stretches.append((start, name.start))
            start = max(start, name.end)
    if not stretches:
        return sentence
    stretches.append((start, sentence.end))
    begins, ends = max(stretches, key=lambda stretch: stretch[1] - stretch[0])
    words = text.typed[begins:ends]
    begins += len(words) - len(words.lstrip(" ,;:.!?…\n"))
    ends -= len(words) - len(words.rstrip())
    return Span(begins, ends) if ends - begins >= FEWEST else None


KIND = Kind(
    Substance,
    build,
    # The fakes of the contract suite read «imbécile» as respect in its sentence, and list Morvane.
    examples=(
        example("Une semaine ordinaire, merci à tous", label="respect"),
        example("Belle journée. ⟦Quel imbécile, ce distributeur de café.⟧", label="respect"),
        example("🎉 La Morvane : ⟦quel imbécile, ce distributeur de café.⟧", label="respect"),
    ),
)
