"""A secret of the house told by its substance: what it is about, without its name or beside it.

A classifier says how likely the post, and each of its sentences, tells what is not public; the
charter's list says what there is to tell. A sentence that both point at is a hit, up to the name
it may hold, which is a finding of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from pydantic import Field

from compliance.charter import Params
from compliance.finding import Hit, Severity
from compliance.matching.allusions import Allusions
from compliance.matching.substance import Sentence, at_most, told
from compliance.ports import Find, Kind, Reading, Tools, example
from compliance.rules.classifier import known, score_of
from compliance.rules.confidential import Names, free_from
from compliance.text import Span, Text

# The sentences of a post of a lower score are not read: half of all posts, and of what was found
# in them on houses held out, six times in seven it was nothing.
LEAST = 0.05
# A name counts from this confidence on.
NAMED = 0.5
# Beside a name, fewer words than these say nothing of it («very proud to work on»): of what was
# said of such stretches one in thirteen was right, of longer ones two in five.
FEWEST = 4
WORD = re.compile(r"[^\W\d_]{4,}|\d+")


class Substance(Params):
    """task, label: what is asked of a classifier, of the post and of each sentence.

    over: how likely a sentence must be to tell a secret, in [0, 1].
    beside: the same in a post that names one: what stands around a name mostly tells more of it.
    sure: under this a hit is only suggested, whatever its article says.
    """

    task: str = "categories"
    label: str = "confidentiality"
    over: float = Field(0.6, ge=0, le=1)
    beside: float = Field(0.15, ge=0, le=1)
    sure: float = Field(0.5, ge=0, le=1)


def build(params: Substance, tools: Tools) -> Find:
    known(params.task, params.label, tools)
    names = Names(tools, params.task, params.label)
    allusions = Allusions(tools.reasoned, tools.charter.organisation)
    zone = ZoneInfo(tools.charter.time_zone)
    free = [free_from(term, zone) for term in tools.reasoned]

    def find(reading: Reading) -> Iterator[Hit]:
        score = score_of(params.task, params.label, reading)
        if score is None or score < LEAST:
            return

        def is_secret(number: int) -> bool:
            moment = free[number]
            return moment is None or moment > reading.now

        named = [seen.span for seen, _ in names.secret(reading) if seen.confidence >= NAMED]
        least = min(params.beside, params.over) if named else params.over
        sentences = reading.by_sentence(params.task, params.label)
        most = max((alone for _, alone in sentences), default=0.0)
        for span, alone in sentences:
            left = beside(span, named, reading.text)
            if left is None:
                continue
            seen = Sentence(
                post=score,
                alone=alone,
                behind=most - alone,
                sentences=len(sentences),
                length=len(left),
                named_here=left != span,
                named=bool(named),
            )
            if at_most(seen) < least:
                continue
            allusion = allusions.strongest(reading.text[span], is_secret)
            likely = told(replace(seen, allusion=allusion))
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


def beside(sentence: Span, names: Sequence[Span], text: Text) -> Span | None:
    """What follows the last of `names` in `sentence`, else the longest stretch without any.

    Who names a secret mostly says more of it after the name. None where what is left says too
    little; without names, the sentence.
    """
    if not names:
        return sentence
    stretches = [sentence]
    for name in names:
        if name.overlaps(sentence):
            last = stretches.pop()
            stretches.append(Span(last.start, max(last.start, name.start)))
            stretches.append(Span(max(last.start, name.end), sentence.end))
    told = [_trimmed(stretch, text) for stretch in stretches] if len(stretches) > 1 else stretches
    for stretch in (told[-1], max(told, key=len)):
        if len(WORD.findall(text[stretch])) >= FEWEST:
            return stretch
    return None


def _trimmed(stretch: Span, text: Text) -> Span:
    words = text[stretch]
    before = len(words) - len(words.lstrip(" ,;:.!?…\n"))
    after = len(words) - len(words.rstrip())
    return Span(stretch.start + before, max(stretch.start + before, stretch.end - after))


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
