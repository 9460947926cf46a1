"""Releases in files: each format, what is missing, and hostile ones."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from compliance.errors import CharterError
from compliance.ports import Release
from compliance.releases import open_releases, page_fields

PARIS = ZoneInfo("Europe/Paris")
LINK = "https://helianthe.example/presse/1"


def opened(folder: Path, name: str, content: str) -> list[Release]:
    (folder / name).write_text(content, "utf-8")
    return open_releases([folder], PARIS)


FEED = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Presse</title>
<link>https://helianthe.example</link><item><title>Résultats</title><link>{LINK}</link>
<pubDate>Tue, 10 Nov 2026 07:30:00 +0100</pubDate>
<description>&lt;p&gt;Marge de 6,2 %&lt;/p&gt;</description></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Résultats</title>
<link rel="self" href="https://helianthe.example/x"/><link href="{LINK}"/>
<published>2026-11-10T07:30:00+01:00</published><content type="html">Marge de 6,2 %</content>
</entry></feed>"""
PAGE = f"""<html><head><title>Résultats</title><link rel="canonical" href="{LINK}">
<meta property="article:published_time" content="2026-11-10T07:30:00+01:00">
<script>var secret = "<p>Zéphyr</p>"</script></head>
<body><p>Marge de 6,2&nbsp;%</p></body></html>"""
LINES = (
    f'{{"url": "{LINK}", "date": "2026-11-10T07:30:00", "title": "Résultats", "text": "6,2 %"}}\n'
)
NOTE = f"---\nurl: {LINK}\ndate: 2026-11-10T07:30:00\ntitle: Résultats\n---\nMarge de 6,2 %\n"


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.xml", FEED), ("a.atom", ATOM), ("a.HTML", PAGE), ("a.jsonl", LINES), ("a.md", NOTE)],
)
def test_each_format_gives_its_link_moment_title_and_text(
    tmp_path: Path, name: str, content: str
) -> None:
    [release] = opened(tmp_path, name, content)
    assert (release.link, release.title) == (LINK, "Résultats")
    assert release.at == datetime(2026, 11, 10, 6, 30, tzinfo=UTC)
    assert "6,2" in release.text
    assert "Zéphyr" not in release.text


def test_a_day_counts_from_its_midnight_in_the_charter_s_zone(tmp_path: Path) -> None:
    [release] = opened(tmp_path, "a.txt", f"---\nurl: {LINK}\ndate: 2026-07-10\n---\nOui")
    assert release.at == datetime(2026, 7, 9, 22, 0, tzinfo=UTC)


def test_other_files_of_a_folder_are_passed_over_and_those_below_are_read(tmp_path: Path) -> None:
    (tmp_path / "2026").mkdir()
    (tmp_path / "logo.png").write_bytes(b"\x89PNG")
    (tmp_path / "2026" / "a.md").write_text(NOTE, "utf-8")
    assert len(open_releases([tmp_path], PARIS)) == 1


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.md", "Marge secrète", "a.md:1:1: a release without its address and date; begin it"),
        ("a.md", NOTE.replace(LINK, "javascript:x"), "a release without its address"),
        ("a.md", NOTE.replace("date:", "day:"), "a release without its date"),
        ("a.md", NOTE.replace("2026-11-10T07:30:00", "secrète"), "cannot be read; write it as"),
        ("a.md", "---\n[[[\n---\n", "a.md:"),
        ("a.jsonl", LINES + "secrète\n", "a.jsonl:2:1: this line is not JSON"),
        ("a.jsonl", "[1]\n", "this line is no object"),
        ("a.xml", "<rss><item>", "a.xml:1:1: not a feed"),
        ("a.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "a feed with a document type"),
        ("a.html", "<p>Marge secrète</p>", "a release without its address"),
        ("logo.png", "", "a folder without releases"),
    ],
)
def test_what_is_wrong_is_told_with_its_place_and_never_quoted(
    tmp_path: Path, name: str, content: str, told: str
) -> None:
    with pytest.raises(CharterError) as error:
        opened(tmp_path, name, content)
    assert told in str(error.value)
    assert "secrète" not in str(error.value)


def test_binary_files_and_paths_that_are_not_there_are_errors(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(bytes(range(256)))
    with pytest.raises(CharterError, match="not UTF-8 text; save the file as UTF-8"):
        open_releases([tmp_path], PARIS)
    with pytest.raises(CharterError, match="cannot read it"):
        open_releases([tmp_path / "none.md"], PARIS)


@pytest.mark.parametrize("sign", ["<!--", "<", "<a ", "</", "<script>", "<meta a='", "&", "<!"])
def test_a_hostile_page_is_read_in_linear_time(sign: str) -> None:
    started = time.perf_counter()
    page_fields(sign * 200_000)
    assert time.perf_counter() - started < 2
