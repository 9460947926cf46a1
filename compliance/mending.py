"""The smallest edit that clears a draft's findings, searched for and tried before it is offered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from compliance.finding import Finding
from compliance.fold import fold
from compliance.ports import Checker
from compliance.post import Post
from compliance.text import Span

# How many edited drafts a search may check: at a fraction of a millisecond each, nobody waits.
TRIES = 60
BLANKS = " \t\u00a0\u202f"


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


@dataclass(frozen=True, slots=True)
class Mend:
    """edits: by start, never overlapping. left: findings that no edit tried could clear."""

    edits: tuple[Edit, ...]
    text: str
    left: tuple[Finding, ...]


def mended(checker: Checker, post: Post, findings: Sequence[Finding], *, now: datetime) -> Mend:
    """The smallest edits found that clear `findings` of `post`, each tried by checking again.

    A suggestion is preferred to a deletion, a word to a sentence; of what clears the finding and
    brings no other, the smallest is taken.
    """
    search = _Search(checker, post, now, _known(findings))
    chosen: list[Edit] = []
    for finding in findings:
        if any(edit.start < finding.end and finding.start < edit.end for edit in chosen):
            continue
        edit = search.smallest(finding, chosen)
        if edit is not None:
            chosen.append(edit)
    text = applied(post.text, chosen)
    return Mend(tuple(sorted(chosen, key=lambda e: e.start)), text, search.found(text))


def applied(text: str, edits: Iterable[Edit]) -> str:
    """`text` with `edits`, and without the doubled blanks that deletions leave."""
    for edit in sorted(edits, key=lambda e: -e.start):
        before, after = text[: edit.start], text[edit.end :]
        if not edit.replacement:
            before, after = _closed(before, after)
        text = before + edit.replacement + after
    return text


def _closed(before: str, after: str) -> tuple[str, str]:
    """The two sides of a deletion, with one blank between them where they need one."""
    if not before or before[-1].isspace():
        after = after.lstrip(BLANKS)
    if not after or after[0] in ",.\n":
        before = before.rstrip(BLANKS)
    return before, after


def _known(findings: Sequence[Finding]) -> set[tuple[str, str]]:
    return {(finding.article, finding.rule) for finding in findings}


class _Search:
    def __init__(
        self, checker: Checker, post: Post, now: datetime, known: set[tuple[str, str]]
    ) -> None:
        self._checker, self._post, self._now, self._known = checker, post, now, known
        self._tries = TRIES
        self._base = len(self.found(post.text))

    def found(self, text: str) -> tuple[Finding, ...]:
        self._tries -= 1
        edited = self._post.model_copy(update={"text": text})
        return self._checker.check(edited, now=self._now).findings

    def smallest(self, finding: Finding, chosen: Sequence[Edit]) -> Edit | None:
        for edit in _candidates(finding, self._post.text):
            if self._tries <= 0:
                return None
            left = self.found(applied(self._post.text, [*chosen, edit]))
            if self._cleared(finding, left, len(chosen)):
                return edit
        return None

    def _cleared(self, finding: Finding, left: Sequence[Finding], before: int) -> bool:
        fresh = [f for f in left if (f.article, f.rule) not in self._known]
        return not fresh and len(left) < self._base - before


def _candidates(finding: Finding, text: str) -> Iterator[Edit]:
    """Edits worth trying: each suggestion by size, then the words, then their sentence."""
    offered = [
        Edit(finding.start, finding.end, s) for s in finding.suggestions if s != finding.text
    ]
    yield from sorted(offered, key=lambda edit: (not edit.replacement, edit.size))
    if finding.end > finding.start:
        yield Edit(finding.start, finding.end, "")
        sentence = fold(text).sentence_at(finding.start)
        if sentence.covers(Span(finding.start, finding.end)):
            yield Edit(sentence.start, sentence.end, "")
