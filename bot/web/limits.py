"""How much and how often: sizes of bodies, and requests of one client."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from math import ceil
from time import monotonic

from starlette.requests import ClientDisconnect, Request

from bot.web.clients import address_of
from bot.web.problems import Problem

_CLIENTS = 10_000
"""So many clients are remembered; the one not seen for longest is forgotten first."""
_SECONDS = 30
"""A body that takes longer to arrive is given up."""


class Limiter:
    """A bucket of requests for each client that fills up again with time."""

    def __init__(self, per_minute: int, *, clock: Callable[[], float] = monotonic) -> None:
        self._most = float(per_minute)
        self._each = 60 / per_minute
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, client: str) -> float:
        """Take one request out of a client's bucket; return 0, or the seconds to wait if it is empty."""
        now = self._clock()
        left, since = self._buckets.pop(client, (self._most, now))
        left = min(self._most, left + (now - since) / self._each)
        taken = left >= 1
        self._buckets[client] = (left - 1 if taken else left), now
        if len(self._buckets) > _CLIENTS:
            self._buckets.popitem(last=False)
        return 0.0 if taken else (1 - left) * self._each


def check(limiter: Limiter, request: Request) -> None:
    """Let a request pass, or raise the 429 that says when to come back."""
    seconds = limiter.wait(address_of(request))
    if seconds:
        raise Problem(429, "too_many_requests", headers={"Retry-After": str(ceil(seconds))})


async def body_of(request: Request, most: int) -> bytes:
    """Return the body; 413 as soon as it is larger than `most` bytes, 408 if it does not arrive."""
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and (len(declared) > 12 or int(declared) > most):
        raise Problem(413, "too_large")
    try:
        async with asyncio.timeout(_SECONDS):
            return await _read(request, most)
    except TimeoutError:
        raise Problem(408, "too_slow") from None
    except ClientDisconnect:
        raise Problem(400, "bad_request") from None


async def _read(request: Request, most: int) -> bytes:
    pieces, size = [], 0
    async for piece in request.stream():
        size += len(piece)
        if size > most:
            raise Problem(413, "too_large")
        pieces.append(piece)
    return b"".join(pieces)
