from __future__ import annotations

from compliance.models.train.lexicon import common


def test_a_word_written_small_twice_is_common() -> None:
    assert "usine" in common(["à l'usine, une usine", "Zut"])
    assert "zut" not in common(["à l'usine, une usine", "Zut"])


def test_a_word_that_has_its_capital_inside_sentences_is_not() -> None:
    texts = ["avec Rose, chez Rose, pour Rose", "une rose, la rose"]
    assert "rose" not in common(texts)


def test_the_capital_that_opens_a_sentence_says_nothing() -> None:
    assert "merci" in common(["Merci à vous. Merci ! Merci", "oui, merci, encore merci"])


def test_words_are_folded_and_handles_left_out() -> None:
    words = common(["grève, grève", "@dupont @dupont #salon #salon"])
    assert "greve" in words
    assert not {"dupont", "salon"} & set(words)
