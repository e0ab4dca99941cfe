"""Work that is done once: a claim holds for as long as the work lasts, and not a lease longer."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.claiming import Claiming
from bot.metrics import Metrics
from bot.store.port import Claim, ClaimState, StoreGone
from tests.fakes.store import MemoryStore

KEY = "telegram:1:7"
LEASE = timedelta(seconds=0.03)


class Ticking(MemoryStore):
    """A store whose clock goes on by half a lease with every renewal, and stands still otherwise."""

    def __init__(self) -> None:
        super().__init__()
        self.now = datetime(2026, 11, 23, 12, tzinfo=UTC)
        self.renewed = asyncio.Semaphore(0)

    async def renew(self, claim: Claim, now: datetime, lease: timedelta) -> None:
        """Renew, and let time pass."""
        await super().renew(claim, now, lease)
        self.now += LEASE / 2
        self.renewed.release()


def process(store: Ticking) -> Claiming:
    """The claims of one process; several may share a store."""
    return Claiming(store, Metrics(), lambda: store.now, LEASE)


async def state(store: Ticking) -> ClaimState:
    """Return what another process is told when it claims the same."""
    claim = await process(store).claim(KEY)
    assert claim is not None
    return claim.state


async def test_claim_holds_while_the_work_lasts() -> None:
    """However many leases it takes, nobody else gets it meanwhile or afterwards."""
    store = Ticking()
    mine = process(store)

    async def work() -> set[ClaimState]:
        told = set()
        for _ in range(6):
            await store.renewed.acquire()
            told.add(await state(store))
        return told

    begun = store.now
    assert await mine.work(KEY, await mine.claim(KEY), work) == {ClaimState.TAKEN}
    assert store.now >= begun + 2 * LEASE
    assert await state(store) is ClaimState.DONE
    assert mine.known(KEY)


async def test_claim_of_a_process_that_died_runs_out() -> None:
    """Without anybody to renew it, the next one gets it after a lease."""
    store = Ticking()
    await process(store).claim(KEY)
    assert await state(store) is ClaimState.TAKEN
    store.now += LEASE
    assert await state(store) is ClaimState.NEW


@pytest.mark.parametrize("how", ["fails", "is cancelled"])
async def test_work_that_comes_to_nothing_is_given_back(how: str) -> None:
    """At once, and it is not taken for done."""
    store = Ticking()
    mine = process(store)

    async def failing() -> None:
        raise LookupError

    async def lasting() -> None:
        await asyncio.Event().wait()

    work = failing if how == "fails" else lasting
    working = asyncio.create_task(mine.work(KEY, await mine.claim(KEY), work))
    await asyncio.sleep(0.01)
    working.cancel()
    with pytest.raises((LookupError, asyncio.CancelledError)):
        await working
    assert not mine.known(KEY)
    assert await state(store) is ClaimState.NEW


async def test_store_that_goes_away_stops_no_work() -> None:
    """Neither before it is claimed nor while it lasts; what cannot be marked is at least remembered here."""
    store = Ticking()
    mine = process(store)

    async def work() -> str:
        await asyncio.sleep(2 * LEASE.total_seconds())
        return "worked"

    claim = await mine.claim(KEY)
    store.broken = StoreGone("x")
    assert await mine.work(KEY, claim, work) == "worked"
    assert await mine.claim("other") is None
    assert await mine.work("other", None, work) == "worked"
    assert mine.known(KEY)
    assert mine.known("other")
