"""What every source promises, and what each makes of its own sort of file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from compliance import sources
from compliance.declared import declared, names
from compliance.errors import SourceError
from compliance.post import LINE_LIMIT
from compliance.records import Item
from compliance.sources.file import FileSource

JSON_LINES = (
    b'\xef\xbb\xbf{"id": "p1", "text": "Plant\xc3\xa9 \xf0\x9f\x9a\xb2", "author": "riverain"}\n'
    b"\n"
    b'{"id": "p2", "text": "two", "severity": 3, "posted_at": "2026-11-20T10:00:00Z"}\r\n'
    b"{not json\n"
    b'{"id": "p3", "text": "three"}'
)
TABLE = (
    b"\xef\xbb\xbfID;Message;Date;likes\r\n"
    b"p1;Plant\xc3\xa9 \xf0\x9f\x9a\xb2;;4\r\n"
    b'p2;"two\nlines; and ""quotes""";2026-11-20T10:00:00Z;0\r\n'
    b'p3;"never closed;;\r\n'
    b"p4;four;yesterday;\r\n"
    b"\r\n"
    b"p5;\xff;;\r\n"
    b"p6;six;;"
)

# A file of each sort, and the ids or line numbers of bad lines in it.
SORTS = [
    ("posts.jsonl", JSON_LINES, ["p1", "p2", 4, "p3"]),
    ("posts.csv", TABLE, ["p1", "p2", 5, 6, 8, "p6"]),
]


def ids(items: list[Item]) -> list[str | int]:
    return [item.post.id if item.post else item.bad.number if item.bad else "" for item in items]


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., FileSource]:
    def write(content: bytes, name: str = "posts.jsonl") -> FileSource:
        path = tmp_path / name
        path.write_bytes(content)
        return FileSource(str(path))

    return write


def test_every_source_declares_itself() -> None:
    assert names(sources) == ("file",)
    for name in names(sources):
        assert callable(declared(sources, name, "SOURCE"))


@pytest.mark.parametrize(("name", "content", "expected"), SORTS)
def test_a_file_gives_its_posts_and_its_bad_lines_in_order(
    write: Callable[..., FileSource], name: str, content: bytes, expected: list[str | int]
) -> None:
    assert ids(list(write(content, name).read())) == expected


@pytest.mark.parametrize(("name", "content", "expected"), SORTS)
def test_reading_goes_on_from_any_position(
    write: Callable[..., FileSource], name: str, content: bytes, expected: list[str | int]
) -> None:
    source = write(content, name)
    items = list(source.read())
    for number, item in enumerate(items, 1):
        assert list(source.read(item.position)) == items[number:]
    assert source.fraction("") == 0.0
    assert source.fraction(items[-1].position) == 1.0


@pytest.mark.parametrize(("name", "content", "expected"), SORTS)
def test_a_post_holds_what_its_line_says(
    write: Callable[..., FileSource], name: str, content: bytes, expected: list[str | int]
) -> None:
    first, second = [item.post for item in write(content, name).read() if item.post][:2]
    assert first.text == "Planté 🚲"
    assert second.posted_at is not None
    assert second.posted_at.isoformat() == "2026-11-20T10:00:00+00:00"
    if name.endswith("csv"):
        assert second.text == 'two\nlines; and "quotes"'


def test_a_bad_line_says_where_and_why_without_its_words(
    write: Callable[..., FileSource],
) -> None:
    secret = "Project Atlas"
    wrong = [
        {"id": "p1", "text": secret, "lang": secret},
        {"id": "p2", "text": secret, "posted_at": f"on {secret}"},
        {"id": "p3", "texte": secret},
        [secret],
    ]
    content = b"".join(json.dumps(line).encode() + b"\n" for line in wrong) + secret.encode()
    bad = [item.bad for item in write(content).read()]
    assert [b.number for b in bad if b] == [1, 2, 3, 4, 5]
    assert not any(secret in b.message for b in bad if b)


def test_a_file_that_grows_is_read_on_where_it_ended(write: Callable[..., FileSource]) -> None:
    source = write(b'{"id": "p1", "text": "one"}\n{"id": "p2", "te')
    first = list(source.read())
    assert ids(first) == ["p1", 2]
    write(b'{"id": "p1", "text": "one"}\n{"id": "p2", "text": "two"}\n')
    assert ids(list(source.read(first[-1].position))) == ["p2"]


def test_another_file_in_its_place_is_read_from_its_start(
    write: Callable[..., FileSource],
) -> None:
    source = write(b'{"id": "p1", "text": "one"}\n{"id": "p2", "text": "two"}\n')
    last = list(source.read())[-1].position
    write(b'{"id": "q1", "text": "one"}\n{"id": "q2", "text": "two"}\n{"id": "q3", "text": "3"}\n')
    assert ids(list(source.read(last))) == ["q1", "q2", "q3"]
    write(b'{"id": "r1", "text": "one"}\n')
    assert ids(list(source.read(last))) == ["r1"]


@pytest.mark.parametrize("position", ["x", "-1", "9.9", "..", "99999.1.abc", "\x00"])
def test_a_position_that_is_none_of_its_own_is_the_start(
    write: Callable[..., FileSource], position: str
) -> None:
    assert ids(list(write(JSON_LINES).read(position))) == ids(list(write(JSON_LINES).read()))


def test_a_line_over_the_limit_is_bad_and_the_next_is_read(
    write: Callable[..., FileSource],
) -> None:
    long = b'{"id": "p1", "text": "' + b"a" * (2 * LINE_LIMIT + 10) + b'"}\n'
    items = list(write(long + b'{"id": "p2", "text": "two"}\n').read())
    assert ids(items) == [1, "p2"]


def test_a_quotation_mark_left_open_does_not_swallow_the_table(
    write: Callable[..., FileSource],
) -> None:
    rows = b"".join(b"p%d,text %d\n" % (n, n) for n in range(20_000))
    items = list(write(b'id,text\nbad,"open\n' + rows, "posts.csv").read())
    assert ids(items) == [2, *(f"p{n}" for n in range(20_000))]


@pytest.mark.parametrize("header", [b"", b"hello,world\n", b"id\n", b"text;channel\n"])
def test_a_table_without_a_header_is_refused_without_quoting_it(
    write: Callable[..., FileSource], header: bytes
) -> None:
    with pytest.raises(SourceError, match="names its columns"):
        list(write(header + b"1,2\n", "posts.csv").read())


def test_an_empty_file_holds_nothing(write: Callable[..., FileSource]) -> None:
    source = write(b"")
    assert list(source.read()) == []
    assert source.fraction("") == 1.0


def test_a_file_that_is_not_there_is_a_source_error(tmp_path: Path) -> None:
    for path in (tmp_path / "nothing.jsonl", tmp_path):
        with pytest.raises(SourceError):
            list(FileSource(str(path)).read())
    assert FileSource(str(tmp_path / "nothing.jsonl")).fraction("") is None
