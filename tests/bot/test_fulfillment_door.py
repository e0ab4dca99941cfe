"""Who may call the webhook, and what it refuses to read."""

from __future__ import annotations

import json

import pytest

from bot.fulfillment.handling import MOST_BYTES
from tests.bot.calling import BASIC, HEADERS, SESSION, TOKEN, Hook, body


@pytest.fixture
def hook() -> Hook:
    """A webhook over a store in memory."""
    return Hook()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        (HEADERS, 200),
        (BASIC, 200),
        ({"authorization": f"bearer {TOKEN}"}, 200),
        ({}, 401),
        ({"authorization": ""}, 401),
        ({"authorization": TOKEN}, 401),
        ({"authorization": "Bearer "}, 401),
        ({"authorization": f"Bearer {TOKEN}x"}, 401),
        ({"authorization": f"Bearer {TOKEN[:-1]}"}, 401),
        ({"authorization": "Basic ???"}, 401),
        ({"authorization": "Basic YW55Ym9keQ=="}, 401),
        ({"authorization": "Digest " + TOKEN}, 401),
        ({"authorization": "Bearer ñ"}, 401),
    ],
)
async def test_the_token(hook: Hook, headers: dict[str, str], status: int) -> None:
    """It comes as a bearer's, or as a password; nothing else opens the door."""
    reply = await hook.handling.reply(headers, body())
    assert reply.status == status
    if status == 401:
        assert reply.headers == (("WWW-Authenticate", "Bearer"),)
        assert json.loads(reply.body) == {"error": {"code": "unauthorized"}}
        assert hook.office.counted("events_total", channel="dialogflow", outcome="refused") == 1


@pytest.mark.parametrize("headers", [HEADERS, {"authorization": "Bearer "}, {}])
async def test_without_a_token_nobody_is_let_in(headers: dict[str, str]) -> None:
    """An empty token is no token."""
    assert (await Hook(token="").handling.reply(headers, body())).status == 401


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"7",
        b"\xff\xfe",
        b"{}",
        b'{"session": "s"}',
        b'{"session": 7, "queryResult": {}}',
        b'{"session": "s", "queryResult": []}',
        b'{"session": "s", "queryResult": {"queryText": 7}}',
        b'{"session": "s", "queryResult": {"queryText": "a", "outputContexts": [{}]}}',
        b'{"session": "s", "queryResult": {"queryText": ""}}',
        b'{"session": "s", "queryResult": {"queryText": "  "}}',
        b'{"session": "s", "queryResult": {}}',
        b"[" * 100_000,
    ],
)
async def test_what_is_no_call(hook: Hook, content: bytes) -> None:
    """Whatever else arrives is refused as such, and nothing breaks."""
    reply = await hook.handling.reply(HEADERS, content)
    assert reply.status == 400
    assert set(json.loads(reply.body)["error"]) == {"code"}


async def test_keys_that_we_do_not_know_do_not_matter(hook: Hook) -> None:
    """Google adds some now and then, and leaves out what is empty."""
    bare = {"session": SESSION, "queryResult": {"queryText": "hola", "intent": {"displayName": "smalltalk.greeting"}}}
    reply = await hook.handling.reply(HEADERS, json.dumps({**bare, "new": {"a": 1}}).encode())
    assert reply.status == 200


@pytest.mark.parametrize(("size", "status"), [(MOST_BYTES, 400), (MOST_BYTES + 1, 413)])
async def test_a_body_that_is_too_large(hook: Hook, size: int, status: int) -> None:
    """Of the size allowed it is looked at; one byte more, and it is not."""
    assert (await hook.handling.reply(HEADERS, b" " * size)).status == status


@pytest.mark.parametrize(
    ("length", "refused"), [(str(MOST_BYTES), False), (str(MOST_BYTES + 1), True), ("-1", True), ("many", True)]
)
def test_a_length_that_is_too_large_is_refused_unread(hook: Hook, length: str, refused: bool) -> None:
    """By the header alone; so is a length that is none."""
    found = hook.handling.refusal({**HEADERS, "content-length": length})
    assert (found is not None and found.status == 413) is refused
