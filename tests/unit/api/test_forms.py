from __future__ import annotations

import pytest

from api.forms import MOST_FIELDS, fields
from compliance.errors import InputError

MULTIPART = "multipart/form-data; boundary=xYz"


def multipart(*parts: tuple[str, bytes]) -> bytes:
    head = b'--xYz\r\nContent-Disposition: form-data; name="%b"\r\n\r\n%b\r\n'
    return b"".join(head % (name.encode(), value) for name, value in parts) + b"--xYz--\r\n"


def test_every_value_of_a_name_is_kept_in_order() -> None:
    body = b"role=analyst&owner=zo%C3%A9&role=operator&empty="
    assert fields("application/x-www-form-urlencoded", body) == [
        ("role", "analyst"),
        ("owner", "zoé"),
        ("role", "operator"),
        ("empty", ""),
    ]


def test_a_file_is_its_content() -> None:
    body = (
        b'--xYz\r\nContent-Disposition: form-data; name="file"; filename="posts.jsonl"\r\n'
        b"Content-Type: application/octet-stream\r\n\r\n"
        + '{"text": "é 🎉"}\nune ligne\r\n\r\nfin'.encode()
        + b"\r\n--xYz--\r\n"
    )
    assert fields(MULTIPART, body) == [("file", '{"text": "é 🎉"}\nune ligne\n\nfin')]


def test_both_ways_of_sending_say_the_same() -> None:
    sent = multipart(("level", b"trust"), ("overlay", b"crisis"), ("overlay", b"health"))
    assert fields(MULTIPART, sent) == fields("", b"level=trust&overlay=crisis&overlay=health")


def test_what_is_no_text_is_replaced() -> None:
    assert fields(MULTIPART, multipart(("file", b"\xff\xfe"))) == [("file", "��")]


def test_a_part_without_a_name_is_nothing() -> None:
    body = b"--xYz\r\nContent-Type: text/plain\r\n\r\nx\r\n--xYz--\r\n"
    assert fields(MULTIPART, body) == []


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("multipart/form-data", multipart(("a", b"b"))),
        ("multipart/form-data; boundary=other", multipart(("a", b"b"))),
        (MULTIPART, b""),
        (MULTIPART, multipart(*[("a", b"b")] * (MOST_FIELDS + 1))),
        ("", b"a=b&" * (MOST_FIELDS + 1)),
    ],
)
def test_a_form_that_cannot_be_read_is_refused(content_type: str, body: bytes) -> None:
    with pytest.raises(InputError):
        fields(content_type, body)
