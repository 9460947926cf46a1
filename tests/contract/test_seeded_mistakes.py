"""A hundred kinds of mistake in a charter: each is caught, in its line, with a mend."""

from __future__ import annotations

import pytest

from compliance.charter_file import loads
from compliance.errors import CharterError, CharterErrors
from compliance.pipeline import compile
from compliance.wiring import kind_of
from tests.support import FakeDetector, FakeTools

SOUND = """\
id: acme
extends: [guide]
title: {fr: Acme, en: Acme}
languages: [fr, en]
time_zone: Europe/Paris
level: guide
address: vous
second_look_hours: 24
referent: {role: Léa, contact: lea@acme.example}
safe_channels: [{role: CSE, contact: cse@acme.example}]
retention: {drafts: 90, observed: 180}
quiet_hours: {start: "20:00", end: "07:30", weekends: true}
channels: {x: {max_length: 280, count: x}}
listed_topics: [merger]
organisation:
  name: Acme
  aliases: [ACME]
  domains: {official: [acme.example], internal: []}
  hashtags: {official: ["#Acme"], campaign: []}
  incident: {name: fuite, since: 2026-11-03, official: Nous enquêtons.}
confidential:
  - {term: Projet Zéphyr, kind: code-name, aliases: [Zéphyr], until: 2027-03-01}
classifiers:
  - {task: risks, thresholds: {legal: 0.5}}
overrides:
  - {id: soft, categories: [claims], severities: [serious], route: advise}
articles:
  - id: own
    category: claims
    title: {fr: Nôtre, en: Ours}
    text: {fr: Texte., en: Text.}
    severity: caution
    mode: active
    legal_ground: {law: Code du travail}
    rules:
      - {id: words, kind: terms, terms: [n°1], unless: [source], reach: 80}
      - {id: regex, kind: pattern, patterns: ['n°\\d']}
      - {id: swap, kind: substitution, swap: {top: bon}}
      - {id: count, kind: occurrence, patterns: ['!'], max: 3}
      - {id: caps, kind: capitalisation}
      - {id: model, kind: classifier, task: categories, label: respect, over: 0.5}
      - {id: seen, kind: recognizers, ids: [fake-phone]}
      - {id: scoped, kind: terms, terms: [x], scope: {languages: [fr], kinds: [draft]}}
    examples:
      ok: ["Bonjour"]
      ko: ["Nous sommes ⟦n°1⟧"]
"""

# What is written instead of what, and the beginning of the line that must be named.
MISTAKES = [
    # The file itself
    ("id: acme", "id: [acme", "id: [acme"),
    ("id: acme", "id: acme: b", "id: acme: b"),
    ("id: acme", "\tid: acme", "\tid"),
    ("level: guide", " level: guide", " level"),
    ("level: guide", "level guide", "level guide"),
    ("level: guide", "level: *nobody", "level"),
    ("level: guide", "level: !!python/none guide\nlevel: guide", "level: guide"),
    ("level: guide", "level: guide\nlevel: trust", "level: trust"),
    ("  name: Acme\n", "  name: Acme\n  name: Other\n", "  name: Other"),
    ("level: guide", "[level]: guide", "[level]"),
    ("title: {fr: Acme, en: Acme}", 'title: {fr: "Acme\\q", en: Acme}', "title"),
    # The charter's keys
    ("id: acme\n", "", "title"),
    ("id: acme", "id: 5", "id"),
    ("id: acme", "id: null", "id"),
    ("id: acme", "id: [acme]", "id"),
    ("level: guide", "levle: guide", "levle"),
    ("level: guide", "level: relaxed", "level"),
    ("level: guide", "level: Guide", "level"),
    ("level: guide", "level: 3", "level"),
    ("extends: [guide]", "extends: [gudie]", "extends"),
    ("extends: [guide]", "extends: [./nowhere.yaml]", "extends"),
    ("extends: [guide]", "extends: {guide: yes}", "extends"),
    ("extends: [guide]", "extends: [5]", "extends"),
    ("title: {fr: Acme, en: Acme}", "title: Acme", "title"),
    ("title: {fr: Acme, en: Acme}", "title: {fr: [Acme], en: Acme}", "title"),
    ("languages: [fr, en]", "languages: fr", "languages"),
    ("languages: [fr, en]", "languages: []", "languages"),
    ("languages: [fr, en]", "languages: [french]", "languages"),
    ("languages: [fr, en]", "langauges: [fr, en]", "langauges"),
    ("time_zone: Europe/Paris", "time_zone: Paris", "time_zone"),
    ("time_zone: Europe/Paris", "time_zone: ../../etc", "time_zone"),
    ("address: vous", "address: ils", "address"),
    ("second_look_hours: 24", "second_look_hours: 0", "second_look_hours"),
    ("second_look_hours: 24", "second_look_hours: one day", "second_look_hours"),
    ("referent: {role: Léa, contact: lea@acme.example}", "referent: Léa", "referent"),
    ("{role: Léa, contact: lea@acme.example}", "{role: Léa}", "referent"),
    ("{role: Léa, contact:", "{role: Léa, contcat:", "referent"),
    ("safe_channels: [{role", "safe_channels: {role", "safe_channels"),
    ("retention: {drafts: 90", "retention: {drafts: -1", "retention"),
    ("retention: {drafts: 90", "retention: {draft: 90", "retention"),
    ('start: "20:00"', "start: 8pm", "quiet_hours"),
    ('start: "20:00"', 'start: "25:00"', "quiet_hours"),
    ("weekends: true", "weekends: maybe", "quiet_hours"),
    ("max_length: 280", "max_length: long", "channels: {x"),
    ("max_length: 280", "max_length: 0", "channels: {x"),
    ("count: x}}", "count: words}}", "channels: {x"),
    ("listed_topics: [merger]", "listed_topics: merger", "listed_topics"),
    # The organisation and its secrets
    ("  name: Acme\n", "  nmae: Acme\n", "  nmae"),
    ("  aliases: [ACME]", "  aliases: ACME", "  aliases"),
    ("{official: [acme.example], internal: []}", "[acme.example]", "  domains"),
    ("internal: []", "private: []", "  domains"),
    ("since: 2026-11-03", "since: November", "  incident"),
    ("since: 2026-11-03, ", "", "  incident"),
    ("{term: Projet Zéphyr", "{name: Projet Zéphyr", "  - {name"),
    ("{term: Projet Zéphyr", "{term: ''", "  - {term"),
    ("{term: Projet Zéphyr", "{term: 42", "  - {term"),
    ("aliases: [Zéphyr]", "aliases: Zéphyr", "  - {term"),
    ("aliases: [Zéphyr]", "alias: [Zéphyr]", "  - {term"),
    ("until: 2027-03-01", "until: soon", "  - {term"),
    ("until: 2027-03-01", "until: 2027-13-01", "  - {term"),
    ("until: 2027-03-01", "until: 01/03/2027", "  - {term"),
    ("  - {term: Projet", "  - Projet Zéphyr\n  - {term: Projet", "  - Projet Z"),
    ("task: risks", "tsak: risks", "  - {tsak"),
    ("{legal: 0.5}", "{legal: 50}", "  - {task"),
    ("{legal: 0.5}", "{legal: high}", "  - {task"),
    # Overrides
    ("route: advise", "route: block", "  - {id: soft"),
    ("route: advise", "rout: advise", "  - {id: soft"),
    (", route: advise", "", "  - {id: soft"),
    ("severities: [serious]", "severities: [severe]", "  - {id: soft"),
    ("categories: [claims]", "categories: claims", "  - {id: soft"),
    (
        "route: advise}",
        "route: advise}\n  - {id: soft, route: clear}",
        "  - {id: soft, route: clear",
    ),
    # Articles
    ("  - id: own\n    category", "  - category", "  - category"),
    ("  - id: own", "  - own\n  - id: own", "  - own"),
    ("    title: {fr: Nôtre, en: Ours}\n", "", "  - id: own"),
    ("    title: {fr: Nôtre", "    titel: {fr: Nôtre", "    titel"),
    ("    text: {fr: Texte., en: Text.}", "    text: Texte.", "    text"),
    ("    severity: caution", "    severity: high", "    severity"),
    ("    severity: caution", "    severity: warning", "    severity"),
    ("    mode: active", "    mode: on", "    mode"),
    ("    mode: active", "    mode: shadows", "    mode"),
    ("{law: Code du travail}", "Code du travail", "    legal_ground"),
    ("{law: Code", "{laws: Code", "    legal_ground"),
    ("    rules:", "    rule:", "    rule"),
    ("    mode: active", "    mode: active\n    place: here", "    place"),
    ('      ok: ["Bonjour"]', "      ok: Bonjour", "      ok"),
    ('      ok: ["Bonjour"]', "      okay: [Bonjour]", "      okay"),
    ('      ok: ["Bonjour"]', "      ok: [{txt: Bonjour}]", "      ok"),
    ("⟦n°1⟧", "⟦n°1", "      ko"),
    # Rules
    ("id: words, kind: terms, ", "id: words, ", "      - {id: words"),
    ("{id: words, kind", "{kind", "      - {kind"),
    ("kind: terms, terms: [n°1]", "kind: term, terms: [n°1]", "      - {id: words"),
    ("kind: terms, terms: [n°1]", "kind: [terms], terms: [n°1]", "      - {id: words"),
    ("kind: terms, terms: [n°1]", "kind: terms, term: [n°1]", "      - {id: words"),
    ("kind: terms, terms: [n°1]", "kind: terms, terms: n°1", "      - {id: words"),
    ("kind: terms, terms: [n°1]", "kind: terms, terms: []", "      - {id: words"),
    ("kind: terms, terms: [n°1]", "kind: terms, terms: [1]", "      - {id: words"),
    ("kind: terms, terms: [n°1]", "kind: terms, terms: ['']", "      - {id: words"),
    ("unless: [source]", "unless: source", "      - {id: words"),
    ("unless: [source]", "unles: [source]", "      - {id: words"),
    ("reach: 80", "reach: far", "      - {id: words"),
    ("reach: 80", "reach: -1", "      - {id: words"),
    ("{id: regex", "{id: words", "      - {id: words, kind: pattern"),
    ("['n°\\d']", "['n°(\\d']", "      - {id: regex"),
    ("['n°\\d']", "['(?<=n°)\\d']", "      - {id: regex"),
    ("['n°\\d']", "['(n)\\1']", "      - {id: regex"),
    ("['n°\\d']", "['[z-a]']", "      - {id: regex"),
    ("['n°\\d']", "[]", "      - {id: regex"),
    ("swap: {top: bon}", "swap: [top, bon]", "      - {id: swap"),
    ("swap: {top: bon}", "swaps: {top: bon}", "      - {id: swap"),
    ("max: 3", "max: many", "      - {id: count"),
    ("label: respect", "label: respcet", "      - {id: model"),
    ("task: categories", "task: categoires", "      - {id: model"),
    ("over: 0.5", "over: 50", "      - {id: model"),
    ("ids: [fake-phone]", "ids: [fake-fone]", "      - {id: seen"),
    ("scope: {languages: [fr]", "scope: {langs: [fr]", "      - {id: scoped"),
    ("kinds: [draft]", "kinds: [drafts]", "      - {id: scoped"),
    ("scope: {languages: [fr], kinds: [draft]}", "scope: draft", "      - {id: scoped"),
]


def told(text: str) -> tuple[CharterError, ...]:
    """Every mistake that reading and compiling `text` tells."""
    try:
        charter = loads(text, file="acme.yaml", kind_of=kind_of)
        tools = FakeTools(charter=charter)
        compile(charter, tools=tools, kind_of=kind_of, detector=FakeDetector())
    except CharterErrors as errors:
        return errors.errors
    except CharterError as error:
        return (error,)
    return ()


def test_the_sound_charter_has_no_mistake() -> None:
    assert told(SOUND.replace("extends: [guide]\n", "")) == ()


def test_there_are_a_hundred_kinds() -> None:
    assert len(MISTAKES) >= 100


@pytest.mark.parametrize(("right", "wrong", "line"), MISTAKES)
def test_a_mistake_is_told_in_its_line_with_its_mend(right: str, wrong: str, line: str) -> None:
    sound = SOUND if "extends" in right else SOUND.replace("extends: [guide]\n", "")
    assert right in sound
    text = sound.replace(right, wrong, 1)
    errors = told(text)
    assert errors, "not caught"
    number = text[: text.index(line, max(text.find(wrong) - 200, 0))].count("\n") + 1
    places = [error.place.line if error.place else None for error in errors]
    assert number in places, f"expected line {number}: {list(map(str, errors))}"
    assert all(error.mend for error in errors), [str(e) for e in errors if not e.mend]
