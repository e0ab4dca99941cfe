"""The stores that every test of the suite runs against."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.store.port import Store
from bot.store.sql import SqlStore
from tests.bot.store.server import Server, binaries
from tests.fakes.store import MemoryStore

RETENTION = timedelta(days=30)
DATABASES = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server. Where the machine has none, the tests that need it are skipped, but never in CI."""
    found = binaries()
    if found is None:
        message = "no PostgreSQL server on this machine: install the package `postgresql`"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    running = Server(found)
    yield running
    running.close()


@pytest.fixture
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str | Path:
    """An empty database, by the name that a test is parametrized with."""
    if request.param == "sqlite":
        return tmp_path / "data" / "cuanto.sqlite3"
    running: Server = request.getfixturevalue("server")
    return running.database()


@pytest.fixture
async def database(address: str | Path) -> AsyncIterator[SqlStore]:
    """A store over a database; for what the fake has nothing of."""
    store = SqlStore(address, retention=RETENTION)
    yield store
    await store.close()


@pytest.fixture(params=[*DATABASES, "fake"])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    """Every kind of store, empty."""
    if request.param == "fake":
        yield MemoryStore(retention=RETENTION)
        return
    running = request.getfixturevalue("server") if request.param == "postgresql" else None
    opened = SqlStore(running.emptied() if running else tmp_path / "cuanto.sqlite3", retention=RETENTION)
    yield opened
    await opened.close()
