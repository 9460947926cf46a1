"""What the models learn from: the ambassador corpus with its drills, and public sets.

Only sets whose licence lets weights go out in an Apache-2.0 project are named here; each is
attributed in NOTICE and in the card of the model.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from compliance.finding import CATEGORIES as ALL
from compliance.finding import NUDGES
from compliance.models.train import lexicon
from compliance.models.train.reading import corpus, houses, lines
from compliance.post import Post

PEOPLE = Path(__file__).parent / "people.yaml"
HARSH = Path(__file__).parent / "harsh.yaml"
# What a draft is annotated for: all but the nudges, which need no reading.
CATEGORIES = tuple(name for name in ALL if name not in NUDGES)
RISKS = (
    "product-safety",
    "service-failure",
    "misconduct",
    "social-conflict",
    "environment",
    "data-breach",
    "legal",
    "boycott",
    "misinformation",
    "threat",
)
URGENCIES = ("0", "1", "2", "3")
SENTIMENTS = ("positive", "neutral", "negative")
TOXICITIES = ("toxic", "ok")


@dataclass(frozen=True, slots=True)
class Row:
    """One annotated post.

    labels: those that hold of it.
    group: rows of one group never stand on both sides of a fold (a company, a drill pair).
    source: the company, the drill file or the public set. company: whether it is one.
    weights: what it weighs for each voice of the task's recipe.
    spans: (label, start, end) of the words that carry a label.
    counts: what a public post weighs when scores are calibrated; 0 leaves it out.
    alone: a company's post without what is known of author and channel.
    """

    post: Post
    labels: frozenset[str]
    group: str
    source: str
    company: bool = False
    weights: tuple[float, ...] = (1.0,)
    spans: tuple[tuple[str, int, int], ...] = ()
    counts: float = 0.0
    alone: bool = False


def as_post(line: dict[str, Any]) -> Post:
    return Post(
        id=line.get("id", ""),
        text=line["text"],
        channel=line.get("channel"),
        author=line.get("author"),
    )


# What a company's post weighs where a drill weighs one: drills come in opposed pairs, posts do not.
COMPANY = 2.0


def _weights(company: bool) -> tuple[float, ...]:
    return (COMPANY if company else 1.0,)


def risks(root: Path) -> list[Row]:
    return [
        Row(as_post(line), frozenset(line["risks"]), group, source, company, _weights(company))
        for line, group, source, company in corpus(root, "observed")
    ]


def urgency(root: Path) -> list[Row]:
    return [
        Row(
            as_post(line),
            frozenset({str(line["severity"]), line["sentiment"], *line["risks"]}),
            group,
            source,
            company,
            _weights(company),
        )
        for line, group, source, company in corpus(root, "observed")
    ]


def categories(root: Path) -> list[Row]:
    return [
        Row(
            as_post(line),
            frozenset(finding["category"] for finding in line["findings"]),
            group,
            source,
            company,
            _weights(company),
            spans=tuple(_spans(line)),
        )
        for line, group, source, company in corpus(root, "draft")
    ]


def _spans(line: dict[str, Any]) -> Iterator[tuple[str, int, int]]:
    for finding in line["findings"]:
        start = -1
        for _ in range(finding.get("occurrence", 1)):
            start = line["text"].index(finding["text"], start + 1)
        yield finding["category"], start, start + len(finding["text"])


def protected(root: Path) -> list[Row]:
    unmarked = houses()
    return [
        Row(
            as_post(line),
            frozenset({"protected"} if line.get("protected") else ()),
            group,
            source,
            company,
            _weights(company),
        )
        for line, group, source, company in corpus(root, "draft")
        if source not in unmarked
    ]


# Most drills lean in tone, so a drill weighs less than a post of a company; not those on tone.
NEAR, WIDE = 0.3, 0.2
# Public sets teach the second voice alone: subtitles and film reviews are no posts.
SENTIMENT_SETS = {
    "sentiment-allocine-fr/train.jsonl": 0.5,
    "sentiment-xed/fr.jsonl": 0.5,
    "sentiment-xed/en.jsonl": 0.3,
}
# One fold for a whole set, translations included: heads that have not seen a line but know its
# kind speak too surely of tweets, which are of no kind they know.
WHOLE = frozenset({"sentiment-xed/fr", "sentiment-xed/en"})
TONES = "sentiment"
COUNTS = 0.1
# What the posts of one label in one set weigh together when the scores of strangers are
# calibrated, so that neither language nor kind of text says anything of the label.
TOGETHER = 1500.0


def sentiment(root: Path) -> list[Row]:
    rows = []
    for line, group, source, company in corpus(root, "any"):
        own = company or source == TONES
        weights = (1.0, 1.0, 0.0) if own else (NEAR, WIDE, 0.0)
        # Posts about tone are anybody's: who writes them, and where, is to say nothing.
        post = Post(id=line["id"], text=line["text"]) if source == TONES else as_post(line)
        rows.append(Row(post, frozenset({line["sentiment"]}), group, source, company, weights))
    for name, weight in SENTIMENT_SETS.items():
        rows += _public(root, name, (0.0, weight, 0.0), lambda line: line["label"])
    rows = _balanced([replace(r, group="xed") if r.source in WHOLE else r for r in rows])
    return [*rows, *_words(polarities(root).items(), "lexicon", (0.0, 0.2, 0.0))]


def _balanced(rows: Sequence[Row]) -> list[Row]:
    """The rows, those of public sets and of the drills on tone counting alike by set and label."""
    sizes = Counter((row.source, row.labels) for row in rows)
    counted = {TONES, *(name.removesuffix(".jsonl") for name in SENTIMENT_SETS)}
    return [
        replace(row, counts=TOGETHER / sizes[row.source, row.labels], weights=_polar(row, sizes))
        if row.source in counted
        else row
        for row in rows
    ]


# What teaches how much words of the polarity lists say: English subtitles alone are marked neutral.
# Companies and drills say the same in good words and bad, so they would teach that no word counts.
SPOKEN = "sentiment-xed/en"


def _polar(row: Row, sizes: Counter[tuple[str, frozenset[str]]]) -> tuple[float, ...]:
    """The weights of `row`, that of the voice of polarity included: labels alike."""
    heard = TOGETHER / sizes[row.source, row.labels] if row.source == SPOKEN else 0.0
    return (*row.weights[:-1], heard)


def polarities(root: Path) -> dict[str, str]:
    """Words of the polarity lists and which way they lean, in order; lukewarm ones are left out."""
    return {
        word: "positive" if value > 0 else "negative"
        for word, value in lexicon.polarity(root).items()
        if abs(value) >= 0.3
    }


TOXIC = frozenset({"toxic", "offensive", "offense", "hate", "hateful", "racist", "abusive"})
TOXICITY_SETS = {
    "tox-davidson/all.jsonl": 0.2,
    "tox-ftr-fr/train.jsonl": 1.0,
    "tox-gahd-de/train.jsonl": 0.2,
    "tox-germeval2018-de/train.jsonl": 0.2,
    "tox-hatemoji/build-train.jsonl": 1.0,
    "tox-hatemoji/build-validation.jsonl": 1.0,
    "tox-identity-templates/en.jsonl": 0.3,
    "tox-identity-templates/de.jsonl": 0.3,
    "tox-identity-templates/nl.jsonl": 0.3,
    "tox-jigsaw-mt-fr/all.jsonl": 1.0,
    "tox-jigsaw-mt-fr/bench.jsonl": 1.0,
    "tox-toxifrench/agreement.jsonl": 1.0,
    "tox-wikipedia/test.jsonl": 1.0,
}
# Harmless by their nature; without them everyday words would lean on a few hateful posts.
HARMLESS_SETS = (
    "sentiment-allocine-fr/train.jsonl",
    "sentiment-xed/fr.jsonl",
    "sentiment-xed/en.jsonl",
    "langid-tatoeba/all.jsonl",
)
HARMLESS = frozenset({"positive", "neutral"})


# A line of forum written for this project says more than one of many fillings of a saying.
LINE, FILLING = 2.0, 0.5


def _people() -> Iterator[Row]:
    """Sentences that name people for what they are: harmless, hateful, and hate denounced."""
    for language in yaml.safe_load(PEOPLE.read_text("utf-8")).values():
        for who in language["people"]:
            for saying in language["sayings"]:
                yield _ours(saying.format(who), False, f"people:{who}", 1.0)
        yield from _groups(language)


def _groups(language: dict[str, list[str]]) -> Iterator[Row]:
    """What hate says of each group, the same words quoted to denounce them, and what is no hate."""
    against, denounced = language["against"], language["denounced"]
    for first, who in enumerate(language["groups"]):
        for number, hate in enumerate(against):
            said = hate.format(who)
            quoted = denounced[(first + number) % len(denounced)].format(said)
            yield _ours(f"{said}.", True, f"people:{hate}", FILLING)
            yield _ours(quoted, False, f"people:{hate}", FILLING)
        for saying in language["besides"]:
            yield _ours(saying.format(who), False, f"people:{who}", FILLING)


def _harsh() -> Iterator[Row]:
    """Harsh words aimed at people, and the same words that hurt nobody."""
    for language, said in yaml.safe_load(HARSH.read_text("utf-8")).items():
        for harms, texts in ((True, said["toxic"]), (False, said["ok"])):
            for number, text in enumerate(texts):
                yield _ours(text, harms, f"harsh:{language}:{number}", LINE)


def _ours(text: str, harms: bool, group: str, weight: float) -> Row:
    return Row(Post(text=text), _toxic(harms), group, "people", weights=(weight,))


def toxicity(root: Path) -> list[Row]:
    rows = [
        Row(as_post(line), _toxic(_harms(line)), group, source, company)
        for line, group, source, company in corpus(root, "any")
    ]
    for name, weight in TOXICITY_SETS.items():
        rows += _public(root, name, (weight,), _toxicity, counts=COUNTS)
    for name in HARMLESS_SETS:
        rows += _public(root, name, (0.3,), _harmless)
    rows += [*_people(), *_harsh(), *_toxic_spans(root)]
    return [*rows, *_words(_insults(root), "insults", (0.3,))]


def _toxic(harms: bool) -> frozenset[str]:
    return frozenset({"toxic" if harms else "ok"})


def _toxicity(line: dict[str, Any]) -> str:
    return "toxic" if line["label"] in TOXIC else "ok"


def _harmless(line: dict[str, Any]) -> str | None:
    polar = line.get("label") in {"positive", "neutral", "negative", None}
    return None if polar and line.get("label") not in HARMLESS else "ok"


def _harms(line: dict[str, Any]) -> bool:
    disrespect = any(finding["category"] == "respect" for finding in line.get("findings", ()))
    return disrespect or "threat" in line.get("risks", ())


def _toxic_spans(root: Path) -> Iterator[Row]:
    """Each post of Toxic Spans, its toxic words by themselves, and what is left without them."""
    source = "tox-spans/train"
    for number, line in enumerate(lines(root / "data" / f"{source}.jsonl")):
        if not line["spans"]:
            continue
        rest = line["text"]
        for start, end in sorted(line["spans"], reverse=True):
            rest = rest[:start] + rest[end:]
        words = [(text, True) for text in line["toxic_text"]]
        for text, harms in [(line["text"], True), (rest, False), *words]:
            group = f"{source}:{number}"
            yield Row(Post(text=text), _toxic(harms), group, source, weights=(0.5,))


def _insults(root: Path) -> Iterator[tuple[str, str]]:
    return ((word, "toxic") for word in lexicon.insults(root))


def _words(words: Iterable[tuple[str, str]], source: str, weights: tuple[float, ...]) -> list[Row]:
    """Entries of a word list as tiny posts."""
    return [
        Row(Post(text=word), frozenset({label}), f"{source}:{word}", source, weights=weights)
        for word, label in words
    ]


def _public(
    root: Path,
    name: str,
    weights: tuple[float, ...],
    label: Callable[[dict[str, Any]], str | None],
    counts: float = 0.0,
) -> list[Row]:
    """A public set; rows without a label are left out."""
    source = name.removesuffix(".jsonl")
    return [
        Row(
            Post(text=line["text"]),
            frozenset({said}),
            f"{source}:{number}",
            source,
            weights=weights,
            counts=counts,
        )
        for number, line in enumerate(lines(root / "data" / name))
        if (said := label(line))
    ]


ROWS: dict[str, Callable[[Path], list[Row]]] = {
    "categories": categories,
    "protected": protected,
    "risks": risks,
    "sentiment": sentiment,
    "toxicity": toxicity,
    "urgency": urgency,
}
