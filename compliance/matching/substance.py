"""How likely a sentence tells a secret of the house, and how likely a name is meant as one.

Neither the classifier, which knows no list, nor the list, which knows no meaning, can say. Here
both are weighed together, by logistic weights learnt on drafts of many houses:
tests/benchmarks/quality/substance.py writes them, and says how well they do on houses held out.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from compliance.matching.allusions import NONE, SORTS, Allusion

# Beyond this a score says no more: a classifier's last digits are noise.
FARTHEST = 6.0
# Log-odds beyond what the clues of a secret in one sentence say: where this would not be enough,
# they need not be looked for.
MOST = 5.0
# From this confidence on a list is believed, however harmless the post reads. That, and believing
# it where a name is disguised, alarms three more of the innocent drafts of 52 companies.
BELIEVED = 0.8


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is known of a sentence.

    post: score of the post it stands in, in [0, 1]. alone: log-odds of the sentence by itself.
    behind: by how much these are under those of the sentence that says most, at least 0.
    sentences: how many the post has. length: characters of what is left of it without names.
    named_here, named: whether a secret stands by its name in it, and anywhere in the post.
    """

    post: float
    alone: float
    behind: float
    sentences: int
    length: int
    named_here: bool
    named: bool
    allusion: Allusion = NONE


@dataclass(frozen=True, slots=True)
class Weights:
    """Logistic weights by signal, «bias» included.

    sentence: of one in a post that names no secret; beside: in a post that does; name: of a name.
    """

    sentence: Mapping[str, float]
    beside: Mapping[str, float]
    name: Mapping[str, float]


@cache
def weights() -> Weights:
    file = resources.files("compliance.matching") / "substance.json"
    return Weights(**json.loads(file.read_text("utf-8")))


def signals(seen: Sentence) -> dict[str, float]:
    """What a sentence is weighed by."""
    return {
        "bias": 1.0,
        "post": log_odds(seen.post),
        "alone": max(-FARTHEST, min(FARTHEST, seen.alone)),
        "behind": min(FARTHEST, seen.behind),
        "sentences": math.log(max(seen.sentences, 1)),
        "length": math.log(1 + seen.length),
        "named-here": float(seen.named_here),
        **{sort: float(getattr(seen.allusion, sort)) for sort in SORTS},
    }


def name_signals(confidence: float, post: float) -> dict[str, float]:
    """What a name is weighed by: how sure its list is, and the score of the post."""
    return {"bias": 1.0, "confidence": log_odds(confidence), "post": log_odds(post)}


def told(seen: Sentence) -> float:
    """How likely the sentence tells a secret other than by its name, in [0, 1]."""
    return _chance(_told(seen))


def at_most(seen: Sentence) -> float:
    """How likely it does whatever it alludes to."""
    return _chance(_told(replace(seen, allusion=NONE)) + MOST)


def meant(confidence: float, post: float, *, disguised: bool = False) -> float:
    """How likely a name stands for the secret, in [0, 1], in a post of this score.

    A model may settle whether an ordinary word is the name that it spells. It does not overrule a
    list that is sure, nor what somebody took the trouble to disguise.
    """
    chance = _chance(_log_odds(name_signals(confidence, post), weights().name))
    return max(chance, confidence) if disguised or confidence >= BELIEVED else chance


def log_odds(score: float) -> float:
    """Of a score in [0, 1], within FARTHEST."""
    if score <= 0 or score >= 1:
        return FARTHEST if score >= 1 else -FARTHEST
    return max(-FARTHEST, min(FARTHEST, math.log(score / (1 - score))))


def _told(seen: Sentence) -> float:
    by = weights().beside if seen.named else weights().sentence
    return _log_odds(signals(seen), by)


def _log_odds(of: Mapping[str, float], by: Mapping[str, float]) -> float:
    return sum(value * by[name] for name, value in of.items())


def _chance(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))
