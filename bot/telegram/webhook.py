"""`/telegram/webhook`: updates that Telegram brings. Said to have arrived once they are answered, not before."""

from __future__ import annotations

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from bot.metrics import Metrics
from bot.telegram.desk import Desk
from bot.telegram.updates import number_of

PATH = "/telegram/webhook"
MOST_BYTES = 1_000_000
PATIENCE = 25.0
"""Seconds to wait for an answer; then Telegram is asked to come again, and finds it done or under way."""

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
_HEADER = b"x-telegram-bot-api-secret-token"


class Webhook:
    """An ASGI application for one address."""

    def __init__(self, secret: str, metrics: Metrics, *, patience: float = PATIENCE) -> None:
        self._secret = secret.encode()
        self._metrics = metrics
        self._patience = patience
        self.desk: Desk | None = None
        """Where updates go; `None` until the bot is ready, and Telegram comes again."""

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Take one update in."""
        status = await self._status(scope, receive)
        headers = [(b"content-type", b"text/plain"), (b"content-length", b"0")]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": b""})

    async def _status(self, scope: Message, receive: Receive) -> int:
        if scope["method"] != "POST":
            return 405
        if not self._known(scope):
            self._metrics.event("telegram", "refused")
            return 403
        body = await _body(receive)
        if body is None:
            return 413
        try:
            raw = json.loads(body)
        except ValueError:
            return 400
        number = number_of(raw)
        return 400 if number is None else await self._taken(number, raw)

    def _known(self, scope: Message) -> bool:
        given = next((value for name, value in scope["headers"] if name.lower() == _HEADER), b"")
        return hmac.compare_digest(given, self._secret)

    async def _taken(self, number: int, raw: dict[str, Any]) -> int:
        if self.desk is None:
            return 503
        ended = self.desk.take(number, raw)
        if ended is None:
            return 200
        done, _ = await asyncio.wait({ended}, timeout=self._patience)
        return 200 if done and not ended.cancelled() and ended.exception() is None else 503


async def _body(receive: Receive) -> bytes | None:
    """The body, or `None` for one that no update has the size of."""
    pieces: list[bytes] = []
    size = 0
    while True:
        event = await receive()
        if event["type"] != "http.request":
            return None
        pieces.append(event.get("body", b""))
        size += len(pieces[-1])
        if size > MOST_BYTES:
            return None
        if not event.get("more_body"):
            return b"".join(pieces)
