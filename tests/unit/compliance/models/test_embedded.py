"""The bank of heads and the classifier over it, with heads small enough to read."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from compliance.charter import ClassifierChoice
from compliance.errors import ModelError, UnknownName
from compliance.models import _bank
from compliance.models._bank import Bank, Card, Head, Link
from compliance.models._features import NOWHERE, features, vocabulary
from compliance.models.embedded import Embedded, load
from compliance.post import Post
from compliance.text import WHOLE, Span

GUILTY = "Le voleur ment"


def head(*words: str, link: Link = "several", labels: tuple[str, ...] = ("bad",)) -> Head:
    """A head for which the n-grams of `words` weigh, and nothing else does."""
    seen = [features(Post(text=word)) for word in words]
    rows = np.unique(np.concatenate([each.ids[each.where != NOWHERE] for each in seen]))
    heads = len(labels) - (link == "steps")
    mix = np.zeros((heads, len(labels)), np.float32)
    mix[:, len(labels) - heads :] = np.eye(heads)
    none = np.zeros((len(rows), 0), np.int8)
    return Head(
        card=Card("risks", "1", labels, link, dict.fromkeys(labels, 0.5), vocabulary()),
        rows=rows.astype(np.int32),
        weights=np.full((len(rows), heads), 100, np.int8),
        scale=np.full(heads, 0.02, np.float32),
        intercept=np.full(heads, -4, np.float32),
        sentence_weights=none,
        sentence_scale=np.zeros(0, np.float32),
        sentence_intercept=np.zeros(0, np.float32),
        mix=mix,
        bias=np.zeros(len(labels), np.float32),
        alone_mix=mix,
        alone_bias=np.zeros(len(labels), np.float32),
    )


def classifier(**of: Any) -> Embedded:
    return Embedded(Bank([head(GUILTY, **of)]), "risks")


def test_words_that_weigh_raise_the_score() -> None:
    calm, guilty = classifier().score([Post(text="Quelle journée"), Post(text=GUILTY)])
    assert calm["bad"] < 0.5 < guilty["bad"]


def test_scores_of_one_label_out_of_many_sum_to_one() -> None:
    (scores,) = classifier(link="one", labels=("a", "b", "c")).score([Post(text=GUILTY)])
    assert sum(scores.values()) == pytest.approx(1)


def test_scores_of_a_scale_sum_to_one_and_never_go_below_nought() -> None:
    model = classifier(link="steps", labels=("0", "1", "2", "3"))
    for scores in model.score([Post(text=GUILTY), Post(text="Oui")]):
        assert sum(scores.values()) == pytest.approx(1)
        assert min(scores.values()) >= 0


def test_a_role_that_is_known_brings_its_own_calibration() -> None:
    plain = head(GUILTY)
    sure = replace(plain, alone_bias=np.array([9], np.float32))
    model = Embedded(Bank([sure]), "risks")
    alone, known = model.score([Post(text="Oui"), Post(text="Oui", author="cliente")])
    assert alone["bad"] > 0.9 > known["bad"]


def test_evidence_is_the_sentence_that_weighs_most() -> None:
    post = Post(text="Il fait beau. Le voleur ment. Bonne nuit.")
    assert classifier().evidence(post, "bad") == Span(14, 29)


def test_evidence_is_the_whole_post_where_no_sentence_stands_out() -> None:
    assert classifier().evidence(Post(text="Xyz. Xyz."), "bad") == WHOLE
    assert classifier().evidence(Post(text=" "), "bad") == WHOLE


def test_heads_of_sentences_speak_for_the_worst_sentence() -> None:
    plain = head(GUILTY)
    inside = replace(
        plain,
        weights=np.zeros_like(plain.weights),
        sentence_weights=plain.weights,
        sentence_scale=plain.scale,
        sentence_intercept=plain.intercept,
        mix=np.array([[0], [1]], np.float32),
        alone_mix=np.array([[0], [1]], np.float32),
    )
    model = Embedded(Bank([inside]), "risks")
    post = Post(text="Il fait beau. Le voleur ment. " + "Bonne nuit à vous. " * 20)
    assert model.score([post])[0]["bad"] > 0.5
    assert model.evidence(post, "bad") == Span(14, 29)


def test_two_tasks_say_together_what_each_says_alone() -> None:
    risks, tone = head(GUILTY), head("Bonne nuit")
    tone = replace(tone, card=replace(tone.card, task="sentiment"))
    both, post = Bank([risks, tone]), Post(text="Le voleur ment. Bonne nuit.")
    assert both.scores("risks", post) == Bank([risks]).scores("risks", post)
    assert both.scores("sentiment", post) == Bank([tone]).scores("sentiment", post)


def test_what_is_written_is_read_again() -> None:
    content = _bank.written(head(GUILTY))
    again = _bank.read("risks", content)
    assert again.card == head(GUILTY).card
    assert np.array_equal(again.weights, head(GUILTY).weights)
    assert _bank.written(again) == content


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", _bank.written(head("x"))[:-40]])
def test_a_damaged_file_is_refused(content: bytes) -> None:
    with pytest.raises(ModelError, match="cannot be read"):
        _bank.read("risks", content)


def test_another_tasks_file_is_refused() -> None:
    with pytest.raises(ModelError, match="are those of 'risks'"):
        _bank.read("sentiment", _bank.written(head("x")))


def test_weights_for_another_lexicon_are_refused() -> None:
    other = head("x")
    old = replace(other, card=replace(other.card, lexicon="0"))
    with pytest.raises(ModelError, match="another lexicon"):
        _bank.read("risks", _bank.written(old))


def test_a_task_without_weights_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownName, match="weather"):
        load(ClassifierChoice(task="weather"))
