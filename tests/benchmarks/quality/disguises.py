"""Terms as a house lists them, and the ways people write them: made up, seeded, for benchmarks.

Everything here is invented. A disguise takes a name and gives a spelling of it, or None where it
does not apply to that name.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping

from compliance import lookalikes
from compliance.charter import Term
from compliance.matching.lexicon import codeword_lines, codewords, is_ordinary
from compliance.matching.pieces import FUNCTION, GENERIC

Disguise = Callable[[str, random.Random], str | None]
_OPENINGS = (
    "bal bor bri cam cha cor del dor fer gal gar har ker lan lam lor mar mer mor nor orv pel quin"
    " ros sar sel tar tre val ver vil zan"
)
_MIDDLES = "a ba da di e ga i la len li lo ma mi na ni o ra ri ron ta te ti tro u va vi von"
_ENDINGS = (
    "bert brec court dan dec lac lange lier lin mond nac nes nier quet rac rand ran rey ric rive"
    " sac sart sol tal ter tiel tour val vane vel vic vigne ville von"
)
FIRST = next(line for line in codeword_lines() if "madeleine" in line.split()).split()
SORTS = ("Groupe", "Banque", "Maison", "Mutuelle", "Laboratoires", "Ville de", "Fondation")
CODE = ("Projet", "Plan", "Opération", "Programme", "Dossier")
PAPERS = ("rapport", "note", "audit", "dossier")


def invented(rng: random.Random) -> str:
    """A name nobody bears, as French ear would have it."""
    while True:
        middle = rng.choice(_MIDDLES.split()) if rng.random() < 0.6 else ""
        name = rng.choice(_OPENINGS.split()) + middle + rng.choice(_ENDINGS.split())
        if len(name) > 5 and not is_ordinary(name):
            return name.capitalize()


def rarer(rng: random.Random) -> str:
    """One of some two million names, longer than `invented`: a long list hardly repeats."""
    middles = _MIDDLES.split()
    name = rng.choice(_OPENINGS.split()) + rng.choice(middles) + rng.choice(middles)
    return (name + rng.choice(_ENDINGS.split())).capitalize()


def terms(count: int, *, seed: int = 4) -> list[Term]:
    """`count` terms of the sorts that houses list, in the shares that the corpus lists them."""
    rng = random.Random(seed)
    words = sorted(word for word in codewords() if len(word) > 4 and word.isalpha())
    return [_term(rng, words) for _ in range(count)]


def _term(rng: random.Random, words: list[str]) -> Term:
    sort, name = rng.random(), invented(rng)
    if sort < 0.08:
        word = rng.choice(words).capitalize()
        return Term(term=f"{rng.choice(CODE)} {word}", kind="code-name", aliases=(f"PJ-{word}",))
    if sort < 0.2:
        return Term(term=f"{rng.choice(CODE)} {name}", kind="code-name", aliases=(name,))
    if sort < 0.55:
        return Term(term=f"{rng.choice(SORTS)} {name}", kind="client-nda", aliases=(name,))
    if sort < 0.7:
        return Term(term=f"{name} {invented(rng)}", kind="product")
    if sort < 0.8:
        first = rng.choice(FIRST).capitalize()
        return Term(term=f"départ de {first} {name}", kind="person-move")
    if sort < 0.9:
        return Term(term=f"{rng.choice(PAPERS)} {name}", kind="document")
    amount = f"{rng.randrange(2, 990)},{rng.randrange(1, 10)}"
    what = rng.choice(("% de retours", "M€ de marge", "M€ de carnet", "% de rebut"))
    return Term(term=f"{amount} {what}", kind="figure")


def _letters(name: str, rng: random.Random, share: float = 0.35) -> list[int]:
    places = [at for at, sign in enumerate(name) if sign.isalpha()]
    return sorted(rng.sample(places, max(1, min(4, int(len(places) * share)))))


def upper(name: str, rng: random.Random) -> str:
    return name.upper()


def lower(name: str, rng: random.Random) -> str:
    return name.lower()


def accents(name: str, rng: random.Random) -> str:
    signs = list(name)
    for at in _letters(name, rng):
        mark = rng.choice("\u0300\u0301\u0302\u0308")
        signs[at] = unicodedata.normalize("NFC", signs[at] + mark)
    return "".join(signs)


def no_accents(name: str, rng: random.Random) -> str | None:
    bare = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    return bare if bare != name else None


def width(name: str, rng: random.Random) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in name)


_BY_LETTER: dict[str, list[str]] = {}
for _sign, _letter in zip(lookalikes.SIGNS, lookalikes.LETTERS, strict=True):
    _BY_LETTER.setdefault(_letter, []).append(_sign)


def look_alikes(name: str, rng: random.Random) -> str | None:
    signs = list(name)
    for at in _letters(name, rng):
        signs[at] = rng.choice(_BY_LETTER.get(signs[at].lower(), [signs[at]]))
    changed = "".join(signs)
    return changed if changed != name else None


def zero_width(name: str, rng: random.Random) -> str:
    return _between(name, rng, "\u200b\u200c\u200d\u2060\ufeff\u00ad")


def bidi(name: str, rng: random.Random) -> str:
    return _between(name, rng, "\u200e\u200f\u202a\u202c\u2066\u2069")


def _between(name: str, rng: random.Random, signs: str) -> str:
    for at in reversed(_letters(name, rng)):
        name = name[: at + 1] + rng.choice(signs) + name[at + 1 :]
    return name


LEET = {"a": "4@", "e": "3", "i": "1!", "o": "0", "s": "5$", "t": "7", "l": "1", "b": "8", "g": "9"}


def leet(name: str, rng: random.Random) -> str | None:
    places = [at for at, sign in enumerate(name) if sign.lower() in LEET and at]
    if not places or any(sign.isdigit() for sign in name):
        return None
    signs = list(name)
    for at in rng.sample(places, min(len(places), rng.choice((1, 2, 3)))):
        signs[at] = rng.choice(LEET[signs[at].lower()])
    return "".join(signs)


def spaced(name: str, rng: random.Random) -> str | None:
    return " ".join(name.replace(" ", "")) if _wordy(name) else None


def dotted(name: str, rng: random.Random) -> str | None:
    return ".".join(name.replace(" ", "")) if _wordy(name) else None


def dashed(name: str, rng: random.Random) -> str | None:
    return "-".join(name.replace(" ", "")) if _wordy(name) else None


def _wordy(name: str) -> bool:
    return name.replace(" ", "").isalpha()


def camel(name: str, rng: random.Random) -> str | None:
    if not _wordy(name):
        return None
    return "#" + "".join(word[0].upper() + word[1:] for word in name.split())


def underscored(name: str, rng: random.Random) -> str | None:
    return "#" + name.replace(" ", "_") if " " in name and _wordy(name) else None


def glued(name: str, rng: random.Random) -> str | None:
    return "#" + name.replace(" ", "").lower() if _wordy(name) else None


def hyphens(name: str, rng: random.Random) -> str | None:
    return name.replace(" ", "-") if " " in name and _wordy(name) else None


def emoji(name: str, rng: random.Random) -> str:
    at = rng.choice(_letters(name[:-1], rng)) + 1
    return name[:at] + rng.choice("🔥🚀🤫✨🌊") + name[at:]


def plural(name: str, rng: random.Random) -> str | None:
    return name + "s" if name[-1].isalpha() and name[-1] not in "sxz" else None


def inflected(name: str, rng: random.Random) -> str | None:
    word = name.split()[-1]
    if not word.isalpha() or len(word) < 6 or len(name.split()) > 2:
        return None
    return name.rstrip("e") + rng.choice(("ois", "ien", "iste", "ing"))


def elided(name: str, rng: random.Random) -> str | None:
    return rng.choice(("d’", "l'", "qu'")) + name if name[0].isalpha() else None


def articles(name: str, rng: random.Random) -> str | None:
    head, _, rest = name.partition(" de ")
    if rest:
        return f"{head} {rest}"
    head, _, rest = name.partition(" ")
    return f"{head} du {rest}" if rest and head.lower() in GENERIC else None


_UNITS = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
)
UNITS = _UNITS.split()
TENS = {2: "vingt", 3: "trente", 4: "quarante", 5: "cinquante", 6: "soixante"}


def said(number: int) -> str:
    """`number` under a thousand, in French words."""
    if number >= 100:
        head = "cent" if number < 200 else f"{UNITS[number // 100]} cent"
        return f"{head} {said(number % 100)}" if number % 100 else head
    if number < 17:
        return UNITS[number]
    if number < 20:
        return f"dix-{UNITS[number - 10]}"
    if number < 70:
        ten, unit = divmod(number, 10)
        joint = " et " if unit == 1 else "-"
        return TENS[ten] + (f"{joint}{UNITS[unit]}" if unit else "")
    if number < 80:
        return f"soixante-{said(number - 60)}"
    return f"quatre-vingt-{said(number - 80)}" if number > 80 else "quatre-vingts"


def number_words(name: str, rng: random.Random) -> str | None:
    amount, _, rest = name.partition(" ")
    whole, _, part = amount.partition(",")
    if not (whole.isdigit() and part.isdigit()):
        return None
    rest = rest.replace("%", "pour cent").replace("M€", "millions d'euros")
    return f"{said(int(whole))} virgule {said(int(part))} {rest}"


def separators(name: str, rng: random.Random) -> str | None:
    if "," not in name:
        return None
    other = name.replace(",", ".")
    return rng.choice(
        (other, other.replace(" %", "%"), other.replace(" M€", "M"), other.replace("M€", "m€"))
    )


SINGLE: Mapping[str, Disguise] = {
    "upper": upper, "lower": lower, "accents": accents, "no-accents": no_accents, "width": width,
    "look-alikes": look_alikes, "zero-width": zero_width, "bidi": bidi, "leet": leet,
    "spaced": spaced, "dotted": dotted, "dashed": dashed, "camel-hashtag": camel,
    "underscored-hashtag": underscored, "glued-hashtag": glued, "hyphens": hyphens, "emoji": emoji,
    "plural": plural, "inflected": inflected, "elided": elided, "articles": articles,
    "number-words": number_words, "separators": separators,
}  # fmt: skip
# What may be done to a name that has been through the first.
FIRST_OF_PAIR = (
    "plural",
    "no-accents",
    "articles",
    "leet",
    "hyphens",
    "camel-hashtag",
    "upper",
    "lower",
    "separators",
    "elided",
    "spaced",
    "dotted",
)
SECOND_OF_PAIR = (
    "accents",
    "width",
    "look-alikes",
    "zero-width",
    "bidi",
    "upper",
    "lower",
    "leet",
    "emoji",
    "plural",
    "elided",
)
NOT_TOGETHER = frozenset(
    {
        ("spaced", "emoji"),
        ("dotted", "emoji"),
        ("spaced", "plural"),
        ("dotted", "plural"),
        ("plural", "plural"),
        ("elided", "elided"),
        ("camel-hashtag", "elided"),
        ("camel-hashtag", "upper"),
        ("camel-hashtag", "lower"),
        ("camel-hashtag", "width"),
        ("spaced", "leet"),
        ("leet", "emoji"),
    }
)


def pairs() -> Iterator[tuple[str, str]]:
    for one in FIRST_OF_PAIR:
        for other in SECOND_OF_PAIR:
            if one != other and (one, other) not in NOT_TOGETHER:
                yield one, other


LONG_WORD = re.compile(r"[^\W\d_]{3,}")


def edited(name: str, edits: int, rng: random.Random) -> str | None:
    """`name` with so many typos in its words; None for a name of under eight letters.

    A word of one or two letters («PJ») is left as it is: typed wrong it is another word.
    """
    if sum(c.isalpha() for c in name if c) < 8 or any(c.isdigit() for c in name):
        return None
    for _ in range(edits):
        at = rng.choice([p for m in LONG_WORD.finditer(name) for p in range(*m.span())])
        other = rng.choice("abcdefghijklmnopqrstuvwxyz")
        sort = rng.randrange(4)
        if sort == 0:
            name = name[:at] + name[at + 1 :]
        elif sort == 1:
            name = name[:at] + other + name[at:]
        elif sort == 2:
            name = name[:at] + other + name[at + 1 :]
        else:
            name = name[:at] + name[at : at + 2][::-1] + name[at + 2 :]
    return name


_ALIKE = (
    "qu:k c:k k:c k:qu f:ph ph:f o:au o:eau an:en en:an in:ain ain:in v:w i:y s:ss l:ll ll:l rr:r"
    " r:rr t:tt t:th e:ai ai:e z:s s:z ch:sh ou:oo ss:c ge:je gi:ji"
)
ALIKE = tuple((one, other) for one, _, other in (pair.partition(":") for pair in _ALIKE.split()))


def respelled(name: str, times: int, rng: random.Random) -> str | None:
    """`name` with so many of the letters of its last word put for others that are said alike."""
    head, _, word = name.rpartition(" ")
    if not word.isalpha():
        return None
    for _ in range(times):
        low = word.lower()
        places = [
            (at, one, other)
            for one, other in ALIKE
            for at in range(len(low))
            if low.startswith(one, at)
        ]
        if not places:
            return None
        at, one, other = rng.choice(places)
        word = word[:at] + (other if at else other.capitalize()) + word[at + len(one) :]
    return f"{head} {word}".strip()


__all__ = ["FUNCTION", "SINGLE", "edited", "pairs", "respelled", "terms"]
