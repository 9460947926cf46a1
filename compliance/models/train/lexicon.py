"""Word lists whose licences let what is made of them go out: polarity, and insults.

Polarity: Pattern (fr, en, it, nl; PDDL and BSD), AFINN (fr, en; Apache-2.0), VADER-fr (MIT).
Insults: LDNOOBW (CC BY 4.0), french-badwords-list (MIT), Surge AI profanity (MIT).
"""

from __future__ import annotations

import csv
import gzip
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from compliance.fold import folded
from compliance.models.train.reading import corpus, lines

# Column of the word, column of its value, and what the strongest value is.
POLARITY = {
    "afinn-en-165.csv": ("term", "score", 5.0),
    "afinn-fr-165.csv": ("term", "score", 5.0),
    "pattern-fr.csv": ("form", "polarity", 1.0),
    "pattern-en.csv": ("form", "polarity", 1.0),
    "pattern-it.csv": ("form", "polarity", 1.0),
    "pattern-nl.csv": ("form", "polarity", 1.0),
    "vader-fr.csv": ("term", "mean", 4.0),
}
INSULTS = (
    "french-badwords-list.txt",
    *(f"ldnoobw-{c}.txt" for c in ("de", "en", "es", "fr", "it", "nl", "pt")),
)
_WORDS = re.compile(r"[^\W_]+")
# Surge AI rates severity from 0 to 3.
SEVERE = 1.8


def polarity(root: Path) -> dict[str, float]:
    """Folded word → mean of what the lists say, −1 to 1, by word."""
    said: dict[str, list[float]] = defaultdict(list)
    for name, (word, value, most) in POLARITY.items():
        with (root / "data" / "lexicon-sentiment" / name).open(encoding="utf-8") as file:
            for line in csv.DictReader(file):
                said[" ".join(folded(line[word]).split())].append(float(line[value]) / most)
    return {
        word: sum(values) / len(values)
        for word, values in sorted(said.items())
        if len(word) > 2 and all(sign.isalpha() or sign in " '-" for sign in word)
    }


# Weaker ones say little and are many.
POLAR = 0.15


def polar(root: Path) -> dict[str, float]:
    """Words and phrases of the lists, means over their languages; those foreign to them left out.

    A word that Tatoeba shows mostly in a language whose list does not hold it is another word there
    («die», «gift»), and would count in every German sentence.
    """
    said: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for name, (form, strength, most) in POLARITY.items():
        language = next(part for part in re.split(r"[-.]", name) if len(part) == 2)
        with (root / "data" / "lexicon-sentiment" / name).open(encoding="utf-8") as file:
            for line in csv.DictReader(file):
                entry = " ".join(_WORDS.findall(folded(line[form])))
                said[entry][language].append(float(line[strength]) / most)
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for line in lines(root / "data" / "langid-tatoeba" / "all.jsonl"):
        seen[line["label"]].update(set(_WORDS.findall(folded(line["text"]))))
    found = {}
    for word, by_language in sorted(said.items()):
        at_home = max(seen[language][word] for language in by_language)
        abroad = max(seen[c][word] for c in sorted(seen) if c not in by_language)
        means = [sum(values) / len(values) for values in by_language.values()]
        value = sum(means) / len(means)
        alphabetic = len(word) > 2 and word.replace(" ", "").isalpha()
        if alphabetic and abs(value) >= POLAR and abroad < 2 + 2 * at_home:
            found[word] = round(value, 2)
    return found


def write_polar(root: Path, out: Path) -> None:
    """The list that `_polarity` reads, packed; the same bytes for the same lists."""
    told = "\n".join(f"{word}\t{value}" for word, value in polar(root).items())
    out.write_bytes(gzip.compress(told.encode(), mtime=0))


def insults(root: Path) -> Iterator[str]:
    folder = root / "data" / "lexicon-profanity"
    words: set[str] = set()
    for name in INSULTS:
        words.update((folder / name).read_text("utf-8").splitlines())
    with (folder / "surge-profanity-en.csv").open(encoding="utf-8") as file:
        words.update(
            line["text"]
            for line in csv.DictReader(file)
            if float(line["severity_rating"]) >= SEVERE
        )
    return (word for word in sorted(words) if word.strip())


# Texts that tell which words are written small, beside those of the corpus.
TEXTS = (
    "sentiment-xed/fr",
    "sentiment-xed/en",
    "sentiment-xed/de",
    "sentiment-xed/es",
    "sentiment-xed/it",
    "sentiment-xed/nl",
    "sentiment-xed/pt",
    "sentiment-allocine-fr/train",
    "langid-tatoeba/all",
)
_SMALL = re.compile(r"(?<![\w#@])[a-zß-ÿœ][^\W\d_]+")
# With a capital though a small letter or a comma stands before: not for beginning a sentence.
_CAPITAL = re.compile(r"(?<=[a-zß-ÿœ,] )[A-ZÀ-ÞŒ][^\W\d_]+")
# English writes these with a capital, and they are nobody's name.
DAYS = (
    "monday tuesday wednesday thursday friday saturday sunday january february march april june "
    "july august september october november december french english christmas"
)


def common(texts: Iterable[str]) -> list[str]:
    """Folded words that `texts` write small, oftener than with a capital inside a sentence."""
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for text in texts:
        small.update(folded(word) for word in _SMALL.findall(text))
        capital.update(folded(word) for word in _CAPITAL.findall(text))
    return sorted({*DAYS.split(), *(w for w, n in small.items() if n >= 2 and n >= capital[w])})


def write_common(root: Path, out: Path) -> None:
    """The list that `_names` reads, packed; the same bytes for the same texts."""
    out.write_bytes(gzip.compress("\n".join(common(texts(root))).encode(), mtime=0))


def texts(root: Path) -> Iterator[str]:
    yield from (line["text"] for line, *_ in corpus(root, "any"))
    for name in TEXTS:
        yield from (line["text"] for line in lines(root / "data" / f"{name}.jsonl"))
