"""How well recognizers see personal data and secrets: public sets, made numbers, the corpus.

    python tests/benchmarks/quality/recognizers.py --data ../shared/data [--corpus ../shared/corpus]
        [--made 10000]

Prints a JSON object. An entity is found when a hit overlaps it, and a hit is right when it overlaps
one; a line of the secret sets is called a secret when any recognizer of secrets fires, `ip-address`
and `internal-host` apart, whose finds those sets call harmless but for the lines that a set wrote
about addresses (`ip_public`). Presidio's pattern recognizers
(score 0.4 or more) and detect-secrets are measured beside ours where they are installed.
`quillo` and `orvalle` were not looked at while the recognizers were written.
"""

from __future__ import annotations

import argparse
import contextlib
import gzip
import json
import platform
import random
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import yaml

from compliance import recognizers
from compliance.charter import Domains, Organisation
from compliance.declared import declared, names
from compliance.fold import fold
from compliance.recognizers._digits import luhn
from compliance.recognizers.iban import digits_agree
from compliance.recognizers.nir import key_agrees
from compliance.recognizers.siret import agrees

SEED = 0
HELD_OUT = ("quillo", "orvalle")
NETWORK = frozenset({"ip-address", "internal-host"})
OF_ADDRESSES = "ip_public"
SYNTHETIC = {
    "PHONE_NUMBER": "phone",
    "EMAIL_ADDRESS": "email",
    "IP_ADDRESS": "ip-address",
    "IBAN_CODE": "iban",
    "CREDIT_CARD": "payment-card",
    "STREET_ADDRESS": "postal-address",
}
HOSPITAL = {
    "TEL": "phone",
    "MAIL": "email",
    "SECU": "nir",
    "DATE_NAISSANCE": "birth-date",
    "ADRESSE": "postal-address",
}
MISSPELT = {"ADDRESSE": "ADRESSE"}  # as the hospital set writes one of its labels
CASES = {"iban": "iban", "credit_card": "payment-card", "email": "email", "ip": "ip-address"}
PRESIDIO = {
    "phone": ("PhoneRecognizer", "PHONE_NUMBER"),
    "email": ("EmailRecognizer", "EMAIL_ADDRESS"),
    "ip-address": ("IpRecognizer", "IP_ADDRESS"),
    "iban": ("IbanRecognizer", "IBAN_CODE"),
    "payment-card": ("CreditCardRecognizer", "CREDIT_CARD"),
}
Spans = list[tuple[int, int]]
Finder = Callable[[str], Spans]


@dataclass
class Tally:
    """Entities found, hits that are none, entities missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, gold: Spans, given: Spans) -> None:
        found = sum(any(_overlap(one, other) for other in given) for one in gold)
        self.right += found
        self.missed += len(gold) - found
        self.wrong += sum(not any(_overlap(one, other) for other in gold) for one in given)

    def figures(self) -> dict[str, float]:
        called, held = self.right + self.wrong, self.right + self.missed
        precision = self.right / called if called else 1.0
        recall = self.right / held if held else 1.0
        both = precision + recall
        return {
            "right": self.right,
            "wrong": self.wrong,
            "missed": self.missed,
            "precision": round(precision, 4),
            "recall": round(recall, 4),
            "f1": round(2 * precision * recall / both, 4) if both else 0.0,
        }


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def lines(path: Path) -> Iterator[dict[str, Any]]:
    read = path.read_bytes()
    unpacked = gzip.decompress(read) if path.suffix == ".gz" else read
    yield from map(json.loads, unpacked.splitlines())


def all_of(organisation: Organisation | None = None) -> dict[str, Any]:
    """Every recognizer by its id, at home in `organisation`."""
    at = organisation or Organisation()
    seers = {name: declared(recognizers, name, "RECOGNIZER") for name in names(recognizers)}
    return {name: s.within(at) if hasattr(s, "within") else s for name, s in seers.items()}


def finder(recognizer: Any) -> Finder:
    return lambda text: [(h.span.start, h.span.end) for h in recognizer.find(fold(text))]


def presidio() -> dict[str, Finder]:
    """Presidio's pattern recognizers, alone; none where it is not installed."""
    with contextlib.suppress(ImportError):
        theirs = import_module("presidio_analyzer.predefined_recognizers")

        return {
            ours: _theirs(getattr(theirs, kind)(), entity)
            for ours, (kind, entity) in PRESIDIO.items()
        }
    return {}


def _theirs(recognizer: Any, entity: str) -> Finder:
    def find(text: str) -> Spans:
        found = recognizer.analyze(text, entities=[entity], nlp_artifacts=None) or []
        return [(one.start, one.end) for one in found if one.score >= 0.4]

    return find


def by_entity(data: Path, finders: dict[str, Finder]) -> dict[str, dict[str, float]]:
    """Figures of `set/ENTITY` for every entity that the set and we both name."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for folder, named in (("pii-presidio-synth-en", SYNTHETIC), ("pii-edspseudo-fr", HOSPITAL)):
        for line in lines(data / folder / "dev.jsonl"):
            for entity, ours in named.items():
                if ours in finders:
                    gold = [
                        (a, b) for a, b, kind in line["spans"] if MISSPELT.get(kind, kind) == entity
                    ]
                    tallies[f"{folder}/{entity}"].add(gold, finders[ours](line["text"]))
    for line in lines(data / "pii-recognizer-cases" / "dev.jsonl"):
        ours = CASES.get(line["kind"], "")
        if ours in finders:
            gold = [(a, b) for a, b in line["spans"]]
            tallies[f"pii-recognizer-cases/{line['kind']}"].add(gold, finders[ours](line["text"]))
    return {name: tally.figures() for name, tally in tallies.items()}


def phones(data: Path, find: Finder) -> dict[str, float]:
    """Share found of libphonenumber's examples, alone and after a word that announces a number."""
    values = [
        v["value"] for v in lines(data / "pii-identifiers" / "dev.jsonl") if v["kind"] == "phone"
    ]
    announced = sum(bool(find(f"Son numéro : {value}, merci")) for value in values)
    alone = sum(bool(find(value)) for value in values)
    return {"n": len(values), "announced": announced / len(values), "alone": alone / len(values)}


# Made numbers: what they are, how one is drawn, what proves it, and words around it.


@dataclass(frozen=True)
class Made:
    """groups: how people part its signs."""

    draw: Callable[[random.Random], str]
    proof: Callable[[str], bool]
    groups: tuple[int, ...]
    around: Sequence[str]


def _digits(rng: random.Random, count: int) -> str:
    return "".join(rng.choices("0123456789", k=count))


def _nir(rng: random.Random) -> str:
    body = (
        f"{rng.choice('12')}{rng.randrange(100):02}{rng.randrange(1, 13):02}"
        f"{rng.randrange(1, 96):02}"
        f"{rng.randrange(1, 990):03}{rng.randrange(1, 1000):03}"
    )
    return f"{body}{rng.randrange(1, 98):02}"


def _french_iban(rng: random.Random) -> str:
    return f"fr{rng.randrange(2, 99):02}{_digits(rng, 23)}"


MADE = {
    "nir": Made(
        _nir,
        key_agrees,
        (1, 2, 2, 2, 3, 3, 2),
        ("{}", "numéro de sécurité sociale : {}", "son NIR {} ok"),
    ),
    "siren": Made(
        lambda rng: _digits(rng, 9),
        agrees,
        (3, 3, 3),
        ("SIREN {}", "son SIREN : {}, à son nom", "{}"),
    ),
    "siret": Made(
        lambda rng: _digits(rng, 14),
        agrees,
        (3, 3, 3, 5),
        ("SIRET {}", "son SIRET : {}, à son nom", "{}"),
    ),
    "iban": Made(
        _french_iban,
        digits_agree,
        (4,) * 7,
        ("{}", "IBAN {}", "virement sur {} svp", "mon RIB : {}"),
    ),
    "card": Made(
        lambda rng: f"4{_digits(rng, 15)}", luhn, (4,) * 4, ("{}", "sa CB : {}, exp 04/28")
    ),
}
BY = {"nir": "nir", "siren": "siret", "siret": "siret", "iban": "iban", "card": "payment-card"}


def made(count: int, seers: dict[str, Any]) -> dict[str, dict[str, int]]:
    """`count` invalid numbers of each sort and a tenth as many valid: how many are found."""
    rng = random.Random(SEED)
    figures = {}
    for name, sort in MADE.items():
        find = finder(seers[BY[name]])
        figures[name] = {
            "invalid": count,
            "invalid_found": sum(
                _found(find, _drawn(sort, rng, valid=False), sort, rng) for _ in range(count)
            ),
            "valid": count // 10,
            "valid_found": sum(
                _found(find, _drawn(sort, rng, valid=True), sort, rng) for _ in range(count // 10)
            ),
        }
    return figures


def _drawn(sort: Made, rng: random.Random, *, valid: bool) -> str:
    while True:
        value = sort.draw(rng)
        if sort.proof(value) is valid:
            return value


def _found(find: Finder, value: str, sort: Made, rng: random.Random) -> bool:
    written = _parted(value, sort.groups) if rng.random() < 0.5 else value
    return bool(find(rng.choice(sort.around).format(written.upper())))


def _parted(value: str, groups: tuple[int, ...]) -> str:
    starts = [sum(groups[:i]) for i in range(len(groups))]
    return " ".join(value[a : a + size] for a, size in zip(starts, groups, strict=True)).strip()


def secrets(data: Path, called: Callable[[str, bool], bool]) -> dict[str, dict[str, float]]:
    """Lines called secret, by set and over all.

    called: told whether the line is about addresses.
    """
    tallies: dict[str, Tally] = defaultdict(Tally)
    for folder in ("secrets-credsweeper", "secrets-detect-secrets", "secrets-gitleaks"):
        for line in lines(data / folder / "dev.jsonl.gz"):
            secret, seen = (
                line["label"] == "secret",
                called(line["text"], line.get("rule") == OF_ADDRESSES),
            )
            for tally in (tallies[folder], tallies["all"]):
                tally.right += secret and seen
                tally.missed += secret and not seen
                tally.wrong += seen and not secret
    return {name: tally.figures() for name, tally in tallies.items()}


def ours(seers: dict[str, Any]) -> Callable[[str, bool], bool]:
    security = {name: finder(s) for name, s in seers.items() if s.category == "security"}
    return lambda text, addresses: any(
        find(text) for name, find in security.items() if addresses or name not in NETWORK
    )


def of_detect_secrets(data: Path) -> dict[str, dict[str, float]]:
    """detect-secrets with all its plugins, line by line; nothing where it is not installed."""
    try:
        scan = import_module("detect_secrets.core.scan")
        settings = import_module("detect_secrets.settings")
    except ImportError:
        return {}
    with settings.default_settings():
        return secrets(
            data, lambda text, _: any(any(scan.scan_line(one)) for one in text.split("\n"))
        )


def corpus(folder: Path) -> dict[str, dict[str, Any]]:
    """By company, over all drills, and over the companies looked at or held out."""
    figures: dict[str, dict[str, Any]] = {}
    for path in sorted(folder.glob("*/company.yaml")):
        domains = yaml.safe_load(path.read_text("utf-8"))["domains"]
        figures[path.parent.name] = of_drafts(
            [path.parent / "posts.jsonl"],
            all_of(Organisation(domains=Domains.model_validate(domains))),
        )
    figures["drills"] = of_drafts(sorted((folder / "drills").glob("*.jsonl")), all_of())
    return figures


def of_drafts(paths: Sequence[Path], seers: dict[str, Any]) -> dict[str, Any]:
    tallies = {category: Tally() for category in ("personal-data", "security")}
    clean = alarmed = 0
    for post in (post for path in paths for post in lines(path) if post["kind"] == "draft"):
        given = {c: _given(post["text"], seers, c) for c in tallies}
        clean += not post["findings"]
        alarmed += not post["findings"] and any(given.values())
        for category, tally in tallies.items():
            tally.add(_gold(post, category), given[category])
    figures: dict[str, Any] = {name: tally.figures() for name, tally in tallies.items()}
    return {**figures, "clean": clean, "clean_alarmed": alarmed}


def _given(text: str, seers: dict[str, Any], category: str) -> Spans:
    chosen = (s for s in seers.values() if s.category == category)
    return [span for seer in chosen for span in finder(seer)(text)]


def _gold(post: dict[str, Any], category: str) -> Spans:
    spans = []
    for finding in post["findings"]:
        start = -1
        for _ in range(finding.get("occurrence", 1)):
            start = post["text"].index(finding["text"], start + 1)
        if finding["category"] == category:
            spans.append((start, start + len(finding["text"])))
    return spans


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--made", type=int, default=10_000)
    options = parser.parse_args()
    seers = all_of()
    commit = subprocess.run(
        ["git", "rev-parse", "HEAD"], capture_output=True, text=True, check=False
    )
    figures = {
        "commit": commit.stdout.strip(),
        "machine": platform.platform(),
        "seed": SEED,
        "held_out": HELD_OUT,
        "entities": by_entity(options.data, {name: finder(seer) for name, seer in seers.items()}),
        "presidio": by_entity(options.data, presidio()),
        "phones": phones(options.data, finder(seers["phone"])),
        "made": made(options.made, seers),
        "secrets": secrets(options.data, ours(seers)),
        "detect-secrets": of_detect_secrets(options.data),
        "corpus": corpus(options.corpus) if options.corpus else {},
    }
    json.dump(figures, sys.stdout, indent=1, ensure_ascii=False)
    print()  # noqa: T201 the figures are for a person or a file


if __name__ == "__main__":
    main()
