"""YAML in which every value knows where it was written: file, line and column.

Scalars follow YAML 1.2's core schema; a key that stands twice, an alias that refers to its own
parent, and nesting without end are errors. The only reader and writer of users' YAML.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from compliance.errors import CharterError, CharterErrors, Place

SIZE_LIMIT = 16 << 20
DEPTH_LIMIT = 40
NODE_LIMIT = 1_000_000
# YAML 1.2 core schema: `off`, `no` and `yes` are words, as a comms officer expects.
SCALARS: tuple[tuple[re.Pattern[str], Callable[[str], Any]], ...] = (
    (re.compile(r"null|Null|NULL|~|"), lambda _: None),
    (re.compile(r"true|True|TRUE"), lambda _: True),
    (re.compile(r"false|False|FALSE"), lambda _: False),
    (re.compile(r"[-+]?[0-9]+"), int),
    (re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"), float),
)


class Map(dict[str, Any]):
    """A mapping that knows where it and each of its keys stand."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.places: dict[str, Place] = {}

    def put(self, key: str, value: Any, place: Place) -> None:
        self[key] = value
        self.places[key] = place


class Seq(list[Any]):
    """A list that knows where it and each of its items stand."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.places: list[Place] = []

    def put(self, value: Any, place: Place) -> None:
        self.append(value)
        self.places.append(place)


@dataclass
class Problems:
    """What a reading finds wrong; raised together at its end."""

    found: list[CharterError] = field(default_factory=list)

    def add(self, message: str, place: Place | None, mend: str = "") -> None:
        self.found.append(CharterError(message, place=place, mend=mend))

    def raise_any(self) -> None:
        if self.found:
            raise CharterErrors(sorted(self.found, key=_in_file_order))


def _in_file_order(error: CharterError) -> tuple[str, int, int]:
    place = error.place or Place("")
    return (place.file, place.line, place.column)


def file_text(path: Path, name: str) -> str:
    if path.stat().st_size > SIZE_LIMIT:
        raise CharterError("larger than 16 MiB", place=Place(name), mend="put long lists in a CSV")
    raw = path.read_bytes()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        place = Place(name, line, error.start - raw.rfind(b"\n", 0, error.start))
        raise CharterError("not UTF-8 text", place=place, mend="save the file as UTF-8") from None


def read(text: str, name: str) -> Map:
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = _mark(error)
        place = Place(name, mark.line + 1, mark.column + 1) if mark else Place(name)
        raise CharterError(
            f"not valid YAML: {error.problem or 'unreadable'}",
            place=place,
            mend="check the indentation, and quote words that hold a colon",
        ) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise CharterError(
            "a sign that YAML does not allow", place=Place(name, line), mend="remove it"
        ) from None
    if node is None:
        raise CharterError("the file is empty", place=Place(name), mend="begin with `id: …`")
    problems = Problems()
    root = _Reader(name, problems).value(node)
    if not isinstance(root, Map):
        problems.add("a charter is a mapping of keys", Place(name), "begin with `id: …`")
    problems.raise_any()
    return root  # type: ignore[no-any-return]  # a Map, or raised above


def _mark(error: yaml.MarkedYAMLError) -> Any:
    """Where to look: where a bracket or quote was opened that nobody closed, else the problem."""
    opened = (error.context or "").startswith(("while parsing a flow", "while scanning a"))
    return error.context_mark if opened and error.context_mark else error.problem_mark


class _Reader:
    """Nodes → values with places. Aliases are followed, but not without end."""

    def __init__(self, file: str, problems: Problems) -> None:
        self._file = file
        self._problems = problems
        self._nodes = 0

    def value(self, node: yaml.Node, depth: int = 0) -> Any:
        self._nodes += 1
        if depth > DEPTH_LIMIT or self._nodes > NODE_LIMIT:
            mend = "flatten it, and keep long lists in a CSV"
            raise CharterError("too much is nested here", place=self._place(node), mend=mend)
        if isinstance(node, yaml.MappingNode):
            return self._map(node, depth)
        if isinstance(node, yaml.SequenceNode):
            seq = Seq(self._place(node))
            for item in node.value:
                seq.put(self.value(item, depth + 1), self._place(item))
            return seq
        return _scalar(node)

    def _map(self, node: yaml.MappingNode, depth: int) -> Map:
        result = Map(self._place(node))
        for key_node, value_node in node.value:
            where = self._place(key_node)
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
            if not isinstance(key, str):
                self._problems.add("a key must be a word", where, "quote it")
            elif key in result:
                self._problems.add(f"key '{key}' stands twice", where, "keep one of the two")
            else:
                result.put(key, self.value(value_node, depth + 1), where)
        return result

    def _place(self, node: yaml.Node) -> Place:
        return Place(self._file, node.start_mark.line + 1, node.start_mark.column + 1)


def _scalar(node: yaml.Node) -> Any:
    if isinstance(node, yaml.ScalarNode) and node.style:  # quoted, or a block: always words
        return node.value
    for form, convert in SCALARS:
        if form.fullmatch(node.value):
            return convert(node.value)
    return node.value


def identity_of(item: Any) -> Any:
    return item.get("id") or item.get("term") or item.get("task")


def maps(value: Any) -> Iterator[Map]:
    return (item for item in value if isinstance(item, Map)) if isinstance(value, Seq) else iter(())


def located(loc: Sequence[Any], root: Any) -> tuple[Place, list[str], Any]:
    """Where a pydantic location leads to in `root`: place, path with ids for numbers, value."""
    place, names, value = root.place, [], root
    for step in loc:
        if isinstance(value, Map) and step in value.places:
            place, value = value.places[str(step)], value[str(step)]
            names.append(str(step))
        elif isinstance(value, Seq) and isinstance(step, int) and step < len(value):
            place, value = value.places[step], value[step]
            identity = identity_of(value) if isinstance(value, Map) else None
            names.append(str(identity or step + 1))
        elif isinstance(step, str) and isinstance(value, Map):
            names.append(step)
    return place, names, value


class _Dumper(yaml.SafeDumper):
    """Blocks of text as blocks, lists indented: YAML that a comms officer likes to read."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, indentless=False)


def dump(content: Mapping[str, Any]) -> str:
    """`content` as YAML, keys in their order."""
    return yaml.dump(dict(content), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)
