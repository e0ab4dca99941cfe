"""The webhook as an ASGI application, to be mounted at its address."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from bot.fulfillment.handling import MOST_BYTES, Fulfillment, Reply

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


class FulfillmentApp:
    """Takes POST requests with a body of bounded size."""

    def __init__(self, fulfillment: Fulfillment) -> None:
        self._fulfillment = fulfillment

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request; nothing is sent to somebody who has gone."""
        if reply := await self._reply(scope, receive):
            await _send(reply, send)

    async def _reply(self, scope: Message, receive: Receive) -> Reply | None:
        if scope["method"] != "POST":
            return Reply(405, b'{"error": {"code": "method_not_allowed"}}', (("Allow", "POST"),))
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        if refusal := self._fulfillment.refusal(headers):
            return refusal
        body = await _body(receive)
        if body is None:
            return None
        return await self._fulfillment.reply(headers, body)


async def _body(receive: Receive) -> bytes | None:
    """The body, or as much of it as shows that it is too large; `None` if the sender has gone."""
    body, more = b"", True
    while more and len(body) <= MOST_BYTES:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        body += message.get("body", b"")
        more = message.get("more_body", False)
    return body


async def _send(reply: Reply, send: Send) -> None:
    headers = [("Content-Type", "application/json; charset=utf-8"), ("Content-Length", str(len(reply.body)))]
    encoded = [(name.lower().encode(), value.encode()) for name, value in (*headers, *reply.headers)]
    await send({"type": "http.response.start", "status": reply.status, "headers": encoded})
    await send({"type": "http.response.body", "body": reply.body})
