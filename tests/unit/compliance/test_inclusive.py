from __future__ import annotations

import numpy as np
import pytest

from compliance.fold import fold
from compliance.inclusive import plainly
from compliance.models._features import features
from compliance.post import Post
from compliance.protected import recognise


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("les salarié·e·s", "les salaries"),
        ("Les salarié·es", "les salaries"),
        ("les salarié.e.s", "les salaries"),
        ("les salarié-e-s", "les salaries"),
        ("les salarié(e)s", "les salaries"),
        ("un·e salarié·e", "un salarie"),
        ("nos collaborateur·rice·s et client•es", "nos collaborateurs et clients"),
        ("des technicien·nes, des ouvrier·ères", "des techniciens, des ouvriers"),
        ("Bonjour à tou·te·s, à tou·tes, à tous·tes", "bonjour a tous, a tous, a tous"),
        ("les vendeur·euses, les conducteurs/trices", "les vendeurs, les conducteurs"),
        ("les étudiant·e·s 🎉 (merci)", "les etudiants 🎉 (merci)"),
    ],
)
def test_an_inclusive_form_is_read_as_the_common_one(typed: str, folded: str) -> None:
    assert plainly(fold(typed)).folded == folded


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "C'est la fin.Le reste suit.",
        "celui-là, rendez-vous, peut-être, a-t-elle",
        "voir exemple.example.com (le site)",
        "lundi · mardi · mercredi",
        "Lyon·Nice",
        "M. Dupont, p. ex., etc.",
        "vice-versa, week-end, e-mail, Saint-Étienne",
        "bien-être, là-haut, moi-même, grand(s) frère(s)",
    ],
)
def test_other_words_stay_as_they_are(typed: str) -> None:
    text = fold(typed)
    assert plainly(text) is text


def test_what_is_found_stands_where_it_was_typed() -> None:
    text = plainly(fold("🎉 Les salarié·e·s en grève"))
    start = text.folded.index("greve")
    assert text[text.span(start, start + 5)] == "grève"
    start = text.folded.index("salaries")
    assert text[text.span(start, start + 8)] == "salarié·e·s"


@pytest.mark.parametrize("form", ["salarié·e·s", "salarié·es", "salarié.e.s", "salarié(e)s"])
def test_a_model_sees_the_same_words_in_both(form: str) -> None:
    one = features(Post(text="Réunion avec les salariés du site, et avec Zoé."))
    other = features(Post(text=f"Réunion avec les {form} du site, et avec Zoé."))
    seen, also = (np.sort(each.ids[each.where >= 0]) for each in (one, other))
    assert np.array_equal(seen, also)


def test_protected_speech_is_heard_in_inclusive_spelling() -> None:
    common = "Les délégués syndicaux et les salariés appellent à la grève lundi."
    other = "Les délégué·e·s syndicaux et les salarié·e·s appellent à la grève lundi."
    one, same = recognise(fold(common), "fr"), recognise(fold(other), "fr")
    assert one is not None
    assert same is not None
    assert (one.topic, one.score) == (same.topic, same.score)
