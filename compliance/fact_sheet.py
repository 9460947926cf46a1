"""A company's fact sheet → a charter that a comms officer goes on from."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from compliance import charter_file
from compliance.charter import Level
from compliance.charter_file import KindOf, builtin_names
from compliance.errors import CharterError, CharterErrors
from compliance.fold import folded
from compliance.located import Map, Seq, dump, file_text, read

# What of a fact sheet stands at the top of a charter; the rest are the organisation's facts.
TOP = ("languages", "level", "referent", "confidential")
HEADER = """\
# The charter of {name}, made by `balise charter new` from {source}.
# It extends {extends}: everything those say holds, and what stands here wins.
# `balise charter show` reads it out, `balise charter lint` checks it. Keep this file private:
# it lists what must not come out.

"""


def charter_from_facts(path: Path, *, level: Level | None, kind_of: KindOf) -> str:
    """YAML of a charter with the facts of `path`, extending the ready-made ones that suit it.

    Raises CharterErrors, placed in the fact sheet, where it is incomplete or wrong.
    """
    if not path.is_file():
        raise CharterError(f"no fact sheet '{path}'", mend="give the path of a YAML file")
    facts = read(file_text(path, path.name), path.name)
    content = _charter_map(facts, level)
    try:
        charter_file.from_map(_copy(content), kind_of=kind_of)
    except CharterErrors as error:
        raise CharterErrors([_as_of_facts(e) for e in error.errors]) from None
    extends = content["extends"]
    header = HEADER.format(name=facts.get("name"), source=path.name, extends=", ".join(extends))
    return header + dump(_plain(content))


def _charter_map(facts: Map, level: Level | None) -> Map:
    name = facts.get("name")
    if not isinstance(name, str) or not name.strip():
        raise CharterError("name: missing", place=facts.place, mend="add `name: …`")
    result = Map(facts.place)
    result.put("id", _slug(name), facts.places["name"])
    chosen = level.value if level else facts.get("level", Level.GUIDE.value)
    result.put("extends", _extends(chosen, facts), facts.place)
    for key in TOP:
        if key in facts:
            result.put(key, chosen if key == "level" else facts[key], facts.places[key])
    result.put("level", chosen, facts.places.get("level", facts.place))
    result.put("address", _address(facts), facts.place)
    organisation = Map(facts.place)
    for key in facts:
        if key not in TOP:
            organisation.put(key, facts[key], facts.places[key])
    result.put("organisation", organisation, facts.place)
    return result


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", folded(name)).strip("-") or "charter"


def _extends(level: Any, facts: Map) -> Seq:
    ready = builtin_names()
    wanted = [level, *(facts.get("regulated") or [])]
    if facts.get("incident"):
        wanted.append("crisis")
    extends = Seq(facts.place)
    for name in wanted:
        if name in ready:
            extends.put(name, facts.place)
    return extends


def _address(facts: Map) -> str:
    """Tu where the culture says that people do; vous otherwise."""
    culture = folded(str(facts.get("culture") or ""))
    return "tu" if "tutoie" in culture and "vouvoie" not in culture else "vous"


def _copy(value: Any) -> Any:
    if isinstance(value, Map):
        result = Map(value.place)
        for key in value:
            result.put(key, _copy(value[key]), value.places[key])
        return result
    if isinstance(value, Seq):
        seq = Seq(value.place)
        for item, place in zip(value, value.places, strict=True):
            seq.put(_copy(item), place)
        return seq
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, Map):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, Seq) else value


def _as_of_facts(error: CharterError) -> CharterError:
    message = error.message.removeprefix("organisation: ").removeprefix("organisation.")
    return CharterError(message, place=error.place, mend=error.mend)
