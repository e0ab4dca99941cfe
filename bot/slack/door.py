"""In front of Bolt: what cannot be a request of Slack's is turned away before anything reads it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

MOST_BYTES = 1_000_000
"""No payload of Slack's comes near: a form with all its fields has some 250 kB."""

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
ASGIApp = Callable[[Message, Receive, Send], Awaitable[None]]


class Door:
    """ASGI: passes on what has a signature, a time that is a number, and a length that is said and small."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer 401, 411 or 413."""
        status = _refused(dict(scope.get("headers") or ())) if scope["type"] == "http" else None
        if status is None:
            await self._app(scope, receive, send)
            return
        await send({"type": "http.response.start", "status": status, "headers": [(b"content-length", b"0")]})
        await send({"type": "http.response.body", "body": b""})


def _refused(headers: dict[bytes, bytes]) -> int | None:
    if not headers.get(b"x-slack-signature") or not headers.get(b"x-slack-request-timestamp", b"").isdigit():
        return 401
    length = headers.get(b"content-length", b"")
    if not length.isdigit():
        return 411
    return 413 if int(length) > MOST_BYTES else None
