"""The organisation's facts named in rules: `{competitors}` in `near`, `{names}` in a pattern.

A rule of a ready-made charter speaks of «the competitors» before anybody has said who they are. The
names take their place when the charter is compiled, so that the charter still reads as it was
written. A rule whose words all go, because that organisation has no such names, is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import chain

from compliance.charter import Organisation, Params, Rule
from compliance.errors import CharterError
from compliance.fold import folded

FACTS: dict[str, Callable[[Organisation], Sequence[str]]] = {
    "names": lambda house: house.names,
    "products": lambda house: house.products_public,
    "clients": lambda house: house.clients_public,
    "competitors": lambda house: _with_short(house.competitors),
    "spokespeople": lambda house: house.spokespeople,
    "incident": lambda house: incident_words(house),
    "hashtags": lambda house: (*house.hashtags.official, *house.hashtags.campaign),
}
# What a firm calls itself beside its own name: «Corvel TP» is «Corvel» to whoever speaks of it.
_FORMS = """
groupe group laboratoires laboratoire labo assurances assurance mutuelle banque bank tp btp
biotech pharma sa sas sarl plc ltd inc gmbh energie energies energy transports transport
logistique logistics freight fret travaux batiment construction immobilier industries
international france europe solutions services systems technologies conseil consulting fils
freres co et cie compagnie company & and
"""
FORMS = frozenset(_FORMS.split())
SHORTEST_NAME = 5  # letters left of a name without its form; fewer, and it is likely a word
# Words of any statement, French and English, folded and without plural: they tell nothing of it.
_COMMON = """
dans pour avec sans sous entre apre avant depui cette elle nous vous leur notre votre tous toute
tout plus moin etre sont sera seront etait avoir ayant mai mais site jour heure personne equipe
client partie place janvier fevrier mar mars avril juin juillet aout septembre octobre novembre
decembre mise chez public publique service france groupe maison from with without thi this that
these those their have been will since after before about there which while people team customer
company january february march april june july august september october november december said
page line ligne autorite authoritie comme aussi encore afin meme example http menee mene presente
nouvelle information soir matin demande repond doivent peuvent repondent deux troi quatre cinq
petit petite grand grande saint sainte nouveau atelier usine chantier magasin agence depot
plusieur chaque contrairement certain certaine jusqu
"""
COMMON = frozenset(_COMMON.split())
WORD = re.compile(r"\w+(?:'\w+)*")
LONG = 6  # letters from which a word of the statement tells the incident, beside its name's
# Not in `\p{greek}`, `\x{ff}`, `\{name}` or `{{name}}`.
NAMED = re.compile(r"(?<!\\[pPx])(?<![\\{])\{([a-z][a-z_]*)\}(?!\})")
SPECIAL = re.compile(r"[.^$|()?*+\[\]{}\\]")
# «HE» for Hélianthe is a pronoun to whoever reads folded text.
SHORTEST = 3
# Parameters that hold words, and those that hold expressions.
WORDS = ("terms", "about", "carries")
EXPRESSIONS = ("patterns",)
KEYS = ("unless", "near", *WORDS, *EXPRESSIONS)
NEVER = r"[^\x00-\x{10FFFF}]"


def unknown(said: object) -> Iterable[str]:
    """The names between braces in `said` that stand for no fact."""
    named = NAMED.findall(said) if isinstance(said, str) else ()
    return (name for name in named if name not in FACTS)


def with_facts(rule: Rule, house: Organisation) -> Rule | None:
    """`rule` with the organisation's names in place of `{names}`; None where it could never fire.

    Raises CharterError where a name stands for no fact.
    """
    if not any(map(NAMED.search, _said(rule))):
        return rule
    unless, near = (_expanded(words, house) for words in (rule.unless, rule.near))
    params = _params(rule.params, house)
    if params is None or (rule.near and not near):
        return None
    return rule.model_copy(update={"unless": unless, "near": near, "params": params})


def _said(rule: Rule) -> Iterable[str]:
    own = (getattr(rule.params, key, ()) for key in (*WORDS, *EXPRESSIONS))
    return (words for words in chain(rule.unless, rule.near, *own) if isinstance(words, str))


def _params(params: Params, house: Organisation) -> Params | None:
    changed: dict[str, tuple[object, ...]] = {}
    for key in WORDS:
        words = getattr(params, key, ())
        changed[key] = _expanded(words, house)
        if words and not changed[key]:
            return None  # nothing to look for
    fold = folded if getattr(params, "on", "folded") == "folded" else str
    for key in EXPRESSIONS:
        changed[key] = tuple(_expression(p, house, fold) for p in getattr(params, key, ()))
    return params.model_copy(
        update={k: v for k, v in changed.items() if k in params.model_fields_set}
    )


def _expanded(words: Iterable[str], house: Organisation) -> tuple[str, ...]:
    """Each of `words`, once for each name that its fact has."""
    return tuple(dict.fromkeys(each for said in words for each in _each(said, house)))


def _each(said: str, house: Organisation) -> Iterable[str]:
    named = NAMED.search(said)
    if named is None:
        return (said,)
    ways = (said.replace(named[0], name) for name in _names(named[1], house))
    return chain.from_iterable(_each(way, house) for way in ways)


def _expression(pattern: object, house: Organisation, fold: Callable[[str], str]) -> object:
    if not isinstance(pattern, str):
        return pattern

    def alternatives(named: re.Match[str]) -> str:
        names = [SPECIAL.sub(r"\\\g<0>", fold(name)) for name in _names(named[1], house)]
        return f"(?:{'|'.join(names)})" if names else NEVER

    return NAMED.sub(alternatives, pattern)


def _names(fact: str, house: Organisation) -> list[str]:
    if fact not in FACTS:
        raise CharterError(f"unknown fact '{{{fact}}}'", mend=f"known: {', '.join(FACTS)}")
    return [name for name in FACTS[fact](house) if len(name) >= SHORTEST]


def _with_short(names: Sequence[str]) -> tuple[str, ...]:
    """`names`, and what remains of each without its legal form or trade."""
    return tuple(dict.fromkeys(chain.from_iterable((name, *_short(name)) for name in names)))


def _short(name: str) -> Iterable[str]:
    words = name.split()
    own = [word for word in words if folded(word) not in FORMS]
    bare = " ".join(own)
    return (bare,) if own and len(own) < len(words) and len(bare) >= SHORTEST_NAME else ()


def incident_words(house: Organisation) -> tuple[str, ...]:
    """Words that tell the ongoing incident: of its name, and the long ones of its statement."""
    incident = house.incident
    if incident is None:
        return ()
    usual = COMMON | {plain(word) for word in _said_by(*house.names, house.sector)}
    named = [word for word in _said_by(incident.name) if len(plain(word)) >= SHORTEST + 1]
    stated = [word for word in _said_by(incident.official) if len(plain(word)) >= LONG]
    return tuple(dict.fromkeys(w for w in (*named, *stated) if plain(w) not in usual))


def _said_by(*texts: str) -> list[str]:
    """Their words, folded and without elision; numbers and web addresses left out."""
    words = (word for text in texts for word in WORD.findall(folded(text)))
    return [word.split("'")[-1] for word in words if not word[0].isdigit()]


def plain(word: str) -> str:
    """A folded word without its elision («l'eau») and its plural."""
    bare = word.split("'")[-1]
    return bare[:-1] if len(bare) > SHORTEST + 1 and bare.endswith(("s", "x")) else bare
