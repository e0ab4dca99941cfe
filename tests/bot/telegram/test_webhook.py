"""The webhook: who may bring updates, and what Telegram is told."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot import bootstrap
from bot.telegram.updates import ALLOWED
from bot.telegram.webhook import MOST_BYTES, PATH
from tests.bot.servicing import BASE, PRICE, Listening, Office
from tests.bot.telegram.running import SECRET, running, settings
from tests.fakes.telegram import updates as tg
from tests.fakes.telegram.server import TelegramServer, refused


async def test_telegram_is_told_the_address(server: TelegramServer) -> None:
    """Address, secret and the kinds of updates are set at the start, and nothing that waits is dropped."""
    async with running(server, webhook=True):
        call = server.of("setWebhook")[0]
    assert call.params["url"] == BASE + PATH
    assert call.params["secret_token"] == SECRET
    assert call.params["allowed_updates"] == list(ALLOWED)
    assert "drop_pending_updates" not in call.params
    assert server.asked == []


async def test_polling_takes_a_webhook_away_and_names_what_it_wants(server: TelegramServer) -> None:
    """One left from before is removed, or nothing could be fetched."""
    server.webhook["url"] = "https://old.example"
    async with running(server) as made:
        await made.heard(tg.said(PRICE))
        await server.sent()
    assert server.asked[0]["allowed_updates"] == list(ALLOWED)


@pytest.mark.parametrize(
    ("secret", "request_", "status"),
    [
        (None, {}, 403),
        ("", {}, 403),
        (SECRET[:-1], {}, 403),
        (SECRET + "x", {}, 403),
        (SECRET.upper(), {}, 403),
        (SECRET, {"content": b"{"}, 400),
        (SECRET, {"content": b"\xff\xfe"}, 400),
        (SECRET, {"content": b""}, 400),
        (SECRET, {"json": []}, 400),
        (SECRET, {"json": {"update_id": "1"}}, 400),
        (SECRET, {"json": {"update_id": True}}, 400),
        (SECRET, {"content": b"x" * (MOST_BYTES + 1)}, 413),
    ],
)
async def test_only_telegram_is_listened_to(
    server: TelegramServer, secret: str | None, request_: dict[str, Any], status: int
) -> None:
    """Without the right secret nothing is read; nonsense with it is refused."""
    async with running(server, webhook=True) as made:
        assert await made.bring(tg.said(PRICE), secret=secret, **request_) == status
        await asyncio.sleep(0.05)
    assert server.messages == []


async def test_update_has_arrived_once_it_is_answered(server: TelegramServer) -> None:
    """Telegram is told so after the answer is sent; a question brought again meanwhile is joined to the first."""
    recognizer = Listening()
    recognizer.gates[PRICE] = asyncio.Event()
    async with running(server, webhook=True, office=Office(recognizer=recognizer)) as made:
        update = tg.said(PRICE)
        brought = [asyncio.create_task(made.bring(update)) for _ in range(3)]
        await asyncio.sleep(0.1)
        assert not any(task.done() for task in brought)
        recognizer.gates[PRICE].set()
        assert await asyncio.gather(*brought) == [200, 200, 200]
    assert len(server.messages) == 1


async def test_what_is_brought_too_early_is_brought_again(server: TelegramServer) -> None:
    """Before the bot knows itself, Telegram is asked to come again."""
    office = Office()
    server.trouble = lambda method, _: refused(502, "Bad Gateway") if method == "getMe" else None
    task = asyncio.create_task(_early(server, office))
    await asyncio.sleep(0.2)
    server.trouble = None
    assert await task == 503


async def _early(server: TelegramServer, office: Office) -> int:
    from bot.telegram.channel import channel
    from tests.bot.telegram.running import QUICK, Running

    store, metrics, clock = office.fake, office.metrics, office.clock
    made = channel(settings(server, webhook=True), office.service, store, metrics, clock, pace=QUICK)
    async with made.lifespans[0]():
        status = await Running(server, office, made.mounts[PATH]).bring(tg.said(PRICE))
        await asyncio.sleep(0.4)
    return status


@pytest.mark.parametrize(
    ("secret", "address", "mounted"),
    [
        (True, BASE, True),
        (False, BASE, False),
        (True, "http://127.0.0.1:8080", False),
        (True, "http://a.example", False),
    ],
)
def test_webhook_takes_a_secret_and_a_public_address(secret: bool, address: str, mounted: bool) -> None:
    """Otherwise updates are fetched, which works behind any firewall."""
    office = Office()
    made = settings(TelegramServer(url="http://127.0.0.1:9"), webhook=secret, cuanto_base_url=address)
    channels = bootstrap.telegram(made, office.service, office.fake, office.metrics)
    assert (list(channels.mounts) == [PATH]) is mounted
    assert len(channels.lifespans) == 1


def test_nothing_is_joined_without_a_token() -> None:
    """No token, no channel."""
    office = Office()
    from bot.settings import Settings

    channels = bootstrap.telegram(Settings(), office.service, office.fake, office.metrics)
    assert (channels.mounts, channels.lifespans) == ({}, ())
