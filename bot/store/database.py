"""The database behind the store: opened when it is first needed, and again after it was gone."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store import postgresql, sqlite
from bot.store.errors import translated
from bot.store.migrate import migrate
from bot.store.port import StoreBusy

Outcome = TypeVar("Outcome")
Operation = Callable[[AsyncConnection], Awaitable[Outcome]]
"""Some statements in one transaction; may be run again when it failed, so it changes nothing but the database."""

PATIENCE = 3.0
"""Seconds to wait for somebody else's lock or for a connection: people wait for the answer meanwhile."""
READERS = 4
"""So many read at once; beside them one writes."""
_POSTGRESQL = frozenset(("postgresql", "postgres", "postgresql+asyncpg"))
_SQLITE = frozenset(("sqlite", "sqlite+aiosqlite"))


class BadAddress(ValueError):
    """Not the address of a database that is supported. Says nothing of the address, which may hold a password."""


class Database:
    """One database, for one event loop."""

    def __init__(self, address: str | Path, *, patience: float = PATIENCE) -> None:
        """Take a path, `sqlite:///path` or `postgresql://…`; connects to nothing yet. Raises `BadAddress`."""
        self._url = _parsed(address)
        self._patience = patience
        self._file = sqlite.File(Path(self._url.database or "")) if self._url.drivername in _SQLITE else None
        self._engine: AsyncEngine | None = None
        self._opening = asyncio.Lock()
        self._readers = asyncio.Semaphore(READERS)

    async def read(self, operation: Operation[Outcome]) -> Outcome:
        """Run an operation that only reads. Raises a `StoreError`.

        Whoever asked may give up: what was begun still ends in its own time, so that its connection stays usable.
        """
        try:
            async with asyncio.timeout(self._patience):
                await self._readers.acquire()
        except TimeoutError:
            raise StoreBusy("too many are reading") from None
        try:
            return await asyncio.shield(self._run(operation, writes=False))
        finally:
            self._readers.release()

    async def write(self, operation: Operation[Outcome]) -> Outcome:
        """Run an operation that writes and commit it. Raises a `StoreError`; nothing is written then."""
        return await self._run(operation, writes=True)

    async def _run(self, operation: Operation[Outcome], *, writes: bool) -> Outcome:
        with translated():
            engine = (await self._opened()).execution_options(writes=writes)
            async with engine.begin() as connection:
                return await operation(connection)

    async def close(self) -> None:
        """Let go of every connection; the next operation opens the database again."""
        engine, self._engine = self._engine, None
        if engine is not None:
            with translated():
                await engine.dispose()

    async def _opened(self) -> AsyncEngine:
        """The engine, its tables in their newest form."""
        if self._engine is not None and not (self._file and self._file.replaced()):
            return self._engine
        async with self._opening:
            if self._engine is not None and self._file and self._file.replaced():
                await self.close()
            if self._engine is None:
                self._engine = await self._open()
            return self._engine

    async def _open(self) -> AsyncEngine:
        if self._file is None:
            engine = postgresql.engine(self._url, self._patience, READERS + 1)
        else:
            self._file.create()
            await asyncio.to_thread(sqlite.write_ahead, self._file.path, self._patience)
            engine = sqlite.engine(self._file.path, self._patience, READERS + 1)
        try:
            await migrate(engine)
        except BaseException:
            await engine.dispose()
            raise
        return engine


def _parsed(address: str | Path) -> URL:
    if isinstance(address, Path):
        return URL.create("sqlite", database=str(address))
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        raise BadAddress("not an address of a database") from None
    if url.drivername in _POSTGRESQL:
        return url.set(drivername="postgresql+asyncpg")
    if url.drivername in _SQLITE and url.database and url.database != ":memory:":
        return url
    raise BadAddress("neither sqlite:///path nor postgresql+asyncpg://")
