from __future__ import annotations

from api.samples import brought, samples


def test_the_made_up_posts_are_of_both_languages_and_have_names_of_their_own() -> None:
    posts = samples()
    assert {post.lang for post in posts} == {"fr", "en"}
    assert len({post.id for post in posts}) == len(posts)


def test_a_line_is_a_post_or_the_words_of_one() -> None:
    text = 'Bonjour à tous\n\n{"id": "17", "text": "Salut", "channel": "x"}\n'
    assert [(line.post.id, line.post.text, line.post.channel) for line in brought(text)] == [
        ("1", "Bonjour à tous", None),
        ("17", "Salut", "x"),
    ]


def test_a_line_that_is_no_post_says_its_number_and_why_and_not_its_words() -> None:
    secret = '{"id": "1", "texte": "Projet Aurore"}'
    first, second = brought(f"{secret}\n{{broken")
    assert (first.id, first.post) == (1, None)
    assert str(first.error) == "missing text"
    assert second.id == 2
    assert "Aurore" not in str(first.error)


def test_nothing_is_no_post() -> None:
    assert brought("") == []
    assert brought(" \n\t\n") == []
