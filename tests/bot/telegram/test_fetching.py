"""What goes wrong with fetching, and what cannot be read: it is said, and holds up nothing."""

from __future__ import annotations

import asyncio
import logging

import pytest
from aiohttp import web

from tests.bot.servicing import PRICE
from tests.bot.telegram.running import Running
from tests.fakes.telegram import updates as tg
from tests.fakes.telegram.server import Json, failing, refused


@pytest.mark.parametrize(
    ("status", "description", "event"),
    [
        (409, "Conflict: terminated by other getUpdates request", "telegram_conflict"),
        (401, "Unauthorized", "telegram_token_refused"),
        (500, "Internal Server Error", "telegram_unreachable"),
    ],
)
async def test_trouble_with_fetching_is_said_and_outlived(
    polled: Running, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str], status: int,
    description: str, event: str,
) -> None:  # fmt: skip
    """Two pollers of one token, a token that was withdrawn, an outage: said plainly, and tried again."""
    caplog.set_level(logging.INFO)
    polled.server.trouble = failing(1, lambda _: refused(status, description), "getUpdates")
    await polled.heard(tg.said("/ayuda"))
    await polled.server.sent()
    polled.server.trouble = None
    await polled.heard(tg.said(PRICE))
    await polled.server.sent(2)
    assert event in capsys.readouterr().out + caplog.text


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"message": {}},
        {"message": {"message_id": "x", "date": "y", "chat": 5}},
        {"message": None},
        {"message": []},
        {"callback_query": {"id": "1"}},
        {"inline_query": {"id": "1", "from": {"id": 1}}},
        {"brand_new_kind": {"a": 1}},
        {"message_reaction": {"chat": {}}},
        {"poll_answer": 7},
    ],
    ids=str,
)
async def test_update_that_cannot_be_read_holds_up_nothing(either: Running, content: Json) -> None:
    """Malformed and unknown ones are passed by; the next question is answered."""
    await either.heard(tg.update(**content))
    await either.heard(tg.said(PRICE))
    assert "USD" in (await either.server.sent()).text


async def test_things_that_are_no_updates_are_passed_by(polled: Running) -> None:
    """Even a list of nonsense does not stop the poller."""
    nonsense = [1, None, "x", {}, {"update_id": "x"}, {"update_id": True}]
    polled.server.trouble = failing(2, lambda _: _raw(nonsense), "getUpdates")
    await asyncio.sleep(1.2)  # the request that waits already must come back first
    await polled.heard(tg.said(PRICE))
    assert "USD" in (await polled.server.sent()).text


def _raw(result: object) -> web.Response:
    return web.json_response({"ok": True, "result": result})


async def test_mistake_of_ours_is_said(polled: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks hears that it is not their fault; the next question is answered."""

    async def broken(*_: object, **__: object) -> None:
        raise RuntimeError("bug")

    with monkeypatch.context() as patched:
        patched.setattr(type(polled.office.service), "ask", broken)
        await polled.heard(tg.said(PRICE))
        assert "falló" in (await polled.server.sent()).text
    await polled.heard(tg.said(PRICE))
    assert "USD" in (await polled.server.sent(2)).text
