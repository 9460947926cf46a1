"""How many inflected words are reached from their dictionary form, by the rules of `lemmas`.

    pip install spacy-lookups-data
    python -m tests.benchmarks.quality.lemmas --corpus ../shared/corpus

Prints a JSON object. The lookup table of spacy-lookups-data says which word of a post comes from
which dictionary form; it is the judge only, nothing of it is shipped. `tokens`: words of the posts
whose form differs from their dictionary form; `reached`: share of them, and of the different ones.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import subprocess
import sys
from collections import Counter
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from compliance.fold import folded
from compliance.matching.lemmas import MIN_WORD, UNCHANGED, inflected

WORD = re.compile(r"[^\W\d_]+")


def dictionary(language: str) -> dict[str, str]:
    """Form → dictionary form, the first where there are several; both as written."""
    spec = find_spec("spacy_lookups_data")
    if spec is None or spec.origin is None:
        sys.exit("spacy-lookups-data is not installed")
    file = Path(spec.origin).parent / "data" / f"{language}_lemma_lookup.json.gz"
    with gzip.open(file) as opened:
        table: dict[str, Any] = json.load(opened)
    return {form: word if isinstance(word, str) else word[0] for form, word in table.items()}


def words(corpus: Path, language: str) -> Counter[str]:
    lines = [line for file in sorted(corpus.glob("*/posts.jsonl")) for line in file.open("rb")]
    posts = [json.loads(line) for line in lines]
    texts = [post["text"].lower() for post in posts if post["lang"] == language]
    return Counter(word for text in texts for word in WORD.findall(text))


def measured(language: str, counted: Counter[str]) -> dict[str, Any]:
    table = dictionary(language)
    inflections = {
        form: table[form] for form in counted if form in table and _differs(form, table[form])
    }
    reached = {form for form, word in inflections.items() if _reaches(word, form, language)}
    tokens = sum(counted[form] for form in inflections)
    missed = Counter({form: counted[form] for form in inflections if form not in reached})
    return {
        "tokens": tokens,
        "reached": round(sum(counted[form] for form in reached) / tokens, 4),
        "reached, each once": round(len(reached) / len(inflections), 4),
        "most missed": [f"{form} of {inflections[form]}" for form, _ in missed.most_common(12)],
    }


def _differs(form: str, word: str) -> bool:
    plain = folded(word)
    return folded(form) != plain and len(plain) >= MIN_WORD and plain not in UNCHANGED


def _reaches(word: str, form: str, language: str) -> bool:
    return folded(form) in inflected(word, [language])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    options = parser.parse_args()
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True)
    figures = {each: measured(each, words(options.corpus, each)) for each in ("fr", "en")}
    run = {"commit": commit.stdout.strip(), "figures": figures}
    json.dump(run, sys.stdout, indent=1, ensure_ascii=False)


if __name__ == "__main__":
    main()
