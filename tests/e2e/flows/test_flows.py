"""The flows, whole, on SQLite and one temporary Prefect server: it is slow to start."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextvars import copy_context
from dataclasses import replace
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest
from prefect.settings import get_current_settings

from compliance import service
from compliance.errors import SourceError, UnknownName
from compliance.post import Post
from compliance.queue import EventKind, Status
from compliance.records import ObservedQuery, Purged
from compliance.service import App, Step
from compliance.settings import Settings
from compliance.store import open_store
from compliance.wiring import open_app
from flows.apps import using
from flows.beside import tend
from flows.embedded import prefect_server
from flows.observed import monitor
from flows.purge import purge
from flows.submitted import submitted
from flows.sweep import sweep
from tests.model_support import folder
from tests.service_support import ANNA, DAN, Clock, FakeChecker, Mailbox, app


def home() -> Path:
    return get_current_settings().home


def records(what: str) -> bytes:
    """All that the Prefect server knows of its flow runs, task runs or logs."""
    url = f"{get_current_settings().api.url}/{what}/filter"
    headers = {"Content-Type": "application/json"}
    with urlopen(Request(url, b"{}", headers)) as answer:  # noqa: S310 - on loopback
        return bytes(answer.read())


def wait_for(condition: Callable[[], bool], *, seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.fixture(scope="module", autouse=True)
def server() -> Iterator[str]:
    with prefect_server() as url:
        yield url


@pytest.fixture
def at(tmp_path: Path) -> Iterator[App]:
    store = open_store(f"sqlite:///{tmp_path / 'balise.db'}")
    yield app(store, clock=Clock(), mailbox=Mailbox())
    store.close()


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    path = tmp_path / "posts.jsonl"
    lines = [json.dumps({"id": f"p{n}", "text": f"post {n}"}) for n in range(450)]
    lines[7] = "not a post"
    lines[8] = json.dumps({"id": "p8", "text": "boycott"})
    path.write_text("\n".join(lines) + "\n")
    return path


def test_a_source_is_monitored_to_its_end_and_once(at: App, posts: Path) -> None:
    steps: list[Step] = []
    parts: list[float | None] = []

    def told(step: Step, part: float | None) -> None:
        steps.append(step)
        parts.append(part)

    first = monitor(at, "file", str(posts), charter_id="house", progress=told)
    assert (first.read, first.new, first.bad) == (450, 449, 1)
    assert first.by_route == {"clear": 448, "respond": 1}
    assert [bad.number for step in steps for bad in step.bad] == [8]
    assert len(parts) > 1
    assert parts[-1] == 1.0
    again = monitor(at, "file", str(posts), charter_id="house")
    assert (again.read, again.new, again.bad) == (0, 0, 0)
    with posts.open("a") as file:
        file.write('{"id": "p9", "text": "known"}\n{"id": "q1", "text": "new"}\n')
    grown = monitor(at, "file", str(posts), charter_id="house")
    assert (grown.read, grown.new) == (2, 1)
    assert service.observed_summary(at, DAN, ObservedQuery()).total == 450


def test_what_cannot_be_monitored_is_said(at: App, tmp_path: Path) -> None:
    nothing = str(tmp_path / "nothing.jsonl")
    with pytest.raises(SourceError):
        monitor(at, "file", nothing, charter_id="house")
    with pytest.raises(UnknownName):
        monitor(at, "fil", nothing, charter_id="house")
    with pytest.raises(UnknownName):
        monitor(at, "file", nothing, charter_id="hose")


def test_a_submission_is_told_to_its_reviewers_once(at: App) -> None:
    case = service.submit(at, ANNA, Post(text="[claims]"), charter_id="house")
    with using(at):
        assert submitted(case.id) == 1
        assert submitted(case.id) == 0
    assert isinstance(at.notify, Mailbox)
    assert [(n.case_id, n.event) for n in at.notify.notices] == [(case.id, EventKind.SUBMITTED)]


def test_a_flow_lets_the_slow_models_read_a_submission(at: App) -> None:
    slow = replace(at, checkers={"house": FakeChecker(has_slow_models=True)})
    case = service.submit(slow, ANNA, Post(text="(claims)"), charter_id="house")
    assert case.status is Status.ADVISED
    with using(slow):
        assert submitted(case.id) == 1
    again = service.case(slow, ANNA, case.id)
    assert (again.status, again.articles) == (Status.WAITING, ("claims",))


def test_a_sweep_releases_what_is_overdue_and_does_what_was_left(at: App) -> None:
    case = service.submit(at, ANNA, Post(text="[claims]"), charter_id="house")
    assert isinstance(at.now, Clock)
    at.now.advance(hours=24)
    with using(at):
        swept = sweep()
        assert (swept.released, swept.done, swept.failed) == ((case.id,), 2, 0)
        swept = sweep()
        assert (swept.released, swept.done, swept.failed) == ((), 0, 0)
    assert service.case(at, ANNA, case.id).status is Status.RELEASED
    assert isinstance(at.notify, Mailbox)
    assert [n.to for n in at.notify.notices] == ["author"]


def test_work_that_fails_stays_for_a_later_sweep(at: App) -> None:
    service.submit(at, ANNA, Post(text="[claims]"), charter_id="house")
    assert isinstance(at.notify, Mailbox)
    assert isinstance(at.now, Clock)
    at.notify.broken = True
    with using(at):
        assert sweep().failed == 1
        at.notify.broken = False
        assert sweep().done == 0
        at.now.advance(seconds=service.LEASE.total_seconds())
        assert sweep().done == 1
    assert len(at.notify.notices) == 1


def test_a_thread_sweeps_and_purges_until_it_is_told_to_stop(at: App) -> None:
    clock, mailbox, stop = at.now, at.notify, threading.Event()
    assert isinstance(clock, Clock)
    assert isinstance(mailbox, Mailbox)
    old = service.submit(at, ANNA, Post(text="nothing to say"), charter_id="house")
    clock.advance(days=91)
    run = copy_context().run  # with the settings of the server that runs already
    thread = threading.Thread(target=lambda: run(tend, at, stop, every=0.05))
    thread.start()
    wait_for(lambda: service.my_cases(at, ANNA).items == ())
    mailbox.broken = True
    case = service.submit(at, ANNA, Post(text="[claims]"), charter_id="house")
    time.sleep(0.5)
    mailbox.broken = False
    clock.advance(hours=1)
    wait_for(lambda: bool(mailbox.notices))
    stop.set()
    thread.join(10)
    assert not thread.is_alive()
    assert case.id in {n.case_id for n in mailbox.notices}
    assert old.id not in {n.case_id for n in mailbox.notices}


def test_no_word_of_a_post_reaches_the_flows_records(at: App, tmp_path: Path) -> None:
    path = tmp_path / "secret.jsonl"
    lines = [
        json.dumps({"id": "s1", "text": "Project Atlas"}),
        '{"id": "s2", "text": "Project Atlas',
        json.dumps({"id": "s3", "text": "Project Atlas", "lang": "Project Atlas"}),
    ]
    path.write_text("\n".join(lines) + "\n")
    service.submit(at, ANNA, Post(text="Project Atlas [claims]"), charter_id="house")
    assert monitor(at, "file", str(path), charter_id="house").bad == 2
    assert isinstance(at.notify, Mailbox)
    at.notify.broken = True
    with using(at):
        assert sweep().failed == 1
    kept = b"".join(map(records, ("flow_runs", "task_runs", "logs")))
    kept += b"".join(file.read_bytes() for file in home().rglob("*") if file.is_file())
    assert b"ingest-chunk" in kept
    assert b"secret.jsonl" in kept
    assert b"Atlas" not in kept


def test_the_server_ends_with_whoever_started_it_even_killed() -> None:
    script = (
        "from flows.embedded import prefect_server\n"
        "from prefect import flow\n"
        "from prefect.settings import get_current_settings\n"
        "with prefect_server() as url:\n"
        "    one = flow(lambda: 1, name='one')\n"
        "    print(url, get_current_settings().home, one(), flush=True)\n"
        "    input()\n"
    )
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PREFECT_")}
    # Behind a proxy, too: what is on this machine is not its affair.
    environment |= {"http_proxy": "http://127.0.0.1:9", "HTTP_PROXY": "http://127.0.0.1:9"}
    with subprocess.Popen(
        [sys.executable, "-c", script],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        url, folder, answer = process.stdout.readline().decode().split()
        assert answer == "1"
        assert Path(folder).is_dir()
        process.kill()
        assert process.stderr.read() == b""
    wait_for(lambda: not Path(folder).exists())
    with pytest.raises(URLError):
        urlopen(f"{url}/health", timeout=2)  # noqa: S310 - on loopback


def test_a_workers_process_opens_the_settings_app_once(tmp_path: Path) -> None:
    charter = tmp_path / "small.yaml"
    charter.write_text("id: small\nlanguages: [en]\n")
    script = (
        "from flows.apps import current_app\n"
        "app = current_app()\n"
        "app.store.ping()\n"
        "print(*app.checkers, current_app() is app)\n"
    )
    own = {"BALISE_DATA": str(tmp_path / "data"), "BALISE_CHARTERS": str(charter)}
    answer = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, **own},
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.stdout == "small True\n", answer.stderr


def test_a_server_that_is_there_already_is_used(server: str) -> None:
    with prefect_server() as url:
        assert url == server


def test_a_purge_runs_as_a_flow(at: App) -> None:
    with using(at):
        assert purge() == {"house": Purged()}


MODEL_CHARTER = """\
id: acme
languages: [fr]
level: review
classifiers:
  - {task: risks, backend: transformers-text, model: tiny, labels: {fete: mood}}
  - {task: sentiment, backend: transformers-text, model: gone, labels: {POS: positive}}
articles:
  - id: mood
    title: {fr: Humeur}
    text: {fr: Dites-le à quelqu'un.}
    severity: caution
    rules: [{id: model, kind: classifier, task: risks, label: mood}]
"""


def test_a_checkpoint_of_one_s_own_reads_what_is_submitted_and_observed(tmp_path: Path) -> None:
    pytest.importorskip("onnx")
    pytest.importorskip("onnxruntime")
    folder(tmp_path, {"soleil": (0, 4), "fete": (2, 0)}, ("contradiction", "entailment"))
    (tmp_path / "gone").mkdir()
    charter = tmp_path / "acme.yaml"
    charter.write_text(MODEL_CHARTER, "utf-8")
    posts = tmp_path / "posts.jsonl"
    lines = [json.dumps({"id": f"p{n}", "text": "soleil" if n % 2 else "bravo"}) for n in range(70)]
    posts.write_text("\n".join(lines), "utf-8")
    with open_app(Settings(data=tmp_path / "data"), [str(charter)]) as acme:
        report = service.check(acme, Post(text="soleil"), charter_id="acme")
        assert (report.findings, report.complete) == ((), True)
        assert {model.instead_of for model in report.models} == {"tiny", "gone", None}
        case = service.submit(acme, ANNA, Post(text="soleil"), charter_id="acme")
        assert case.status is Status.ADVISED
        with using(acme):
            submitted(case.id)
        again = service.case(acme, ANNA, case.id)
        assert (again.status, again.articles) == (Status.WAITING, ("mood",))
        assert [failure.part for failure in again.report.failures] == ["model sentiment"]
        assert monitor(acme, "file", str(posts), charter_id="acme").new == 70
        seen = list(service.every_observed(acme, DAN, ObservedQuery()))
        found = {one.post.id: "mood" in [r.label for r in one.report.risks] for one in seen}
        assert found == {f"p{n}": n % 2 == 1 for n in range(70)}
        assert all(one.report.failures[0].part == "model sentiment" for one in seen)
