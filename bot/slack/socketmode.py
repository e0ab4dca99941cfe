"""Socket Mode: a connection that we open, for places that nobody can reach from outside."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import aiohttp
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackClientError

from bot.logs import logger

PAUSE = 10.0
"""Seconds between attempts to connect for the first time; from then on the library reconnects by itself."""
PING = 5.0
"""Seconds between signs of life; a connection that gives none four times in a row is replaced."""


@asynccontextmanager
async def connected(app: AsyncApp, app_token: str, *, ping: float = PING, pause: float = PAUSE) -> AsyncIterator[None]:
    """Stay connected inside. Does not wait for the connection: the rest of the service starts without it."""
    handler = AsyncSocketModeHandler(app, app_token, ping_interval=ping)
    connecting = asyncio.create_task(_connect(handler, pause))
    try:
        yield
    finally:
        connecting.cancel()
        with suppress(asyncio.CancelledError):
            await connecting
        await handler.close_async()  # type: ignore[no-untyped-call]  # untyped in the library


async def _connect(handler: AsyncSocketModeHandler, pause: float) -> None:
    """Try until it works: a wrong token is put right in the settings, Slack comes back by itself."""
    while True:
        try:
            await handler.connect_async()  # type: ignore[no-untyped-call]  # untyped in the library
        except (SlackClientError, aiohttp.ClientError, OSError, TimeoutError) as error:
            logger().error("slack_unconnected", detail=type(error).__name__)
            await asyncio.sleep(pause)
        else:
            logger().info("slack_connected")
            return
