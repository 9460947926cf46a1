"""A Vale style folder, used as it is: its rules, messages, levels and replacements."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Literal

from compliance.charter import Params
from compliance.errors import CharterError
from compliance.finding import Hit, Severity
from compliance.matching.replacing import offered
from compliance.ports import Find, Kind, Reading, Tools, example
from compliance.styles import Pack, Said, Source, load
from compliance.styles.checks.parts import Vocabulary
from compliance.styles.definition import Level, Unread
from compliance.styles.pack import at_least, terms, vocabulary_rules

SEVERITIES: Mapping[Level, Severity] = {
    "suggestion": Severity.SUGGESTION,
    "warning": Severity.CAUTION,
    "error": Severity.SERIOUS,
}

log = logging.getLogger(__name__)


class Style(Params):
    """folder: the style, relative to the charter's file, or the name of a ready-made one (`Plain`).

    Its name begins its rules': `write-good.Weasel`.

    include: only these rules, by their name in the folder; all where empty. exclude: not these.
    vocab: a folder with `accept.txt` and `reject.txt`, as Vale's vocabularies have.
    min_level: rules of a lower level are left out. levels: a severity other than the usual.
    markup: whether posts are read as Markdown, so that code and addresses are left alone.
    """

    folder: Path
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    vocab: Path | None = None
    min_level: Level = "suggestion"
    levels: Mapping[Level, Severity] = {}
    markup: Literal["markdown", "text"] = "markdown"


def build(params: Style, tools: Tools) -> Find:
    pack = _pack(params)
    for file in pack.unusable:  # said aloud wherever the charter is loaded, never passed over
        log.warning("style %s, not used: %s", params.folder.name, file)
    severities = {**SEVERITIES, **params.levels}

    def find(reading: Reading) -> Iterator[Hit]:
        for said in pack.said(Source(reading.text.readable, params.markup)):
            yield _hit(said, severities[said.rule.level], reading)

    return find


def _hit(said: Said, severity: Severity, reading: Reading) -> Hit:
    instead = offered(said.suggestions, said.span, reading.text, reading.language)
    return Hit(
        said.span,
        fills={"message": said.message, "rule": said.rule.name},
        suggestions=tuple(dict.fromkeys(instead)),
        source=said.rule.name,
        severity=severity,
    )


def _pack(params: Style) -> Pack:
    """The rules that the parameters leave. Raises CharterError where none is, or no folder."""
    vocabulary = _vocabulary(params)
    try:
        pack = load(_place(params.folder), vocabulary=vocabulary)
    except NotADirectoryError:
        mend = f"a folder of rules beside the charter's file, or {', '.join(ready_made())}"
        raise CharterError(f"no style folder '{params.folder}'", mend=mend) from None
    _check_names(params, pack)
    kept = [rule for rule in pack.rules if _wanted(params, rule.name)]
    own = vocabulary_rules(vocabulary).rules if params.vocab else ()
    rules = tuple(rule for rule in (*kept, *own) if at_least(rule.level, params.min_level))
    if not rules:
        mend = "name other rules in `include`, or lower `min_level`"
        raise CharterError(f"the style '{params.folder.name}' has no rule left", mend=mend)
    return Pack(rules, pack.unusable)


def ready_made() -> tuple[str, ...]:
    """Names of the style folders that come with the program, sorted."""
    return tuple(sorted(place.name for place in shelf().iterdir() if place.is_dir()))


def shelf() -> Path:
    """The folder of the ready-made styles."""
    return Path(str(files("charters").joinpath("styles")))


def _place(folder: Path) -> Path:
    return shelf() / folder if not folder.is_dir() and str(folder) in ready_made() else folder


def _wanted(params: Style, name: str) -> bool:
    own = name.removeprefix(f"{params.folder.name}.")
    return own not in params.exclude and (not params.include or own in params.include)


def _check_names(params: Style, pack: Pack) -> None:
    """A name that no file of the folder has is a slip."""
    names = {rule.name.removeprefix(f"{params.folder.name}.") for rule in pack.rules}
    names |= {told.file.removesuffix(".yml").replace("/", ".") for told in pack.unusable}
    unknown = [name for name in (*params.include, *params.exclude) if name not in names]
    if unknown:
        mend = f"there are {', '.join(sorted(names))}"
        raise CharterError(f"the style has no rule '{unknown[0]}'", mend=mend)


def _vocabulary(params: Style) -> Vocabulary:
    if params.vocab is None:
        return Vocabulary()
    if not params.vocab.is_dir():
        mend = "a folder with `accept.txt` or `reject.txt`, relative to the charter's file"
        raise CharterError(f"no vocabulary folder '{params.vocab}'", mend=mend)
    try:
        return Vocabulary(terms(params.vocab / "accept.txt"), terms(params.vocab / "reject.txt"))
    except Unread as reason:
        raise CharterError(f"the vocabulary '{params.vocab}': {reason}") from None


KIND = Kind(
    Style,
    build,
    examples=(
        example("🎉 On a posé les tuiles en deux jours.", folder="Plain"),
        example("🎉 Merci ⟦à à⟧ tous", folder="Plain"),
        example("🎉 Une équipe ⟦incontournable⟧, ⟦afin de⟧ réussir", folder="Plain"),
        example("🎉 Bravo⟦!!!⟧", folder="Plain", include=["Shouting"]),
    ),
)
