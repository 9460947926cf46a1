"""Whether a spelling of a confidential term means it, or is the ordinary word it looks like.

What stands around it is turned into a few signals; their weights were learnt on the annotated
corpus and make a calibrated confidence (see `tests/benchmarks/quality/confidential_sense.py`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from compliance.charter import Organisation, Term
from compliance.confidential.keys import CORE, TRANSLATED
from compliance.confidential.walk import Seen
from compliance.confidential.weights import WEIGHTS
from compliance.fold import folded
from compliance.matching.lexicon import codeword_lines, is_ordinary
from compliance.matching.misspelt import slipped, written
from compliance.matching.numbers import CURRENCY
from compliance.matching.pieces import (
    ARTICLE,
    FUNCTION,
    GENERIC,
    INFLECTED,
    LEETSPEAK,
    RESPELLED,
    Pieces,
    sort_of,
)
from compliance.text import Span, Text

RARE = 1.7e-3  # how often a word that is no ordinary one is a typo of a secret, in what is written
RESPELLING = math.log(1 / 4000)  # how often a name respelled by its sound is so respelled
BY_CHANCE = math.log(1 / 200)  # how often the right sort of thing stands beside a word, or in it
MISSPELT_BY_CHANCE = math.log(1 / 10_000)  # how often a typo of it does
REACH = 140  # signs before and after in which words tell the sense
STEM = 5  # letters by which two words are taken for one
ADDRESS = re.compile(r"\S*(?:://|www\.|@\w+\.\w|\w\.\w{2,}/)\S*")
_DETERMINERS = (
    "le la les l un une du des au the an ce cet cette mon ma mes son sa notre nos el der die het"
    " my our"
)
DETERMINERS = frozenset(_DETERMINERS.split())
_HOLDERS = (
    "projet project plan operation programme program dossier chantier mission initiative codename"
    " projekt proyecto nom code"
)
HOLDERS = frozenset(_HOLDERS.split())
# Words of reasons that say nothing of the secret's substance.
_VAGUE = (
    "annonce annoncee annoncer confidentialite accord encore public client publie publiee publique"
    " sous depuis avant pour avec dans embargo lancement interne until launch announced agreement"
    " under"
)
VAGUE = frozenset(_VAGUE.split()) | frozenset(GENERIC)
EVERYDAY = ("weather", "sport", "food", "nature", "family", "place", "culture")
TITLES = frozenset(["mme", "mr", "mlle", "madame", "monsieur", "dr", "docteur", "mrs", "ms"])
_STREETS = (
    "place rue avenue boulevard arret parking station gare col quai pont route ville village square"
    " street road infirmiere infirmier tableau table joueur"
)
STREETS = frozenset(_STREETS.split())
WITH = frozenset(["chez", "avec", "with", "client"])
RANKS = frozenset(["general", "marechal", "docteur", "president", "saint", "sainte", "st", "abbe"])
THANKS = frozenset(["merci", "bravo", "thanks", "felicitations", "bienvenue", "appelle", "dear"])
# Short for something everybody says: an alias of the same letters is seldom meant.
_ABBREVIATIONS = (
    "ag alu api bac bd bbq btp ca cb cc cd cdd cdi ce cm co cp cpf cse csp cv dg dj dm doc"
    " drh dvd ep erp eta faq fb fm fr fyi gb gps hd hp hq hr hs html ia ir irl it ko kpi lol"
    " ma mb mc md mdr mp nb ok omg pa pc pdf pdg pib pj pl pm pme pmi po pq pr ps pv qa qi qr"
    " ram rdv rer rf rh rib roi rse rsvp rtt sa sav seo sms snc sncf so sos ss st sud svp tb"
    " tgv tl tp tps tram ttc tv tva tz uk ue us usa usb ux vf vip vo vp vpn vtt wc we wifi www"
)
ABBREVIATIONS = frozenset(_ABBREVIATIONS.split())
YOU = frozenset(["tu", "toi", "t", "te", "ton", "ta", "tes", "vous", "votre", "you", "your"])
COUNTED = frozenset(["h", "km", "m", "sur", "euros", "kg", "ans", "min", "personnes"])
WORD = re.compile(r"[^\W_]+")


@cache
def subjects() -> Mapping[str, str]:
    """Beginnings of words → their subjects, put together by commas."""
    found: dict[str, str] = {}
    lines = (Path(__file__).parent / "surroundings.txt").read_text("utf-8").splitlines()
    for line in lines:
        if line and not line.startswith("#"):
            subject, _, words = line.partition(":")
            for word in words.split():
                found[word] = f"{found[word]},{subject}" if word in found else subject
    return found


@dataclass(frozen=True, slots=True)
class Clues:
    """What is known of a term beside its names, folded: made once a term.

    own: stems of its reason and other names, which the secret's substance uses.
    context: the words its owner gave. lower: names that are listed without a capital.
    words: how many each name has, by its letters. sorts: the sorts of thing that names say.
    """

    own: frozenset[str]
    context: tuple[str, ...]
    lower: frozenset[str]
    words: Mapping[str, int]
    sorts: frozenset[str]

    @classmethod
    def of(cls, term: Term) -> Clues:
        words = WORD.findall(folded(" ".join((term.why, *term.names))))
        return cls(
            frozenset(word[:STEM] for word in words if len(word) > 3 and word not in VAGUE),
            tuple(folded(word) for word in term.context),
            frozenset(
                _letters(name)
                for name in term.names
                if name.islower() and not any(sign.isdigit() for sign in name)
            ),
            {_letters(name): len(WORD.findall(folded(name))) for name in term.names},
            frozenset(
                GENERIC[word] for name in term.names for word in _content(name) if word in GENERIC
            ),
        )


def _content(words: str) -> list[str]:
    return [word for word in WORD.findall(folded(words)) if word not in FUNCTION]


def _letters(words: str) -> str:
    return "".join(WORD.findall(folded(words)))


class Scene:
    """One text, as its hits are judged in it."""

    def __init__(self, text: Text, pieces: Pieces) -> None:
        self.text, self.pieces = text, pieces
        self.folded = text.folded

    @cached_property
    def words(self) -> list[tuple[str, int]]:
        return [(m[0], m.start()) for m in WORD.finditer(self.folded)]

    @cached_property
    def addresses(self) -> list[tuple[int, int]]:
        return [m.span() for m in ADDRESS.finditer(self.text.typed)]

    def in_address(self, seen: Seen) -> bool:
        """Whether the words stand in a link or an address, which nobody types by hand."""
        if not self.addresses:
            return False
        span = self.text.span(self.pieces.starts[seen.first], self.pieces.ends[seen.end - 1])
        return any(a < span.end and span.start < b for a, b in self.addresses)

    def near(self, start: int, end: int) -> list[str]:
        """Folded words within reach of [start, end), without those inside."""
        low, high = start - REACH, end + REACH
        return [w for w, at in self.words if low <= at < high and not start <= at < end]


def signals(scene: Scene, seen: Seen, span: Span, term: Term, clues: Clues) -> dict[str, float]:
    """What speaks for and against, each between 0 and 3.

    A rare or disguised spelling speaks for itself; an ordinary word, an acronym or a figure is
    judged by what is near.
    """
    typed = scene.text[span]
    content = [word for word in WORD.findall(folded(typed)) if word not in FUNCTION]
    found = {
        "one": 1.0,
        **_spelling(seen, typed, content, clues),
        **_beside(scene, seen, typed, term, clues),
    }
    found["context"] = float(any(word in scene.folded for word in clues.context))
    found["address"] = float(any(a < span.end and span.start < b for a, b in scene.addresses))
    tagged = _in_hashtag(scene.text.typed, span.start)
    found["hashtag"] = float(tagged and not seen.edits)
    found["typo-tagged"] = float(tagged and bool(seen.edits))
    doubtful = found["plain"] or found["acronym"]
    if doubtful:
        found.update(_form(scene, span, typed, content, clues))
        start, end = scene.pieces.starts[seen.first], scene.pieces.ends[seen.end - 1]
        around = scene.near(start, end)
        own = clues.own.intersection({word[:STEM] for word in around})
        found["own"] = min(2.0, float(len(own)))
        found.update(_talk(around))
        if any(sign.isdigit() for sign in seen.spelling) and term.kind == "figure":
            found["lower"], found["figure"] = 0.0, 1.0
            found["figure-of"] = float(sum(c.isalpha() for c in seen.spelling) > 3)
            digits = sum(c.isdigit() for c in seen.spelling)
            found["digits"] = min(2.0, max(0.0, digits - 2.0))
        if content and content[-1] in first_names() and not found["lower"]:
            found["first-name"] = 1.0
        if found["lower"] and found["inflected"]:
            found["lower-inflected"] = 1.0
    return found


def _spelling(seen: Seen, typed: str, content: list[str], clues: Clues) -> dict[str, float]:
    spelled = len(content) > 2 and all(len(word) == 1 for word in content)
    signs = seen.seen & LEETSPEAK and not seen.edits  # with typos, any word with a digit may do
    hidden = signs or (spelled and any(word.isalpha() for word in content))
    foreign = any(c.isalpha() and not latin(c) for c in typed)
    deliberate = bool(hidden and len(seen.spelling) > 2) or foreign or not _shown(typed)
    acronym = max(len(_letters(typed)), len(seen.spelling)) <= 4 and not deliberate
    plain = (
        not deliberate
        and not acronym
        and not seen.edits
        and (
            all(is_ordinary(word) or word.isdigit() or word in GENERIC for word in content)
            or _letters(typed) in clues.lower
        )
    )
    return {
        "deliberate": float(deliberate),
        "acronym": float(acronym),
        "abbreviation": float(acronym and _letters(typed) in ABBREVIATIONS),
        "lower-rare": float(
            not (plain or acronym or deliberate or seen.edits)
            and typed.islower()
            and len(content) == 1
            and _letters(typed) not in clues.lower
        ),
        "plain": float(plain),
        "plain-many": float(plain and len(content) > 1),
        "one-edit": float(seen.edits == 1),
        "two-edits": float(seen.edits == 2),
        "other-initial": float(bool(seen.edits) and _begins_otherwise(typed, seen.spelling)),
        "lower-typo": float(
            bool(seen.edits)
            and typed.islower()
            and seen.typed[:1] == seen.spelling[:1]  # what is wrong is not its capital
            and _letters(typed) not in clues.lower
        ),
        "cut": float(_cut_by_chance(seen, typed, clues)),
        "inflected": float(bool(seen.seen & INFLECTED)),
        "core": float(seen.kind == CORE),
        "translated": float(seen.kind == TRANSLATED),
        "long": min(1.0, max(0.0, (len(seen.spelling) - 8) / 8)),
        "sorted": float(any(word in GENERIC for word in content) and len(content) > 1),
    }


def _begins_otherwise(typed: str, listed: str) -> bool:
    """Whether another letter stands for the first: none is added, left out or swapped with it."""
    first, second = folded(typed[:1]), folded(typed[1:2])
    return first != listed[:1] and second != listed[:1] and first != listed[1:2]


def _cut_by_chance(seen: Seen, typed: str, clues: Clues) -> bool:
    """Whether words only spell a name of fewer when put end to end («t'arrive», «L and AN»)."""
    if not seen.spelling.isalpha():
        return False
    words = _content(typed) if seen.seen & ARTICLE else WORD.findall(folded(typed))
    alone = seen.kind == CORE or (bool(seen.edits) and max(clues.words.values()) == 1)
    listed = 1 if alone else clues.words.get(seen.spelling, len(words))
    if len(words) <= listed or all(len(word) == 1 for word in words):
        return False
    if not (seen.edits or any(map(is_ordinary, words))):
        return False  # «lam breval»
    if seen.edits and any(map(str.isspace, typed)):
        return True
    return {sign for sign in typed if not sign.isalnum()} <= {" ", "'", "’", "\u00a0"}


def _shown(typed: str) -> bool:
    """Whether no invisible sign hides in `typed`."""
    return typed.isascii() or all(folded(sign) for sign in typed)


def latin(sign: str) -> bool:
    return sign < "\u0250" or "\u1e00" <= sign < "\u1f00"


def _beside(scene: Scene, seen: Seen, typed: str, term: Term, clues: Clues) -> dict[str, float]:
    """What the words just before and after say."""
    pieces = scene.pieces
    low = seen.first
    while low > max(0, seen.first - 3) and pieces.joins[low]:
        low -= 1
    before = pieces.words[low : seen.first]
    last = before[-1] if before else ""
    after = pieces.words[seen.end] if seen.end < len(pieces) and pieces.joins[seen.end] else ""
    named = [word for word in before if word not in FUNCTION][-1:]
    where = named + [
        w for w in before if named and (named[0] in RANKS or named[0] in first_names())
    ]
    small = len(seen.spelling) <= 4
    of_money = term.kind == "figure" and after in CURRENCY
    out_of = after != "sur" or "".join(pieces.words[seen.end + 1 : seen.end + 2]).isdigit()
    things = seen.spelling[-1].isdigit() and after in COUNTED and out_of and not of_money
    counted = (small and last.isdigit()) or things
    person = term.kind == "person-move"
    sorts = _sorted(scene, seen, (*named, after), clues) if seen.edits else 0
    return {
        "held": float(any(word in HOLDERS for word in named)),
        "street": float(any(w in STREETS and GENERIC.get(w) not in clues.sorts for w in where)),
        "titled": float((last in TITLES or _mister(scene, seen, last)) and not person),
        "with": float(last in WITH and term.kind == "client-nda" and not seen.edits),
        "thanked": float(last in THANKS),
        "quantity": float(counted),
        "typo-sorted": float(sorts > 0),
        "sort-misspelt": float(sorts > 1),
        "compound": float(_in_a_compound(scene, seen)),
        "addressed": float(_addressed(scene, seen)),
        "determined": float(last in DETERMINERS and typed[:1].islower()),
        "determined-capital": float(last in DETERMINERS and typed[:1].isupper()),
    }


def _in_a_compound(scene: Scene, seen: Seen) -> bool:
    """Whether a hyphen makes the words a part of a longer name: «Lavernac-Gare», «Jean-Atlas»."""
    pieces, folded_text = scene.pieces, scene.folded
    start, end = pieces.starts[seen.first], pieces.ends[seen.end - 1]
    after = seen.end < len(pieces) and folded_text[end : pieces.starts[seen.end]] == "-"
    if after and _capital(scene, pieces.starts[seen.end]) and len(pieces.words[seen.end]) > 2:
        return True
    before = seen.first > 0 and folded_text[pieces.ends[seen.first - 1] : start] == "-"
    word = pieces.words[seen.first - 1] if before else ""
    return len(word) > 2 and not sort_of(word) and _capital(scene, pieces.starts[seen.first - 1])


def _capital(scene: Scene, at: int) -> bool:
    return scene.text.typed[scene.text.span(at, at + 1).start].isupper()


def _addressed(scene: Scene, seen: Seen) -> bool:
    """Whether somebody is called by it: «Aurore, tu…», "Stella, you…"."""
    pieces = scene.pieces
    if seen.end >= len(pieces) or pieces.words[seen.end] not in YOU:
        return False
    return scene.folded[pieces.ends[seen.end - 1] : pieces.starts[seen.end]].strip() == ","


def _sorted(scene: Scene, seen: Seen, beside: Sequence[str], clues: Clues) -> int:
    """1 where the name's own sort of thing stands beside: «PJ-Atlas», but not «PJ Harvey»; 2 where
    that one is misspelt too; 0 without.
    """
    dashed = scene.folded[scene.pieces.starts[seen.first] - 1] == "-"
    sorts = [word for word in beside if dashed or len(word) > 2]
    sorts = [word for word in sorts if sort_of(word) in clues.sorts]
    return 0 if not sorts else 1 if any(word in GENERIC for word in sorts) else 2


def _mister(scene: Scene, seen: Seen, last: str) -> bool:
    """«M. Oudart», and not «I'm Oudart»."""
    return last == "m" and scene.folded[scene.pieces.ends[seen.first - 1] :][:1] == "."


def _form(
    scene: Scene, span: Span, typed: str, content: list[str], clues: Clues
) -> dict[str, float]:
    before = scene.text.typed[max(0, span.start - 3) : span.start].rstrip(" ")
    opens = not before.strip() or before[-1:] in ".!?…:\n"
    last = typed.rsplit("'", 1)[-1].rsplit("’", 1)[-1].split()[-1:]
    listed_small = _letters(typed) in clues.lower
    wordy = bool(last) and not any(sign.isdigit() for sign in typed)
    small = wordy and last[0].islower() and not listed_small
    return {
        "lower": float(small),
        "nickname": float(listed_small),
        "capital-inside": float(bool(last) and last[0][:1].isupper() and not opens),
        "quoted": float(before[-1:] in tuple('«"“„')),
    }


def _talk(around: Sequence[str]) -> dict[str, float]:
    """How much the words around talk of work, of secrecy, of everything else."""
    counts = _subjects(around)
    everyday = sum(counts.get(name, 0) for name in EVERYDAY)
    return {
        "work": min(3.0, float(counts.get("work", 0))),
        "secret": min(2.0, float(counts.get("secret", 0))),
        "everyday": min(3.0, float(everyday)),
        "person": min(2.0, float(counts.get("person", 0))),
        "office-sense": min(2.0, float(counts.get("office-sense", 0))),
    }


@cache
def first_names() -> frozenset[str]:
    """Folded first names that are code names too: the line of `codewords.txt` that holds them."""
    line = next(line for line in codeword_lines() if "madeleine" in line.split())
    return frozenset(line.split())


def crowd(seen: Seen, size: int, *, beside: float) -> float:
    """How likely the words seen are their own, and near one of `size` names by chance: in log-odds
    against their being a typo of one, 0 where they read like no word at all.

    beside: the logarithm of how often what stands beside them does for no reason.
    """
    natural = beside + sum(_by_chance(word, seen) for word in seen.words)
    respelled = bool(seen.seen & RESPELLED)
    mistyped = RESPELLING if respelled else slipped(seen.typed, seen.spelling)
    mistyped += math.log(RARE / max(1, size))
    return math.log1p(math.exp(min(natural - mistyped, 50.0)))


def sort_by_chance(signals: Mapping[str, float]) -> float:
    """The logarithm of how often the sort of thing beside a typo stands there for no reason."""
    if signals["sort-misspelt"]:
        return MISSPELT_BY_CHANCE
    return BY_CHANCE if signals["typo-sorted"] else 0.0


def _by_chance(word: str, seen: Seen) -> float:
    """How often `word` stands there for no reason; a common one of several, right, says little."""
    right = len(seen.words) > 1 and word in seen.spelling and is_ordinary(word)
    return BY_CHANCE if right else written(word)


def _in_hashtag(typed: str, start: int) -> bool:
    word = typed.rfind("#", 0, start)
    return word >= 0 and not any(c.isspace() for c in typed[word:start])


def _subjects(words: Sequence[str]) -> dict[str, int]:
    table, found = subjects(), dict[str, int]()
    for word in words:
        for size in range(min(len(word), 12), 1, -1):
            names = table.get(word[:size])
            if names and (size == len(word) or (size > 4 and len(word) - size < 5)):
                for name in names.split(","):
                    found[name] = found.get(name, 0) + 1
                break
    return found


def confidence(signals: Mapping[str, float]) -> float:
    """How likely the term is meant, in [0, 1]."""
    total = sum(WEIGHTS.get(name, 0.0) * value for name, value in signals.items())
    return 1.0 / (1.0 + math.exp(-max(-20.0, min(20.0, total))))


def likelier(confidence: float, log_odds: float) -> float:
    """`confidence` with some evidence more."""
    odds = math.exp(log_odds) * confidence
    return odds / (odds + 1.0 - confidence)


def public_names(organisation: Organisation) -> tuple[str, ...]:
    """Folded names that everybody may say: a term inside one of them is not meant."""
    known = (
        *organisation.products_public,
        *organisation.clients_public,
        *organisation.competitors,
        *organisation.names,
        *organisation.hashtags.official,
        *organisation.hashtags.campaign,
    )
    return tuple(sorted({folded(name) for name in known if len(name) > 2}, key=len, reverse=True))
