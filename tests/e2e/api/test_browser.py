"""The pages in a browser: what their scripts do; whether each fits, names things, is legible."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn

from api.app import create_app
from compliance import service
from compliance.post import Post
from compliance.records import Role
from compliance.service import PROGRAM, App
from tests.e2e.api.browser import Tab, browsing, installed
from tests.e2e.api.support import free_port

VALUE = "document.getElementById('text').value"
CARDS = "document.querySelectorAll('#findings > li').length"
TOLD = "document.getElementById('toast').firstElementChild.textContent"


@pytest.fixture
def address(app: App) -> Iterator[str]:
    port = free_port()
    config = uvicorn.Config(create_app(app), port=port, access_log=False, log_level="warning")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@pytest.fixture
def tab(app: App, address: str, tmp_path: Path) -> Iterator[Tab]:
    """A browser whose owner may do everything and reads English."""
    program = installed()
    if program is None:
        pytest.skip("no Chromium is installed")
    key = service.create_key(app, PROGRAM, owner="zoe", roles=list(Role)).token
    with browsing(program, tmp_path) as opened:
        for name, value in (("balise_key", key), ("balise_language", "en")):
            opened.send("Network.setCookie", name=name, value=value, url=address)
        yield opened


def write(tab: Tab, address: str, words: str, *, findings: int) -> None:
    tab.open(f"{address}/")
    tab.run("document.getElementById('text').focus()")
    tab.type(words)
    tab.until(f"{CARDS} === {findings}")


def test_a_draft_is_checked_while_it_is_typed(tab: Tab, address: str) -> None:
    write(tab, address, "Bravo 🎉 le Projet Aurore !!!", findings=2)
    marks = "[...document.querySelectorAll('#marks mark')].map(m => m.textContent)"
    assert tab.run(marks) == ["Projet Aurore", "!!!"]
    assert tab.run("document.getElementById('headline').textContent") == "2 things to look at"
    more = tab.run("document.querySelector('.read-more').href")
    assert more == f"{address}/charters/maison#article-confidentiality"


def test_a_suggestion_is_applied_and_undone(tab: Tab, address: str) -> None:
    write(tab, address, "Voici le Projet Aurore.", findings=1)
    tab.run("document.querySelector('.instead button').click()")
    assert tab.run(VALUE) == "Voici le un projet interne."
    tab.run("document.querySelector('#toast button').click()")
    assert tab.run(VALUE) == "Voici le Projet Aurore."


def test_one_button_clears_all_and_can_be_undone(tab: Tab, address: str) -> None:
    write(tab, address, "Nous sommes n°1 !!!", findings=2)
    tab.run("document.getElementById('mend').click()")
    tab.until(f"{VALUE} !== 'Nous sommes n°1 !!!'")
    assert tab.run(VALUE) == "Nous sommes l'un des meilleurs !"
    assert tab.run(TOLD) == "Touched up."
    tab.until(f"{CARDS} === 0")
    assert tab.run("document.getElementById('mend').hidden")
    tab.run("document.querySelector('#toast button').click()")
    assert tab.run(VALUE) == "Nous sommes n°1 !!!"


def test_a_finding_goes_pale_when_its_words_are_edited(tab: Tab, address: str) -> None:
    write(tab, address, "Nous sommes n°1", findings=1)
    tab.run("window.fetch = () => new Promise(() => {})")
    tab.run("document.getElementById('text').setSelectionRange(13, 15)")
    tab.type("x")
    assert tab.run("document.querySelector('#findings > li').classList.contains('gone')")


def test_what_is_typed_is_never_markup(tab: Tab, address: str) -> None:
    write(tab, address, "<img src=x onerror=alert(1)> n°1", findings=1)
    assert tab.run("document.querySelectorAll('#marks img, #findings img').length") == 0


def test_asking_for_a_second_look_opens_a_case(tab: Tab, address: str, app: App) -> None:
    write(tab, address, "Nous sommes n°1", findings=1)
    tab.run("document.getElementById('ask').click()")
    tab.run("document.getElementById('question').value = 'Puis-je ?'")
    tab.run("document.getElementById('send').click()")
    tab.until("document.getElementById('asked').open")
    tab.open(f"{address}/mine")
    assert tab.run("document.querySelectorAll('.case').length") == 1


def test_the_dial_turns_without_leaving_the_page(tab: Tab, address: str) -> None:
    tab.open(f"{address}/charters/maison/dial")
    tab.run("window.here = true; document.querySelector('textarea').value = 'Le Projet Aurore'")
    tab.run("document.querySelector('[value=trust]').click()")
    tab.until("document.querySelector('#result .turned')")
    changed = "document.querySelector('#result .turned').textContent.replace(/\\s+/g, ' ').trim()"
    assert tab.run(changed) == "Second look → Advice"
    assert tab.run("window.here")


def test_a_new_key_is_offered_to_copy(tab: Tab, address: str) -> None:
    tab.open(f"{address}/keys")
    tab.run("document.querySelector('[name=owner]').value = 'ana'")
    tab.run("document.querySelector('[value=analyst]').click()")
    tab.run("document.querySelector('form[action=\"/keys\"] .primary').click()")
    tab.until("document.getElementById('token')")
    assert tab.run("document.getElementById('token').value").startswith("balise_")
    tab.until("!document.querySelector('[data-copy]').hidden")


PAGES = (
    "/",
    "/mine",
    "/queue",
    "/charters",
    "/charters/maison",
    "/charters/maison/dial",
    "/charters/maison/figures",
    "/observed",
    "/keys",
    "/docs",
    "/sign-in",
)
PRESSED = {"button", "link", "textbox", "combobox", "checkbox", "radio", "DisclosureTriangle"}
CONTRASTS = Path(__file__).with_name("contrasts.js").read_text("utf-8")


@pytest.fixture
def filled(app: App) -> None:
    """Something to show on each page."""
    anna = service.Caller("anna", frozenset({Role.AMBASSADOR}))
    service.submit(app, anna, Post(text="Le Projet Aurore n°1"), charter_id="maison")
    posts = [Post(id=f"p{n}", text="Encore une panne !!!") for n in range(3)]
    service.ingest(app, PROGRAM, posts, charter_id="maison", source="un forum au nom très long")


@pytest.mark.usefixtures("filled")
def test_every_page_fits_a_phone(tab: Tab, address: str) -> None:
    tab.send(
        "Emulation.setDeviceMetricsOverride",
        width=390,
        height=800,
        deviceScaleFactor=1,
        mobile=True,
    )
    for path in PAGES:
        tab.open(address + path)
        assert (path, tab.run("document.documentElement.scrollWidth")) == (path, 390)


@pytest.mark.usefixtures("filled")
def test_whatever_can_be_pressed_or_filled_in_has_a_name(tab: Tab, address: str) -> None:
    for path in PAGES:
        tab.open(address + path)
        nodes = tab.send("Accessibility.getFullAXTree")["nodes"]
        shown = [n for n in nodes if not n["ignored"] and n["role"]["value"] in PRESSED]
        assert shown
        assert [path for n in shown if not n["name"]["value"].strip()] == []


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_ground(tab: Tab, address: str, scheme: str) -> None:
    scheme_asked = [{"name": "prefers-color-scheme", "value": scheme}]
    tab.send("Emulation.setEmulatedMedia", features=scheme_asked)
    for path in PAGES:
        tab.open(address + path)
        assert (path, tab.run(CONTRASTS)) == (path, [])


WATCH = """
window.broken = [];
addEventListener("securitypolicyviolation", (event) => broken.push(event.violatedDirective));
addEventListener("error", (event) => broken.push(event.message ?? event.target.tagName), true);
addEventListener("unhandledrejection", (event) => broken.push(String(event.reason)));
"""


@pytest.mark.usefixtures("filled")
def test_no_page_breaks_its_policy_or_a_script(tab: Tab, address: str) -> None:
    tab.send("Page.addScriptToEvaluateOnNewDocument", source=WATCH)
    for path in PAGES:
        tab.open(address + path)
        assert (path, tab.run("broken")) == (path, [])
    tab.run("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">x</p>')")
    tab.until("broken.length")
