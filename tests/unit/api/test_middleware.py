from __future__ import annotations

import asyncio

from starlette.requests import ClientDisconnect

from api.middleware import Guard

SCOPE = {"type": "http", "method": "POST", "path": "/", "headers": []}


def answered(error: Exception | None, *, started: bool = False) -> list[dict[str, object]]:
    """The messages that `Guard` sends where the app inside breaks with `error`."""
    sent: list[dict[str, object]] = []

    async def inside(scope, receive, send):
        if started:
            await send({"type": "http.response.start", "status": 200, "headers": []})
        if error:
            raise error

    async def send(message):
        sent.append(message)

    async def receive():
        return {"type": "http.disconnect"}

    asyncio.run(Guard(inside)(SCOPE, receive, send))
    return sent


def test_what_breaks_is_answered_and_logged_without_its_words(caplog):
    start, body = answered(ValueError("Projet Aurore"))
    assert start["status"] == 500
    assert b"Aurore" not in body["body"]
    assert "ValueError at test_middleware.py:" in caplog.text
    assert "Aurore" not in caplog.text


def test_an_answer_that_has_begun_is_left_as_it_is(caplog):
    assert [m["type"] for m in answered(ValueError(), started=True)] == ["http.response.start"]
    assert "incident" in caplog.text


def test_whoever_hangs_up_is_no_incident(caplog):
    assert answered(ClientDisconnect()) == []
    assert caplog.text == ""
