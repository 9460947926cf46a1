"""The inflected forms of an English word, by rule and by a table of irregular ones."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from compliance.fold import folded

# Past, participle and what else no rule makes; nouns with their plural.
IRREGULAR = """
be am is are was were been; have has had; do does did done; go goes went gone; become became
begin began begun; bend bent; bind bound; bite bit bitten; bleed bled; blow blew blown
break broke broken; breed bred; bring brought; build built; burn burnt; buy bought; catch caught
choose chose chosen; cling clung; come came; creep crept; deal dealt; dig dug; draw drew drawn
dream dreamt; drink drank drunk; drive drove driven; eat ate eaten; fall fell fallen; feed fed
feel felt; fight fought; find found; flee fled; fly flew flown; forbid forbade forbidden
forget forgot forgotten; forgive forgave forgiven; freeze froze frozen; get got gotten
give gave given; grind ground; grow grew grown; hang hung; hear heard; hide hid hidden; hold held
keep kept; know knew known; lay laid; lead led; lean leant; leap leapt; learn learnt; leave left
lend lent; lie lay lain lying; light lit; lose lost; make made; mean meant; meet met; pay paid
ride rode ridden; ring rang rung; rise rose risen; run ran; say said; see saw seen; seek sought
sell sold; send sent; shake shook shaken; shine shone; shoot shot; show shown
shrink shrank shrunk; sing sang sung; sink sank sunk; sit sat; sleep slept; slide slid
smell smelt; speak spoke spoken; spend spent; spill spilt; spoil spoilt; spring sprang sprung
stand stood; steal stole stolen; stick stuck; sting stung; strike struck stricken
strive strove striven; swear swore sworn; sweep swept; swell swollen; swim swam swum; swing swung
take took taken; teach taught; tear tore torn; tell told; think thought; throw threw thrown
tie tying; die dying; understand understood; wake woke woken; wear wore worn; weave wove woven
weep wept; win won; wind wound; write wrote written; arise arose arisen; awake awoke awoken
bear bore borne born; beat beaten; bid bade bidden; spin spun; clothe clad; man men; woman women
child children; person people; foot feet; tooth teeth; mouse mice; goose geese; ox oxen
datum data; criterion criteria; phenomenon phenomena; analysis analyses; crisis crises
basis bases; thesis theses; hypothesis hypotheses; index indices; medium media; good better best
bad worse worst; far further furthest
"""
PREFIXES = ("under", "over", "mis", "re", "un", "out", "with", "up", "fore", "be")
VOWELS = "aeiou"


def forms(word: str) -> Iterator[str]:
    """Forms of an English word, folded: as a noun and as a verb; no comparatives."""
    word = folded(word)
    yield word
    yield from _irregular(word)
    yield word + "'s"
    yield from _plurals(word)
    yield from _tenses(word)


def _irregular(word: str) -> Iterator[str]:
    table = _table()
    yield from table.get(word, ())
    for prefix in PREFIXES:
        if word.startswith(prefix):
            yield from (prefix + form for form in table.get(word.removeprefix(prefix), ()))
    if word.endswith("man"):
        yield word.removesuffix("man") + "men"


def _plurals(word: str) -> Iterator[str]:
    yield word + "s"
    if word.endswith(("s", "x", "z", "ch", "sh", "o")):
        yield word + "es"
    if word.endswith("y") and word[-2] not in VOWELS:
        yield word[:-1] + "ies"
    if word.endswith("f"):
        yield word[:-1] + "ves"
    if word.endswith("fe"):
        yield word[:-2] + "ves"


def _tenses(word: str) -> Iterator[str]:
    if word.endswith("e"):
        yield word + "d"
        yield word[:-1] + "ing"
    else:
        yield word + "ed"
    yield word + "ing"
    if word.endswith("y") and word[-2] not in VOWELS:
        yield word[:-1] + "ied"
    if word.endswith("c"):
        yield from (word + "ked", word + "king")
    if _may_double(word):
        yield from (word + word[-1] + ending for ending in ("ed", "ing"))


def _may_double(word: str) -> bool:
    """One vowel then one consonant: stopped, referred, travelled."""
    last, vowel, before = word[-1], word[-2], word[-3]
    return last not in VOWELS + "wxy" and vowel in VOWELS and before not in VOWELS


@cache
def _table() -> dict[str, tuple[str, ...]]:
    entries = (entry.split() for entry in IRREGULAR.replace("\n", ";").split(";"))
    return {words[0]: tuple(words[1:]) for words in entries if words}
