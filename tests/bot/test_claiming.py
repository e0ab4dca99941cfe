"""Work that is done once: a claim holds for as long as the work lasts, and not a lease longer."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest

from bot.claiming import Claiming
from bot.metrics import Metrics
from bot.store.port import ClaimState, StoreGone
from tests.fakes.store import MemoryStore

KEY = "telegram:1:7"
LEASE = timedelta(seconds=0.15)


def process(store: MemoryStore) -> Claiming:
    """The claims of one process; several may share a store."""
    return Claiming(store, Metrics(), lambda: datetime.now(UTC), LEASE)


async def state(store: MemoryStore) -> ClaimState:
    """Return what another process is told when it claims the same."""
    claim = await process(store).claim(KEY)
    assert claim is not None
    return claim.state


def lasting(seconds: float) -> Callable[[], Awaitable[str]]:
    """Work that takes its time."""

    async def work() -> str:
        await asyncio.sleep(seconds)
        return "worked"

    return work


async def test_claim_holds_while_the_work_lasts() -> None:
    """However many leases it takes, nobody else gets it meanwhile or afterwards."""
    store = MemoryStore()
    mine = process(store)
    working = asyncio.create_task(mine.work(KEY, await mine.claim(KEY), lasting(4 * LEASE.total_seconds())))
    told = set()
    while not working.done():
        told.add(await state(store))
        await asyncio.sleep(0.02)
    assert told == {ClaimState.TAKEN}
    assert working.result() == "worked"
    assert await state(store) is ClaimState.DONE
    assert mine.known(KEY)


async def test_claim_of_a_process_that_died_runs_out() -> None:
    """Without anybody to renew it, the next one gets it after a lease."""
    store = MemoryStore()
    await process(store).claim(KEY)
    assert await state(store) is ClaimState.TAKEN
    await asyncio.sleep(LEASE.total_seconds())
    assert await state(store) is ClaimState.NEW


@pytest.mark.parametrize("how", ["fails", "is cancelled"])
async def test_work_that_comes_to_nothing_is_given_back(how: str) -> None:
    """At once, and it is not taken for done."""
    store = MemoryStore()
    mine = process(store)

    async def failing() -> None:
        raise LookupError

    work = failing if how == "fails" else lasting(60)
    working = asyncio.create_task(mine.work(KEY, await mine.claim(KEY), work))
    await asyncio.sleep(0.01)
    working.cancel()
    with pytest.raises((LookupError, asyncio.CancelledError)):
        await working
    assert not mine.known(KEY)
    assert await state(store) is ClaimState.NEW


async def test_store_that_goes_away_stops_no_work() -> None:
    """Neither before it is claimed nor while it lasts; what cannot be marked is at least remembered here."""
    store = MemoryStore()
    mine = process(store)
    claim = await mine.claim(KEY)
    store.broken = StoreGone("x")
    assert await mine.work(KEY, claim, lasting(2 * LEASE.total_seconds())) == "worked"
    assert await mine.claim("other") is None
    assert await mine.work("other", None, lasting(0)) == "worked"
    assert mine.known(KEY)
    assert mine.known("other")
