"""Personal data and secrets, as the recognizers see them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Literal, Protocol, get_args, runtime_checkable

from compliance.charter import Organisation, Params
from compliance.finding import Hit
from compliance.fold import folded
from compliance.matching.regex import On, Sieve, haystack
from compliance.ports import Find, Kind, Reading, Recognizer, Tools, example
from compliance.text import Text

# Room for the automaton of the first look; RE2 starts over when it is full, and stays linear.
MEMORY = 64 << 20
# Hits of one recognizer in one post: a megabyte of addresses says no more than a thousand of them.
MOST = 1_000
LOCAL = 9  # digits of a number without the country's code
TELLING = 8  # letters and digits; fewer stand in a statement by chance


class Recognizers(Params):
    """ids: those to use; none stands for all of `category`, or for all there are."""

    ids: tuple[str, ...] = ()
    category: Literal["personal-data", "security"] | None = None


@runtime_checkable
class Shaped(Protocol):
    """A recognizer that finds nothing where its `look` does not match the text in that `form`."""

    @property
    def look(self) -> str: ...

    @property
    def form(self) -> Literal["folded", "typed"]: ...


@runtime_checkable
class AtHome(Protocol):
    """A recognizer that has to know the organisation: its own domains, its own mailboxes."""

    def within(self, organisation: Organisation) -> Recognizer: ...


class FirstLook:
    """Which recognizers may find something in a text, by two automata over all their looks."""

    def __init__(self, recognizers: Sequence[Recognizer]) -> None:
        shaped = {i: each for i, each in enumerate(recognizers) if isinstance(each, Shaped)}
        self._always = [i for i in range(len(recognizers)) if i not in shaped]
        self._looks = [
            _Looks(on, {i: each.look for i, each in shaped.items() if each.form == on})
            for on in get_args(On)
        ]

    def awake(self, text: Text) -> list[int]:
        """Their places, in order."""
        return sorted([*self._always, *(i for looks in self._looks for i in looks.matching(text))])


class _Looks:
    """Patterns on one form of a text, looked for together, by the place of their recognizer."""

    def __init__(self, on: On, patterns: Mapping[int, str]) -> None:
        self._on, self._places = on, tuple(patterns)
        self._sieve = Sieve(tuple(patterns.values()), memory=MEMORY)

    def matching(self, text: Text) -> Iterator[int]:
        if not self._places:
            return iter(())
        return (self._places[index] for index in self._sieve.passing(haystack(text, self._on)))


def build(params: Recognizers, tools: Tools) -> Find:
    named = [
        (name, at_home(recognizer, tools.charter.organisation))
        for name, recognizer in tools.recognizers(params.ids, params.category)
    ]
    first_look = FirstLook([recognizer for _, recognizer in named])
    incident = tools.charter.organisation.incident
    printed = _signs(incident.official) if incident else ""

    def find(reading: Reading) -> Iterator[Hit]:
        for index in first_look.awake(reading.text):
            name, recognizer = named[index]
            hits = islice(recognizer.find(reading.text), MOST)
            yield from signed(name, (h for h in hits if not _stands_in(printed, h, reading.text)))

    return find


def _signs(words: str) -> str:
    """Letters and digits of `words`, folded: «04 65 71 02 10» and «04.65.71.02.10» alike."""
    return "".join(sign for sign in folded(words) if sign.isalnum())


def _stands_in(printed: str, hit: Hit, text: Text) -> bool:
    """Whether the official statement prints what was found: its line for families is public."""
    signs = _signs(text[hit.span])
    if signs.isdigit():
        signs = signs[-LOCAL:]  # +33 4 65 71 02 10 is 04 65 71 02 10
    return len(signs) >= TELLING and signs in printed


def at_home(recognizer: Recognizer, organisation: Organisation) -> Recognizer:
    """`recognizer` as it sees in that organisation."""
    return recognizer.within(organisation) if isinstance(recognizer, AtHome) else recognizer


def signed(name: str, hits: Iterable[Hit]) -> Iterator[Hit]:
    """`hits` with the recognizer's id as their source, and as the message that says them best."""
    for hit in hits:
        yield Hit(
            hit.span,
            fills=hit.fills,
            suggestions=hit.suggestions,
            score=hit.score,
            variant=name,
            source=name,
            severity=hit.severity,
        )


KIND = Kind(
    params=Recognizers,
    build=build,
    examples=(
        example("📞 son perso : ⟦06 39 98 12 34⟧, même le soir", category="personal-data"),
        example("⟦fake-secret-value⟧ et ⟦06 39 98 12 34⟧"),
        example("le 06 39 98 12 34 n'est pas regardé ici", category="security"),
    ),
)
