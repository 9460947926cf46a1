"""What is worth a thought in a charter that loads: gaps, rules that never fire, unfair articles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from compliance.charter import Article, Charter, Mode
from compliance.errors import Place
from compliance.protected import forbids


@dataclass(frozen=True, slots=True)
class Remark:
    """One thought about a charter: where, what, the mend."""

    place: Place | None
    message: str
    mend: str = ""

    def __str__(self) -> str:
        head = f"{self.place}: " if self.place else ""
        return f"{head}{self.message}{f'; {self.mend}' if self.mend else ''}"


def remarks_on(charter: Charter) -> list[Remark]:
    """Every remark on `charter`, in the order of its articles, the charter's own last."""
    found = [remark for article in charter.articles for remark in _of_article(article, charter)]
    return [*found, *_of_charter(charter)]


def _of_article(article: Article, charter: Charter) -> Iterator[Remark]:
    if article.mode is Mode.OFF:
        return
    name = f"article '{article.id}'"
    for language in charter.languages:
        for what, words in (("title", article.title), ("text", article.text)):
            if not words.get(language):
                mend = f"add `{what}: {{{language}: …}}`"
                yield Remark(article.place, f"{name} has no {what} in '{language}'", mend)
    if not article.rules:
        yield Remark(article.place, f"{name} has no rule: nothing can ever be found", "add one")
    for language, text in article.text.items():
        topic = forbids(text, language)
        if topic is not None:
            mend = "people have a right to it: say what is welcome instead"
            yield Remark(article.place, f"{name} forbids protected speech ({topic})", mend)


def _of_charter(charter: Charter) -> Iterator[Remark]:
    if charter.referent is None:
        yield Remark(None, "no référent", "name whom people may ask: `referent: {role, contact}`")
    if not charter.safe_channels:
        mend = "name them in `safe_channels`: staff representatives, an ethics line"
        yield Remark(None, "no safe channel for protected speech", mend)
