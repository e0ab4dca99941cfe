"""Writes of many callers, committed together: syncing the disk once for a hundred answers costs what one costs."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Any, NamedTuple, TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.database import Database, Operation
from bot.store.errors import Clash
from bot.store.port import NoAnswer, StoreBroken, StoreBusy, StoreError

Outcome = TypeVar("Outcome")

TOGETHER = 200
"""Writes of one transaction, at most: it holds the only write lock there is."""
WAITING = 5_000
"""More than this many waiting writes are turned away: the database cannot keep up, and their callers would give up."""


class _Write(NamedTuple):
    operation: Operation[Any]
    outcome: asyncio.Future[Any]


class Writer:
    """Runs operations one after the other, as many as are waiting in one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: deque[_Write] = deque()
        self._task: asyncio.Task[None] | None = None

    async def write(self, operation: Operation[Outcome]) -> Outcome:
        """Return when an operation is committed; raises a `StoreError`, or the `NoAnswer` that it raised.

        Giving up waiting does not take the operation back.
        """
        if len(self._waiting) >= WAITING:
            raise StoreBusy("too much is waiting")
        outcome: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Write(operation, outcome))
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._drain())
        return await outcome

    async def close(self) -> None:
        """Return when nothing is waiting any more."""
        if self._task is not None:
            await self._task

    async def _drain(self) -> None:
        while self._waiting:
            batch = [self._waiting.popleft() for _ in range(min(TOGETHER, len(self._waiting)))]
            try:
                await self._commit(batch)
            except Exception as error:  # noqa: BLE001  (a mistake of ours reaches those who wait, not nobody)
                _settle(batch, [error] * len(batch))

    async def _commit(self, batch: list[_Write]) -> None:
        try:
            outcomes = await self._database.write(lambda connection: _all(batch, connection))
        except (Clash, StoreBroken) as error:
            if len(batch) == 1:
                _settle(batch, [error])
            for write in batch if len(batch) > 1 else ():  # one cannot be written: the others must not suffer
                await self._commit([write])
        except StoreError as error:
            _settle(batch, [error] * len(batch))
        else:
            _settle(batch, outcomes)


async def _all(batch: list[_Write], connection: AsyncConnection) -> list[Any]:
    """The outcome of every operation; one that found no answer has written nothing and spoils nothing."""
    outcomes: list[Any] = []
    for write in batch:
        try:
            outcomes.append(await write.operation(connection))
        except NoAnswer as error:
            outcomes.append(error)
    return outcomes


def _settle(batch: list[_Write], outcomes: list[Any]) -> None:
    for write, outcome in zip(batch, outcomes, strict=True):
        if write.outcome.done():  # whoever asked has given up waiting
            continue
        if isinstance(outcome, Exception):
            write.outcome.set_exception(outcome)
        else:
            write.outcome.set_result(outcome)
