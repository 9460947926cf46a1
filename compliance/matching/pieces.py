"""A text cut into the smallest pieces that a disguise leaves whole, and what each may be read as.

A piece is a run of letters without a change of case inside («ProjetAtlas» is two), a run of
digits, or a sign put for a letter («@»). A reading of a piece is what it may stand for: itself, the
letter it looks like, the number it begins, nothing at all. A name is found where some readings of
pieces that follow each other, put end to end, spell it: it does not matter where its author cut it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from compliance.matching import numbers
from compliance.matching.lexicon import is_ordinary
from compliance.text import Text

PIECE = re.compile(r"[^\W\d_]+|\d+|[@$€£|+*!%]")
CASES = re.compile(r"U+(?!l)|U?l+")
LETTERS = dict(zip("@$€£|+!0123456789", "aselltioizeasgtbg", strict=True)) | {"*": ""}
LEET = str.maketrans(LETTERS)
LEET_L = str.maketrans({**LETTERS, "1": "l", "!": "l"})
STRETCH = re.compile(r"(.)\1{2,}")  # «Lambrevaaaal»
_LITTLE = (
    "de du des d le la les l un une au aux et en a of the and for to an in von der die das den van"
    " het el los las del di il lo"
)
# Words that a writer adds or drops inside a name without making it another.
FUNCTION = frozenset(_LITTLE.split())
CONTRACTED = {"du": "le", "au": "le", "des": "les", "aux": "les"}
# How long a joint inside one name may be («At 🔥 las»), in folded signs.
JOINT = 4
LINKS = frozenset((" ", "-", "'", "_"))
STOPS = ("\n", "!", "?", ";", ":", "(", ")", '"', ", ", ". ")

# What a reading saw through, as bits; the first that is set names the disguise.
LEETSPEAK, NUMBER, ARTICLE, INFLECTED, WORDING, TYPO, STRETCHED, RESPELLED = (
    1 << bit for bit in range(8)
)


class Reading(NamedTuple):
    """`text` is what pieces up to `end` may stand for; `last` if nothing may follow it."""

    text: bytes
    end: int
    seen: int = 0
    last: bool = False


@dataclass(slots=True)
class Pieces:
    """words: folded. starts, ends: in the folded text. opens: where a name may begin.

    joins: whether a piece may belong to the same name as the one before; glued: whether nothing at
    all stands between them; spaced: whether a plain space does.
    """

    words: list[str]
    starts: list[int]
    ends: list[int]
    opens: list[bool]
    joins: list[bool]
    glued: list[bool]
    spaced: list[bool]

    def __len__(self) -> int:
        return len(self.words)


def cut(text: Text) -> Pieces:
    """The pieces of `text`, in order."""
    folded, cased = text.folded, _cased(text)
    words, starts, ends = list[str](), list[int](), list[int]()
    for match in PIECE.finditer(folded):
        start, stop = match.span()
        word = match[0]
        if word.isalpha():
            if stop - start > 3 and not cased[start + 1 : stop].islower():
                for a, b in _by_case(cased[start:stop], start):
                    words.append(folded[a:b])
                    starts.append(a)
                    ends.append(b)
                continue
        elif not word.isdigit() and not _stands_for_a_letter(folded, start, stop):
            continue
        words.append(word)
        starts.append(start)
        ends.append(stop)
    return _joined(folded, words, starts, ends)


def _joined(folded: str, words: list[str], starts: list[int], ends: list[int]) -> Pieces:
    """The pieces with what stands between them judged."""
    size = len(words)
    opens, joins, glued = [True] * size, [False] * size, [False] * size
    spaced = [False] * size
    for at in range(1, size):
        gap = starts[at] - ends[at - 1]
        if gap == 0:
            joins[at] = glued[at] = True
            continue
        between = folded[ends[at - 1] : starts[at]] if gap <= JOINT else ""
        before, word = words[at - 1], words[at]
        if between == " ":
            spaced[at] = joins[at] = True
        elif between:
            joins[at] = between in LINKS or _joinable(before, between, word)
        if word.isdigit() and before.isdigit():
            opens[at] = not _goes_on(before, between, word)
    return Pieces(words, starts, ends, opens, joins, glued, spaced)


def _cased(text: Text) -> str:
    """The folded text with the case that its signs were typed in, sign by sign."""
    if text.origin is None:
        return text.typed
    typed = text.typed
    return "".join([typed[at] for at in text.origin[: len(text.folded)]])


def _by_case(word: str, start: int) -> tuple[tuple[int, int], ...]:
    if word.isupper():
        return ((start, start + len(word)),)
    if word[:-1].isupper():  # «VALREYs»
        return ((start, start + len(word) - 1), (start + len(word) - 1, start + len(word)))
    shape = "".join(["U" if sign.isupper() else "l" for sign in word])
    return tuple((start + m.start(), start + m.end()) for m in CASES.finditer(shape))


def _stands_for_a_letter(folded: str, start: int, stop: int) -> bool:
    """Whether a sign touches a word («C@ntal», «$tar», «Atla$»), or is the percent of a number."""
    before, after = folded[start - 1 : start], folded[stop : stop + 1]
    if folded[start] == "%":
        return before.isdigit() or (before.isspace() and folded[start - 2 : start - 1].isdigit())
    if before == after and before in (".", "-", "_", " "):
        return folded[start - 2 : start - 1].isalpha() and folded[stop + 1 : stop + 2].isalpha()
    return after.isalnum() or (before.isalpha() and folded[start] in "$€@")


def _joinable(before: str, between: str, word: str) -> bool:
    """Whether one name may go on across `between`: not across a sentence's end, unless spelled."""
    spelled = len(before) == 1 and len(word) == 1
    return spelled or before == "m" or not any(mark in between for mark in STOPS)


def _goes_on(before: str, between: str, word: str) -> bool:
    """Whether digits go on the number before them: a name cannot begin inside a number."""
    return between in (".", ",") or (between == " " and len(word) == 3 and len(before) <= 3)


_Read = tuple[str, int, int, bool]
_PERCENT_OPENS = frozenset(
    {"pour", "per", "p", "pourcent", "pourcents", "percent", "pct", "prozent", "procent"}
)
UNITS = numbers.MILLIONS | numbers.BILLIONS | _PERCENT_OPENS


class Lattice:
    """The readings of each piece of one text, made when asked for.

    listed: the text is a name of a list, of which an amount is read in one way only.
    """

    def __init__(self, pieces: Pieces, folded: str, *, listed: bool = False) -> None:
        self.pieces = pieces
        self._folded, self._listed = folded, listed
        self._known: dict[int, tuple[Reading, ...]] = {}

    def readings(self, at: int) -> tuple[Reading, ...]:
        found = self._known.get(at)
        if found is None:
            found = self._known[at] = tuple(
                Reading(text.encode("utf-8", "replace"), end, seen, last)
                for text, end, seen, last in self._read(at)
            )
        return found

    def _read(self, at: int) -> list[_Read]:
        word = self.pieces.words[at]
        if word.isalpha():
            found = [
                (text, at + 1, seen, last)
                for text, seen, last in of_letters(word)
                if text or not self._dotted(at)
            ]
            if word in numbers.WORDS:
                found += self._said(at)
            if word in UNITS:
                found += self._unit(at)
            return found
        if word.isdigit():
            return self._digits(at)
        if word == "%":
            return [("%", at + 1, 0, False), ("", at + 1, 0, False)]
        return [
            ("", at + 1, LEETSPEAK if word == "*" else 0, False),
            *((text, at + 1, LEETSPEAK, False) for text in _looks(word) if text),
        ]

    def _digits(self, at: int) -> list[_Read]:
        pieces = self.pieces
        word = pieces.words[at]
        found = [(word, at + 1, 0, False)]
        if self._in_a_word(at):
            found += [(text, at + 1, LEETSPEAK, False) for text in _looks(word)]
        end = at + 1
        while end < len(pieces) and pieces.words[end].isdigit() and end - at < 6:
            end += 1
        if end > at + 1:
            gaps = [self._folded[pieces.ends[k] : pieces.starts[k + 1]] for k in range(at, end - 1)]
            read = numbers.grouped(pieces.words[at:end], gaps)
            if read and gaps[0] in (".", ",") and not self._spelled(at):
                found = found[1:]
            found += [(text, at + used, NUMBER, False) for text, used in read]
        amounts = [
            (word, at + 1),
            *((text, after) for text, after, seen, _ in found if seen & NUMBER),
        ]
        return found + [read for text, after in amounts for read in self._amount(text, after)]

    def _in_a_word(self, at: int) -> bool:
        """Whether digits touch letters or stand among letters spelled one by one."""
        pieces = self.pieces
        words = pieces.words
        return any(
            0 <= near < len(pieces)
            and words[near].isalpha()
            and pieces.joins[joint]
            and (pieces.glued[joint] or len(words[near]) == len(words[at]) == 1)
            for near, joint in ((at - 1, at), (at + 1, at + 1))
        )

    def _spelled(self, at: int) -> bool:
        """Whether the digit stands among letters spelled one by one («S.U.2.7»)."""
        pieces = self.pieces
        return at > 0 and pieces.joins[at] and len(pieces.words[at - 1]) == 1

    def _dotted(self, at: int) -> bool:
        """Whether a letter belongs to a word spelled with signs («L.a»): it is no article there."""
        pieces = self.pieces
        after = self._folded[pieces.ends[at] : pieces.ends[at] + 2]
        return len(pieces.words[at]) == 1 and after[:1] in (".", "-", "_") and after[1:].isalpha()

    def _said(self, at: int) -> list[_Read]:
        said = numbers.spelled(self.pieces.words[at : at + 12], 0)
        if not said:
            return []
        number, end = said[0], at + said[1]
        return [(number, end, NUMBER, False), *self._amount(number, end)]

    def _amount(self, number: str, at: int) -> list[_Read]:
        """A number that ends at `at` as amounts are also listed: «0,412 milliard» as «412m»."""
        if self._listed or len(number) > numbers.LONGEST or not number.isascii():
            return []
        power, end = self._power(at)
        ways = numbers.amounts(number, power)
        if power is None:
            end = at
        return [(way, end, NUMBER, False) for way in ways if way != number]

    def _power(self, at: int) -> tuple[int | None, int]:
        """The power of ten that scales the number before `at` (0: money alone), and where it ends.

        None where neither a scale nor money follows.
        """
        pieces = self.pieces
        word = pieces.words[at] if at < len(pieces) and pieces.joins[at] else ""
        if word in numbers.MILLIONS or word in numbers.BILLIONS:
            unit = self._unit(at)
            return (6 if word in numbers.MILLIONS else 9), unit[-1][1] if unit else at + 1
        if word in numbers.CURRENCY:
            return 0, at + 1
        after = self._folded[pieces.ends[at - 1] :][:2].strip()
        if word == "k" and self._folded[pieces.ends[at] :][:1] in ("€", "$", "£"):
            return 3, at + 1
        return (0 if after[:1] in ("€", "$", "£") and after else None), at

    def _unit(self, at: int) -> list[_Read]:
        """«millions d'euros», «M€» and «pour cent» after a number."""
        words = self.pieces.words
        word = words[at]
        if word in _PERCENT_OPENS:
            whole = word not in ("pour", "per", "p")
            if whole or words[at + 1 : at + 2] == ["cent"]:
                return [("%", at + (1 if whole else 2), NUMBER, False)]
            return []
        sign = "m" if word in numbers.MILLIONS else "md"
        found: list[_Read] = [(sign, at + 1, NUMBER, False)] if word != sign else []
        end = at + 1
        while words[end : end + 1] and words[end] in ("€", "$"):
            end += 1
        money = end + 1 if words[end : end + 1] and words[end] in ("d", "of", "de") else end
        if words[money : money + 1] and words[money] in numbers.CURRENCY:
            end = money + 1
        return [*found, (sign, end, NUMBER, False)] if end > at + 1 else found


def _looks(word: str) -> list[str]:
    """The letters that digits or signs are put for; two readings where a sign is I or L."""
    return list(dict.fromkeys((word.translate(LEET), word.translate(LEET_L))))


@lru_cache(maxsize=20_000)
def of_letters(word: str) -> tuple[tuple[str, int, bool], ...]:
    """What letters may stand for: (text, what was seen through, whether it ends the name)."""
    found = [(word, 0, False)]
    if word in FUNCTION:
        found.append(("", ARTICLE, False))
    if word in CONTRACTED:
        found.append((CONTRACTED[word], ARTICLE, False))
    if word in GENERIC and GENERIC[word] != word:
        found.append((GENERIC[word], WORDING, False))
    if word not in GENERIC and (sort := _misspelt_sort(word)):
        found.append((sort, TYPO, False))
    if len(word) > 1 and (word[-1] == "s" or (word[-1] == "x" and len(word) > 4)):
        found.append((word[:-1], INFLECTED, True))
    if len(word) > 5 and word.endswith("es"):
        found.append((word[:-2], INFLECTED, True))
    if STRETCH.search(word):
        found.append((STRETCH.sub(r"\1", word), STRETCHED, False))
        found.append((STRETCH.sub(r"\1\1", word), STRETCHED, False))
    return tuple(found)


# Words that only say what sort of thing a name names, in the languages of the posts: one for all.
_SORTS = (
    "projet projets project projects projekt progetto proyecto projeto pj prj",
    "plan plans piano",
    "operation operations operazione operacion operacao ope op",
    "programme program programm programma",
    "dossier dossiers",
    "rapport rapports report reports bericht informe rapporto relatorio",
    "note notes notiz notitie nota",
    "audit audits",
    "groupe group gruppe grupo gruppo groep",
    "carte card karte tarjeta carta",
    "client clients kunde klant cliente",
    "ligne line linie",
    "livre book libro buch boek",
    "livret livrets",
    "banque bank banco banca",
    "fondation foundation stiftung stichting fundacion",
    "ville city stadt ciudad",
    "laboratoire laboratoires labo labs",
    "mutuelle mutuelles",
    "maison",
    "assurances assurance insurance",
    "societe company gesellschaft",
    "hopital hopitaux hospital",
    "clinique cliniques clinic",
    "chantiers chantier",
    "brasserie",
    "caisse",
)
GENERIC = {word: sort.split()[0] for sort in _SORTS for word in sort.split()}


@lru_cache(maxsize=20_000)
def sort_of(word: str) -> str:
    """The sort of thing that `word` says, a typo or two aside; "" for none."""
    return GENERIC.get(word) or _misspelt_sort(word)


def _misspelt_sort(word: str) -> str:
    """The sort of thing that `word` is a typo of; "" for none, and for words of everyday."""
    if len(word) < 4 or is_ordinary(word):
        return ""
    for listed, sort in GENERIC.items():
        most = 1 if len(listed) < 8 else 2
        near = len(listed) > 3 and abs(len(listed) - len(word)) <= most
        if near and OSA.distance(word, listed, score_cutoff=most) <= most:
            return sort
    return ""
