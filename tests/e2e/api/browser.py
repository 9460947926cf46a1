"""A browser without a window, driven by its own protocol: only there is a script seen at work."""

from __future__ import annotations

import itertools
import json
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--remote-debugging-port=0",
)


def installed() -> str | None:
    """The path of a browser, None where there is none."""
    return next(filter(None, map(shutil.which, NAMES)), None)


class Gone(Exception):
    """What was asked about is not there: another page came meanwhile."""


class Tab:
    """One page. Values that scripts return come back as JSON would give them."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection, self._numbers = connection, itertools.count(1)

    def send(self, method: str, **params: Any) -> Any:
        number = next(self._numbers)
        self._connection.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            answer = json.loads(self._connection.recv(timeout=30))
            if answer.get("id") == number and "error" in answer:
                raise Gone(answer["error"]["message"])
            if answer.get("id") == number:
                return answer["result"]

    def run(self, script: str) -> Any:
        """The value of `script`, awaited where it is a promise."""
        said = self.send(
            "Runtime.evaluate",
            expression=script,
            awaitPromise=True,
            returnByValue=True,
            userGesture=True,
        )
        if "exceptionDetails" in said:
            raise RuntimeError(f"the page's script failed: {said['exceptionDetails']['text']}")
        return said["result"].get("value")

    def open(self, address: str) -> None:
        self.send("Page.navigate", url=address)
        self.until(f"location.href === {json.dumps(address)} && document.readyState === 'complete'")

    def type(self, words: str) -> None:
        self.send("Input.insertText", text=words)

    def until(self, condition: str, *, seconds: float = 20.0) -> None:
        """Waits for the script `condition` to hold. Raises TimeoutError."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            with suppress(Gone):
                if self.run(f"Boolean({condition})"):
                    return
            time.sleep(0.05)
        raise TimeoutError(f"the page never came to: {condition}")


@contextmanager
def browsing(program: str, folder: Path) -> Iterator[Tab]:
    """A tab of a browser that knows nothing yet. folder: an empty one for its profile."""
    command = [program, *FLAGS, f"--user-data-dir={folder}", "about:blank"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            with connect(_address(folder), max_size=None) as connection:
                browser = Tab(connection)
                made = browser.send("Target.createTarget", url="about:blank")
                host = connection.remote_address
            page = f"ws://{host[0]}:{host[1]}/devtools/page/{made['targetId']}"
            with connect(page, max_size=None) as connection:
                tab = Tab(connection)
                tab.send("Page.enable")
                yield tab
        finally:
            process.kill()


def _address(folder: Path) -> str:
    """Where the browser listens, once it says so in its profile."""
    said, deadline = folder / "DevToolsActivePort", time.monotonic() + 30
    while time.monotonic() < deadline:
        lines = said.read_text().split() if said.exists() else []
        if len(lines) == 2:
            return f"ws://127.0.0.1:{lines[0]}{lines[1]}"
        time.sleep(0.05)
    raise TimeoutError("the browser did not start")
