"""How close style packs come to Vale: the public packs' own fixtures, and Vale's suite.

    python tests/benchmarks/quality/styles.py --data ../shared/data

`vale-styles/` holds packs, each with fixtures and `expected-alerts.jsonl`; `vale-suite/` holds
scenarios, each a folder with a `.vale.ini` and the lines `path:line:col:check:message` that Vale
prints. An expected line is found where ours is the same, once with columns and once without. Extra
lines are those of ours that nothing expects: in the suite all of them, in the packs those of rules
that the fixture is about, as no `.vale.ini` says which others were on.
"""

from __future__ import annotations

import argparse
import fnmatch
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[3]))

from compliance.styles import Pack, Said, Source, load
from compliance.styles.checks.parts import Vocabulary
from compliance.styles.definition import LEVELS, Definition, Level
from compliance.styles.markdown import SKIPPED, STARRED, Options
from compliance.styles.pack import at_least, joined, terms, vale_rules
from compliance.styles.patterns import WORD

# What reStructuredText the packs have as fixtures is paragraphs and code, as in Markdown.
MARKDOWN = frozenset((".md", ".markdown", ".mdown", ".rst"))
READ = MARKDOWN | {".txt"}


# .vale.ini ---------------------------------------------------------------------------------------


@dataclass
class Section:
    """What a `.vale.ini` says of files whose path matches `glob`."""

    glob: str
    styles: list[str] = field(default_factory=list)
    rules: dict[str, str] = field(default_factory=dict)
    block_ignores: list[str] = field(default_factory=list)
    token_ignores: list[str] = field(default_factory=list)

    def applies(self, path: str) -> bool:
        globs = _alternatives(self.glob)
        return any(fnmatch.fnmatch(path, g) or fnmatch.fnmatch(Path(path).name, g) for g in globs)


@dataclass
class Ini:
    """A `.vale.ini`: its keys at the top and its sections."""

    top: dict[str, str]
    sections: list[Section]
    formats: dict[str, str] = field(default_factory=dict)

    def listed(self, key: str) -> list[str]:
        return _listed(self.top.get(key.lower(), ""))


def _alternatives(glob: str) -> list[str]:
    match = re.search(r"\{([^{}]*)\}", glob)
    if not match:
        return [glob]
    head, tail = glob[: match.start()], glob[match.end() :]
    return [g for part in match[1].split(",") for g in _alternatives(head + part + tail)]


def _listed(value: str) -> list[str]:
    return [part.strip() for part in value.split(",") if part.strip()]


def read_ini(path: Path) -> Ini:
    ini = Ini({}, [])
    section: Section | None = None
    named = ""
    for line in _lines(path.read_text("utf-8")):
        if line.startswith("["):
            named = line.strip("[] ")
            section = None if named == "formats" else Section(named)
            ini.sections += [section] if section else []
        elif "=" in line:
            key, value = (part.strip() for part in line.split("=", 1))
            if named == "formats":
                ini.formats[key] = value
            else:
                _set(ini, section, key, value.strip("`"))
    return ini


def _lines(text: str) -> Iterator[str]:
    for line in re.sub(r"\\\n\s*", " ", text).splitlines():
        if line.strip() and not line.strip().startswith(("#", ";")):
            yield line.strip()


def _set(ini: Ini, section: Section | None, key: str, value: str) -> None:
    if section is None:
        ini.top[key.lower()] = value
    elif key == "BasedOnStyles":
        section.styles = _listed(value)
    elif key == "BlockIgnores":
        section.block_ignores = _patterns(value)
    elif key == "TokenIgnores":
        section.token_ignores = _patterns(value)
    else:
        section.rules[key] = value


def _patterns(value: str) -> list[str]:
    return [part.strip() for part in re.split(r"(?<!\\),", value) if part.strip()]


# Running a scenario ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Scenario:
    folder: Path
    ini: Ini

    def lines(self) -> list[str]:
        found: list[str] = []
        for path in sorted(self.folder.rglob("*.*")):
            ours = self._suffix(path) in READ and self._styles_path() not in path.parents
            if ours and any(s.applies(path.name) for s in self.ini.sections):
                found += self._file(path)
        return found

    def _file(self, path: Path) -> Iterator[str]:
        sections = [s for s in self.ini.sections if s.applies(path.name)]
        sections.sort(key=lambda section: section.glob != "*")  # what is said of all comes first
        styles = next((s.styles for s in reversed(sections) if s.styles), [])
        switches = {name: value for s in sections for name, value in s.rules.items()}
        pack = self._pack(styles, switches)
        typed = path.read_text("utf-8")
        text = ignored(
            typed,
            blocks=[p for s in sections for p in s.block_ignores],
            tokens=[p for s in sections for p in s.token_ignores],
        )
        markdown = self._suffix(path) in MARKDOWN
        source = Source(text, "markdown" if markdown else "text", self._options())
        if not markdown:  # Vale measures markup only
            pack = Pack(tuple(r for r in pack.rules if not r.scope.asks_for("summary")))
        name = path.relative_to(self.folder).as_posix()
        yield from (line(name, typed, said) for said in ordered(pack.said(source), typed))

    def _suffix(self, path: Path) -> str:
        return f".{self.ini.formats.get(path.suffix[1:], path.suffix[1:])}"

    def _options(self) -> Options:
        return Options(
            frozenset(self.ini.listed("IgnoredScopes")) or STARRED,
            frozenset(self.ini.listed("SkippedScopes")) or SKIPPED,
        )

    def _pack(self, styles: Sequence[str], switches: dict[str, str]) -> Pack:
        least = self.ini.top.get("minalertlevel", "suggestion")
        vocabulary = self._vocabulary()

        def level(rule: Definition) -> Level:
            own = switches.get(rule.name) or switches.get(rule.name.split(".")[0])
            return next((known for known in LEVELS if known == own), rule.level)

        def wanted(name: str) -> bool:
            own = switches.get(name) or switches.get(name.split(".")[0])
            return own.upper() != "NO" if own else name.split(".")[0] in styles

        named = {name.split(".")[0] for name in switches} | set(styles)
        packs = [
            load(folder, vocabulary=vocabulary, levels=level, wanted=wanted)
            for folder in sorted(self._styles_path().iterdir())
            if folder.is_dir() and folder.name in named
        ]
        own = vale_rules(vocabulary) if "Vale" in named else Pack(())
        pack = joined([*packs, Pack(tuple(rule for rule in own.rules if wanted(rule.name)))])
        kept = (rule for rule in pack.rules if at_least(rule.level, _level(least)))
        return Pack(tuple(kept), pack.unusable)

    def _styles_path(self) -> Path:
        return (self.folder / self.ini.top.get("stylespath", "styles")).resolve()

    def _vocabulary(self) -> Vocabulary:
        accepted: list[str] = []
        rejected: list[str] = []
        for name in self.ini.listed("Vocab"):
            for place in ("config/vocabularies", "Vocab"):
                accepted += terms(self._styles_path() / place / name / "accept.txt")
                rejected += terms(self._styles_path() / place / name / "reject.txt")
        template = self.ini.top.get("wordtemplate") or WORD
        return Vocabulary(tuple(accepted), tuple(rejected), template)


def _level(name: str) -> Level:
    return next((level for level in LEVELS if level == name), "suggestion")


def ignored(text: str, *, blocks: Iterable[str], tokens: Iterable[str]) -> str:
    """`text`, of the same length: ignored blocks are empty lines, ignored tokens code."""
    for pattern in blocks:
        text = re.sub(pattern, lambda match: "\n" * len(match[0]), text)
    for pattern in tokens:
        text = re.sub(pattern, lambda match: _coded(match[0]), text)
    return text


def _coded(words: str) -> str:
    starred = re.sub(r"[^\n]", "*", words)
    return f"`{starred[1:-1]}`" if len(words) > 2 else starred


def ordered(said: Iterable[Said], text: str) -> list[Said]:
    return sorted(said, key=lambda s: (position(text, s.span.start), s.rule.name))


def position(text: str, at: int) -> tuple[int, int]:
    """Line and column, both from 1."""
    begin = text.rfind("\n", 0, at) + 1
    return text.count("\n", 0, at) + 1, at - begin + 1


def line(name: str, text: str, said: Said) -> str:
    row, column = position(text, said.span.start)
    return f"{name}:{row}:{column}:{said.rule.name}:{said.message}"


# Scoring -----------------------------------------------------------------------------------------


@dataclass
class Score:
    expected: int = 0
    found: int = 0
    extra: int = 0
    missed: list[str] = field(default_factory=list)
    extras: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        self.expected += other.expected
        self.found += other.found
        self.extra += other.extra


def score(expected: Sequence[str], ours: Sequence[str]) -> Score:
    wanted, said = Counter(expected), Counter(ours)
    missed = list((wanted - said).elements())
    extras = list((said - wanted).elements())
    return Score(len(expected), len(expected) - len(missed), len(extras), missed, extras)


def without_column(lines: Iterable[str]) -> list[str]:
    return [re.sub(r"^([^:]*:\d+):\d+:", r"\1:", each) for each in lines]


def both(expected: Sequence[str], ours: Sequence[str]) -> tuple[Score, Score]:
    return score(expected, ours), score(without_column(expected), without_column(ours))


def shown(name: str, exact: Score, loose: Score, *, verbose: bool) -> None:
    say(
        f"{name:34} {exact.expected:5} {exact.found:6} {exact.extra:6}"
        f" {loose.found:10} {loose.extra:6}"
    )
    if verbose:
        for each in exact.missed:
            say(f"    - {each}")
        for each in exact.extras:
            say(f"    + {each}")


def say(*words: object, sep: str = " ") -> None:
    sys.stdout.write(sep.join(map(str, words)) + "\n")


HEADER = f"{'':34} {'lines':>5} {'found':>6} {'extra':>6} {'any column':>10} {'extra':>6}"


def suite(data: Path, *, verbose: bool) -> None:
    folder = data / "vale-suite"
    say("\nVale's suite\n" + HEADER)
    total = Score(), Score()
    for scenario in json.loads((folder / "scenarios.json").read_text("utf-8")):
        place = folder / "fixtures" / scenario["dir"]
        ours = Scenario(place, read_ini(place / ".vale.ini")).lines()
        scores = both(scenario["expected"], ours)
        shown(scenario["scenario"], *scores, verbose=verbose)
        for sum_, one in zip(total, scores, strict=True):
            sum_.add(one)
    shown("all scenarios", *total, verbose=False)


def packs(data: Path, *, verbose: bool) -> None:
    folder = data / "vale-styles"
    lines = (folder / "expected-alerts.jsonl").read_text("utf-8").splitlines()
    alerts = [json.loads(each) for each in lines]
    loaded = {p.name: load(p) for p in sorted(folder.iterdir()) if p.is_dir()}
    say("Rules of the public packs")
    for name, pack in loaded.items():
        files = len(pack.rules) + len(pack.unusable)
        say(f"  {name:14} {len(pack.rules)} of {files} usable", *pack.unusable, sep="\n      ")
    usable = sum(len(pack.rules) for pack in loaded.values())
    files = usable + sum(len(pack.unusable) for pack in loaded.values())
    say(f"  all            {usable} of {files} usable ({usable / files:.1%})")
    say("\nAlerts of the public packs\n" + HEADER)
    total = Score(), Score()
    for name, pack in loaded.items():
        scores = _pack_scores(folder / name, pack, [a for a in alerts if a["pack"] == name])
        if scores[0].expected:
            shown(name, *scores, verbose=verbose)
        for sum_, one in zip(total, scores, strict=True):
            sum_.add(one)
    shown("all packs", *total, verbose=False)


def _pack_scores(folder: Path, pack: Pack, alerts: list[dict[str, Any]]) -> tuple[Score, Score]:
    expected: list[str] = []
    ours: list[str] = []
    for fixture in sorted({alert["fixture"] for alert in alerts}):
        mine = [alert for alert in alerts if alert["fixture"] == fixture]
        checks = {alert["check"] for alert in mine}
        expected += [f"{fixture}:{a['line']}:{a['col']}:{a['check']}:{a['message']}" for a in mine]
        place = folder / "fixtures" / fixture
        text = place.read_text("utf-8") if place.is_file() else ""
        source = Source(text, "markdown" if Path(fixture).suffix in MARKDOWN else "text")
        rules = Pack(tuple(rule for rule in pack.rules if rule.name in checks))
        ours += [line(fixture, text, said) for said in ordered(rules.said(source), text)]
    absent = {a["check"] for a in alerts} - {rule.name for rule in pack.rules}
    for check in sorted(absent):
        lost = sum(alert["check"] == check for alert in alerts)
        say(f"  ({check}, {lost} alerts: no such usable rule in the pack)")
    return both(expected, ours)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--verbose", action="store_true", help="show missed and extra lines")
    args = parser.parse_args()
    packs(args.data, verbose=args.verbose)
    suite(args.data, verbose=args.verbose)


if __name__ == "__main__":
    main()
