"""`balise` as its users run it, in process: arguments and input in, output and status out."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from compliance.cli import main
from compliance.settings import settings


@dataclass(frozen=True)
class Ran:
    status: int
    out: str
    err: str


Balise = Callable[..., Ran]


@pytest.fixture
def balise(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> Balise:
    """`balise("check", "-", stdin="…")`; its data are in an empty folder."""
    monkeypatch.setenv("BALISE_DATA", str(tmp_path / "data"))
    settings.cache_clear()

    def run(*arguments: str, stdin: str | bytes = "") -> Ran:
        raw = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw), "utf-8"))
        with pytest.raises(SystemExit) as ended:
            main(list(arguments))
        shown = capsysbinary.readouterr()
        code = ended.value.code
        return Ran(code if isinstance(code, int) else 0, shown.out.decode(), shown.err.decode())

    yield run
    settings.cache_clear()
