"""Kills Balise at random points and counts what is left: nothing accepted lost, nothing twice.

    python tests/e2e/durability/kill.py --times 50

Three processes are killed with SIGKILL, each `--times` times: a `monitor` in its flow, one that
submits and decides, and the HTTP server. Without `--charter NAME` what judges the posts is a
stand-in that takes its time; the service, the store, the flows and the API are the real ones.
Prints one JSON object; its exit status is 1 on any loss.
"""

from __future__ import annotations

import argparse
import http.client
import itertools
import json
import os
import random
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).parents[3]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from compliance import service  # noqa: E402 - after the path
from compliance.ports import Checker  # noqa: E402
from compliance.post import Post  # noqa: E402
from compliance.queue import Decision, Outcome  # noqa: E402
from compliance.records import ObservedQuery, Role  # noqa: E402
from compliance.report import Report  # noqa: E402
from compliance.service import PROGRAM, App, Caller  # noqa: E402
from compliance.sources.file import FileSource  # noqa: E402
from compliance.store import open_store  # noqa: E402
from tests.service_support import FakeChecker  # noqa: E402

AUTHOR = Caller("author", frozenset({Role.AMBASSADOR}))
REVIEWER = Caller("reviewer", frozenset({Role.REVIEWER}))
GO = Decision(outcome=Outcome.GO, reason="fine")
CHECK_SECONDS = 0.002
# A child works for up to that long before it is killed.
LONGEST_LIFE = 1.5
POSTS_A_LIFE = 500


class SlowChecker(FakeChecker):
    def check(self, post: Post, *, now: datetime) -> Report:
        time.sleep(CHECK_SECONDS)
        return super().check(post, now=now)


@dataclass(frozen=True)
class Place:
    """Where a scenario happens. charter: a name or path; "" is the stand-in."""

    database: str
    charter: str = ""

    @contextmanager
    def opened(self) -> Iterator[App]:
        store = open_store(self.database)
        try:
            yield App(store=store, checkers={"house": self._checker()})
        finally:
            store.close()

    def _checker(self) -> Checker:
        if not self.charter:
            return SlowChecker()
        from compliance import wiring
        from compliance.settings import settings

        charter = wiring.load_charter(self.charter).model_copy(update={"id": "house"})
        return wiring.checker(charter, settings())


# The processes that are killed. Each says «ready» when it begins, then what it was promised.


def work_monitor(app: App, path: str) -> None:
    from flows.observed import monitor

    say("ready")
    monitor(app, "file", path, charter_id="house")


def work_submit(app: App, first: str) -> None:
    say("ready")
    for number in itertools.count(int(first)):
        post = Post(text=f"draft {number} [claims]")
        case = service.submit(app, AUTHOR, post, charter_id="house", key=f"s{number}")
        say(f"submitted {number}")
        if not case.is_shared:
            service.ask_second_look(app, AUTHOR, case.id)
            say(f"asked {number}")
        if case.decision is None:
            service.decide(app, REVIEWER, case.id, GO)
        say(f"decided {number}")


def work_api(app: App, _: str) -> None:
    import uvicorn

    from api.app import create_app

    server = uvicorn.Server(uvicorn.Config(create_app(app), log_level="critical"))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        say("ready")
        say(str(listening.getsockname()[1]))
        server.run(sockets=[listening])


WORK: dict[str, Callable[[App, str], None]] = {
    "monitor": work_monitor,
    "submit": work_submit,
    "api": work_api,
}


def say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


# The one who kills.


@dataclass
class Tally:
    """What one scenario saw.

    at_work: kills that came before the process had done all it had to do.
    lost, twice: promised things that are not there, or there more than once.
    """

    kills: int = 0
    at_work: int = 0
    promised: int = 0
    lost: int = 0
    twice: int = 0

    def strike(self, process: subprocess.Popen[str], seconds: float) -> None:
        """Kills the process once it has worked for so long."""
        time.sleep(seconds)
        self.at_work += process.poll() is None
        process.kill()
        self.kills += 1

    def compare(self, promised: Iterable[str], found: Counter[str]) -> None:
        self.lost += sum(found[name] == 0 for name in promised)
        self.twice += sum(count > 1 for count in found.values())

    @property
    def is_good(self) -> bool:
        return self.lost == self.twice == 0 and self.promised > 0 and self.at_work > 0


@contextmanager
def child(
    what: str, place: Place, argument: str, **environment: str
) -> Iterator[subprocess.Popen[str]]:
    """A process at work, past its start; killed at the end."""
    process = subprocess.Popen(
        [
            *(sys.executable, __file__, "--work", what, "--charter", place.charter),
            *("--database", place.database, argument),
        ],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, **environment},
    )
    with process:
        try:
            if process.stdout is None or process.stdout.readline() != "ready\n":
                raise RuntimeError(f"the process «{what}» did not start")
            yield process
        finally:
            process.kill()


def kill_monitor(place: Place, folder: Path, times: int, chance: random.Random) -> Tally:
    from flows.embedded import prefect_server

    path = folder / "posts.jsonl"
    ids = [f"p{n}" for n in range(POSTS_A_LIFE * times)]
    path.write_text("".join(json.dumps({"id": id, "text": f"post {id}"}) + "\n" for id in ids))
    tally = Tally(promised=len(ids))
    with prefect_server() as url:
        flows = {"PREFECT_API_URL": url, "PREFECT_LOGGING_LEVEL": "ERROR"}
        for _ in range(times):
            with child("monitor", place, str(path), **flows) as process:
                tally.strike(process, chance.uniform(0, 2 * LONGEST_LIFE))
            with place.opened() as app:
                # Posts and place are stored together: what was read by now is there.
                run = service.run_of(app, FileSource(str(path)), "house")
                tally.compare(ids[: run.read], observed(app))
        with child("monitor", place, str(path), **flows) as process:
            process.wait()
    with place.opened() as app:
        tally.compare(ids, observed(app))
    return tally


def observed(app: App) -> Counter[str]:
    """Ids of the observed posts."""
    found: Counter[str] = Counter()
    after: str | None = None
    while True:
        page = app.store.observed(ObservedQuery(), after=after, limit=1000)
        found.update(one.post.id for one in page.items)
        after = page.next
        if after is None:
            return found


def kill_submit(place: Place, folder: Path, times: int, chance: random.Random) -> Tally:
    tally = Tally()
    said: set[str] = set()  # «submitted 12», «decided 12»
    first = 0
    for _ in range(times):
        with child("submit", place, str(first)) as process:
            tally.strike(process, chance.uniform(0, LONGEST_LIFE))
            lines = process.stdout.read().split("\n")[:-1] if process.stdout else []
        said.update(lines)
        # The last may be done again: its key makes it the same.
        first = int(lines[-1].split()[1]) if lines else first
    tally.promised = len(said)
    with place.opened() as app:
        check_cases(app, said, tally)
    return tally


def check_cases(app: App, said: Iterable[str], tally: Tally) -> None:
    """Compares the author's cases, and the work that they made, with what the process `said`."""
    cases = service.export_author(app, AUTHOR).cases
    happened = Counter(
        f"{event.kind} {case.post.text.split()[1]}" for case in cases for event in case.events
    )
    tally.compare(said, happened)
    # Each of these events makes work, and nobody has taken any yet.
    made = [f"{case.id}:{place}" for case in cases for place in range(len(case.events))]
    tally.compare(made, Counter(w.id for w in service.take_work(app, limit=len(made) + 1)))


def kill_api(place: Place, folder: Path, times: int, chance: random.Random) -> Tally:
    tally = Tally()
    with place.opened() as app:
        roles = sorted(AUTHOR.roles)
        token = service.create_key(app, PROGRAM, owner=AUTHOR.id, roles=roles).token
    said: set[str] = set()
    for _ in range(times):
        with child("api", place, "0") as process:
            port = int(process.stdout.readline()) if process.stdout else 0
            striker = threading.Thread(
                target=tally.strike, args=(process, chance.uniform(0.1, LONGEST_LIFE))
            )
            striker.start()
            said.update(submissions(port, token, first=len(said)))
            striker.join()
    tally.promised = len(said)
    with place.opened() as app:
        check_cases(app, said, tally)
    return tally


def submissions(port: int, token: str, *, first: int) -> Iterator[str]:
    """What the server accepts, one draft after the other, until it is no more."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    for number in itertools.count(first):
        draft = json.dumps({"text": f"draft {number} [claims]"})
        headers = {
            "Authorization": f"Bearer {token}",
            "Content-Type": "application/json",
            "Idempotency-Key": f"s{number}",
        }
        try:
            connection.request("POST", "/v1/submissions", draft, headers)
            answer = connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            return
        if answer.status != 201:
            raise RuntimeError(f"the API answered {answer.status}")
        yield f"submitted {number}"


KILL: dict[str, Callable[[Place, Path, int, random.Random], Tally]] = {
    "monitor": kill_monitor,
    "submit": kill_submit,
    "api": kill_api,
}


def kill(what: Iterable[str], *, times: int, seed: int, charter: str = "") -> dict[str, Tally]:
    """Each scenario on a database of its own."""
    found = {}
    for name in what:
        with tempfile.TemporaryDirectory(prefix="balise-kill-") as folder:
            place = Place(f"sqlite:///{folder}/balise.db", charter)
            found[name] = KILL[name](place, Path(folder), times, random.Random(seed))
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--times", type=int, default=5, help="kills of each process")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--what", nargs="+", choices=sorted(KILL), default=sorted(KILL))
    parser.add_argument("--charter", default="", help="judge by this charter, not the stand-in")
    parser.add_argument("--work", choices=sorted(WORK), help=argparse.SUPPRESS)
    parser.add_argument("--database", help=argparse.SUPPRESS)
    parser.add_argument("argument", nargs="?", default="", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work:
        with Place(options.database, options.charter).opened() as app:
            WORK[options.work](app, options.argument)
        return 0
    tallies = kill(options.what, times=options.times, seed=options.seed, charter=options.charter)
    say(json.dumps({name: asdict(tally) for name, tally in tallies.items()}, indent=2))
    return 0 if all(tally.is_good for tally in tallies.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
