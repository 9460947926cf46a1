"""compile(charter) once, check(post) often.

language → fold → rules (terms, recognizers and classifiers are kinds of rule) → sentiment, risks →
findings merged, explained → protected speech → route. No I/O, no clock; what breaks is a failure on
the report, and the rest still runs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from compliance import guidance, routing
from compliance.charter import Article, Charter, ClassifierChoice, Mode, Rule
from compliance.errors import CharterError, CharterErrors, ComplianceError, ModelError
from compliance.facts import with_facts
from compliance.finding import Finding, Hit, Severity, merged
from compliance.fold import fold
from compliance.guards import guarded, in_scope
from compliance.judging import Asked, Judging, Together, wrong_choices
from compliance.language import by_sentence, judged_in
from compliance.matching.keys import Gate, Keys, one_of
from compliance.ports import Find, Kind, LanguageDetector, Reading, Scores, Tools
from compliance.post import UNSURE, Language, Post
from compliance.protected import Protection, recognise
from compliance.public_record import already_public
from compliance.report import CharterRef, Note, Report, Risk, Score
from compliance.strengths import rest_is_fine, strengths
from compliance.text import Text

# Said about the employer or a cause, these are what protected speech is made of: never a finding
# for that alone. A secret, a person's data or an insult in the same post still is one.
SHIELDED = frozenset({"crisis", "disparagement", "neutrality", "regulated", "transparency"})
# What waits for the house to tell it first: once its figures are published, they may be repeated.
TOLD_FIRST = frozenset({"confidentiality", "regulated"})
UNKNOWN_SENTIMENT = Score(label="neutral", score=0.0)


def compile(
    charter: Charter,
    *,
    tools: Tools,
    kind_of: Callable[[str], Kind],
    detector: LanguageDetector,
) -> Checker:
    """`charter` made ready to check posts. Raises CharterErrors with each rule it cannot build."""
    rules, errors = [], wrong_choices(charter, tools)
    for article in charter.articles:
        for rule in article.rules:
            if Mode.OFF in (article.mode, rule.mode):
                continue
            try:
                ready = with_facts(rule, charter.organisation)
                if ready is not None:
                    rules.append(_compiled(article, ready, kind_of(rule.kind), tools))
            except ComplianceError as error:
                errors.append(_placed(error, article, rule))
    if errors:
        raise CharterErrors(errors)
    return Checker(charter, tuple(rules), tools, detector)


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """keys: folded words of which one must stand in the post; None where none is known.

    doors: what wakes it (`matching.keys`); None where it always looks.
    """

    article: Article
    rule: Rule
    find: Find
    applies: Callable[[Reading], bool]
    keys: tuple[str, ...] | None
    doors: Sequence[Sequence[Keys]] | None

    @property
    def shadow(self) -> bool:
        return Mode.SHADOW in (self.article.mode, self.rule.mode)


def _compiled(article: Article, rule: Rule, kind: Kind, tools: Tools) -> CompiledRule:
    keys = kind.keys(rule.params)
    find = guarded(kind.build(rule.params, tools), rule)
    if article.category in TOLD_FIRST and tools.charter.public_record:
        find = already_public(find, tools.public_record)
    doors = one_of(keys) if kind.doors is None else kind.doors(rule.params)
    return CompiledRule(article, rule, find, in_scope(rule), keys, doors)


def _placed(error: ComplianceError, article: Article, rule: Rule) -> CharterError:
    """`error` as one of the charter: a model or recognizer that is not there is one, too."""
    name = f"article '{article.id}', rule '{rule.id}'"
    if isinstance(error, CharterError):
        message = f"{name}: {error.message}"
        return CharterError(message, place=error.place or rule.place, mend=error.mend)
    return CharterError(f"{name}: {error}", place=rule.place, mend="mend its name, or take it out")


class Checker:
    """A compiled charter. Holds no state of a post: one may serve many threads."""

    def __init__(
        self,
        charter: Charter,
        rules: tuple[CompiledRule, ...],
        tools: Tools,
        detector: LanguageDetector,
    ) -> None:
        self.charter = charter
        self.rules = rules
        self._tools = tools
        self._detector = detector
        self._gate = Gate([rule.doors for rule in rules])
        self._ref = CharterRef(id=charter.id, version=charter.version)

    @property
    def has_slow_models(self) -> bool:
        """Whether a thorough check asks models that an instant one does not."""
        return any(self._tools.slow(choice.task) for choice in self.charter.classifiers)

    def unopened(self) -> Iterator[tuple[ClassifierChoice, ModelError]]:
        """The slow models that cannot be opened, and why; those that can are open by then."""
        for choice in self.charter.classifiers:
            slow = self._tools.slow(choice.task)
            try:
                if slow is not None:
                    slow.open()
            except ModelError as error:
                yield choice, error

    def check(self, post: Post, *, now: datetime) -> Report:
        """What the charter says of `post` at `now` (aware) without the models that are too slow
        for typing. The same twice gives the same."""
        return self._checked(post, None, now)

    def check_thoroughly(self, posts: Sequence[Post], *, now: datetime) -> Iterator[Report]:
        """Everything that the charter says of `posts`: slow models read many of them at once."""
        together = Together(posts, self._tools)
        for place, post in enumerate(posts):
            yield self._checked(post, together.of(place), now)

    def _checked(self, post: Post, slow: Asked | None, now: datetime) -> Report:
        judging = Judging(post, self._tools, slow)
        text = fold(post.text)
        language = self._language(post, judging)
        reading = self._reading(text, language.label, now, judging)
        active, shadow = self._findings(reading, judging)
        protection = self._protection(text, language, judging) if post.is_draft else None
        if protection:
            active = unshielded(active, own_pay=protection.topic == "pay")
        sentiment = self._sentiment(judging)
        risks, urgency = ((), 0) if post.is_draft else self._risks(judging)
        complete = not judging.failures
        kept = merged(active)
        routed = (
            routing.route_draft(
                post, kept, self.charter, complete=complete, protected=protection is not None
            )
            if post.is_draft
            else routing.route_observed(urgency, risks, complete=complete)
        )
        return Report(
            id=post.id,
            charter=self._ref,
            language=language,
            sentiment=sentiment,
            risks=risks,
            urgency=urgency,
            protected=protection is not None,
            findings=kept,
            route=routed.route,
            route_reason=routed.reason,
            complete=complete,
            notes=tuple(self._notes(reading, kept, protection, routed, complete=complete)),
            failures=tuple(judging.failures),
            shadow=merged(shadow),
            second_look=routed.second_look,
            models=judging.models,
        )

    def findings(self, post: Post, *, now: datetime) -> tuple[Finding, ...]:
        """Only what the active articles find, without sentiment, risks or protected speech.

        Raises what a rule raises: a trial must not pass because a part broke.
        """
        judging = Judging(post, self._tools)
        text = fold(post.text)
        language = self._language(post, judging)
        reading = self._reading(text, language.label, now, judging)
        active, _ = self._findings(reading, judging)
        if judging.failures:
            failure = judging.failures[0]
            raise ComplianceError(f"{failure.part} could not run: {failure.error}")
        return merged(active)

    def _reading(self, text: Text, language: str, now: datetime, judging: Judging) -> Reading:
        spoken = by_sentence(
            text, detector=self._detector, languages=self.charter.languages, whole=language
        )
        return Reading(
            judging.post,
            text,
            language,
            now,
            judging.scores,
            judging.score,
            judging.thresholds,
            judging.evidence,
            judging.by_sentence,
            judging.confidence,
            spoken,
            thorough=judging.slow is not None,
        )

    def _language(self, post: Post, judging: Judging) -> Language:
        languages = self.charter.languages
        try:
            return judged_in(
                post.text, detector=self._detector, languages=languages, given=post.lang
            )
        except Exception as error:  # a broken part is a failure; the others still run
            judging.attempt("language", error)
            return UNSURE

    def _findings(self, reading: Reading, judging: Judging) -> tuple[list[Finding], list[Finding]]:
        active: list[Finding] = []
        shadow: list[Finding] = []
        applies = cache(lambda in_scope: in_scope(reading))  # few scopes, and many rules of each
        for index in self._gate.woken(reading.text.folded):
            compiled = self.rules[index]
            if not applies(compiled.applies):
                continue
            try:
                found = [self._finding(hit, compiled, reading) for hit in compiled.find(reading)]
            except Exception as error:  # a broken part is a failure; the others still run
                judging.attempt(f"rule {compiled.article.id}/{compiled.rule.id}", error)
                continue
            if found:
                (shadow if compiled.shadow else active).extend(found)
        return active, shadow

    def _finding(self, hit: Hit, compiled: CompiledRule, reading: Reading) -> Finding:
        return guidance.finding(hit, compiled.article, compiled.rule, self.charter, reading)

    def _protection(self, text: Text, language: Language, judging: Judging) -> Protection | None:
        """Whether it is protected speech: by its words, and by what the model reads in them."""
        likely = 0.0
        try:
            likely = judging.scores("protected")["protected"]
        except Exception as error:  # a broken part is a failure; the others still run
            judging.attempt("protected", error)
        return recognise(text, language.label, likely=likely)

    def _sentiment(self, judging: Judging) -> Score:
        try:
            return _likeliest(judging.scores("sentiment"))
        except Exception as error:  # a broken part is a failure; the others still run
            judging.attempt("sentiment", error)
            return UNKNOWN_SENTIMENT

    def _risks(self, judging: Judging) -> tuple[tuple[Risk, ...], int]:
        try:
            scores, thresholds = judging.scores("risks"), judging.thresholds("risks")
            risks = tuple(
                _risk(label, scores[label], judging)
                for label in sorted(scores, key=lambda name: (-scores[name], name))
                if scores[label] >= thresholds.get(label, 0.5)
            )
            return risks, routing.urgency(risks, judging.scores("urgency"))
        except Exception as error:  # a broken part is a failure; the others still run
            judging.attempt("risks", error)
            return (), 0

    def _notes(
        self,
        reading: Reading,
        findings: Sequence[Finding],
        protection: Protection | None,
        routed: routing.Routing,
        *,
        complete: bool,
    ) -> Iterator[Note]:
        if not reading.post.is_draft:
            return
        language = guidance.reader_language(reading.language, self.charter)
        if protection:
            yield guidance.protected_note(protection.topic, self.charter, language)
        if routed.second_look:
            yield guidance.second_look_note(self.charter, language)
        if not complete:
            yield guidance.incomplete_note(self.charter, language)
        elif not findings and not protection:
            yield guidance.clean_note(self.charter, language)
        if protection:  # who tells what they went through is not told how well
            return
        good = strengths(reading.text, self.charter.organisation, findings)[:1]
        for strength in good:
            yield guidance.strength_note(self.charter, language, strength)
        if complete and not good and rest_is_fine(reading.text, findings):
            yield guidance.rest_note(self.charter, language)


def unshielded(findings: Sequence[Finding], *, own_pay: bool = False) -> list[Finding]:
    """What still counts in protected speech; a model alone suggests there, and raises nothing, and
    so does a rule that its charter lets yield to it.

    own_pay: a model cannot tell the author's own pay from another's; the rules can.
    """
    kept = [finding for finding in findings if finding.category not in SHIELDED]
    if own_pay:
        kept = [f for f in kept if not (f.by_model and f.category == "personal-data")]
    softened = {"severity": Severity.SUGGESTION}
    return [f.model_copy(update=softened) if f.by_model or f.yields else f for f in kept]


def _risk(label: str, score: float, judging: Judging) -> Risk:
    weighed = judging.evidence("risks", label)
    sure = judging.confidence("risks", label, score)
    return Risk(label=label, score=score, confidence=sure, start=weighed.start, end=weighed.end)


def _likeliest(scores: Scores) -> Score:
    label = max(sorted(scores), key=lambda name: scores[name])
    return Score(label=label, score=scores[label])
