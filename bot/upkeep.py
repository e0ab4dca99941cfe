"""What the service does beside answering: erase what is over, and know whether it can keep."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.logs import logger
from bot.metrics import Metrics
from bot.store.port import Housekeeping, StoreError

EVERY = timedelta(hours=1)


async def keep_house(
    store: Housekeeping, clock: Callable[[], datetime], metrics: Metrics, *, every: timedelta = EVERY
) -> None:
    """Prune at once and from then on at regular intervals, until cancelled; an outage is logged and gone over."""
    while True:
        await prune_once(store, clock(), metrics)
        await asyncio.sleep(every.total_seconds())


async def prune_once(store: Housekeeping, now: datetime, metrics: Metrics) -> None:
    """Erase what is over. Does nothing but say so if the store is out of order."""
    try:
        pruned = await store.prune(now)
    except StoreError as error:
        metrics.store_failed("prune", error.code)
        logger().warning("store_failed", operation="prune", code=error.code)
        return
    logger().info("pruned", answers=pruned.answers, conversations=pruned.conversations, events=pruned.events)


async def ready(store: Housekeeping, metrics: Metrics) -> str | None:
    """Return `None` if answers can be kept now, else the code of what is in the way; sets the gauge."""
    try:
        await store.ready()
    except StoreError as error:
        metrics.ready(False)
        return error.code
    metrics.ready(True)
    return None
