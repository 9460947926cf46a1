"""A line in, a line out; bad ones are answers."""

from __future__ import annotations

import json

import pytest

from compliance.lines import answer, bad, parsed, read
from compliance.post import LINE_LIMIT


def test_a_line_is_a_post_and_the_rest_is_carried_through() -> None:
    line = parsed(b'{"id": "7", "text": "Bonjour", "channel": "x", "likes": 3, "findings": []}')
    assert line.post is not None
    assert (line.post.id, line.post.channel) == ("7", "x")
    assert json.loads(answer(line, {"id": "7", "findings": [1]})) == {
        "id": "7",
        "findings": [1],
        "likes": 3,
    }


def test_empty_lines_are_passed_over_and_order_is_kept() -> None:
    lines = list(read([b'{"id":"1","text":"a"}\n', b"\n", b"oops\n", b'{"id":"2","text":"b"}']))
    assert [line.id for line in lines] == ["1", None, "2"]


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"{", "not valid JSON at"),
        (b"[1]", "a line is a JSON object"),
        (b'{"id": "1"}', "missing text"),
        (b'{"text": "a"}', "missing id"),
        (b'{"id": 5, "text": "a"}', "id: Input should be a valid string"),
        (b'{"id": "1", "text": "a", "kind": "memo"}', "kind: Input should be"),
        (b'{"id": "1", "text": "a", "posted_at": "2026-01-01T00:00:00"}', "posted_at"),
        (b'{"id": "1", "text": "\\ud800 a"}', "not valid JSON"),
        (b'\xff\xfe{"id"', "not valid JSON"),
        (b"x" * (LINE_LIMIT + 1), "longer than 1,048,576 bytes"),
    ],
)
def test_a_bad_line_says_what_is_wrong_and_never_what_it_held(raw: bytes, message: str) -> None:
    line = parsed(raw)
    assert line.post is None
    answered = json.loads(bad(line))
    assert message in answered["error"]["message"]
    assert answered["error"]["code"] == "bad-input"


def test_a_value_that_is_wrong_is_not_repeated_in_the_answer() -> None:
    line = parsed(b'{"id": "1", "text": "a", "lang": "SECRET"}')
    assert "SECRET" not in bad(line).decode()
