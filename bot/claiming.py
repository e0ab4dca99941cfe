"""Work that is done once, in whichever process: claimed in the store, renewed while it lasts, marked when it is done.

A process that dies leaves a claim whose lease runs out; the channel delivers the event again, and whoever takes it in
then finds it free. While the store is out of order things are done all the same: better answered twice than not at all.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import TypeVar

from bot.logs import logger
from bot.metrics import Metrics
from bot.store.port import Claim, Claims, StoreError

Value = TypeVar("Value")

_RENEWALS = 3
"""Renewals within one lease: one or two may fail before it runs out."""
_MOST_SEEN = 20_000


class Claiming:
    """The claims of one process. `clock` gives aware times; a lease is renewed for as long as the work lasts."""

    def __init__(self, claims: Claims, metrics: Metrics, clock: Callable[[], datetime], lease: timedelta) -> None:
        self._claims = claims
        self._metrics = metrics
        self._clock = clock
        self._lease = lease
        self._seen: OrderedDict[str, None] = OrderedDict()

    def known(self, key: str) -> bool:
        """Whether something is over and done with, as far as this process remembers."""
        return key in self._seen

    def note(self, key: str) -> None:
        """Remember that something is over and done with."""
        self._seen[key] = None
        if len(self._seen) > _MOST_SEEN:
            self._seen.popitem(last=False)

    async def claim(self, key: str) -> Claim | None:
        """Return the claim; `None` while the store is out of order."""
        return await self._tried(self._claims.claim(key, self._clock(), self._lease))

    async def work(self, key: str, claim: Claim | None, work: Callable[[], Awaitable[Value]]) -> Value:
        """Do what was claimed and mark it; what fails or is cancelled is given back. Raises what the work raises."""
        renewing = asyncio.create_task(self._renew(claim)) if claim else None
        finished = False
        try:
            value = await work()
            finished = True
        finally:
            if renewing:
                renewing.cancel()
            if not finished and claim:
                await self._tried(self._claims.release(claim))
        self.note(key)
        if claim:
            await self._tried(self._claims.done(claim, self._clock()))
        return value

    async def _renew(self, claim: Claim) -> None:
        while True:
            await asyncio.sleep(self._lease.total_seconds() / _RENEWALS)
            await self._tried(self._claims.renew(claim, self._clock(), self._lease))

    async def _tried(self, attempt: Awaitable[Value]) -> Value | None:
        try:
            return await attempt
        except StoreError as error:
            self._metrics.store_failed("claim", error.code)
            logger().warning("store_failed", operation="claim", code=error.code)
            return None
