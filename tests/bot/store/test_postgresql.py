"""PostgreSQL: gone and back, locked, refused."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import asyncpg
import pytest

from bot.store.port import ClaimState, Store, StoreBusy, StoreGone
from bot.store.sql import SqlStore
from tests.bot.store.making import NOW, kept, remembered
from tests.bot.store.server import Server
from tests.bot.store.test_claims import LEASE


@pytest.fixture
def address(server: Server) -> str:
    """An empty database."""
    return server.database()


@pytest.fixture
async def store(address: str) -> AsyncIterator[Store]:
    """A store that does not wait long."""
    opened = SqlStore(address, patience=0.5)
    yield opened
    await opened.close()


async def test_server_that_is_gone_and_comes_back(store: Store, server: Server) -> None:
    """While the server is down everything fails as gone; when it is up again the same store works, nothing is lost."""
    answer, later = kept(), kept()
    await store.keep(answer)
    claim = await store.claim("e", NOW, LEASE)
    server.stop()
    try:
        for attempt in (store.keep(kept()), store.get(answer.id), store.recall("c", NOW), store.ready()):
            with pytest.raises(StoreGone):
                await attempt
    finally:
        server.start()
    await store.keep(later)
    await store.done(claim, NOW)
    assert await store.get(answer.id) == answer
    assert (await store.claim("e", NOW + LEASE, LEASE)).state is ClaimState.DONE
    assert (await store.stats()).answers == 2


async def test_store_that_starts_before_its_server(server: Server) -> None:
    """A service may be started while the database is still down: it is opened when it is there."""
    address = server.database()
    store = SqlStore(address, patience=0.5)
    server.stop()
    try:
        with pytest.raises(StoreGone):
            await store.ready()
    finally:
        server.start()
    await store.ready()
    await store.close()


async def test_locked_table_is_busy(store: Store, address: str) -> None:
    """While somebody else holds the table for too long, keeping fails as busy; afterwards it works."""
    await store.ready()
    holder = await asyncpg.connect(address.replace("+asyncpg", ""))
    transaction = holder.transaction()
    await transaction.start()
    await holder.execute("LOCK TABLE answers IN EXCLUSIVE MODE")
    with pytest.raises(StoreBusy):
        await store.keep(kept())
    await transaction.rollback()
    await holder.close()
    await store.keep(kept())


async def test_connections_that_are_cut_are_replaced(store: Store, server: Server, address: str) -> None:
    """Connections that the server has closed meanwhile are not handed to anybody: no question notices."""
    await asyncio.gather(*(store.recall("c", NOW) for _ in range(8)))
    name = address.rpartition("/")[2]
    server.sql("postgres", f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
    await store.remember("c", remembered(), NOW)
    found = await asyncio.gather(*(store.recall("c", NOW) for _ in range(8)))
    assert found == [remembered()] * 8


async def test_clashing_transactions_are_run_again_apart(address: str) -> None:
    """Two processes that write the same conversations in opposite orders both succeed."""
    stores = [SqlStore(address) for _ in range(2)]
    names = [f"c{place}" for place in range(200)]
    for store in stores:
        await store.ready()

    async def write(store: Store, order: list[str]) -> None:
        await asyncio.gather(*(store.remember(name, remembered(), NOW) for name in order))

    for _ in range(2):
        await asyncio.gather(write(stores[0], names), write(stores[1], names[::-1]))
    assert (await stores[0].stats()).conversations == 200
    for store in stores:
        await store.close()


@pytest.mark.parametrize("wrong", ["/nowhere", "no-such-host.invalid"])
async def test_unknown_database_or_host_is_gone(server: Server, wrong: str) -> None:
    """A database or server that is not there is an outage that may end, not a crash."""
    here = f"127.0.0.1:{server.port}{wrong}" if wrong.startswith("/") else f"{wrong}/x"
    store = SqlStore(f"postgresql://cuanto@{here}", patience=0.5)
    with pytest.raises(StoreGone):
        await store.ready()


async def test_read_only_server_is_gone(store: Store, server: Server, address: str) -> None:
    """A database that only reads (a standby) cannot keep: an outage."""
    await store.ready()
    name = address.rpartition("/")[2]
    server.sql("postgres", f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    await store.close()
    with pytest.raises(StoreGone):
        await store.keep(kept())
