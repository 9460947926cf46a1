"""The smallest edit that clears a draft's findings, searched for and tried before it is offered."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import pairwise

from compliance.finding import NUDGES, Finding
from compliance.fold import folded
from compliance.guidance import disclosure, reader_language
from compliance.matching.leaving import may_go
from compliance.ports import Checker
from compliance.post import Post
from compliance.report import Report
from compliance.text import Span, Text

# How many drafts a search may check: at about a millisecond each, nobody waits.
TRIES = 60
# What joined a clause to the one before: it goes with that one.
JOINING = re.compile(r"(?:et|mais|donc|car|and|but|so)\s+(?=\w)", re.IGNORECASE)
# Of a draft at least this part stays; what would cost more is left to its author.
STAYS = 0.5
# Clauses tried of a sentence that is weighed as a whole, the shortest first.
PARTS_TRIED = 6
# By how much an edit must lower the weight of what is left to be worth it.
EASED = 0.1
BLANKS = " \t\u00a0\u202f"
# What asks for words to be added or for another hour: nothing is taken out for it.
ADDING = frozenset({"similarity", "required", "readability", "schedule"})
LONG = 40  # signs: longer than any words put in the place of others
CLOSING = ",.;:!?…)]»”"
CLAUSE_END = re.compile(r"[,;:](?=\s)|(?<=\s)[–—-](?=\s)|[()]")


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace `[start, end)` of the draft as typed by `replacement`; "" deletes."""

    start: int
    end: int
    replacement: str

    @property
    def size(self) -> int:
        """Signs taken out and put in."""
        return self.end - self.start + len(self.replacement)

    @property
    def growth(self) -> int:
        return len(self.replacement) - (self.end - self.start)


@dataclass(frozen=True, slots=True)
class Mend:
    """edits: by start, never overlapping. left: findings that no edit tried could clear."""

    edits: tuple[Edit, ...]
    text: str
    left: tuple[Finding, ...]


def mended(checker: Checker, post: Post, findings: Sequence[Finding], *, now: datetime) -> Mend:
    """The smallest edits found that clear `findings` of `post`, each tried by checking again.

    What is offered comes before a deletion, a word before its clause, a clause before its sentence;
    of what clears a finding and brings no other, the smallest is taken. At least half of the draft
    stays, and what could be cleared in no other way is in `left`.
    """
    search = _Search(checker, post, now, tuple(findings))
    while search.step():
        pass
    search.spare()
    return Mend(search.edits, search.text, search.left)


def applied(text: str, edits: Iterable[Edit]) -> str:
    """`text` with `edits`, which do not overlap, and with nothing else changed."""
    for edit in sorted(edits, key=lambda e: (-e.start, -e.end)):
        text = text[: edit.start] + edit.replacement + text[edit.end :]
    return text


def deletion(text: str, start: int, end: int) -> Edit:
    """The edit that takes out `[start, end)` with the blanks and signs that stood for it alone.

    The blank before «!» or «?» stays as it was; a sentence that loses its first word keeps its
    capital; an emptied paragraph goes with its line break.
    """
    opens = _opens_sentence(text, start)
    end = max(start, len(text[:end].rstrip(BLANKS)))
    if opens and text[start:end].rstrip()[-1:] not in tuple(".!?…"):
        end = _past(text, end, BLANKS + ",;:")
        joined = JOINING.match(text, end)
        end = joined.end() if joined and end > start else end
    next_word = _past(text, end, BLANKS)
    closes = text[next_word : next_word + 1] in tuple(CLOSING + "\n") or next_word == len(text)
    if closes and not (opens and next_word < len(text)):
        start = len(text[:start].rstrip(BLANKS))
        end = end if text[next_word : next_word + 1] in tuple("!?;:»") else next_word
    elif not text[:start].rstrip(BLANKS) or text[start - 1].isspace():
        end = next_word
    if text[:start].rstrip("\r\n") != text[:start] or start == 0:
        end = _past(text, end, "\r\n")
    if end == len(text):
        start = len(text[:start].rstrip())
    return _recapitalised(text, Edit(start, end, ""), opens=opens)


def _opens_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(BLANKS)
    return not before or before[-1] in ".!?…\n"


def _past(text: str, position: int, signs: str) -> int:
    """The first position from there on that holds none of `signs`."""
    while position < len(text) and text[position] in signs:
        position += 1
    return position


def _recapitalised(text: str, edit: Edit, *, opens: bool) -> Edit:
    first, following = text[edit.start : edit.end].lstrip()[:1], text[edit.end : edit.end + 1]
    if opens and first.isupper() and following.islower():
        return Edit(edit.start, edit.end + 1, following.upper())
    return edit


def composed(edits: Sequence[Edit], change: Edit, current: str) -> tuple[Edit, ...]:
    """`edits` of a draft with `change`, an edit of `current`, which is what they made of it.

    Edits that meet become one, so that none ever overlaps another.
    """
    at, kept, met, shift = 0, list[Edit](), list[tuple[int, Edit]](), 0
    for edit in edits:
        at = edit.start + shift
        if at <= change.end and change.start <= at + len(edit.replacement):
            met.append((at, edit))
        else:
            kept.append(edit)
        shift += edit.growth
    start = min([change.start, *(at for at, _ in met)])
    end = max([change.end, *(at + len(edit.replacement) for at, edit in met)])
    words = current[start : change.start] + change.replacement + current[change.end : end]
    before = sum(e.growth for e in kept if e.start + _growth(edits, e) < start)
    inside = sum(edit.growth for _, edit in met)
    joined = Edit(start - before, end - before - inside, words)
    return tuple(sorted([*kept, joined], key=lambda e: e.start))


def _growth(edits: Sequence[Edit], until: Edit) -> int:
    """By how much the edits before `until` have moved it."""
    return sum(edit.growth for edit in edits if edit.start < until.start)


class _Search:
    """edits, text, left: the best so far. given_up: findings that nothing tried could clear."""

    def __init__(
        self, checker: Checker, post: Post, now: datetime, findings: tuple[Finding, ...]
    ) -> None:
        self._checker, self._post, self._now = checker, post, now
        self._tries = TRIES
        self._given_up: set[tuple[str, str, str]] = set()
        self.edits: tuple[Edit, ...] = ()
        self.text, self.left = post.text, findings

    def step(self) -> bool:
        """Clear one more finding, or make it lighter; False where none is left that could be.

        The most severe first, then the words that rules found, then sentences weighed.
        """
        for finding in sorted(self.left, key=lambda f: -_burden([f])):
            if _name(finding) in self._given_up or self._tries <= 0:
                continue
            self._given_up.add(_name(finding))
            if self._eased(finding):
                return True
        return False

    def _eased(self, finding: Finding) -> bool:
        """Whether an edit was taken: the first that clears the finding, else what helps most."""
        best, lightest = None, _weight(self.left) - EASED
        for change in _candidates(finding, Text(self.text, self.text), self._line(finding)):
            text = applied(self.text, [change])
            if len(text) < STAYS * len(self._post.text) or self._tries <= 0:
                continue
            left = self._found(text)
            if not _none_more(self.left, left) or _weight(left) > lightest:
                continue
            cleared = len(left) < len(self.left)
            quieter = _times(finding, left) < _times(finding, self.left)
            if cleared or quieter or finding.by_model:
                best, lightest = (change, text, left), _weight(left) - EASED
            if cleared:
                break
        if best is not None:
            change, text, left = best
            self.edits = composed(self.edits, change, self.text)
            self.text, self.left = text, left
        return best is not None

    def spare(self) -> None:
        """Take back every edit that the others made needless; a line added may be what stays."""
        for edit in self.edits:
            others = tuple(other for other in self.edits if other != edit)
            text = applied(self._post.text, others)
            if len(text) < STAYS * len(self._post.text):
                continue
            if self._tries > 0 and _burden(left := self._found(text)) <= _burden(self.left):
                self.edits, self.text, self.left = others, text, left

    def _found(self, text: str) -> tuple[Finding, ...]:
        self._tries -= 1
        edited = self._post.model_copy(update={"text": text})
        return self._checker.check(edited, now=self._now).findings

    def _line(self, finding: Finding) -> str:
        """A line to add at the end, where saying who speaks may be enough."""
        if finding.category != "transparency":
            return ""
        return disclosure(self._checker.charter, self._language)

    @cached_property
    def _language(self) -> str:
        self._tries -= 1
        report: Report = self._checker.check(self._post, now=self._now)
        return reader_language(report.language.label, self._checker.charter)


def _kind(finding: Finding) -> str:
    return finding.source.partition(":")[0]


def _name(finding: Finding) -> tuple[str, str, str]:
    return (finding.article, finding.rule, finding.text)


def _times(finding: Finding, findings: Sequence[Finding]) -> int:
    """How often the rule of `finding` speaks."""
    return sum((f.article, f.rule) == (finding.article, finding.rule) for f in findings)


def _weight(findings: Sequence[Finding]) -> float:
    """How much the findings matter, by severity, then by how sure they are."""
    return sum(finding.severity.rank + finding.score for finding in findings)


def _burden(findings: Sequence[Finding]) -> int:
    """How much the findings ask of their author; words found by a rule ask more than a sentence.

    How sure they are does not count: an edit that only shakes a classifier is not worth it.
    """
    return sum(2 * f.severity.rank + (not f.by_model) for f in findings)


def _none_more(before: Sequence[Finding], left: Sequence[Finding]) -> bool:
    """Whether no article has more findings than before.

    By article and not by rule: where one rule falls silent, another may say the same of it.
    """
    had, has = (Counter(f.article for f in found) for found in (before, left))
    return all(has[article] <= had[article] for article in has)


def _candidates(finding: Finding, text: Text, line: str) -> Iterator[Edit]:
    """Edits worth trying: what is offered by size, a line added, words, clauses, the sentence."""
    start, end = finding.start, finding.end
    offered = [Edit(start, end, words) for words in finding.suggestions if words != finding.text]
    fresh = (e for e in offered if e.replacement and not _said(e.replacement, text.typed))
    yield from sorted(fresh, key=lambda edit: edit.size)
    if "" in finding.suggestions and end:
        yield deletion(text.typed, start, end)
    if line and folded(line) not in folded(text.typed):
        yield Edit(len(text), len(text), f"\n\n{line}")
    if end == 0 or finding.category in NUDGES or _kind(finding) in ADDING:
        return
    seen = set[Edit]()
    for piece in _pieces(Span(start, end), text):
        edit = deletion(text.typed, piece.start, piece.end)
        if edit not in seen:
            seen.add(edit)
            yield edit


def _said(words: str, typed: str) -> bool:
    """Whether a whole sentence stands there already: nobody says the statement twice."""
    return len(words) > LONG and words in typed


def _pieces(span: Span, text: Text) -> Iterator[Span]:
    """What could go with the words at `span`, the smallest first."""
    if may_go(span, text):
        yield span
    first, last = text.sentence_at(span.start), text.sentence_at(span.end - 1)
    sentence = Span(min(first.start, span.start), max(last.end, span.end))
    if span.covers(sentence):
        yield from sorted(_parts(sentence, text), key=len)[:PARTS_TRIED]
    else:
        yield from _clauses(span, sentence, text)
    yield sentence


def _clauses(span: Span, sentence: Span, text: Text) -> Iterator[Span]:
    """The clause around the words with the sign that parts it from the rest; then its brackets."""
    typed = text.typed
    signs = [m.start() for m in CLAUSE_END.finditer(typed, sentence.start, sentence.end)]
    before = [at for at in signs if at < span.start]
    after = [at for at in signs if at >= span.end]
    start = before[-1] if before else sentence.start
    end = after[0] if after else _without_end(sentence, typed)
    if before and typed[start] != "(":
        yield Span(start, end)
    elif after and typed[end] != ")":
        yield Span(start + bool(before), end + 1)
    opening, closing = typed.rfind("(", sentence.start, span.start), typed.find(")", span.end)
    if opening >= 0 and ")" not in typed[opening : span.start] and 0 < closing < sentence.end:
        yield Span(opening, closing + 1)


def _parts(sentence: Span, text: Text) -> Iterator[Span]:
    """The clauses of a sentence that is weighed as a whole, each with the sign before it."""
    typed = text.typed
    signs = [m.start() for m in CLAUSE_END.finditer(typed, sentence.start, sentence.end)]
    commas = [at for at in signs if typed[at] not in "()"]
    if commas:
        yield Span(sentence.start, commas[0] + 1)
    for start, end in pairwise([*commas, _without_end(sentence, typed)]):
        yield Span(start, end)


def _without_end(sentence: Span, typed: str) -> int:
    """Where the sentence's last signs begin: they close it without its last clause, too."""
    words = typed[sentence.start : sentence.end].rstrip(CLOSING + BLANKS)
    return sentence.start + len(words)
