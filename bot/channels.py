"""What a channel adds to the service: addresses of its own, and what runs beside them from start to stop."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from datetime import datetime
from typing import Any

from msgspec import Struct

from bot.metrics import Metrics
from bot.store.port import Store
from bot.upkeep import keep_house

Lifespan = Callable[[], AbstractAsyncContextManager[object]]
"""Entered when the service starts, left when it stops, in reverse order."""


class Channels(Struct, frozen=True, kw_only=True):
    """One channel, or several joined."""

    mounts: Mapping[str, Any] = {}
    """An ASGI application by its exact address: `/slack/events`, `/telegram/webhook`, `/dialogflow/webhook`."""
    lifespans: tuple[Lifespan, ...] = ()

    def joined(self, other: Channels) -> Channels:
        """Return both."""
        return Channels(mounts={**self.mounts, **other.mounts}, lifespans=(*self.lifespans, *other.lifespans))


@asynccontextmanager
async def looked_after(store: Store, clock: Callable[[], datetime], metrics: Metrics) -> AsyncIterator[None]:
    """Erase what is over as long as the service runs; at the end write what is waiting and let go of the database."""
    task = asyncio.create_task(keep_house(store, clock, metrics))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        await store.close()
