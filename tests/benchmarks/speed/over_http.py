"""The instant check over HTTP: POST /v1/check on loopback, one connection, one request at a time.

    python -m tests.benchmarks.speed.over_http [--charter guide] [--posts 2000]

`balise serve` runs in a process of its own, with a database that is thrown away. Milliseconds from
the first byte sent to the last one read, posts of 300 and of 3,000 characters as in `check.py`.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection

from compliance.post import Post
from compliance.service import KEY_PREFIX
from compliance.wiring import load_charter
from tests.benchmarks.speed.check import posts, sentences

START_SECONDS = 60.0
TOKEN = re.compile(rf"\b{KEY_PREFIX}[\w-]+")
COMMAND = (sys.executable, "-c", "from compliance.cli import main; main()", "serve", "--port")


@dataclass(frozen=True, slots=True)
class Server:
    port: int
    token: str

    def timed(self, drafts: Sequence[Post]) -> dict[str, float]:
        """p50 and p99 in milliseconds. Raises RuntimeError where an answer is no report."""
        connection = HTTPConnection("127.0.0.1", self.port)
        spent = sorted(self._seconds(connection, draft) * 1000 for draft in drafts)
        connection.close()
        p50, p99 = spent[len(spent) // 2], spent[int(len(spent) * 0.99)]
        return {"p50_ms": round(p50, 3), "p99_ms": round(p99, 3)}

    def _seconds(self, connection: HTTPConnection, draft: Post) -> float:
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        body = json.dumps({"text": draft.text})
        started = time.perf_counter()
        connection.request("POST", "/v1/check", body, headers)
        answer = connection.getresponse()
        answer.read()
        spent = time.perf_counter() - started
        if answer.status != 200:
            raise RuntimeError(f"the check answered {answer.status}")
        return spent


@contextmanager
def served(charter: str) -> Iterator[Server]:
    with tempfile.TemporaryDirectory() as folder:
        port = _free_port()
        settings = {"CHARTERS": charter, "DATA": folder, "CHECKS_PER_MINUTE": "1000000"}
        process = subprocess.Popen(
            [*COMMAND, str(port)],
            env={**os.environ, **{f"BALISE_{name}": value for name, value in settings.items()}},
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            token = _first_key(process)
            _wait_for(port)
            yield Server(port, token)
        finally:
            process.terminate()
            process.communicate()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port


def _first_key(process: subprocess.Popen[str]) -> str:
    """The token of the first key, which the server prints once."""
    for line in process.stdout or ():
        found = TOKEN.search(line)
        if found:
            return found[0]
    raise RuntimeError("the server did not start")


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--charter", default="guide")
    parser.add_argument("--posts", type=int, default=2_000)
    options = parser.parse_args()
    seed, pools = random.Random(0), sentences(load_charter(options.charter))
    with served(options.charter) as server:
        server.timed(list(posts(pools, 300, 200, random.Random(1))))  # what is made once is made
        figures = {
            "300": server.timed(list(posts(pools, 300, options.posts, seed))),
            "3000": server.timed(list(posts(pools, 3_000, options.posts // 5, seed))),
        }
    sys.stdout.write(json.dumps(figures) + "\n")


if __name__ == "__main__":
    main()
