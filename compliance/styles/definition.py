"""A rule of Vale's format, as its YAML file writes it: keys, types and what is not supported."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import yaml

Level = Literal["suggestion", "warning", "error"]
LEVELS: tuple[Level, ...] = ("suggestion", "warning", "error")


def listed_words(words: str) -> frozenset[str]:
    """The words of a text, for tables of them."""
    return frozenset(words.split())


COMMON = listed_words("extends message level scope link description limit name action code tests")
# Vale's extension points that are read here, each with its own keys.
POINTS: Mapping[str, frozenset[str]] = {
    "existence": listed_words("tokens raw exceptions ignorecase nonword append vocab"),
    "substitution": listed_words(
        "swap exceptions ignorecase nonword vocab capitalize matchcase pos"
    ),
    "occurrence": listed_words("token max min ignorecase"),
    "repetition": listed_words("tokens max ignorecase alpha vocab exceptions"),
    "consistency": listed_words("either nonword ignorecase"),
    "conditional": listed_words("first second exceptions ignorecase vocab"),
    "capitalization": listed_words("match style exceptions indicators threshold vocab prefix"),
    "metric": listed_words("formula condition"),
    "readability": listed_words("metrics grade"),
}
UNREAD: Mapping[str, str] = {
    "sequence": "`extends: sequence` needs Vale's part-of-speech tagger",
    "spelling": "`extends: spelling` needs Vale's Hunspell dictionaries",
    "script": "`extends: script` runs Tengo programs, which Balise never does",
}
TRUE = frozenset(("true", "1", "yes", "on"))
MAX_FILE = 4 << 20  # bytes


class Unread(Exception):
    """Why a rule cannot be used, for people."""


@dataclass(frozen=True, slots=True)
class Unsupported:
    """A file of a style that gives no rule, with its reason."""

    file: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Action:
    """What Vale would do about an alert: `replace`, `remove`, `edit`, `convert` or `suggest`."""

    name: str = ""
    params: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Definition:
    """name: `Style.Rule`. limit: alerts a post, 0 for any number. own: keys of its point."""

    name: str
    point: str
    message: str
    level: Level = "warning"
    scope: tuple[str, ...] = ("text",)
    link: str = ""
    description: str = ""
    limit: int = 0
    action: Action = Action()
    own: Mapping[str, Any] = field(default_factory=dict)

    def words(self, key: str) -> tuple[str, ...]:
        """A list of strings; one string is a list of one."""
        return _listed(self.own.get(key), key)

    def pairs(self, key: str) -> dict[str, str]:
        """A mapping of strings. Swaps may also be a list of mappings."""
        value = self.own.get(key) or {}
        parts = value if isinstance(value, list) else [value]
        if not all(isinstance(part, dict) for part in parts):
            raise Unread(f"`{key}` is not a mapping")
        return {str(k): _text(v, key) for part in parts for k, v in part.items()}

    def text(self, key: str) -> str:
        return _text(self.own.get(key), key)

    def flag(self, key: str, *, default: bool = False) -> bool:
        value = self.own.get(key)
        return default if value is None else _text(value, key).strip().lower() in TRUE

    def number(self, key: str, *, default: float = 0) -> float:
        return _number(self.own.get(key), key, default)


def _text(value: Any, key: str) -> str:
    if value is None:
        return ""
    if isinstance(value, (list, dict)):
        raise Unread(f"`{key}` is not one value")
    return str(value)


def _listed(value: Any, key: str) -> tuple[str, ...]:
    if value is None or value == "":
        return ()
    if isinstance(value, dict):
        raise Unread(f"`{key}` is not a list")
    return tuple(_text(v, key) for v in value) if isinstance(value, list) else (str(value),)


def _number(value: Any, key: str, default: float) -> float:
    try:
        return float(_text(value, key) or default)
    except ValueError:
        raise Unread(f"`{key}` is not a number") from None


# Reading -----------------------------------------------------------------------------------------


class _Lenient(yaml.BaseLoader):
    """Go's YAML takes «\\'» in double quotes. Every scalar stays a string: `no` is a word."""


# PyYAML reads its table of escapes from the class.
setattr(_Lenient, "ESCAPE_REPLACEMENTS", {**_Lenient.ESCAPE_REPLACEMENTS, "'": "'"})  # noqa: B010


def definition(name: str, text: str) -> Definition:
    """The rule that `text` writes. Raises Unread with the reason."""
    tree = {str(key).lower(): value for key, value in _tree(text).items()}
    point = _text(tree.get("extends"), "extends")
    if not point:
        raise Unread("no `extends`, so this is no rule")
    if point in UNREAD:
        raise Unread(UNREAD[point])
    if point not in POINTS:
        raise Unread(f"`extends: {point}` is not one of Vale's extension points")
    _check_keys(tree, point)
    return _made(name, point, tree)


def _tree(text: str) -> dict[Any, Any]:
    try:
        tree = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 (scalars only, no objects)
    except yaml.YAMLError:
        tree = _leniently(text)
    except RecursionError:
        raise Unread("nested too deep") from None
    if not isinstance(tree, dict):
        raise Unread("not a mapping, so this is no rule")
    return tree


def _leniently(text: str) -> Any:
    try:
        return yaml.load(text, Loader=_Lenient)  # noqa: S506 (scalars only, no objects)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise Unread(f"not YAML: line {line}: {error.problem}") from None
    except yaml.YAMLError as error:
        raise Unread(f"not YAML: {type(error).__name__}") from None


def _check_keys(tree: Mapping[str, Any], point: str) -> None:
    unknown = sorted(set(tree) - COMMON - POINTS[point])
    if unknown and point != "consistency":  # which Vale reads without a look at its other keys
        raise Unread(f"unknown key `{unknown[0]}` in a rule of `{point}`")
    if not tree.get("message"):
        raise Unread("no `message`")


def _made(name: str, point: str, tree: Mapping[str, Any]) -> Definition:
    level = _text(tree.get("level"), "level") or "warning"
    if level not in LEVELS:
        raise Unread(f"`level: {level}` is not one of {', '.join(LEVELS)}")
    return Definition(
        name=name,
        point=point,
        message=_text(tree["message"], "message"),
        level=next(known for known in LEVELS if known == level),
        scope=_listed(tree.get("scope"), "scope") or ("text",),
        link=_text(tree.get("link"), "link"),
        description=_text(tree.get("description"), "description"),
        limit=int(_number(tree.get("limit"), "limit", 0)),
        action=_action(tree.get("action")),
        own={key: tree[key] for key in POINTS[point] & set(tree)},
    )


def _action(value: Any) -> Action:
    if not value:
        return Action()
    if not isinstance(value, dict):
        raise Unread("`action` is not a mapping")
    keys = {str(key).lower(): item for key, item in value.items()}
    return Action(_text(keys.get("name"), "action"), _listed(keys.get("params"), "action"))


def rule_files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Each rule file with its name in the style (`Rule`, `sub.Rule`), sorted by path.

    Folders whose name starts with a point or an underscore are left alone, as Vale does.
    """
    for path in sorted(folder.rglob("*.yml")):
        parts = path.relative_to(folder).with_suffix("").parts
        if any(re.match(r"[._]", part) for part in parts[:-1]) or path.stem.endswith("_test"):
            continue
        yield ".".join(parts), path


def file_text(path: Path) -> str:
    """Raises Unread where the file is too long or not UTF-8."""
    try:
        if path.stat().st_size > MAX_FILE:
            raise Unread(f"longer than {MAX_FILE >> 20} MiB")
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Unread(f"cannot be read: {type(error).__name__}") from None
