"""Token patterns in the format of spaCy's Matcher, without a trained model.

A pattern holds within one sentence. What only a model could tell (LEMMA, POS…) is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import Field

from compliance.charter import Params
from compliance.errors import CharterError
from compliance.finding import Hit
from compliance.fold import folded
from compliance.ports import Find, Kind, Reading, Tools, example
from compliance.text import Span, Text

NEED_A_MODEL = frozenset(
    {"LEMMA", "POS", "TAG", "DEP", "MORPH", "ENT_TYPE", "ENT_IOB", "ENT_ID", "_"}
)
NOT_LINEAR = frozenset({"REGEX"})
# Repeated wildcards cost the square of the tokens they look at.
MAX_CODE_POINTS = 1_000  # of a sentence at a time

Token = Mapping[str, Any]


class Tokens(Params):
    """patterns: each a list of tokens.

    language: of spaCy's tokenizer; the charter's first where empty.
    """

    patterns: tuple[tuple[dict[str, Any], ...], ...] = Field(min_length=1)
    language: str = ""


def build(params: Tokens, tools: Tools) -> Find:
    for pattern in params.patterns:
        _check(pattern)
    # Here and not at the top: importing spaCy takes longer than most commands.
    import spacy
    from spacy.matcher import Matcher

    language = params.language or tools.charter.languages[0]
    try:
        nlp = spacy.blank(language)
        matcher = Matcher(nlp.vocab, validate=True)
        matcher.add(
            "rule", [[dict(token) for token in p] for p in params.patterns], greedy="LONGEST"
        )
    except (ImportError, ValueError) as error:  # spaCy's MatchPatternError is a ValueError
        raise CharterError(
            "not a token pattern that spaCy understands",
            mend="see spaCy's rule-based matching; attributes are in capitals",
        ) from error

    def find(reading: Reading) -> Iterator[Hit]:
        for start, piece in _pieces(reading.text):
            doc = nlp.make_doc(piece)
            for match in sorted(matcher(doc, as_spans=True)):
                yield Hit(Span(start + match.start_char, start + match.end_char))

    return find


def _check(pattern: tuple[dict[str, Any], ...]) -> None:
    names = {name for token in pattern for name in _names(token)}
    if names & NEED_A_MODEL:
        raise CharterError(
            f"{', '.join(sorted(names & NEED_A_MODEL))} would need a trained model",
            mend="use LOWER or ORTH, or the kind `terms` with `lemmas: true`",
        )
    if names & NOT_LINEAR:
        raise CharterError(
            "REGEX could run without end on a hostile post",
            mend="use the kind `pattern`, which is linear, or IN with a list",
        )


def _names(value: Any) -> Iterator[str]:
    """Every key of a token, in capitals, those inside its values too."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield str(name).upper()
            yield from _names(inner)


def _pieces(text: Text) -> Iterator[tuple[int, str]]:
    """Where each sentence starts and its words, a long one in pieces."""
    for sentence in text.sentences:
        for start in range(sentence.start, sentence.end, MAX_CODE_POINTS):
            yield start, text.readable[start : min(start + MAX_CODE_POINTS, sentence.end)]


def keys(params: Tokens) -> tuple[str, ...] | None:
    each = [_needed(pattern) for pattern in params.patterns]
    return tuple(key for keys in each for key in keys) if all(each) else None


def _needed(pattern: tuple[dict[str, Any], ...]) -> tuple[str, ...]:
    """The words that the first token with words of its own needs."""
    for token in pattern:
        words = token.get("LOWER", token.get("ORTH", token.get("TEXT")))
        if token.get("OP", "1") in ("1", "+") and isinstance(words, str):
            return (folded(words),)
        if token.get("OP", "1") in ("1", "+") and isinstance(words, Mapping) and "IN" in words:
            return tuple(map(folded, words["IN"]))
    return ()


KIND = Kind(
    Tokens,
    build,
    keys=keys,
    examples=(
        example("Notre usine ferme à 18 h.", patterns=[[{"LOWER": "usine"}, {"LOWER": "fermée"}]]),
        example(
            "🎉 On a ⟦vendu 300 toits⟧ hier",
            patterns=[[{"LOWER": "vendu"}, {"IS_DIGIT": True}, {"IS_ALPHA": True}]],
        ),
        example(
            "⟦Très très très bien⟧. Très\n\nbien",
            patterns=[[{"LOWER": "très", "OP": "+"}, {"LOWER": {"IN": ["bien", "bon"]}}]],
        ),
    ),
)
