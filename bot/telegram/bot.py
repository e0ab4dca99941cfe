"""The library's bot, with updates as Telegram sends them: one that it cannot read must not hold up the rest."""

from __future__ import annotations

import logging
from typing import Any

from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import HTTPXRequest

from bot.settings import Settings

CONNECTIONS = 256
PATIENCE = 60.0
"""Seconds to wait until Telegram has taken a message. Long: of one that is given up nobody knows what became of it."""
EACH_SECOND = 30.0
"""Messages, to all chats together (core.telegram.org/bots/faq, "My bot is hitting limits")."""


class Bot(ExtBot[int]):
    """A bot that can also fetch updates unread."""

    async def raw_updates(self, offset: int | None, *, seconds: int, most: int, allowed: tuple[str, ...]) -> list[Any]:
        """Return updates from a number on, waiting so long for the first; confirms those below the number."""
        asked = {"timeout": seconds, "limit": most, "allowed_updates": list(allowed)}
        if offset is not None:
            asked["offset"] = offset
        found = await self._post("getUpdates", asked, read_timeout=seconds + 10.0)
        return found if isinstance(found, list) else []


def bot(settings: Settings, *, each_second: float = EACH_SECOND, patience: float = PATIENCE) -> Bot:
    """Return the bot of the settings.

    The limiter never repeats: it would hold up every chat while one is told to wait. That is the sender's, which says
    so in the log as well; the limiter would call it an error each time.
    """
    logging.getLogger(AIORateLimiter.__module__.rpartition(".")[0] + ".AIORateLimiter").setLevel(logging.CRITICAL)
    address = settings.telegram_api_url.rstrip("/")
    return Bot(
        settings.telegram_bot_token.reveal(),
        base_url=f"{address}/bot",
        base_file_url=f"{address}/file/bot",
        request=HTTPXRequest(
            connection_pool_size=CONNECTIONS,
            read_timeout=patience,
            write_timeout=20,
            connect_timeout=10,
            pool_timeout=patience,
        ),
        get_updates_request=HTTPXRequest(connection_pool_size=2, connect_timeout=10, read_timeout=10),
        rate_limiter=AIORateLimiter(overall_max_rate=each_second, overall_time_period=1, max_retries=0),
    )
