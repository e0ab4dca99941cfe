"""In front of Bolt: what is not Slack's is turned away before anything reads it.

Bolt checks signatures as well, but only after it has taken a body of any length apart, and fails on one that is none.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from slack_sdk.signature import SignatureVerifier

MOST_BYTES = 1_000_000
"""No payload of Slack's comes near: a form with all its fields has some 250 kB."""

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
ASGIApp = Callable[[Message, Receive, Send], Awaitable[None]]


class Door:
    """ASGI: passes on what is signed, not older than five minutes, and no longer than `MOST_BYTES`."""

    def __init__(self, app: ASGIApp, signing_secret: str) -> None:
        self._app = app
        self._verifier = SignatureVerifier(signing_secret)

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer 401 or 413."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        body = await _read(receive)
        status = 413 if body is None else self._refusal(scope, body)
        if status is None:
            await self._app(scope, _again(body or b"", receive), send)
            return
        await send({"type": "http.response.start", "status": status, "headers": [(b"content-length", b"0")]})
        await send({"type": "http.response.body", "body": b""})

    def _refusal(self, scope: Message, body: bytes) -> int | None:
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        timestamp = headers.get("x-slack-request-timestamp", "")
        signature = headers.get("x-slack-signature", "")
        known = timestamp.isdecimal() and timestamp.isascii() and signature.isascii()
        return None if known and self._verifier.is_valid(body, timestamp, signature) else 401


async def _read(receive: Receive) -> bytes | None:
    """The whole body, or `None` for one that is too long."""
    body: bytes = b""
    while True:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > MOST_BYTES:
            return None
        if not message.get("more_body", False):
            return body


def _again(body: bytes, receive: Receive) -> Receive:
    """The body once more, for the one who reads it next."""
    read = False

    async def again() -> Message:
        nonlocal read
        if read:
            return await receive()
        read = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again
