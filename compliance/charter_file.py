"""YAML → Charter: reads, extends, merges, validates. The only reader of charter files.

Every value keeps the place where it was written, through `extends` and merges, so that each error
names file, line and column, what is wrong and the mend. All errors of a reading are told at once.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ValidationError

from compliance import facts
from compliance.charter import Charter, Rule, content_version
from compliance.errors import CharterError, ComplianceError, Place, UnknownName
from compliance.located import Map, Problems, Seq, file_text, identity_of, maps, read
from compliance.mistakes import mistakes
from compliance.ports import Kind, unmarked

KindOf = Callable[[str], Kind]
M = TypeVar("M", bound=BaseModel)

EXTENDS_LIMIT = 16
OF_A_WHOLE = re.compile(r"^(?:extends|level):", re.MULTILINE)


def builtin_names() -> tuple[str, ...]:
    """Names of the ready-made charters and overlays, sorted."""
    return tuple(
        sorted(f.name[:-5] for f in files("charters").iterdir() if f.name.endswith(".yaml"))
    )


def overlay_names() -> tuple[str, ...]:
    """Names of the ready-made overlays, sorted: they extend no charter and set no level."""
    return tuple(name for name in builtin_names() if not OF_A_WHOLE.search(_builtin(name)))


def _builtin(name: str) -> str:
    return (files("charters") / f"{name}.yaml").read_text("utf-8")


def load(name: str | Path, *, kind_of: KindOf, also: Sequence[str | Path] = ()) -> Charter:
    """The charter of a built-in name or a path, with what it extends, then the overlays `also`.

    kind_of: the kind of a name, to read a rule's parameters by. Raises UnknownName itself.
    Raises CharterErrors with everything that is wrong, CharterError where the file cannot be read.
    """
    return _charter(_tree(name, also, kind_of), kind_of)


def origins(
    name: str | Path, *, kind_of: KindOf, also: Sequence[str | Path] = ()
) -> Mapping[str, Place]:
    """Where each part of that charter was written: «level», «articles.claims.text.fr»…

    Parts of lists are named by id; confidential terms are not told. Raises as `load`.
    """
    return dict(_origins(_tree(name, also, kind_of), ""))


def _origins(value: Any, path: str) -> Iterator[tuple[str, Place]]:
    items: Iterator[tuple[Any, Any, Place]] = iter(())
    if isinstance(value, Map):
        items = ((key, item, value.places[key]) for key, item in value.items())
    elif isinstance(value, Seq) and _by_id(value):
        named = zip(value, value.places, strict=True)
        items = ((identity_of(item), item, place) for item, place in named)
    for key, item, place in items:
        where = f"{path}.{key}" if path else str(key)
        if where != "confidential":
            yield where, place
            yield from _origins(item, where)


def _tree(name: str | Path, also: Sequence[str | Path], kind_of: KindOf) -> Map:
    trees = [_extended(_source(n, None), (), kind_of) for n in (name, *also)]
    tree = trees[0]
    for overlay in trees[1:]:
        tree = _merge(tree, _without_identity(overlay))
    return tree


def loads(text: str, *, file: str = "charter", kind_of: KindOf) -> Charter:
    """The charter written in `text`; `file` names it in errors. Raises as `load`."""
    return _charter(_extended(_Source(file, text, None), (), kind_of), kind_of)


def from_map(tree: Map, *, kind_of: KindOf) -> Charter:
    """The charter that `tree` holds, with what it extends; `tree` is used up. Raises as `load`."""
    return _charter(_with_parents(tree, None, (), kind_of), kind_of)


# Reading ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Source:
    name: str
    text: str
    folder: Path | None


def _source(name: str | Path, beside: Path | None, place: Place | None = None) -> _Source:
    if isinstance(name, str) and name in builtin_names():
        return _Source(f"{name}.yaml", _builtin(name), None)
    path = Path(name)
    if beside and not path.is_absolute():
        path = beside / path
    if not path.is_file():
        near = difflib.get_close_matches(str(name), builtin_names())
        mend = f"did you mean '{near[0]}'?" if near else "ready-made: " + ", ".join(builtin_names())
        raise CharterError(f"no charter '{name}'", place=place, mend=mend)
    return _Source(str(name), file_text(path, str(name)), path.parent)


# Extending and merging -------------------------------------------------------------------------


def _extended(source: _Source, above: tuple[str, ...], kind_of: KindOf) -> Map:
    tree = read(source.text, source.name)
    if source.folder:
        _place_paths(tree, source.folder, kind_of)
    return _with_parents(tree, source.folder, above, kind_of)


def _with_parents(tree: Map, folder: Path | None, above: tuple[str, ...], kind_of: KindOf) -> Map:
    parents = tree.pop("extends", None)
    place = tree.places.pop("extends", tree.place)
    if parents is None:
        return tree
    merged: Map | None = None
    for parent in parents if isinstance(parents, Seq) else [parents]:
        if not isinstance(parent, str):
            raise CharterError("`extends` takes names or paths", place=place, mend="e.g. [guide]")
        if parent in above or len(above) >= EXTENDS_LIMIT:
            raise CharterError(f"'{parent}' extends itself", place=place, mend="break the circle")
        base = _extended(_source(parent, folder, place), (*above, parent), kind_of)
        merged = base if merged is None else _merge(merged, _without_identity(base))
    return tree if merged is None else _merge(merged, tree)


# Keys of a charter that list files or folders.
LISTED_PATHS = ("term_lists", "calendars", "public_record")


def _place_paths(tree: Map, folder: Path, kind_of: KindOf) -> None:
    """Make the paths that a charter gives from its file's folder such as can be opened from here.

    One that is not there is left as it is written: it may stand where the program runs.
    """
    for key in LISTED_PATHS:
        listed = tree.get(key)
        if isinstance(listed, Seq):
            listed[:] = [_placed_path(each, folder) for each in listed]
    for choice in maps(tree.get("classifiers")):
        if "model" in choice:
            choice["model"] = _placed_path(choice["model"], folder)
    for article in maps(tree.get("articles")):
        for rule in maps(article.get("rules")):
            for key in _path_keys(rule, kind_of):
                if key in rule:
                    rule[key] = _placed_path(rule[key], folder)


def _placed_path(written: Any, folder: Path) -> Any:
    if isinstance(written, str) and "\0" not in written and (folder / written).exists():
        return str(folder / written)
    return written


def _path_keys(rule: Map, kind_of: KindOf) -> list[str]:
    try:
        fields = kind_of(str(rule.get("kind"))).params.model_fields
    except UnknownName:  # told when the rule itself is read
        return []
    return [key for key, field in fields.items() if field.annotation in (Path, Path | None)]


def _without_identity(tree: Map) -> Map:
    """An overlay adds articles and settings; who the charter is stays with the base."""
    kept = Map(tree.place)
    for key, value in tree.items():
        if key not in {"id", "title", "version"}:
            kept.put(key, value, tree.places[key])
    return kept


def _merge(below: Any, above: Any) -> Any:
    if isinstance(below, Map) and isinstance(above, Map):
        result = Map(above.place)
        for key in [*below, *(k for k in above if k not in below)]:
            if key not in above:
                result.put(key, below[key], below.places[key])
            else:
                value = _merge(below[key], above[key]) if key in below else above[key]
                result.put(key, value, above.places[key])
        return result
    if isinstance(below, Seq) and isinstance(above, Seq) and _by_id(below):
        return _merge_by_id(below, above) if _by_id(above) or not above else above
    return above


def _by_id(seq: Seq) -> bool:
    return bool(seq) and all(isinstance(item, Map) and identity_of(item) for item in seq)


def _merge_by_id(below: Seq, above: Seq) -> Seq:
    result = Seq(above.place)
    later = {
        identity_of(item): (item, place) for item, place in zip(above, above.places, strict=True)
    }
    for item, place in zip(below, below.places, strict=True):
        if identity_of(item) in later:
            other, where = later.pop(identity_of(item))
            result.put(_merge(item, other), where)
        else:
            result.put(item, place)
    for item, place in later.values():
        result.put(item, place)
    return result


# Validating ------------------------------------------------------------------------------------


def _charter(tree: Map, kind_of: KindOf) -> Charter:
    problems = Problems()
    for article in maps(tree.get("articles")):
        article.setdefault("category", article.get("id"))
        _placed(article, problems)
        _addressed(article, tree.get("address", "vous"))
        _examples(article, problems)
        _rules(article, kind_of, problems)
    for item in (*maps(tree.get("overrides")), *maps(tree.get("classifiers"))):
        _placed(item, problems)
    _unique_ids(tree, problems)
    charter = _validated(Charter, tree, tree, problems)
    problems.raise_any()
    if charter is None:
        raise RuntimeError("bug: an invalid charter raised no problem")
    _known_zone(charter, tree, problems)
    problems.raise_any()
    if not charter.version:
        charter = charter.model_copy(update={"version": content_version(charter)})
    return charter


def _addressed(article: Map, address: Any) -> None:
    """Keep of words given as `{tu: …, vous: …}` those that speak as the charter does."""
    for holder in (article, *maps(article.get("rules"))):
        for key in ("title", "text", "why", "message"):
            words = holder.get(key)
            if isinstance(words, Map):
                _one_way(words, address)


def _one_way(words: Map, address: Any) -> None:
    for language, ways in words.items():
        if isinstance(ways, Map) and set(ways) == {"tu", "vous"} and address in ways:
            words.put(language, ways[address], ways.places[address])


def _placed(item: Map, problems: Problems) -> None:
    """Hand the type where `item` stands; `place` is not for files to say."""
    if "place" in item:
        problems.add("unknown key 'place'", item.places["place"], "remove it")
    item["place"] = item.place


def _examples(article: Map, problems: Problems) -> None:
    examples = article.get("examples")
    for side in ("ok", "ko"):
        listed = examples.get(side) if isinstance(examples, Map) else None
        if not isinstance(listed, Seq):
            continue
        for index, item in enumerate(listed):
            if isinstance(item, str):
                listed[index] = {"text": item, "place": listed.places[index]}
            elif isinstance(item, Map):
                _placed(item, problems)
            _marks(listed[index], listed.places[index], problems)


def _marks(example: Any, place: Place, problems: Problems) -> None:
    try:
        unmarked(str(example.get("text", ""))) if isinstance(example, dict) else None
    except ValueError as error:
        problems.add(f"example: {error}", place, "every ⟦ is closed by ⟧ before the next")


COMMON_KEYS = frozenset(Rule.model_fields) - {"params", "place"}


def _rules(article: Map, kind_of: KindOf, problems: Problems) -> None:
    """Make each rule of `article` what its type expects; wrong ones are told and left out."""
    rules = article.get("rules")
    if not isinstance(rules, Seq):
        return
    sound = Seq(rules.place)
    for rule, place in zip(rules, rules.places, strict=True):
        if not isinstance(rule, Map):
            mend = "write {id: …, kind: terms, …}"
            problems.add("a rule is a mapping with `id` and `kind`", place, mend)
        elif _with_params(article, rule, kind_of, problems):
            sound.put(rule, place)
    article["rules"] = sound


def _with_params(article: Map, rule: Map, kind_of: KindOf, problems: Problems) -> bool:
    """Replace the keys of `rule` that are its kind's by `params`; whether they are sound."""
    label = f"article '{article.get('id')}', rule '{rule.get('id')}'"
    kind = _kind(rule, label, kind_of, problems)
    if kind is None:
        return False
    own = Map(rule.place)
    for key in [k for k in rule if k not in COMMON_KEYS]:
        own.put(key, rule.pop(key), rule.places[key])
    _known_facts((rule, own), label, problems)
    rule["params"] = _validated(kind.params, own, own, problems, label=label)
    _placed(rule, problems)
    return rule["params"] is not None


def _known_facts(maps: Iterable[Map], label: str, problems: Problems) -> None:
    """Words between braces stand for facts of the organisation: tell those that are none."""
    for holder in maps:
        for key in facts.KEYS:
            listed = holder.get(key)
            if isinstance(listed, Seq):
                for said, place in zip(listed, listed.places, strict=True):
                    for name in facts.unknown(said):
                        _unknown_fact(name, place, f"{label}: {key}", problems)


def _unknown_fact(name: str, place: Place, label: str, problems: Problems) -> None:
    near = difflib.get_close_matches(name, facts.FACTS, n=1)
    mend = f"did you mean '{{{near[0]}}}'?" if near else f"known: {', '.join(facts.FACTS)}"
    problems.add(f"{label}: unknown fact '{{{name}}}'", place, mend)


def _kind(rule: Map, label: str, kind_of: KindOf, problems: Problems) -> Kind | None:
    name = rule.get("kind")
    if not isinstance(name, str):
        problems.add(f"{label}: no kind", rule.place, "say `kind: terms`, for instance")
        return None
    try:
        return kind_of(name)
    except UnknownName as error:
        near = f"did you mean {' or '.join(map(repr, error.near))}?" if error.near else ""
        problems.add(f"{label}: unknown kind '{name}'", rule.places["kind"], near)
        return None


def _unique_ids(tree: Map, problems: Problems) -> None:
    for listed in (tree.get("articles"), tree.get("overrides"), *_rule_lists(tree)):
        seen: set[Any] = set()
        for item in maps(listed):
            if item.get("id") in seen:
                where = item.places.get("id", item.place)
                problems.add(f"id '{item.get('id')}' stands twice", where, "rename one of the two")
            seen.add(item.get("id"))


def _rule_lists(tree: Map) -> Iterator[Any]:
    return (article.get("rules") for article in maps(tree.get("articles")))


def _known_zone(charter: Charter, tree: Map, problems: Problems) -> None:
    try:
        ZoneInfo(charter.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        where = tree.places.get("time_zone", tree.place)
        problems.add(f"unknown time zone '{charter.time_zone}'", where, "e.g. Europe/Paris")


def _validated(
    model: type[M], value: Any, tree: Map, problems: Problems, *, label: str = ""
) -> M | None:
    try:
        return model.model_validate(value)
    except ValidationError as error:
        problems.found += mistakes(error, model, tree, label=label)
    except ComplianceError as error:
        problems.add(f"{label}: {error}", tree.place)
    return None
