"""Loading and compiling a charter of many rules: seconds and memory.

python tests/benchmarks/speed/charter.py --rules 2000
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections.abc import Iterator

from compliance.charter_file import loads
from compliance.settings import settings
from compliance.wiring import checker, kind_of

ARTICLE = """\
  - id: article-{number}
    category: claims
    title: {{fr: Article {number}, en: Article {number}}}
    text: {{fr: Dites ce que vous pouvez prouver., en: Say what you can prove.}}
    rules:
"""
# One rule in four of each sort, as charters have them: words, inflected words, patterns, swaps.
RULES = (
    "{id: rN, kind: terms, terms: [motN, 'deux mots N'], unless: [source]}",
    "{id: rN, kind: terms, terms: ['promesse tenue N'], lemmas: true}",
    "{id: rN, kind: pattern, patterns: ['garantiN.{0,20}[0-9]+ ?%']}",
    "{id: rN, kind: substitution, swap: {topN: bon}}",
)


def charter(rules: int, *, per_article: int = 50) -> Iterator[str]:
    yield "id: many\nlanguages: [fr, en]\narticles:\n"
    for n in range(rules):
        if n % per_article == 0:
            yield ARTICLE.format(number=n // per_article)
        yield f"      - {RULES[n % len(RULES)].replace('N', str(n))}\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rules", type=int, default=2000)
    text = "".join(charter(parser.parse_args().rules))
    before = _megabytes()
    started = time.perf_counter()
    read = loads(text, kind_of=kind_of)
    loaded = time.perf_counter()
    ready = checker(read, settings())
    done = time.perf_counter()
    figures = {
        "rules": len(ready.rules),
        "load_s": round(loaded - started, 3),
        "compile_s": round(done - loaded, 3),
        "memory_mb": round(_megabytes() - before, 1),
    }
    sys.stdout.write(json.dumps(figures) + "\n")


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
