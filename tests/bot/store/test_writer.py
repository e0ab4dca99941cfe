"""Writes that are committed together: none suffers from another, none is lost, none is told too early."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.database import Database, Operation
from bot.store.port import StoreBroken, StoreBusy, UnknownAnswer
from bot.store.tables import events
from bot.store.writer import TOGETHER, WAITING, Writer
from tests.bot.store.conftest import DATABASES
from tests.bot.store.making import NOW

pytestmark = pytest.mark.parametrize("address", DATABASES, indirect=True)


@pytest.fixture
async def database(address: str | Path) -> AsyncIterator[Database]:
    """A database with its tables."""
    opened = Database(address)
    yield opened
    await opened.close()


def _put(key: str) -> Operation[str]:
    """Insert an event; the same key twice is refused by the database."""

    async def operation(connection: AsyncConnection) -> str:
        await connection.execute(insert(events), {"key": key, "token": "t", "leased_until": NOW})
        return key

    return operation


async def _keys(database: Database) -> set[str]:
    async def operation(connection: AsyncConnection) -> set[str]:
        return set((await connection.execute(select(events.c.key))).scalars())

    return await database.read(operation)


async def test_each_caller_gets_its_own_outcome(database: Database) -> None:
    """More writes than fit into one transaction all come back, each with what it returned."""
    writer = Writer(database)
    keys = [f"k{place}" for place in range(TOGETHER * 2 + 1)]
    assert await asyncio.gather(*(writer.write(_put(key)) for key in keys)) == keys
    assert await _keys(database) == set(keys)


async def test_write_that_fails_spoils_no_other(database: Database) -> None:
    """One that the database refuses fails alone; those before and after it in the same transaction are written."""
    writer = Writer(database)
    outcomes = await asyncio.gather(*(writer.write(_put(key)) for key in ("a", "b", "a", "c")), return_exceptions=True)
    assert [outcome for outcome in outcomes if not isinstance(outcome, Exception)] == ["a", "b", "c"]
    assert isinstance(outcomes[2], StoreBroken)
    assert await _keys(database) == {"a", "b", "c"}


async def test_answer_that_is_not_there_spoils_no_other(database: Database) -> None:
    """An operation that found no answer tells its own caller so, and the others are written."""

    async def missing(_: AsyncConnection) -> None:
        raise UnknownAnswer("x")

    writer = Writer(database)
    outcomes = await asyncio.gather(writer.write(_put("a")), writer.write(missing), return_exceptions=True)
    assert outcomes[0] == "a"
    assert isinstance(outcomes[1], UnknownAnswer)
    assert await _keys(database) == {"a"}


async def test_mistake_of_ours_reaches_its_callers_and_ends_there(database: Database) -> None:
    """An error that no one foresaw is raised where the write was asked for; the next write works."""

    async def mistaken(_: AsyncConnection) -> None:
        raise ZeroDivisionError

    writer = Writer(database)
    with pytest.raises(ZeroDivisionError):
        await writer.write(mistaken)
    assert await writer.write(_put("a")) == "a"


async def test_giving_up_waiting_does_not_take_the_write_back(database: Database) -> None:
    """A caller who goes away does not stop the others of the transaction, and what they asked for is written."""
    writer = Writer(database)
    tasks = [asyncio.create_task(writer.write(_put(key))) for key in ("a", "b", "c")]
    await asyncio.sleep(0)
    tasks[1].cancel()
    assert [await tasks[0], await tasks[2]] == ["a", "c"]
    await writer.close()
    assert await _keys(database) == {"a", "b", "c"}


async def test_too_many_waiting_writes_are_turned_away(database: Database) -> None:
    """Beyond the limit a write is refused at once instead of waiting for ever; those before it are written."""
    gate = asyncio.Event()

    async def held(_: AsyncConnection) -> None:
        await gate.wait()

    async def nothing(_: AsyncConnection) -> None:
        pass

    writer = Writer(database)
    first = asyncio.create_task(writer.write(held))
    await asyncio.sleep(0.01)
    waiting = [asyncio.create_task(writer.write(nothing)) for _ in range(WAITING)]
    await asyncio.sleep(0)
    with pytest.raises(StoreBusy):
        await writer.write(nothing)
    gate.set()
    await asyncio.gather(first, *waiting)
