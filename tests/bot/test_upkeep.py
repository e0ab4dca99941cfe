"""What the service does beside answering."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from bot.store.port import MEMORY, StoreFull
from bot.upkeep import keep_house, prune_once, ready
from tests.bot.servicing import NOW, Office, question


async def test_house_is_kept_at_once_and_again() -> None:
    """It is pruned at the start and after every interval, an outage in between notwithstanding."""
    office = Office()
    house = asyncio.create_task(keep_house(office.fake, office.clock, office.metrics, every=timedelta(0)))
    await office.service.ask(question())
    office.fake.broken = StoreFull("x")
    for _ in range(3):
        await asyncio.sleep(0)
    office.fake.broken = None
    office.clock.now = NOW + MEMORY
    for _ in range(3):
        await asyncio.sleep(0)
    house.cancel()
    assert (await office.fake.stats()).conversations == 0
    assert office.counted("store_failures_total", operation="prune", code="store_full") > 0


async def test_pruning_leaves_what_is_not_over() -> None:
    """One run erases by the moment that it is given."""
    office = Office()
    await office.service.ask(question())
    await prune_once(office.fake, NOW + MEMORY - timedelta(seconds=1), office.metrics)
    assert (await office.fake.stats()).conversations == 1
    await prune_once(office.fake, NOW + MEMORY, office.metrics)
    assert (await office.fake.stats()).conversations == 0


async def test_readiness_is_told_and_shown() -> None:
    """The code says what is in the way, and the gauge says whether anything is."""
    office = Office()
    assert await ready(office.fake, office.metrics) is None
    assert office.counted("ready") == 1
    office.fake.broken = StoreFull("x")
    assert await ready(office.fake, office.metrics) == "store_full"
    assert office.counted("ready") == 0
