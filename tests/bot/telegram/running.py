"""The channel running against the loopback server, by polling or by webhook, over a store that may outlive it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import httpx
from msgspec.structs import replace

from bot.settings import Secret, Settings
from bot.store.port import Store
from bot.telegram.channel import Pace, channel
from bot.telegram.webhook import PATH
from tests.bot.servicing import BASE, Office
from tests.fakes.telegram.server import TOKEN, TelegramServer

SECRET = "only-telegram-knows-1"
QUICK = Pace(
    lease=timedelta(seconds=0.4),
    poll=1,
    back_off=0.05,
    pauses=(0.02,) * 30,
    each_second=5_000,
    patience=60,
    grace=2,
)


class Running:
    """A channel, the server that it talks to, and the service behind it."""

    def __init__(self, server: TelegramServer, office: Office, app: Any) -> None:
        self.server = server
        self.office = office
        self._client = httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url=BASE) if app else None

    async def bring(self, update: Any, *, secret: str | None = SECRET, **request: Any) -> int:
        """Bring an update to the webhook and return the status it is answered with."""
        assert self._client is not None
        headers = {"X-Telegram-Bot-Api-Secret-Token": secret} if secret is not None else {}
        body = request or {"json": update}
        return (await self._client.post(PATH, headers=headers, **body)).status_code

    async def heard(self, update: Any) -> None:
        """Let an update arrive, whichever way this channel hears."""
        if self._client is None:
            self.server.push(update)
        else:
            assert await self.bring(update) == 200


def settings(server: TelegramServer, *, webhook: bool = False, **more: Any) -> Settings:
    """Settings of a channel at the loopback server."""
    made = Settings(telegram_bot_token=Secret(TOKEN), telegram_api_url=server.url, cuanto_base_url=BASE)
    given = {"telegram_webhook_secret": Secret(SECRET if webhook else ""), "cuanto_data_dir": server.folder}
    return replace(made, **(given | more))


@asynccontextmanager
async def running(
    server: TelegramServer,
    *,
    webhook: bool = False,
    office: Office | None = None,
    store: Store | None = None,
    pace: Pace = QUICK,
    clock: Callable[[], Any] | None = None,
    **more: Any,
) -> AsyncIterator[Running]:
    """Run the channel inside; it has been told about the webhook, or that there is none, when this begins."""
    place = office or Office(store)
    made = channel(
        settings(server, webhook=webhook, **more),
        place.service,
        store or place.fake,
        place.metrics,
        clock or place.clock,
        pace=pace,
    )
    before = len(server.calls)
    async with made.lifespans[0]():
        await server.until(
            lambda: any(call.method in ("setWebhook", "deleteWebhook") for call in server.calls[before:])
        )
        await asyncio.sleep(0)
        yield Running(server, place, made.mounts.get(PATH))
