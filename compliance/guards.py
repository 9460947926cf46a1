"""What a rule's common options make of its hits, the same for every kind.

`scope` says where a rule applies; `unless` and `near`, `quoted` and `negated` drop hits;
`suggestions` are offered where the kind has none of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice

from compliance.charter import Rule, Scope
from compliance.finding import Hit
from compliance.fold import folded
from compliance.matching.phrases import Phrases, gap
from compliance.matching.replacing import offered
from compliance.ports import Find, Reading
from compliance.text import WHOLE, Span, Text

# A post with more hits of one rule than this says nothing new; hostile ones stay bounded.
MAX_HITS = 200
MAX_LOOKED_AT = 5_000

Keeps = Callable[[Span], bool]


def guarded(find: Find, rule: Rule) -> Find:
    """`find` with the rule's options applied to its hits, 200 at most."""
    makers = list(_guards(rule))

    def kept(reading: Reading) -> Sequence[Hit]:
        hits = list(islice(find(reading), MAX_LOOKED_AT))
        if not hits:  # as on most posts
            return ()
        guards = [make(reading) for make in makers]
        fitting = (hit for hit in hits if all(keeps(hit.span) for keeps in guards))
        return [_with_suggestions(hit, rule, reading) for hit in islice(fitting, MAX_HITS)]

    return kept


def _guards(rule: Rule) -> Iterator[Callable[[Reading], Keeps]]:
    if rule.unless:
        excuses = Phrases(rule.unless)
        yield lambda reading: _far_from(excuses, reading.text, rule.reach)
    if rule.near:
        company = Phrases(rule.near)
        yield lambda reading: _close_to(company, reading.text, rule.reach)
    if rule.quoted == "leave":
        yield _outside_quotations
    if rule.negated == "leave":
        yield (
            lambda reading: lambda span: not negated(span, reading.text, reading.language_at(span))
        )
    if rule.scope.languages:  # last: the sentence of a hit has to be listened to
        spoken = frozenset((*rule.scope.languages, "und"))
        yield lambda reading: lambda span: reading.language_at(span) in spoken


def _close_to(phrases: Phrases, text: Text, reach: int) -> Keeps:
    spans = list(phrases.spans(text))
    starts = [span.start for span in spans]

    def close(span: Span) -> bool:
        if span == WHOLE:
            return bool(spans)
        after = bisect_left(starts, span.start)
        return any(gap(span, other) <= reach for other in spans[max(after - 1, 0) : after + 1])

    return close


def _far_from(phrases: Phrases, text: Text, reach: int) -> Keeps:
    close = _close_to(phrases, text, reach)
    return lambda span: not close(span)


def _with_suggestions(hit: Hit, rule: Rule, reading: Reading) -> Hit:
    if hit.suggestions or not rule.suggestions:
        return hit
    language = reading.language_at(hit.span)
    listed = rule.suggestions.get(language, ())
    if language == "und":
        listed = next(iter(rule.suggestions.values()))
    fitting = offered(listed, hit.span, reading.text, language)
    return replace(hit, suggestions=fitting)


# Quotation ---------------------------------------------------------------------------------------

QUOTED = re.compile(
    r"«[^«»]*»|“[^“”]*”|„[^„“”]*[“”]|‹[^‹›]*›|‘[^‘’\n]*’(?!\w)"
    r'|(?<!\w)"[^"\n]*"|^>[^\n]*',
    re.MULTILINE,
)
SPOKEN = (
    r"(?:dit|disait|demande|declare|ecrit|affirme|repondu|lance|crie|hurle|balance|repete|traite"
    r"|said|says|wrote|told|shouted|yelled|replied|answered|asked|gesagt|dijo|detto|gezegd|disse)"
)
# «X a dit :» opens a quotation without marks, up to the end of the sentence; «traité de …» and
# "called me …" report the words that follow.
ANNOUNCED = re.compile(
    rf"\b{SPOKEN}\b[^.!?:\n]{{0,40}}: ?[^\n.!?]*"
    r"|\btraitee?s? de [^\n.!?,;]*"
    r"|\bcalled (?:me|him|her|us|them|someone) [^\n.!?,;]*"
)
# «J'ai dit au client : …» are the author's own words, in quotation marks too.
OWN_WORDS = re.compile(r"\b(?:j'|je |nous |i |we )(?:\w+[ ']){0,3}$")
OWN_SPEECH = re.compile(OWN_WORDS.pattern.removesuffix("$") + rf"{SPOKEN}\b[^.!?\n]*$")
LOOK_BACK, LOOK_AHEAD = 90, 24


def quotations(text: Text) -> list[Span]:
    """Passages that the author reports rather than says."""
    marked = [
        Span(*m.span())
        for m in QUOTED.finditer(text.typed)
        if not OWN_SPEECH.search(_before(m.start(), text))
    ]
    announced = [text.span(*m.span()) for m in ANNOUNCED.finditer(text.folded)]
    return marked + [span for span in announced if not OWN_WORDS.search(_before(span.start, text))]


def _before(position: int, text: Text) -> str:
    """What stands before a position of the text as typed, folded; the nearest 90 code points."""
    return folded(text.typed[max(position - LOOK_BACK, 0) : position])


def _outside_quotations(reading: Reading) -> Keeps:
    passages = reading.once(quotations)
    return lambda span: span == WHOLE or not any(passage.covers(span) for passage in passages)


# Negation ----------------------------------------------------------------------------------------

CLAUSE_END = re.compile(
    r"[.!?;:,\n()]"
    r"|\b(?:mais|pourtant|cependant|par contre|but|however|yet|though|aber|pero|maar)\b"
)
# By language: what negates the words after it, and what follows the negated verb. «Ne» alone is
# no negation («je crains qu'il ne…»); «plus» and «personne» are only with it.
BEFORE = {
    "fr": r"\b(?:pas(?! (?:que|mal|seulement|uniquement|moins)\b)|jamais|aucune?s?|ni|nulle part"
    r"|sans(?! (?:doute|conteste|cesse)\b)|non(?! seulement\b)|rien de|loin d'etre|loin de"
    r"|n(?:e |')[^,]{1,30}\b(?:plus|rien|personne|guere))\b",
    "en": r"\b(?:not(?! (?:only|just|merely)\b)|never|no(?! (?:doubt|wonder)\b)|without|neither|nor"
    r"|none|nobody|nothing|hardly|cannot|cant|dont|doesnt|didnt|isnt|wasnt|wont|far from)\b|n't\b",
    "de": r"\b(?:nicht(?! nur\b)|keine?[mnrs]?|nie|niemals|ohne|weder|kaum)\b",
    "es": r"\b(?:no(?! solo\b)|nunca|jamas|sin|ni|ningun[ao]?s?|tampoco)\b",
    "it": r"\b(?:non(?! solo\b)|mai|senza|ne|nessun[ao]?)\b",
    "nl": r"\b(?:niet(?! alleen\b)|geen|nooit|zonder|noch)\b",
    "pt": r"\b(?:nao(?! so\b)|nunca|jamais|sem|nem|nenhuma?)\b",
}
AFTER = {
    "fr": r"^(?:e|es|ent|ons|ez)? (?:pas(?! mal\b)|jamais|rien|aucune?|guere|nullement)\b",
    "en": r"^ (?:nothing|nobody|no one|none)\b",
}
# A match that is negative itself is not denied by another word: «sans aucun risque», "never ever".
NEGATIVE = re.compile(r"(?:pas|jamais|aucune?s?|rien|ni|plus|personne|nul|no|never|nothing|not)\b")
AFTER_NE = re.compile(r"^[^,]{0,12}\b(?:pas|plus|jamais|rien|aucune?|personne|guere)\b")
NE = re.compile(r"\bn(?:e |')[^,]{0,25}$")
BEFORE_WORDS = {language: re.compile(cues) for language, cues in BEFORE.items()}
AFTER_WORDS = {language: re.compile(cues) for language, cues in AFTER.items()}


def negated(span: Span, text: Text, language: str) -> bool:
    """Whether the clause denies the words at `span`: «pas un scandale», "never guaranteed".

    In the languages of `BEFORE`; where unsure of the language, in French and English.
    """
    if span == WHOLE or NEGATIVE.match(folded(text[span][:LOOK_AHEAD])):
        return False
    before = _before(span.start, text)
    before = before[max((m.end() for m in CLAUSE_END.finditer(before)), default=0) :]
    after = folded(text.typed[span.end : span.end + LOOK_AHEAD])
    ends = CLAUSE_END.search(after)
    after = after[: ends.start()] if ends else after
    languages = ("fr", "en") if language == "und" else (language,)
    return any(_denied(before, after, each) for each in languages)


def _denied(before: str, after: str, language: str) -> bool:
    if language not in BEFORE_WORDS:
        return False
    if BEFORE_WORDS[language].search(before):
        return True
    if language in AFTER_WORDS and AFTER_WORDS[language].search(after):
        return True
    return language == "fr" and bool(NE.search(before) and AFTER_NE.search(after))


# Scope -------------------------------------------------------------------------------------------


def in_scope(rule: Rule) -> Callable[[Reading], bool]:
    """Whether the rule applies to a post, or may to a sentence of it in another language.

    `und` is in the scope of all; which sentence a hit stands in is for the guards to say. Rules of
    one scope share the answer.
    """
    return _in(rule.scope)


@lru_cache(maxsize=1_024)
def _in(scope: Scope) -> Callable[[Reading], bool]:
    kinds, languages = frozenset(scope.kinds), frozenset((*scope.languages, "und"))
    channels, audiences = _folded(scope.channels), _folded(scope.audiences)
    topics, roles = _folded(scope.topics), _folded(scope.roles)

    def applies(reading: Reading) -> bool:
        post = reading.post
        return (
            post.kind in kinds
            and (not channels or folded(post.channel or "") in channels)
            and (not audiences or folded(post.audience or "") in audiences)
            and (not topics or any(folded(topic) in topics for topic in post.topics))
            and (not roles or any(role in folded(post.author or "") for role in roles))
            and (not scope.languages or reading.language in languages or reading.spoken is not None)
        )

    return applies


def _folded(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(folded, words))
