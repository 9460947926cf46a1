"""Train the table of `words.py`.

    python -m compliance.models.language.train --data ../shared/data --output words.npz

From XED (CC BY 4.0), half of Tatoeba (CC BY 2.0 FR), GermEval 2018, GAHD (CC BY 4.0), Davidson,
MLMA and CrisisLexT26 (MIT; its tweets have no language: py3langid says it, where it is sure), and
for «other» half of the sentences of 16 languages of lingua-py (Apache-2.0). The other halves, and
tweets of other sets, are for `tests/benchmarks/quality/language.py`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from compliance.language import prose
from compliance.models.language import by_langid
from compliance.models.language.words import OTHER, grams, words

LANGUAGES = ("de", "en", "es", "fr", "it", "nl", "pt")
LABELS = (*LANGUAGES, OTHER)
TWEETS = {
    "de": ("tox-germeval2018-de/train.jsonl.gz", "tox-gahd-de/train.jsonl.gz"),
    "en": ("tox-davidson/all.jsonl.gz",),
    "fr": ("tox-mlma/fr-train.jsonl",),
}
AT_MOST = 7_000  # texts of a language in a set
PIECES = (2, 3, 4, 5, 6, 8, 12, 40)  # words
ORDERS = 8
KEPT = 40_000  # n-grams
SEED = 0
Labelled = list[tuple[str, str]]


def lines(path: Path) -> Iterator[dict[str, str]]:
    read = path.read_bytes()
    yield from map(
        json.loads, (gzip.decompress(read) if path.suffix == ".gz" else read).splitlines()
    )


def texts(data: Path, chance: random.Random) -> Labelled:
    """Cleaned texts with their labels; `OTHER` twice, since it has few."""
    found: Labelled = []
    for code in LANGUAGES:
        xed = next(data.glob(f"sentiment-xed/{code}.jsonl*"))
        for paths in ([xed], [data / name for name in TWEETS.get(code, ())]):
            all_of = [line["text"] for path in paths for line in lines(path)]
            found += [(text, code) for text in chance.sample(all_of, min(len(all_of), AT_MOST))]
    found += second_half(
        (line["text"], line["label"]) for line in lines(data / "langid-tatoeba/all.jsonl.gz")
    )
    others = second_half(
        (line["text"], OTHER) for line in lines(data / "langid-other-languages/dev.jsonl.gz")
    )
    found += [*others, *others, *sure_tweets(data / "stream-crisislex/posts.jsonl.gz")]
    return [(prose(text), label) for text, label in found]


def frequent_words(chance: random.Random) -> Iterator[tuple[str, str]]:
    """The words of `words.txt`, three at a time, in eight orders."""
    content = Path(__file__).with_name("words.txt").read_text(encoding="utf-8")
    for section in content.split("\n[")[1:]:
        code, _, listed = section.partition("]")
        for _ in range(ORDERS):
            shuffled = chance.sample(listed.split(), len(listed.split()))
            for start in range(0, len(shuffled), 3):
                yield " ".join(shuffled[start : start + 3]), code


def second_half(posts: Iterable[tuple[str, str]]) -> Labelled:
    """Those at odd places: the even ones are measured."""
    return list(posts)[1::2]


def sure_tweets(path: Path) -> Iterator[tuple[str, str]]:
    detector = by_langid.load(LANGUAGES)
    for text in sorted({line["text"] for line in lines(path)}):
        heard = detector.detect(prose(text))
        if heard.score > 0.9:
            yield text, heard.label


def varied(posts: Labelled, chance: random.Random) -> Labelled:
    """With pieces of a few words twice, and some without accents, as people type."""
    pieces = [(piece(text, chance), label) for text, label in posts for _ in range(2)]
    both = posts + pieces
    return both + [(plain(text), label) for text, label in both if chance.random() < 0.15]


def piece(text: str, chance: random.Random) -> str:
    each = text.split()
    length = chance.choice(PIECES)
    start = chance.randrange(max(1, len(each) - length + 1))
    return " ".join(each[start : start + length])


def plain(text: str) -> str:
    apart = unicodedata.normalize("NFD", text)
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def fitted(posts: Labelled) -> tuple[Sequence[str], np.ndarray, np.ndarray]:
    """The KEPT n-grams that weigh most, their weights (n, labels), and the intercept."""
    from scipy.sparse import diags
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression

    vectorizer = CountVectorizer(
        analyzer=lambda text: [g for word in words(text) for g in grams(word)],
        min_df=4,
        dtype=np.float32,
    )
    counts = vectorizer.fit_transform([text for text, _ in posts])
    scale = 1 / np.sqrt(np.asarray(counts.sum(axis=1)).ravel()).clip(1)
    model = LogisticRegression(C=1.0, max_iter=80)
    model.fit(diags(scale.astype(np.float32)) @ counts, [LABELS.index(y) for _, y in posts])
    often = np.sqrt(np.asarray((counts > 0).mean(axis=0)).ravel())
    kept = np.sort(np.argsort(-np.abs(model.coef_).max(axis=0) * often)[:KEPT])
    names = vectorizer.get_feature_names_out()[kept].tolist()
    return names, model.coef_[:, kept].T, model.intercept_


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--output", type=Path, default=Path(__file__).with_name("words.npz"))
    options = parser.parse_args()
    chance = random.Random(SEED)  # noqa: S311 (a draw of training texts, no secret)
    names, weights, intercept = fitted(
        varied(texts(options.data, chance), chance) + list(frequent_words(chance))
    )
    scale = np.float32(np.abs(weights).max() / 127)
    np.savez_compressed(
        options.output,
        grams=np.array("\n".join(names)),
        weights=np.round(weights / scale).astype(np.int8),
        scale=scale,
        intercept=intercept.astype(np.float32),
        labels=np.array(" ".join(LABELS)),
    )


if __name__ == "__main__":
    main()
